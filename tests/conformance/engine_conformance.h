// The promises of storage/kv/engine.h, one test per promise.
//
// An engine joins by instantiating EngineConformance in a *_engine_test.cc of its own, and
// DurableEngineConformance too if what it holds outlives it.
#pragma once

#include "storage/kv/engine.h"
#include "tests/conformance/engines_under_test.h"
#include "tests/testing/temp_directory.h"

#include <gtest/gtest.h>

namespace datalek::storage {

class EngineConformance : public ::testing::TestWithParam<EngineUnderTest> {
 protected:
  void SetUp() override { Reopen(); }

  Engine& engine() { return *opened_.engine; }

  // Closes the engine and opens it again on the same directory.
  void Reopen() {
    opened_.engine.reset();
    opened_.beneath.reset();
    opened_ = GetParam().open(directory_.path());
    ASSERT_NE(opened_.engine, nullptr) << "the engine did not open";
  }

 private:
  tests::TempDirectory directory_;
  OpenedEngine opened_;
};

class DurableEngineConformance : public EngineConformance {};

}  // namespace datalek::storage
