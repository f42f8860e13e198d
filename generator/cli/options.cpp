#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/version.h"

namespace cli {
namespace {

bool is_argument(const Option& option) {
  return !option.names.starts_with('-');
}

void add_option(CLI::App& app, const Option& option) {
  CLI::Option* added = nullptr;
  if (bool* const* flag = std::get_if<bool*>(&option.value)) {
    added = app.add_flag(option.names, **flag, option.help);
  } else {
    std::string& text = *std::get<std::string*>(option.value);
    added = app.add_option(option.names, text, option.help);
    if (!option.value_name.empty()) added->type_name(option.value_name);
    if (!text.empty()) added->capture_default_str();
  }
  if (is_argument(option)) added->required();
  if (!option.needs.empty()) added->needs(app.get_option(option.needs));
}

void add_common(CLI::App& command, CommonOptions& options) {
  command.add_option("SOURCE", options.sources,
                     "Files and folders to read runs from; a folder with a trialpress.json is a workspace.\n"
                     "Without one: the current folder.");
  command.add_option("--config", options.config, "Settings to use instead of the workspace's trialpress.json")
      ->type_name("FILE");
  command.add_option("-j,--jobs", options.jobs, "Threads (default: one for each processor)")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  command.add_flag("-q,--quiet", options.quiet, "No progress; problems and the result only");
}

/// A command of the list as the parser knows it.
struct Offered {
  CLI::App* app = nullptr;
  std::unique_ptr<CommandCall> call;
};

Offered offer(CLI::App& app, const Command& command, CommonOptions& common) {
  Offered offered{app.add_subcommand(std::string(command.name), std::string(command.help)), command.make()};
  const std::vector<Option> options = offered.call->options();
  // Arguments are told apart by their order, and SOURCE takes all that are left.
  for (const Option& option : options) {
    if (is_argument(option)) add_option(*offered.app, option);
  }
  add_common(*offered.app, common);
  for (const Option& option : options) {
    if (!is_argument(option)) add_option(*offered.app, option);
  }
  return offered;
}

}  // namespace

Option json_option(bool& value) {
  return {"--json", &value, "Print JSON: the same objects as in the site's data folder"};
}

Option since_option(std::string& value) {
  return {.names = "--since",
          .value = &value,
          .help =
              "Site to compare with: a folder, or git:BRANCH[:PATH] for a published branch, e.g.\n"
              "git:origin/gh-pages (default: the site that stands in the output folder, \"site\")",
          .value_name = "SITE"};
}

ParsedArguments parse_arguments(std::span<const Command> commands, int argc, const char* const* argv) {
  ParsedArguments parsed;
  CLI::App app("Trialpress turns folders of training runs into a static report site.", "trialpress");
  app.set_version_flag("--version", std::string("trialpress ") + kVersion);
  app.require_subcommand(1);
  std::vector<Offered> offered;
  for (const Command& command : commands) offered.push_back(offer(app, command, parsed.common));

  std::ostringstream out;
  std::ostringstream err;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    parsed.exit_code = app.exit(error, out, err) == 0 ? 0 : kUsage;
    parsed.text = out.str() + err.str();
    return parsed;
  }
  for (Offered& one : offered) {
    if (one.app->parsed()) parsed.call = std::move(one.call);
  }
  return parsed;
}

}  // namespace cli
