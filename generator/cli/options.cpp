#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

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
  command.add_flag("--timings", options.timings, "Print what each stage took, and runs, numbers and bytes");
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
  build->add_option("--base-url", options.base_url, "Address the site will have, for the feed and the sitemap")
      ->type_name("URL");

  CLI::App* check = app.add_subcommand("check", "Read runs and print problems only; exit with 1 if there is any error");
  add_common(*check, options);
  check->add_flag("--strict", options.strict, "Exit with 1 if there is any warning, too");

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
  options.command = check->parsed() ? Command::check : Command::build;
  return parsed;
}

}  // namespace cli
