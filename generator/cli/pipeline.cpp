#include "cli/pipeline.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>

#include "analysis/compute_findings.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/earlier_site.h"
#include "cli/interrupt.h"
#include "cli/listing.h"
#include "cli/messages.h"
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
#include "words/alike_notices.h"
#include "words/change_list.h"
#include "words/parts/number_format.h"

namespace cli {
namespace {

constexpr std::size_t kMaxSiteFileBytes = 64u << 20;

bool environment_is(const char* name, std::string_view value) {
  const char* found = std::getenv(name);
  return found != nullptr && value == found;
}

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

void sort_notices(std::vector<model::Notice>& notices) {
  std::stable_sort(notices.begin(), notices.end(), [](const model::Notice& a, const model::Notice& b) {
    return std::tie(a.file, a.at.line, a.at.column, a.code) < std::tie(b.file, b.at.line, b.at.column, b.code);
  });
}

bool has_problems(std::span<const model::Notice> notices, bool strict) {
  const NoticeCounts counts = count_notices(notices);
  return counts.errors > 0 || (strict && counts.warnings > 0);
}

void write_job_summary(const std::string& text) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");
  if (path == nullptr || *path == '\0') return;
  std::FILE* file = std::fopen(path, "ab");
  const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file != nullptr && std::fclose(file) == 0 && written) return;
  say("trialpress: the job summary could not be written\n");
}

/// Notices name files from the source's parent; annotations must name them from the current folder, the checkout.
std::vector<model::Notice> from_current_folder(const Inputs& inputs, std::span<const model::Notice> notices) {
  std::vector<model::Notice> moved(notices.begin(), notices.end());
  for (std::size_t i = 0; i < inputs.sources.size(); ++i) {
    std::error_code failed;
    const std::filesystem::path parent = std::filesystem::path(inputs.real_paths[i]).parent_path();
    const std::string way = std::filesystem::relative(parent, failed).generic_string();
    if (failed || way == "." || way.starts_with("..")) continue;
    for (model::Notice& notice : moved) {
      if (notice.file.starts_with(inputs.sources[i].label + "/")) notice.file = way + "/" + notice.file;
    }
  }
  return moved;
}

void report_notices(const Inputs& inputs, std::span<const model::Notice> notices) {
  const std::vector<model::Notice> folded = words::fold_alike(notices);
  say(notice_lines(folded));
  if (environment_is("GITHUB_ACTIONS", "true")) {
    const std::string text = annotations(from_current_folder(inputs, folded));
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
}

std::string counts_text(const ReadRuns& read, const model::Findings& findings, std::span<const model::Notice> notices) {
  const NoticeCounts counts = count_notices(notices);
  const auto damaged = std::count_if(read.runs.begin(), read.runs.end(), [](const auto& run) { return run.damaged; });
  std::string text = words::format_count(read.runs.size()) + " runs of " +
                     words::format_count(findings.experiments.size()) + " experiments";
  if (damaged > 0) text += ", " + std::to_string(damaged) + " damaged";
  return text + "; " + std::to_string(counts.errors) + " errors, " + std::to_string(counts.warnings) + " warnings, " +
         std::to_string(counts.notes) + " notes";
}

std::string volume_text(const ReadRuns& read) {
  std::uint64_t points = 0;
  for (const model::RunDigest& run : read.runs) {
    for (const model::SeriesDigest& series : run.series) points += series.points;
  }
  return "read      " + words::format_count(read.runs.size()) + " runs, " + words::format_count(points) + " points, " +
         words::format_count(read.cells) + " numbers, " + words::format_bytes(static_cast<double>(read.bytes)) + "\n";
}

/// Renders into a publication and swaps it in.
class Builder {
 public:
  Builder(const Options& options, const Inputs& inputs, unsigned jobs)
      : options_(options), inputs_(inputs), jobs_(jobs) {}

  int run() {
    const char* home = std::getenv("HOME");
    auto publication = publish::Publication::begin({.folder = options_.output,
                                                    .inputs = inputs_.real_paths,
                                                    .home = home != nullptr ? home : "",
                                                    .clean = options_.clean});
    if (!publication) return fail(publication.error(), kNothingBuilt);
    auto spool = open_scratch();
    if (!spool) return fail(spool.error(), kNothingBuilt);

    auto read = read_runs(inputs_, **spool, jobs_, progress_);
    if (!read) return fail(read.error(), kNothingBuilt);
    if (interrupted() != 0) return 128 + interrupted();
    watch_.lap("reading");
    std::vector<model::Notice>& notices = read->notices;
    if (read->runs.empty()) {
      report_notices(inputs_, notices);
      return fail(no_run_found(), kNothingBuilt);
    }

    const auto earlier = find_earlier_site(options_, notices);
    const model::Findings findings = find(inputs_, *read, earlier ? &*earlier : nullptr);
    watch_.lap("analysis");
    if (auto rendered = render(*read, findings, **spool, **publication); !rendered) {
      return interrupted() != 0 ? 128 + interrupted() : fail(rendered.error(), kNothingBuilt);
    }
    progress_.finish();
    watch_.lap("rendering");
    sort_notices(notices);
    report_notices(inputs_, notices);
    if (!options_.quiet) say(guess_lines(findings));
    if (options_.strict && has_problems(notices, true)) {
      say("trialpress: " + counts_text(*read, findings, notices) + "; nothing published, as --strict asks\n");
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
        .pages = inputs_.pages,
        .sources = read.sources,
        .settings = inputs_.settings,
        .curves = spool,
        .theme = render::built_in_theme(),
        .version = kVersion,
        .read_file = [this](std::size_t source, const std::string& path) { return read_file(source, path); },
        .jobs = jobs_,
        .progress = [this](std::size_t done, std::size_t) { progress_.advance(done); },
    };
    progress_.begin("Writing", "pages", read.runs.size() + findings.experiments.size());
    InterruptibleSink sink(publication);
    auto rendered = render::render_site(input, sink, late);
    std::move(late.begin(), late.end(), std::back_inserter(read.notices));
    return rendered;
  }

  base::Result<std::string> read_file(std::size_t source, const std::string& path) const {
    const base::FileReader* files = inputs_.workspace.get();
    if (source != render::kWorkspace) files = inputs_.sources.at(source).files.get();
    if (files == nullptr) return base::Error{base::Error::Kind::missing, path, "there is no workspace"};
    return files->read_all(path, kMaxSiteFileBytes);
  }

  int commit(const ReadRuns& read, const model::Findings& findings, publish::Publication& publication) {
    auto counts = publication.commit();
    if (!counts) return fail(counts.error(), kNothingBuilt);
    watch_.lap("publish");
    write_job_summary(job_summary(findings, read.runs.size(), read.notices));
    if (options_.timings) {
      say(watch_.text() + volume_text(read));
      say("wrote     " + words::format_count(counts->written) + " files, " +
          words::format_bytes(static_cast<double>(counts->bytes_written)) + "; " +
          words::format_count(counts->unchanged) + " unchanged, " + words::format_count(counts->removed) +
          " removed\n");
    }
    const std::string page = (std::filesystem::path(options_.output) / "index.html").string();
    const bool printed = print_result(counts_text(read, findings, read.notices) + "\n" + page + "\n");
    return printed ? kBuilt : kNothingBuilt;
  }

  const Options& options_;
  const Inputs& inputs_;
  unsigned jobs_;
  Progress progress_{progress_style(options_.quiet)};
  Stopwatch watch_;
};

/// `check --regressions`, once runs were read: prints them; the exit code.
int check_regressions(const Options& options, const ReadRuns& read, const model::Findings& findings) {
  std::string text;
  for (const words::ListedChange& change : words::list_regressions(findings)) text += change.sentence + "\n";
  const std::size_t count = findings.since_last->regressions.size();
  text += count == 0 ? "no regression since the earlier site\n"
                     : words::format_count(count) + (count == 1 ? " regression" : " regressions") +
                           " since the earlier site\n";
  if (!print_result(text)) return kNothingBuilt;
  return count > 0 || (options.strict && has_problems(read.notices, true)) ? kProblems : kBuilt;
}

int check(const Options& options, const Inputs& inputs, unsigned jobs) {
  std::optional<model::PreviousSite> earlier;
  if (options.regressions) {
    auto site = read_earlier_site(options);
    if (!site) return fail(site.error(), kUsage);
    earlier = std::move(*site);
  }
  Progress progress(progress_style(options.quiet));
  auto spool = open_scratch();
  if (!spool) return fail(spool.error(), kNothingBuilt);
  auto read = read_runs(inputs, **spool, jobs, progress);
  if (!read) return fail(read.error(), kNothingBuilt);
  if (interrupted() != 0) return 128 + interrupted();
  const model::Findings findings = find(inputs, *read, earlier ? &*earlier : nullptr);
  report_notices(inputs, read->notices);
  if (!print_result(counts_text(*read, findings, read->notices) + "\n")) return kNothingBuilt;
  if (read->runs.empty()) return kNothingBuilt;
  if (options.regressions) return check_regressions(options, *read, findings);
  return has_problems(read->notices, options.strict) ? kProblems : kBuilt;
}

}  // namespace

model::Findings find(const Inputs& inputs, ReadRuns& read, const model::PreviousSite* previous) {
  std::vector<std::string> labels;
  for (const ingest::Source& source : inputs.sources) labels.push_back(source.label);
  model::Findings findings = analysis::compute_findings({.runs = &read.runs,
                                                         .notes = &read.experiment_notes,
                                                         .settings = &inputs.settings,
                                                         .previous = previous,
                                                         .source_labels = labels});
  read.notices.insert(read.notices.end(), findings.notices.begin(), findings.notices.end());
  sort_notices(read.notices);
  return findings;
}

base::Result<std::unique_ptr<base::Spool>> open_scratch() {
  return base::open_spool(std::filesystem::temp_directory_path().string());
}

int run_command(const Options& options) {
  auto inputs = open_inputs(options);
  if (!inputs) return fail(inputs.error(), inputs.error().kind == base::Error::Kind::invalid ? kUsage : kNothingBuilt);
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  switch (options.command) {
    case Command::build:
      return Builder(options, *inputs, jobs).run();
    case Command::check:
      return check(options, *inputs, jobs);
    case Command::list:
      return options.about_sources ? list_sources(options, *inputs, jobs) : print_findings(options, *inputs, jobs);
    case Command::best:
    case Command::diff:
      return print_findings(options, *inputs, jobs);
  }
  return kUsage;
}

}  // namespace cli
