#include "tests/conformance/engine_conformance.h"
#include "tests/conformance/engines_under_test.h"

#include <gtest/gtest.h>

namespace datalek::storage {

INSTANTIATE_TEST_SUITE_P(FaultyAroundRocksDb, EngineConformance,
                         ::testing::Values(FaultyAround(RocksDbUnderTest())));
INSTANTIATE_TEST_SUITE_P(FaultyAroundRocksDb, DurableEngineConformance,
                         ::testing::Values(FaultyAround(RocksDbUnderTest())));

}  // namespace datalek::storage
