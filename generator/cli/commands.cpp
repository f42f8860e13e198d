#include "cli/commands.h"

#include <memory>

namespace cli {

// One function for each file of commands/.
std::unique_ptr<CommandCall> build_command();
std::unique_ptr<CommandCall> check_command();
std::unique_ptr<CommandCall> list_command();
std::unique_ptr<CommandCall> best_command();
std::unique_ptr<CommandCall> diff_command();

namespace {

constexpr Command kCommands[] = {
    {"build", "Read runs and write the report", build_command},
    {"check", "Read runs and print problems only; exit with 1 if there is any error", check_command},
    {"list", "Print the log: one line an experiment", list_command},
    {"best", "Print the best configurations", best_command},
    {"diff", "Print what differs between two experiments, and what it did", diff_command},
};

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

}  // namespace cli
