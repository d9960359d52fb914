#include "services/server/init.h"

#include "services/access/authority.h"
#include "services/access/identity.h"
#include "services/domain/validate.h"
#include "services/server/enrol.h"
#include "services/server/files.h"
#include "services/vault/kek_file.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace datalek::server {
namespace {

namespace fs = std::filesystem;
using domain::Role;
using storage::Code;
using storage::Result;
using storage::Status;

// Named after what they do: a register knows accounts, not people.
constexpr std::array<std::pair<Role, std::string_view>, 4> kFirstAccounts{
    {{Role::kReporter, "reporter-1"},
     {Role::kPrivacyOfficer, "officer-1"},
     {Role::kAuditor, "auditor-1"},
     {Role::kAdministrator, "administrator-1"}}};

// The more telling words for a place that is taken.
Status CheckHoldsNoRegister(const fs::path& data_dir) {
  const Layout layout = Layout::Under(data_dir);
  std::error_code error;
  if (fs::exists(layout.register_dir, error)) {
    return {Code::kExists, data_dir.string() + " holds a register already, in " +
                               layout.register_dir.string() +
                               ": serve it, or choose another --data-dir"};
  }
  return {};
}

// As a shell reads it back.
std::string ShellWord(const fs::path& path) {
  const std::string text = path.string();
  if (text.find_first_of(" \t\n'\"\\$`&;|<>()*?[]#~!{}") == std::string::npos) {
    return text;
  }
  std::string word = "'";
  for (const char letter : text) {
    word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  }
  return word + "'";
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) {
    joined += (joined.empty() ? "" : ", ") + word;
  }
  return joined;
}

// The commands that put a part where the configuration looks for it.
std::string Moves(const Layout& layout, const Config& config) {
  const Layout expected = Layout::Under(config.data_dir);
  const std::array<std::array<fs::path, 3>, 2> parts{
      {{expected.keys_dir, layout.keys_dir, config.keys_dir},
       {expected.kek_file, layout.kek_file, config.kek_file}}};
  std::string moves;
  for (const auto& [usual, made, wanted] : parts) {
    if (wanted != usual) {
      moves += "  mv " + ShellWord(made) + " " + ShellWord(wanted) + "\n";
    }
  }
  return moves.empty() ? ""
                       : "The configuration looks for it elsewhere; first move:\n\n" + moves + "\n";
}

// The parts of a register, made one after the other; the first failure ends it.
class Making {
 public:
  Making(const InitRequest& request, const fs::path& directory, const Progress& progress)
      : request_(request), layout_(Layout::Under(directory)), progress_(progress) {}

  Status MakeAll(const MakeStores& make_stores) {
    const std::array<std::pair<std::string_view, std::function<Status()>>, 6> steps{
        {{"directories", [this] { return MakeDirectories(); }},
         {"key-encryption key", [this] { return vault::WriteKekFile(layout_.kek_file); }},
         {"authority", [this] { return MakeAuthority(); }},
         {"server certificate", [this] { return MakeServer(); }},
         {"identities", [this] { return MakeIdentities(); }},
         {"stores", [&] { return make_stores(layout_); }}}};
    for (const auto& [name, step] : steps) {
      if (Status status = step(); !status.ok()) {
        return status;
      }
      if (progress_) {
        progress_(name);
      }
    }
    return {};
  }

 private:
  Status MakeDirectories() {
    const fs::path organisation = layout_.identities_dir / request_.organisation;
    for (const fs::path& directory : {layout_.tls_dir, layout_.identities_dir, organisation}) {
      if (Status status = MakeDirectory(directory); !status.ok()) {
        return status;
      }
    }
    return {};
  }

  Status MakeAuthority() {
    Result<access::Pem> made =
        access::MakeAuthority("Datalek Register " + request_.organisation,
                              {.now_s = request_.now_s, .days = access::kAuthorityDays});
    if (!made.ok()) {
      return made.status();
    }
    authority_ = std::move(made).value();
    return Write(layout_.authority_certificate, layout_.authority_key, authority_);
  }

  Status MakeServer() {
    const Result<access::Pem> made =
        access::IssueServer(authority_, ServerNames(request_.listen, request_.host_names),
                            {.now_s = request_.now_s, .days = access::kServerDays});
    return made.ok() ? Write(layout_.server_certificate, layout_.server_key, made.value())
                     : made.status();
  }

  Status MakeIdentities() {
    for (const auto& [role, account] : kFirstAccounts) {
      const access::Identity identity{
          .account = std::string(account),
          .grants = {{.organisation = request_.organisation, .role = role}}};
      const Result<access::Pem> made = access::IssueClient(
          authority_, identity, {.now_s = request_.now_s, .days = access::kClientDays});
      if (!made.ok()) {
        return made.status();
      }
      const fs::path directory = layout_.identities_dir / request_.organisation / account;
      if (Status status = MakeDirectory(directory); !status.ok()) {
        return status;
      }
      if (Status status = WriteIdentity(directory, made.value(), authority_.certificate,
                                        AddressFor(request_.listen, request_.host_names));
          !status.ok()) {
        return status;
      }
    }
    return {};
  }

  static Status Write(const fs::path& certificate, const fs::path& key, const access::Pem& pem) {
    Status status = WriteNewFile(certificate, pem.certificate);
    return status.ok() ? WriteNewFile(key, pem.key) : status;
  }

  const InitRequest& request_;
  const Layout layout_;
  const Progress& progress_;
  access::Pem authority_;
};

}  // namespace

Result<Initialised> Init(const InitRequest& request, const MakeStores& make_stores,
                         const Progress& progress) {
  if (!domain::IsSlug(request.organisation)) {
    return Status(Code::kInvalidArgument, "the organisation is not a slug");
  }
  if (Status status = CheckHoldsNoRegister(request.data_dir); !status.ok()) {
    return status;
  }
  std::vector<fs::path> left_behind = LeftBehindBeside(request.data_dir);
  Result<UnfinishedDirectory> unfinished = UnfinishedDirectory::Begin(request.data_dir);
  if (!unfinished.ok()) {
    return unfinished.status();
  }
  Making making(request, unfinished.value().path(), progress);
  if (Status status = making.MakeAll(make_stores); !status.ok()) {
    return status;
  }
  if (Status status = unfinished.value().Place(); !status.ok()) {
    return status;
  }
  if (progress) {
    progress("in its place");
  }
  Initialised made{.layout = Layout::Under(unfinished.value().place()),
                   .server_names = ServerNames(request.listen, request.host_names),
                   .server = AddressFor(request.listen, request.host_names),
                   .identities = {},
                   .left_behind = std::move(left_behind)};
  for (const auto& [role, account] : kFirstAccounts) {
    made.identities.push_back(
        {.role = role,
         .account = std::string(account),
         .directory = made.layout.identities_dir / request.organisation / account});
  }
  return made;
}

std::string Report(const Initialised& made, const Config& config) {
  const Layout& layout = made.layout;
  std::string text = "Made a register in " + layout.root.string() + ":\n\n";
  text += "  register/    what is recorded\n";
  text += "  keys/        the keys it is sealed with; back them up apart, and briefly\n";
  text +=
      "  kek          opens those keys. Keep a copy elsewhere, on paper if need be: without it\n";
  text += "               nothing can be read again\n";
  text += "  tls/         the authority, and the server's certificate for\n";
  text += "               " + Joined(made.server_names) + "\n";
  text += "  identities/  one for each role:\n\n";
  for (const NewIdentity& identity : made.identities) {
    text += "    " + identity.directory.string() + "\n";
  }
  text += "\n" + Moves(layout, config);
  text += "Then start the server, and report as the first reporter:\n\n";
  text += "  datalekd serve --data-dir " + ShellWord(config.data_dir) + "\n";
  text += "  DATALEK_PROFILE=" + ShellWord(made.identities.front().directory) + " datalek report\n";
  text += "\nThe clients look for the server at " + made.server + ". Carry each identity to its\n";
  text += "holder and remove it here; `datalekd enrol` issues more. Whoever has\n";
  text += layout.authority_key.string() + " can be anybody: keep it off this machine when you\n";
  text += "do not need it. Serving does not.\n";
  for (const fs::path& left : made.left_behind) {
    text += "\nAn earlier init did not finish and left " + left.string() +
            ".\nNothing uses it: remove it.\n";
  }
  return text;
}

}  // namespace datalek::server
