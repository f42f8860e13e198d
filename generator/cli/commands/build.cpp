#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/messages.h"
#include "cli/notice_report.h"
#include "cli/pipeline.h"
#include "cli/previous_site.h"
#include "cli/source_report.h"
#include "cli/terminal/console.h"
#include "cli/terminal/interrupt.h"
#include "cli/version.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "publish/publish.h"
#include "render/render.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace cli {
namespace {

constexpr std::size_t kMaxSiteFileBytes = 64u << 20;

struct BuildOptions {
  std::string output = kDefaultOutput;
  bool strict = false;
  bool clean = false;
  bool publish_anyway = false;  ///< also where the machine failed to read
  bool timings = false;
  std::string base_url;  ///< overrides the settings' when not empty
  std::string since;     ///< the previous site to compare with; empty: the one in `output`
};

/// Seconds of each stage, for --timings.
class Stopwatch {
 public:
  void lap(const char* stage) {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    char line[64];
    std::snprintf(line, sizeof line, "%-9s %8.3f s\n", stage, seconds);
    text_ += line;
    last_ = now;
  }
  const std::string& text() const { return text_; }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::string text_;
};

/// Stops the build at the next file once a signal has come.
class InterruptibleSink : public model::OutputSink {
 public:
  explicit InterruptibleSink(model::OutputSink& next) : next_(next) {}
  base::Result<void> put(model::OutputFile file) override {
    if (interrupted() != 0) return base::Error{base::Error::Kind::unwritable, "", "interrupted"};
    return next_.put(std::move(file));
  }

 private:
  model::OutputSink& next_;
};

void write_job_summary(const std::string& text) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");
  if (path == nullptr || *path == '\0') return;
  std::FILE* file = std::fopen(path, "ab");
  const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file != nullptr && std::fclose(file) == 0 && written) return;
  say("trialpress: the job summary could not be written\n");
}

std::string volume_text(const ReadRuns& read) {
  std::uint64_t points = 0;
  for (const model::RunDigest& run : read.runs) {
    for (const model::SeriesDigest& series : run.series) points += series.points;
  }
  return "read      " + words::counted(read.runs.size(), "run", "runs") + ", " + words::format_count(points) +
         " points, " + words::format_count(read.cells) + " numbers, " +
         words::format_bytes(static_cast<double>(read.bytes)) + "\n";
}

/// The day that SOURCE_DATE_EPOCH says (https://reproducible-builds.org/specs/source-date-epoch/); empty: none.
std::string build_date() {
  const char* said = std::getenv("SOURCE_DATE_EPOCH");
  if (said == nullptr) return "";
  std::int64_t seconds = 0;
  const std::string_view text(said);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return "";
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
  const std::chrono::year_month_day date(day);
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

/// Renders into a publication and swaps it in.
class Builder {
 public:
  Builder(const BuildOptions& options, const Inputs& inputs, const CommonOptions& common)
      : options_(options), inputs_(inputs), quiet_(common.quiet), jobs_(threads_for(common)) {}

  int run() {
    const char* home = std::getenv("HOME");
    auto publication = publish::Publication::begin({.folder = options_.output,
                                                    .inputs = inputs_.real_paths,
                                                    .home = home != nullptr ? home : "",
                                                    .clean = options_.clean});
    if (!publication) return fail(publication.error(), kNothingBuilt);
    const std::filesystem::path above = std::filesystem::path(options_.output).parent_path();
    const std::unique_ptr<base::Spool> spool = open_scratch(above.empty() ? "." : above.string());

    auto read = read_runs(inputs_, *spool, jobs_, progress_);
    if (!read) return fail(read.error(), kNothingBuilt);
    if (interrupted() != 0) return 128 + interrupted();
    watch_.lap("reading");
    std::vector<model::Notice>& notices = read->notices;
    if (read->runs.empty()) {
      report_notices(inputs_, notices);
      return fail_without_runs(inputs_, read->left);
    }

    auto previous = find_previous_site({options_.since, options_.output}, notices);
    if (previous) read->gate->clean(*previous);
    const model::Findings findings = find(inputs_, *read, *spool, previous ? &*previous : nullptr);
    watch_.lap("analysis");
    if (auto rendered = render(*read, findings, *spool, **publication); !rendered) {
      return interrupted() != 0 ? 128 + interrupted() : fail(rendered.error(), kNothingBuilt);
    }
    progress_.finish();
    watch_.lap("rendering");
    sort_notices(notices);
    report_notices(inputs_, notices);
    if (!quiet_) say(guess_lines(findings));
    if (options_.strict && has_problems(notices, true)) {
      say("trialpress: " + counts_text(*read, findings, notices) + "; nothing published, as --strict asks\n");
      return kProblems;
    }
    const std::uint64_t failures = count_machine_failures(inputs_);
    if (!options_.publish_anyway && failures > 0) {
      say("trialpress: the machine failed to read " + words::counted(failures, "time", "times") +
          ", so that runs may be missing; nothing published (--publish-anyway does so)\n");
      return kProblems;
    }
    if (interrupted() != 0) return 128 + interrupted();
    return commit(*read, findings, **publication);
  }

 private:
  base::Result<void> render(ReadRuns& read, const model::Findings& findings, const base::Spool& spool,
                            model::OutputSink& publication) {
    std::vector<model::Notice> late;
    const std::vector<model::Notice> known = read.notices;
    const render::SiteInput input{
        .findings = findings,
        .runs = read.runs,
        .notices = known,
        .pages = read.pages,
        .sources = read.sources,
        .settings = inputs_.settings,
        .curves = spool,
        .theme = render::built_in_theme(),
        .version = kVersion,
        .built_on = build_date(),
        .read_file = [&](std::size_t source, const std::string& path) { return read_file(*read.gate, source, path); },
        .jobs = jobs_,
        .progress = [this](std::size_t done, std::size_t) { progress_.advance(done); },
    };
    progress_.begin("Writing", "pages", read.runs.size() + findings.experiments.size());
    InterruptibleSink interruptible(publication);
    ingest::GuardedSink sink(*read.gate, interruptible);
    auto rendered = render::render_site(input, sink, late);
    for (const std::string& file : sink.caught()) {
      late.push_back({.severity = model::Severity::warning,
                      .code = "withheld-late",
                      .file = file,
                      .what = "a secret or a home folder was withheld when the site was written; please report where "
                              "it came from"});
    }
    std::move(late.begin(), late.end(), std::back_inserter(read.notices));
    return rendered;
  }

  base::Result<std::string> read_file(const ingest::Gate& gate, std::size_t source, const std::string& path) const {
    const base::FileReader* files = inputs_.workspace.get();
    if (source != render::kWorkspace) files = inputs_.sources.at(source).files.get();
    if (files == nullptr) return base::Error{base::Error::Kind::missing, path, "there is no workspace"};
    base::Result<std::string> bytes = files->read_all(path, kMaxSiteFileBytes);
    return bytes ? gate.clean_file(path, std::move(*bytes)) : bytes;
  }

  int commit(const ReadRuns& read, const model::Findings& findings, publish::Publication& publication) {
    auto counts = publication.commit();
    if (!counts) return fail(counts.error(), kNothingBuilt);
    watch_.lap("publish");
    // The site is there, whatever becomes of the words about it.
    try {
      report_published(read, findings, *counts);
    } catch (const std::exception& error) {
      say(std::string("trialpress: the site is published, but what it holds could not be reported: ") + error.what() +
          "\n");
    }
    return kBuilt;
  }

  void report_published(const ReadRuns& read, const model::Findings& findings, const publish::PublishCounts& counts) {
    write_job_summary(job_summary(findings, read.runs.size(), read.notices));
    if (options_.timings) {
      say(watch_.text() + volume_text(read));
      say("wrote     " + words::format_count(counts.written) + " files, " +
          words::format_bytes(static_cast<double>(counts.bytes_written)) + "; " +
          words::format_count(counts.unchanged) + " unchanged, " + words::format_count(counts.removed) + " removed\n");
    }
    const std::string page = (std::filesystem::path(options_.output) / "index.html").string();
    print_result(counts_text(read, findings, read.notices) + "\n" + page + "\n");
  }

  const BuildOptions& options_;
  const Inputs& inputs_;
  bool quiet_;
  unsigned jobs_;
  ProgressBar progress_{progress_style(quiet_)};
  Stopwatch watch_;
};

class Build : public CommandCall {
 public:
  std::vector<Option> options() override {
    return {
        {"-o,--output", &options_.output, "Folder of the site", "DIR"},
        {"--strict", &options_.strict, "Exit with 1 and leave the old site in place if there is any warning or error"},
        {"--publish-anyway", &options_.publish_anyway,
         "Publish also where a disk or network failed to read (else exit with 1 and leave the old site in place)"},
        {"--clean", &options_.clean, "Write every file anew, also unchanged ones"},
        {"--timings", &options_.timings, "Print what each stage took, and runs, numbers and bytes"},
        {"--base-url", &options_.base_url, "Address the site will have, for the feed and the sitemap", "URL"},
        since_option(options_.since),
    };
  }

  int run(const CommonOptions& common) override {
    auto inputs = open_inputs(common);
    if (!inputs) return fail_to_open(inputs.error());
    if (!options_.base_url.empty()) inputs->settings.base_url = options_.base_url;
    return Builder(options_, *inputs, common).run();
  }

 private:
  BuildOptions options_;
};

}  // namespace

std::unique_ptr<CommandCall> build_command() {
  return std::make_unique<Build>();
}

}  // namespace cli
