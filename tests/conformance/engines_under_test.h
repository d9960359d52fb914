// The engines the conformance suites run on, each under a name that stays the same in every build.
#pragma once

#include "storage/kv/engine.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>

namespace datalek::storage {

// An engine, and the one beneath it if it wraps another.
struct OpenedEngine {
  std::unique_ptr<Engine> beneath;
  std::unique_ptr<Engine> engine;
};

struct EngineUnderTest {
  std::string name;
  // Opens what lies in `directory`, or makes it; no engine if that fails.
  std::function<OpenedEngine(const std::filesystem::path& directory)> open;
};

EngineUnderTest MemoryUnderTest();
EngineUnderTest RocksDbUnderTest();
// With no fault armed.
EngineUnderTest FaultyAround(EngineUnderTest beneath);

// Keeps test names readable and stable; without it gtest prints raw bytes, pointers and all.
inline void PrintTo(const EngineUnderTest& engine, std::ostream* out) { *out << engine.name; }

}  // namespace datalek::storage
