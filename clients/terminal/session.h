// What every command of the clients shares once the command line is read: language, zone, colour,
// the two ways to answer (words or JSON), and the connection.
//
// One thread.
#pragma once

#include "clients/client/connection.h"
#include "clients/client/failure.h"
#include "clients/client/language.h"
#include "clients/terminal/palette.h"
#include "clients/terminal/world.h"
#include "clients/terminal/zone.h"

#include <google/protobuf/message.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace datalek::terminal {

// The options that every command has.
struct CommonOptions {
  bool json = false;
  bool no_input = false;
  std::string language;  // Empty: from the environment.
  std::string zone = kZoneDefault;
  std::string color = "auto";
  std::optional<std::string> profile;
  double timeout_s = 10;
};

void AddCommonOptions(CLI::App& app, CommonOptions& options, client::Language language);

// The language, before the command line is read: the texts of --help depend on it.
[[nodiscard]] client::Language LanguageFor(std::span<const std::string> arguments,
                                           const client::Environment& environment);

class Session {
 public:
  // The Failure says which option is not right.
  static client::Outcome<Session> Begin(const World& world, const CommonOptions& options,
                                        client::Language language);

  [[nodiscard]] const World& world() const { return *world_; }
  [[nodiscard]] client::Language language() const { return language_; }
  [[nodiscard]] const Zone& zone() const { return zone_; }
  // For what goes to out(); err_palette() for what goes to err().
  [[nodiscard]] const Palette& palette() const { return palette_; }
  [[nodiscard]] const Palette& err_palette() const { return err_palette_; }
  [[nodiscard]] std::ostream& out() const { return world_->out; }
  [[nodiscard]] std::ostream& err() const { return world_->err; }
  [[nodiscard]] bool json() const { return options_->json; }
  [[nodiscard]] std::int64_t now_ms() const { return world_->now_ms(); }
  // Questions may be asked.
  [[nodiscard]] bool interactive() const {
    return world_->in_is_terminal && world_->err_is_terminal && !options_->no_input;
  }
  // Columns for out(); 0, no limit, when it is no terminal.
  [[nodiscard]] int columns() const { return world_->out_is_terminal ? world_->columns : 0; }
  // Columns for running text.
  [[nodiscard]] int text_columns() const;

  // The connection, made when it is first asked for.
  client::Outcome<client::Connection*> Connect();

  // One JSON line on out().
  void PrintJson(const google::protobuf::Message& message) const;
  // A message for the person on err(), wrapped.
  void Note(std::string_view text) const;
  // Tells why it did not happen, on err(), and returns what to end with. `place` is what the field
  // at fault is called on the command line; may be empty.
  client::ExitCode Fail(const client::Failure& failure, std::string_view place = {}) const;

 private:
  Session(const World& world, const CommonOptions& options, client::Language language, Zone zone);

  const World* world_;
  const CommonOptions* options_;
  client::Language language_;
  Zone zone_;
  Palette palette_;
  Palette err_palette_;
  std::unique_ptr<client::Connection> connection_;
};

}  // namespace datalek::terminal
