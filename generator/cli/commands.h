#pragma once
/// What the program does with its arguments.

namespace cli {

/// Exit codes of the program.
enum ExitCode {
  kBuilt = 0,         ///< done; damaged runs are marked and counted
  kProblems = 1,      ///< `check` found errors, or --strict found errors or warnings (the old site is left in place)
  kUsage = 2,         ///< wrong arguments or settings
  kNothingBuilt = 3,  ///< no run found, output refused, could not write, locked
};

/// Parses the arguments, runs the command, prints what people need to know. Never throws.
/// 128 + n when ended by signal n.
int run_program(int argc, char** argv);

}  // namespace cli
