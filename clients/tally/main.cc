// datalek-tally: how often was citizens' privacy compromised since the crisis began?
#include "clients/tally/run.h"

#include <string>
#include <vector>

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const datalek::terminal::World world = datalek::terminal::ProcessWorld();
  return static_cast<int>(datalek::tally::Run(arguments, world));
}
