#pragma once
/// What a command of the program is. The list is commands.cpp; each has a file in commands/.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cli {

/// Exit codes of the program.
enum ExitCode {
  kBuilt = 0,         ///< done; damaged runs are marked and counted
  kProblems = 1,      ///< `check` found errors, or --strict found errors or warnings (the old site is left in place)
  kUsage = 2,         ///< wrong arguments or settings
  kNothingBuilt = 3,  ///< no run found, output refused, could not write, locked
};

/// Folder of the site, unless another one is named.
inline constexpr const char* kDefaultOutput = "site";

/// What every command takes.
struct CommonOptions {
  std::vector<std::string> sources;  ///< as given; empty: the current folder
  std::string config;                ///< settings file; empty: the workspace's trialpress.json
  unsigned jobs = 0;                 ///< 0: one for each processor
  bool quiet = false;
};

/// An option or an argument of a command, and where its value goes.
struct Option {
  std::string names;  ///< "-o,--output"; without dashes: an argument, which comes before the sources and must be given
  std::variant<bool*, std::string*> value;  ///< bool: whether it was given; text: its default is part of the help
  std::string help;
  std::string value_name = {};  ///< "DIR", of a text
  std::string needs = {};       ///< "--regressions": another option of the command, without which it makes no sense
};

/// A command as it is called: made before the arguments are parsed, run once its options are set.
class CommandCall {
 public:
  virtual ~CommandCall() = default;
  /// Its own options, in the order of the help. They write into the call.
  virtual std::vector<Option> options() { return {}; }
  /// Does what was asked for and prints it; an ExitCode, or 128 + n when ended by signal n.
  virtual int run(const CommonOptions& common) = 0;
};

/// One row of the list.
struct Command {
  std::string_view name;
  std::string_view help;  ///< one line
  std::unique_ptr<CommandCall> (*make)();
};

/// --json, of commands that print.
Option json_option(bool& value);
/// --since, of commands that compare with the site that was built before.
Option since_option(std::string& value);

}  // namespace cli
