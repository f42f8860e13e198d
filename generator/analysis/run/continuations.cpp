#include "analysis/run/continuations.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "analysis/config/config_key.h"
#include "base/text/natural_order.h"
#include "base/text/path_parts.h"
#include "vocabulary/run_names.h"
#include "vocabulary/word_list.h"

namespace analysis {
namespace {

/// Where on its axes a run begins and ends; NaN: it has not logged that axis.
struct Extent {
  double first_step = model::kMissing, last_step = model::kMissing;
  double first_epoch = model::kMissing, last_epoch = model::kMissing;
  double step_between = model::kMissing;  ///< the usual distance of steps in its longest series

  explicit Extent(const model::RunDigest& run) {
    std::uint64_t most = 1;
    for (const model::SeriesDigest& series : run.series) {
      if (series.points == 0) continue;
      extend(series.first.step, series.last.step, first_step, last_step);
      extend(series.first.epoch, series.last.epoch, first_epoch, last_epoch);
      if (series.points <= most) continue;
      most = series.points;
      step_between = (series.last.step - series.first.step) / static_cast<double>(most - 1);
    }
  }

 private:
  static void extend(double begin, double end, double& first, double& last) {
    first = std::fmin(first, begin);
    last = std::fmax(last, end);
  }
};

bool is_whole(double value) {
  return std::isfinite(value) && value == std::floor(value);
}

bool follows(const Extent& next, const Extent& before) {
  const bool steps = std::isfinite(next.first_step) && std::isfinite(before.last_step);
  if (steps && next.first_step <= before.last_step) return false;
  if (is_whole(next.first_epoch) && is_whole(before.last_epoch)) {
    const bool within = steps && next.first_epoch == before.last_epoch && next.first_epoch > before.first_epoch;
    return next.first_epoch == before.last_epoch + 1 || within;
  }
  const double usual = std::fmax(next.step_between, before.step_between);
  return steps && usual > 0 && next.first_step - before.last_step <= 1.5 * usual;
}

/// Runs that may be parts of one training: equal for all of them.
using Likeness = std::tuple<std::size_t, std::string_view, std::string_view, std::string_view, std::string_view,
                            std::string, std::string>;

std::string without_last(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(path.substr(0, slash == std::string_view::npos ? 0 : slash));
}

/// The last part of a path without what may differ between launches of one training: the number of a launch, moments
/// and random ids. Seeds, folds and numbers of trials are of other trainings.
std::string last_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  std::string text;
  for (const vocabulary::NameToken& token : vocabulary::tokens_of_name(name)) {
    const bool counts_launches = token.part == vocabulary::NamePart::counter &&
                                 vocabulary::is_on_list(token.key, "version,run,runs,attempt,try,job,copy");
    const bool drawn = token.part == vocabulary::NamePart::moment || token.part == vocabulary::NamePart::random;
    if (!counts_launches && !drawn) text.append(name.substr(token.begin, token.end - token.begin)).append(1, '\n');
  }
  return text;
}

std::string names_of_series(const model::RunDigest& run) {
  std::vector<std::string_view> names;
  for (const model::SeriesDigest& series : run.series) names.push_back(series.name);
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string_view name : names) text.append(name).append(1, '\n');
  return text;
}

Likeness likeness_of(const model::RunDigest& run) {
  return {run.source,
          run.format,
          run.project,
          run.experiment,
          run.seed,
          without_last(run.folder),
          last_of(run.folder) + '\n' + last_of(run.name)};
}

/// Whether any of them begins behind the end of another.
bool any_may_follow(std::span<const model::RunDigest> runs, const std::vector<model::Index>& members) {
  double last_start_step = model::kMissing, first_end_step = model::kMissing;
  double last_start_epoch = model::kMissing, first_end_epoch = model::kMissing;
  for (const model::Index run : members) {
    const Extent extent(runs[run]);
    last_start_step = std::fmax(last_start_step, extent.first_step);
    first_end_step = std::fmin(first_end_step, extent.last_step);
    last_start_epoch = std::fmax(last_start_epoch, extent.first_epoch);
    first_end_epoch = std::fmin(first_end_epoch, extent.last_epoch);
  }
  return last_start_step > first_end_step || last_start_epoch > first_end_epoch;
}

/// The chains among runs that are alike, which stand in natural order of their folders.
void add_chains(std::span<const model::RunDigest> runs, const std::vector<model::Index>& alike,
                std::vector<std::vector<model::Index>>& chains) {
  std::vector<Extent> extents;
  for (const model::Index run : alike) extents.emplace_back(runs[run]);
  std::vector<std::optional<std::size_t>> next(alike.size());
  std::vector<bool> goes_on(alike.size(), false);
  for (std::size_t i = 0; i < alike.size(); ++i) {
    for (std::size_t k = 0; k < alike.size() && !goes_on[i]; ++k) {
      if (k == i || next[k] || !follows(extents[i], extents[k])) continue;
      next[k] = i;
      goes_on[i] = true;
    }
  }
  for (std::size_t i = 0; i < alike.size(); ++i) {
    if (goes_on[i] || !next[i]) continue;
    std::vector<model::Index> chain;
    for (std::optional<std::size_t> at = i; at; at = next[*at]) chain.push_back(alike[*at]);
    chains.push_back(std::move(chain));
  }
}

}  // namespace

std::vector<std::vector<model::Index>> find_continuations(std::span<const model::RunDigest> runs) {
  std::map<Likeness, std::vector<model::Index>> alike;
  for (model::Index run = 0; run < runs.size(); ++run) {
    const bool alone = runs[run].key.find('#') == std::string::npos && !runs[run].series.empty();
    if (alone && !base::path_parts(runs[run].folder).empty()) alike[likeness_of(runs[run])].push_back(run);
  }
  std::vector<std::vector<model::Index>> chains;
  for (const auto& [likeness, members] : alike) {
    if (members.size() < 2 || !any_may_follow(runs, members)) continue;
    std::map<std::string, std::vector<model::Index>> same_settings;
    for (const model::Index run : members) {
      same_settings[names_of_series(runs[run]) + '\n' + config_key(runs[run].config.parameters, SeedKeys{})].push_back(
          run);
    }
    for (auto& [settings, versions] : same_settings) {
      if (versions.size() < 2 || versions.size() > kMostVersions) continue;
      std::sort(versions.begin(), versions.end(),
                [&](model::Index a, model::Index b) { return base::natural_less(runs[a].folder, runs[b].folder); });
      add_chains(runs, versions, chains);
    }
  }
  std::sort(chains.begin(), chains.end());
  return chains;
}

}  // namespace analysis
