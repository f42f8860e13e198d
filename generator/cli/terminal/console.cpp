#include "cli/terminal/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace cli {

namespace {

/// The job log of GitHub takes "##[command]" anywhere in a line for a command of its own (actions/runner,
/// ActionCommand.TryParse): names of ours must not give any. In JSON the escape means the same text; elsewhere an
/// invisible blank parts it.
std::string without_commands(const std::string& text) {
  const char* actions = std::getenv("GITHUB_ACTIONS");
  if (actions == nullptr || std::string_view(actions) != "true" || text.find("##[") == std::string::npos) return text;
  const bool is_json = text.starts_with('{') || text.starts_with('[');
  const std::string_view apart = is_json ? "#\\u0023[" : "##\xe2\x80\x8b[";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text.compare(at, 3, "##[") == 0) {
      out += apart;
      at += 3;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace

void say(const std::string& text) {
  std::fputs(without_commands(text).c_str(), stderr);
}

int fail(const base::Error& error, int exit_code) {
  const std::string where = error.where.empty() ? "" : base::make_visible(error.where) + ": ";
  say("trialpress: " + where + base::make_visible(error.what) + "\n");
  return exit_code;
}

base::Error no_run_found() {
  return {base::Error::Kind::missing, "",
          "no run found. Folders that the common loggers leave are read, folders with config.json, metrics.csv, "
          "metrics.jsonl and the like, CSV or JSON Lines files with a step or epoch column, and files of results; "
          "`trialpress "
          "list --sources` says what was looked at"};
}

bool print_result(const std::string& result) {
  const std::string text = without_commands(result);
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (written && std::fflush(stdout) == 0) return true;
  say(std::string("trialpress: the result could not be printed: ") + std::strerror(errno) + "\n");
  return false;
}

std::size_t terminal_width() {
  constexpr double kLeast = 40, kMost = 10'000;
  constexpr std::size_t kElsewhere = 200;
  const char* said = std::getenv("COLUMNS");
  const auto columns = base::parse_number(said != nullptr ? said : "");
  if (columns && *columns >= kLeast && *columns <= kMost) return static_cast<std::size_t>(*columns);
  winsize size{};
  if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kElsewhere;
}

}  // namespace cli
