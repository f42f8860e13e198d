#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <utility>

#include "cli/version.h"

namespace cli {
namespace {

void add_common(CLI::App& command, Options& options) {
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

CLI::Option* add_since(CLI::App& command, Options& options) {
  return command
      .add_option("--since", options.since,
                  "Site to compare with: a folder, or git:BRANCH[:PATH] for a published branch, e.g.\n"
                  "git:origin/gh-pages (default: the site that stands in the output folder, \"site\")")
      ->type_name("SITE");
}

}  // namespace

ParsedArguments parse_arguments(int argc, const char* const* argv) {
  ParsedArguments parsed;
  Options& options = parsed.options;
  CLI::App app("Trialpress turns folders of training runs into a static report site.", "trialpress");
  app.set_version_flag("--version", std::string("trialpress ") + kVersion);
  app.require_subcommand(1);

  CLI::App* build = app.add_subcommand("build", "Read runs and write the report");
  add_common(*build, options);
  build->add_option("-o,--output", options.output, "Folder of the site")->type_name("DIR")->capture_default_str();
  build->add_flag("--strict", options.strict,
                  "Exit with 1 and leave the old site in place if there is any warning or error");
  build->add_flag("--clean", options.clean, "Write every file anew, also unchanged ones");
  build->add_flag("--timings", options.timings, "Print what each stage took, and runs, numbers and bytes");
  build->add_option("--base-url", options.base_url, "Address the site will have, for the feed and the sitemap")
      ->type_name("URL");

  add_since(*build, options);

  CLI::App* check = app.add_subcommand("check", "Read runs and print problems only; exit with 1 if there is any error");
  add_common(*check, options);
  check->add_flag("--strict", options.strict, "Exit with 1 if there is any warning, too");
  CLI::Option* regressions = check->add_flag(
      "--regressions", options.regressions,
      "Print experiments that are new and regressed or failed, or turned to that, since the previous site;\n"
      "exit with 1 if there is any, 0 if there is none, 2 if there is nothing to compare with. Problems are\n"
      "printed, but count only with --strict");
  add_since(*check, options)->needs(regressions);

  CLI::App* list = app.add_subcommand("list", "Print the log: one line an experiment");
  add_common(*list, options);
  list->add_flag("--sources", options.about_sources,
                 "Print what was recognised where and why instead, and what was left out");
  CLI::App* best = app.add_subcommand("best", "Print the best configurations");
  add_common(*best, options);
  CLI::App* diff = app.add_subcommand("diff", "Print what differs between two experiments, and what it did");
  diff->add_option("A", options.from, "Id of the experiment to compare with")->required();
  diff->add_option("B", options.to, "Id of the other experiment")->required();
  add_common(*diff, options);
  for (CLI::App* command : {list, best, diff}) {
    command->add_flag("--json", options.json, "Print JSON: the same objects as in the site's data folder");
  }

  std::ostringstream out;
  std::ostringstream err;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    parsed.exit_code = app.exit(error, out, err) == 0 ? 0 : 2;
    parsed.text = out.str() + err.str();
    return parsed;
  }
  parsed.run = true;
  const std::pair<CLI::App*, Command> commands[] = {{build, Command::build},
                                                    {check, Command::check},
                                                    {list, Command::list},
                                                    {best, Command::best},
                                                    {diff, Command::diff}};
  for (const auto& [command, is] : commands) {
    if (command->parsed()) options.command = is;
  }
  return parsed;
}

}  // namespace cli
