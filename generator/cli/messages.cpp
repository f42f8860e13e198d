#include "cli/messages.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/since_last.h"
#include "words/alike_notices.h"
#include "words/change_list.h"
#include "words/parts/decided.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace cli {
namespace {

constexpr std::size_t kMaxAnnotations = 10;
constexpr std::size_t kMaxSummaryProblems = 50;
constexpr std::size_t kMaxSummaryChanges = 50;

std::vector<const model::Notice*> errors_first(std::span<const model::Notice> notices) {
  std::vector<const model::Notice*> sorted;
  for (const model::Notice& notice : notices) sorted.push_back(&notice);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto* a, const auto* b) { return a->severity > b->severity; });
  return sorted;
}

/// Escapes of GitHub's workflow commands; properties need two more than messages.
std::string workflow_text(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else if (property && c == ':')
      out += "%3A";
    else if (property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

/// Text that Markdown shows letter by letter inside a table cell or a list item.
std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : base::make_visible(text)) {
    if (std::string_view("\\`*_{}[]<>()#+-.!|~&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

void add_guess(std::string& out, const std::string& project, const char* what, const model::Decided& decided) {
  if (!decided.guessed || decided.how == model::How::none) return;
  out += "guessed";
  if (!project.empty()) out += " for " + base::make_visible(project);
  out += std::string(": ") + what + " " + base::make_visible(words::decided_text(decided));
  if (!decided.setting.empty())
    out += "; to change it, put " + base::make_visible(decided.setting) + " into trialpress.json";
  out += '\n';
}

/// The sentences of the front page, of this build alone.
std::string since_summary(const model::Findings& findings) {
  if (!findings.since_last) return "";
  std::string out = "\n### Since the last build\n\n";
  if (!findings.since_last->any()) return out + "Nothing changed.\n";
  const std::vector<words::ListedChange> changes = words::list_changes(findings);
  for (std::size_t i = 0; i < std::min(changes.size(), kMaxSummaryChanges); ++i) {
    out += std::string("- ") + (changes[i].regression ? "**Regression:** " : "") + markdown_text(changes[i].sentence) +
           "\n";
  }
  if (changes.size() > kMaxSummaryChanges)
    out += "- and " + std::to_string(changes.size() - kMaxSummaryChanges) + " more in data/changes.json\n";
  return out;
}

}  // namespace

std::string counts_text(const NoticeCounts& counts) {
  return words::counted(counts.errors, "error", "errors") + ", " +
         words::counted(counts.warnings, "warning", "warnings") + ", " + words::counted(counts.notes, "note", "notes");
}

NoticeCounts count_notices(std::span<const model::Notice> notices) {
  NoticeCounts counts;
  for (const model::Notice& notice : notices) {
    if (notice.severity == model::Severity::error)
      ++counts.errors;
    else if (notice.severity == model::Severity::warning)
      ++counts.warnings;
    else
      ++counts.notes;
  }
  return counts;
}

std::string notice_line(const model::Notice& notice) {
  std::string out = base::make_visible(notice.file);
  if (notice.at.line > 0) out += ":" + std::to_string(notice.at.line);
  if (notice.at.line > 0 && notice.at.column > 0) out += ":" + std::to_string(notice.at.column);
  out +=
      ": " + std::string(model::name_of(notice.severity)) + ": " + base::shorten(base::make_visible(notice.what), 500);
  if (notice.count > 1) out += " (" + std::to_string(notice.count) + " times)";
  return out + " [" + notice.code + "]";
}

std::string notice_lines(std::span<const model::Notice> notices) {
  std::string out;
  std::size_t shown = 0;
  for (const model::Notice* notice : errors_first(notices)) {
    if (shown++ == kMaxNoticeLines) {
      out += "… and " + std::to_string(notices.size() - kMaxNoticeLines) + " more; sources.html lists them\n";
      break;
    }
    out += notice_line(*notice) + "\n";
  }
  return out;
}

std::string annotations(std::span<const model::Notice> notices) {
  std::string out;
  std::size_t shown[3] = {0, 0, 0};
  for (const model::Notice* notice : errors_first(notices)) {
    if (shown[static_cast<std::size_t>(notice->severity)]++ >= kMaxAnnotations) continue;
    const std::string command(notice->severity == model::Severity::note ? "notice" : model::name_of(notice->severity));
    out += "::" + command + " file=" + workflow_text(base::make_visible(notice->file), true);
    if (notice->at.line > 0) out += ",line=" + std::to_string(notice->at.line);
    out += "::" + workflow_text(base::make_visible(notice->what) + " [" + notice->code + "]", false) + "\n";
  }
  return out;
}

std::string guess_lines(const model::Findings& findings) {
  std::string out;
  for (const model::Project& project : findings.projects) {
    if (project.kind != model::Kind::log) add_guess(out, project.name, "kind", project.kind_decided);
    add_guess(out, project.name, "objective", project.objective_decided);
    add_guess(out, project.name, "direction", project.direction_decided);
    add_guess(out, project.name, "baseline", project.baseline_decided);
    add_guess(out, project.name, "what is ranked", project.evaluation_decided);
    add_guess(out, project.name, "experiments", project.grouping_decided);
    add_guess(out, project.name, "roles", project.roles_decided);
  }
  return out;
}

std::string job_summary(const model::Findings& findings, std::size_t runs, std::span<const model::Notice> notices) {
  std::string out = "## Experiment report\n\n";
  out += words::counted(runs, "run", "runs") + " of " +
         words::counted(findings.experiments.size(), "experiment", "experiments") + ".\n\n";
  out += "| Project | Purpose | Experiment | Objective | Runs |\n|---|---|---|---:|---:|\n";
  for (const model::Project& project : findings.projects) {
    for (const model::BestConfiguration& best : project.best) {
      const model::Experiment& experiment = findings.experiments[best.experiment];
      const model::MetricEstimate* metric = project.objective ? experiment.find(*project.objective) : nullptr;
      out += "| " + markdown_text(project.name) + " | best for " + markdown_text(model::name_of(best.purpose)) + " | " +
             markdown_text(experiment.shown()) + " | ";
      if (metric != nullptr) {
        const auto text = words::format_estimate(metric->at_best, project.metrics[*project.objective].kind);
        out += text.mean + (text.spread.empty() ? "" : " " + text.spread);
      }
      out += " | " + std::to_string(experiment.runs.size()) + " |\n";
    }
  }
  out += since_summary(findings);
  const NoticeCounts counts = count_notices(notices);
  out += "\n" + counts_text(counts) + ".\n";
  std::size_t shown = 0;
  const std::vector<model::Notice> folded = words::fold_alike(notices);
  for (const model::Notice* notice : errors_first(folded)) {
    if (notice->severity == model::Severity::note || shown++ == kMaxSummaryProblems) break;
    out += "\n- " + markdown_text(notice_line(*notice));
  }
  return out + "\n";
}

}  // namespace cli
