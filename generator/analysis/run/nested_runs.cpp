#include "analysis/run/nested_runs.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/health/run_notices.h"
#include "base/text/utf8.h"
#include "model/index.h"
#include "vocabulary/name_words.h"

namespace analysis {
namespace {

/// A chain that is longer is a circle, or no search.
constexpr std::size_t kMostLevels = 8;

/// "best_C", "best.score": what a search found, or has found so far.
bool says_best(std::string_view name) {
  const std::vector<std::string> words = vocabulary::words_of(name);
  return !words.empty() && words.front() == "best";
}

bool has_values(const model::RunDigest& run) {
  return !run.series.empty() || std::any_of(run.summary.begin(), run.summary.end(), [](const model::Parameter& leaf) {
    return leaf.value.kind == model::ParameterValue::Kind::number;
  });
}

bool trained_itself(const model::RunDigest& run) {
  return std::any_of(run.series.begin(), run.series.end(),
                     [](const model::SeriesDigest& series) { return series.points > 1 && !says_best(series.name); });
}

class Folder {
 public:
  Folder(std::vector<model::RunDigest>& runs, const std::vector<std::string>& labels)
      : runs_(runs), labels_(labels), below_(runs.size()), above_(runs.size()), taken_(runs.size(), false) {}

  std::vector<model::Notice> fold() {
    find_parents();
    for (model::Index run = 0; run < runs_.size(); ++run) {
      const bool values_below = std::any_of(below_[run].begin(), below_[run].end(),
                                            [&](model::Index child) { return has_values(runs_[child]); });
      taken_[run] = values_below && !trained_itself(runs_[run]);
    }
    // From parents whose own parents are done, so that a run gets what stands nearest to it.
    std::vector<std::size_t> given(runs_.size(), 0);
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (!taken_[run]) give_from_above(run, given);
    }
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (taken_[run]) say(run, given[run]);
    }
    std::vector<model::RunDigest> kept;
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (!taken_[run]) kept.push_back(std::move(runs_[run]));
    }
    runs_ = std::move(kept);
    return std::move(notices_);
  }

 private:
  void find_parents() {
    std::map<std::pair<std::size_t, std::string>, model::Index> ids;
    for (model::Index run = 0; run < runs_.size(); ++run) ids.emplace(std::pair(runs_[run].source, runs_[run].id), run);
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (runs_[run].parent_run.empty()) continue;
      const auto found = ids.find({runs_[run].source, runs_[run].parent_run});
      if (found != ids.end() && found->second != run) above_[run] = found->second;
    }
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (ends_above(run) && above_[run]) below_[*above_[run]].push_back(run);
    }
  }

  bool ends_above(model::Index run) const {
    std::size_t levels = 0;
    while (above_[run] && levels < kMostLevels) run = *above_[run], ++levels;
    return levels < kMostLevels;
  }

  void give_from_above(model::Index run, std::vector<std::size_t>& given) {
    std::set<std::string> known;
    for (const model::Parameter& parameter : runs_[run].config.parameters) known.insert(parameter.path);
    base::Json added = base::Json::object();
    std::size_t levels = 0;
    for (auto above = above_[run]; above && levels < kMostLevels; above = above_[*above], ++levels) {
      if (!taken_[*above]) continue;
      for (const model::Parameter& parameter : runs_[*above].config.parameters) {
        if (says_best(parameter.path) || !known.insert(parameter.path).second) continue;
        runs_[run].config.parameters.push_back(parameter);
        ++given[*above];
      }
    }
  }

  void say(model::Index run, std::size_t given) {
    const model::RunDigest& parent = runs_[run];
    const std::size_t count = below_[run].size();
    std::string what = "\"" + base::make_visible(parent.name) + "\" holds " + std::to_string(count) +
                       (count == 1 ? " run" : " runs") + " and is no run of training itself; not listed";
    if (given > 0) what += ". Its parameters count for what it holds";
    notices_.push_back(
        {.severity = model::Severity::note,
         .code = "nested-runs",
         .file = place_of(labels_, parent.source, parent.files.empty() ? parent.folder : parent.files.front()),
         .what = std::move(what)});
  }

  std::vector<model::RunDigest>& runs_;
  const std::vector<std::string>& labels_;
  std::vector<std::vector<model::Index>> below_;
  std::vector<std::optional<model::Index>> above_;
  std::vector<bool> taken_;
  std::vector<model::Notice> notices_;
};

}  // namespace

std::vector<model::Notice> fold_nested_runs(std::vector<model::RunDigest>& runs,
                                            const std::vector<std::string>& source_labels) {
  if (std::all_of(runs.begin(), runs.end(), [](const model::RunDigest& run) { return run.parent_run.empty(); }))
    return {};
  return Folder(runs, source_labels).fold();
}

}  // namespace analysis
