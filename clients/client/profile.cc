#include "clients/client/profile.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <memory>
#include <string_view>
#include <utility>

namespace datalek::client {
namespace {

namespace fs = std::filesystem;

constexpr Text kNoProfile{
    "Je hebt nog geen profiel gekozen. Vraag de beheerder van het register om jouw profielmap. Zet "
    "die op een plek waar alleen jij bij kunt, en zet daarna deze regel in {path}:\n\n"
    "  profile = \"/pad/naar/je/profiel\"\n\n"
    "Eenmalig kan ook: --profile MAP, of de omgevingsvariabele DATALEK_PROFILE.",
    "You have not chosen a profile yet. Ask the administrator of the register for your profile "
    "folder. Put it where only you can reach it, and then put this line in {path}:\n\n"
    "  profile = \"/path/to/your/profile\"\n\n"
    "For once you can also use --profile FOLDER, or the environment variable DATALEK_PROFILE."};
constexpr Text kConfigurationBroken{
    "Het bestand {path} is niet te lezen als TOML. Het hoort één regel te hebben: "
    "profile = \"/pad/naar/je/profiel\"",
    "The file {path} cannot be read as TOML. It should have one line: "
    "profile = \"/path/to/your/profile\""};
constexpr Text kConfigurationKey{
    "Het bestand {path} zegt iets wat dit programma niet kent. Alleen deze regel hoort erin: "
    "profile = \"/pad/naar/je/profiel\"",
    "The file {path} says something that this program does not know. Only this line belongs in it: "
    "profile = \"/path/to/your/profile\""};
constexpr Text kFileMissing{
    "In je profiel is dit bestand niet te lezen: {path}. Klopt de map? Er horen vier bestanden in: "
    "certificate.pem, key.pem, authority.pem en server.",
    "This file of your profile cannot be read: {path}. Is it the right folder? It should hold four "
    "files: certificate.pem, key.pem, authority.pem and server."};
constexpr Text kFileTooLarge{"Dit bestand hoort niet in een profiel: {path} is te groot.",
                             "This file does not belong in a profile: {path} is too large."};
constexpr Text kKeyExposed{
    "Anderen kunnen je sleutel lezen. Daarom gebruiken we hem niet. Herstel het met:\n\n"
    "  chmod 600 {path}",
    "Others can read your key, so we do not use it. Mend it with:\n\n  chmod 600 {path}"};
constexpr Text kServerMalformed{
    "In {path} hoort één regel te staan: de naam van de server, een "
    "dubbele punt en de poort. Bijvoorbeeld: localhost:7443",
    "{path} should hold one line: the name of the server, a colon and "
    "the port. For example: localhost:7443"};
constexpr Text kCertificateBroken{
    "{path} is geen certificaat. Vraag de beheerder van het register "
    "om een nieuw profiel.",
    "{path} is no certificate. Ask the administrator of the register "
    "for a new profile."};
constexpr Text kCertificateExpired{
    "Je profiel is verlopen ({path}). Vraag de beheerder van het register om een nieuw.",
    "Your profile has expired ({path}). Ask the administrator of the register for a new one."};
constexpr Text kCertificateTooEarly{
    "Je profiel is nog niet geldig ({path}). Klopt de klok van je computer?",
    "Your profile is not valid yet ({path}). Is the clock of your computer right?"};

Failure Refuse(Language language, const Text& text, const fs::path& path,
               std::string technical = {}) {
  std::string message(In(language, text));
  constexpr std::string_view kPlace = "{path}";
  const std::size_t at = message.find(kPlace);
  if (at != std::string::npos) {
    message.replace(at, kPlace.size(), path.string());
  }
  return Failure{.exit_code = ExitCode::kConfiguration,
                 .reason = "PROFILE",
                 .field = {},
                 .message = std::move(message),
                 .technical = std::move(technical)};
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

enum class Secrecy { kOpen, kOwnerOnly };

Outcome<std::string> ReadSmallFile(const fs::path& path, Secrecy secrecy, Language language) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    return Refuse(language, kFileMissing, path, std::strerror(errno));
  }
  // Asked of the open file, so that it cannot be exchanged in between.
  struct stat about = {};
  if (::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) {
    return Refuse(language, kFileMissing, path);
  }
  if (secrecy == Secrecy::kOwnerOnly && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Refuse(language, kKeyExposed, path);
  }
  std::string text(kProfileFileBytesMax + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(file.get(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return Refuse(language, kFileMissing, path, std::strerror(errno));
    }
    if (got == 0) {
      break;
    }
    size += static_cast<std::size_t>(got);
  }
  if (size > kProfileFileBytesMax) {
    return Refuse(language, kFileTooLarge, path);
  }
  text.resize(size);
  return text;
}

std::string Trimmed(std::string text) {
  constexpr std::string_view kBlank = " \t\r\n";
  text.erase(text.find_last_not_of(kBlank) + 1);
  text.erase(0, text.find_first_not_of(kBlank));
  return text;
}

bool IsAddress(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() &&
         text.find_first_not_of("0123456789", colon + 1) == std::string_view::npos &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

std::optional<Failure> CheckCertificate(const std::string& pem, const fs::path& path,
                                        std::int64_t now_ms, Language language) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr), &X509_free);
  if (!certificate) {
    return Refuse(language, kCertificateBroken, path);
  }
  std::time_t now = static_cast<std::time_t>(now_ms / 1'000);
  if (X509_cmp_time(X509_get0_notAfter(certificate.get()), &now) < 0) {
    return Refuse(language, kCertificateExpired, path);
  }
  if (X509_cmp_time(X509_get0_notBefore(certificate.get()), &now) > 0) {
    return Refuse(language, kCertificateTooEarly, path);
  }
  return std::nullopt;
}

fs::path ConfigurationFile(const Environment& environment) {
  if (const auto folder = environment("XDG_CONFIG_HOME"); folder && !folder->empty()) {
    return fs::path(*folder) / "datalek" / "config.toml";
  }
  return fs::path(environment("HOME").value_or("~")) / ".config" / "datalek" / "config.toml";
}

// The profile that the configuration names; an empty path when there is no such file.
Outcome<fs::path> ReadConfiguration(const fs::path& path, Language language) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    return fs::path();
  }
  Outcome<std::string> text = ReadSmallFile(path, Secrecy::kOpen, language);
  if (auto* failure = std::get_if<Failure>(&text)) {
    return std::move(*failure);
  }
  try {
    const toml::table table = toml::parse(std::get<std::string>(text), path.string());
    for (const auto& [key, value] : table) {
      if (key.str() != "profile" || !value.is_string()) {
        return Refuse(language, kConfigurationKey, path, std::string(key.str()));
      }
    }
    return fs::path(table["profile"].value_or(std::string()));
  } catch (const toml::parse_error& error) {
    return Refuse(language, kConfigurationBroken, path, std::string(error.description()));
  }
}

}  // namespace

Outcome<fs::path> FindProfile(const std::optional<std::string>& flag,
                              const Environment& environment, Language language) {
  if (flag) {
    return fs::path(*flag);
  }
  if (const auto variable = environment("DATALEK_PROFILE"); variable && !variable->empty()) {
    return fs::path(*variable);
  }
  const fs::path configuration = ConfigurationFile(environment);
  Outcome<fs::path> named = ReadConfiguration(configuration, language);
  if (const auto* path = std::get_if<fs::path>(&named); path != nullptr && path->empty()) {
    return Refuse(language, kNoProfile, configuration);
  }
  return named;
}

Outcome<Profile> ReadProfile(const fs::path& folder, std::int64_t now_ms, Language language) {
  struct Part {
    const char* name;
    Secrecy secrecy;
    std::string Profile::* into;
  };
  constexpr std::array<Part, 4> kParts{{{"certificate.pem", Secrecy::kOpen, &Profile::certificate},
                                        {"key.pem", Secrecy::kOwnerOnly, &Profile::key},
                                        {"authority.pem", Secrecy::kOpen, &Profile::authority},
                                        {"server", Secrecy::kOpen, &Profile::server}}};
  Profile profile;
  for (const Part& part : kParts) {
    Outcome<std::string> text = ReadSmallFile(folder / part.name, part.secrecy, language);
    if (auto* failure = std::get_if<Failure>(&text)) {
      return std::move(*failure);
    }
    profile.*part.into = std::get<std::string>(std::move(text));
  }
  profile.server = Trimmed(std::move(profile.server));
  if (!IsAddress(profile.server)) {
    return Refuse(language, kServerMalformed, folder / "server");
  }
  auto invalid =
      CheckCertificate(profile.certificate, folder / "certificate.pem", now_ms, language);
  if (invalid) {
    return *std::move(invalid);
  }
  return profile;
}

}  // namespace datalek::client
