#pragma once
/// The command line as values.

#include <string>
#include <vector>

#include "base/result.h"

namespace cli {

enum class Command { build, check, list, best, diff };

struct Options {
  Command command = Command::build;
  std::vector<std::string> sources;  ///< as given; empty: the current folder
  std::string output = "site";
  std::string config;    ///< settings file; empty: the workspace's trialpress.json
  std::string base_url;  ///< overrides the settings' when not empty
  bool strict = false;
  bool clean = false;
  bool quiet = false;
  bool timings = false;
  bool about_sources = false;  ///< `list`: of the sources rather than the experiments
  bool json = false;           ///< `list`, `best`, `diff`: for scripts
  std::string since;           ///< the previous site to compare with; empty: the one in `output`
  bool regressions = false;    ///< `check`: those since the previous site decide the exit code
  std::string from, to;        ///< `diff`: ids of experiments
  unsigned jobs = 0;           ///< 0: one for each processor
};

/// What parsing led to: options to act on, or a text to print and an exit code to end with (help, version, misuse).
struct ParsedArguments {
  bool run = false;
  Options options;
  std::string text;
  int exit_code = 0;
};
ParsedArguments parse_arguments(int argc, const char* const* argv);

}  // namespace cli
