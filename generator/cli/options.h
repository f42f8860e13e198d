#pragma once
/// The command line as values.

#include <memory>
#include <span>
#include <string>

#include "cli/command.h"

namespace cli {

/// What parsing led to: a command to run, or a text to print and an exit code to end with (help, version, misuse).
struct ParsedArguments {
  std::unique_ptr<CommandCall> call;  ///< its options are set; null: `text`
  CommonOptions common;
  std::string text;
  int exit_code = 0;
};
ParsedArguments parse_arguments(std::span<const Command> commands, int argc, const char* const* argv);

}  // namespace cli
