// datalek: report a personal data breach, and keep the register.
#include "clients/cli/run.h"

#include <string>
#include <vector>

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const datalek::terminal::World world = datalek::terminal::ProcessWorld();
  return static_cast<int>(datalek::cli::Run(arguments, world));
}
