#include "tests/conformance/engine_conformance.h"
#include "tests/conformance/engines_under_test.h"

#include <gtest/gtest.h>

namespace datalek::storage {

INSTANTIATE_TEST_SUITE_P(Memory, EngineConformance, ::testing::Values(MemoryUnderTest()));

}  // namespace datalek::storage
