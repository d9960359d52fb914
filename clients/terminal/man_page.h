// Man pages, generated from the command line itself.
//
// Pure; any thread.
#pragma once

#include "clients/client/language.h"
#include "clients/terminal/command_tree.h"

#include <string>
#include <vector>

namespace datalek::terminal {

struct ManPage {
  std::string file;  // "datalek-report.1"
  std::string text;  // troff, in ASCII
};

// The program's own page and one for each of its commands.
[[nodiscard]] std::vector<ManPage> ManPages(const CommandPage& program, const std::string& version,
                                            client::Language language);

}  // namespace datalek::terminal
