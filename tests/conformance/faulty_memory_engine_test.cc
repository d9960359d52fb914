#include "tests/conformance/engine_conformance.h"
#include "tests/conformance/engines_under_test.h"

#include <gtest/gtest.h>

namespace datalek::storage {

INSTANTIATE_TEST_SUITE_P(FaultyAroundMemory, EngineConformance,
                         ::testing::Values(FaultyAround(MemoryUnderTest())));

}  // namespace datalek::storage
