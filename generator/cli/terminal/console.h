#pragma once
/// The terminal: messages on standard error, results on standard output. In a job of GitHub neither holds "##[", which
/// its log would take for a command.

#include <cstddef>
#include <string>

#include "base/result.h"

namespace cli {

/// On standard error, as it is.
void say(const std::string& text);
/// "trialpress: where: what" on standard error, without control characters; `exit_code`.
int fail(const base::Error& error, int exit_code);
/// What to say when no source holds a run.
base::Error no_run_found();
/// On standard output; false, and a word on standard error, if it could not be written.
bool print_result(const std::string& text);

/// Columns of the terminal: what COLUMNS says, else what the terminal says; 200 where standard output is none.
std::size_t terminal_width();

}  // namespace cli
