#pragma once
/// What the program does with its arguments.

namespace cli {

/// Parses the arguments, runs the command, prints what people need to know. Never throws. An ExitCode (command.h), or
/// 128 + n when ended by signal n.
int run_program(int argc, char** argv);

}  // namespace cli
