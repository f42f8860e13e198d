#pragma once
/// The list of commands.

#include <span>

#include "cli/command.h"

namespace cli {

/// In the order of the help.
std::span<const Command> commands();

}  // namespace cli
