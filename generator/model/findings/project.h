#pragma once
/// The experiments that share a task, an objective and a baseline, with all that was found about them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/estimate.h"
#include "model/findings/decided.h"
#include "model/findings/kind.h"
#include "model/findings/leaderboard.h"
#include "model/findings/loop.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/search.h"
#include "model/findings/selection_luck.h"
#include "model/findings/suite.h"
#include "model/index.h"
#include "model/run.h"

namespace model {

struct BestConfiguration;
struct HealthFinding;
struct ParameterImpact;
struct ParetoFront;
struct RoleRow;

/// Experiments that ran with the same seeds, which matter: their effects are taken out of comparisons of these.
struct SeedBlock {
  std::size_t experiments = 0;  ///< 0: none
  std::size_t seeds = 0;
  Noise noise;  ///< of their values without the effects of seeds
};

/// The examples of the evaluation that the objective counts: an accuracy of N examples is a multiple of 1/N.
struct Examples {
  std::uint64_t count = 0;
  bool set = false;         ///< by the settings; else inferred
  double error = kMissing;  ///< half the 95 % interval that so many examples leave of the best value, in its unit; NaN:
                            ///< nothing is ranked
};

struct Project {
  std::string name;  ///< may be empty when the site has one project without a name
  Kind kind = Kind::log;
  Decided kind_decided;
  std::optional<Index> objective;  ///< in metrics
  Decided objective_decided, direction_decided, baseline_decided, grouping_decided, roles_decided;
  Decided evaluation_decided;        ///< how it came to one evaluation; How::none where there is only one
  std::vector<Parameter> ranked_on;  ///< evaluation-defining parameters with more than one value among the
                                     ///< experiments (or the projects it was divided into), with the values
                                     ///< of those that are ranked; empty: all measured alike, for all we know
  std::vector<MetricInfo> metrics;   ///< objective first, then roles, then by name
  std::vector<Index> experiments;    ///< the log's order: by date, then id (made ids: then start); undated last
  std::optional<Index> baseline;     ///< in Findings::experiments
  std::vector<Index> secondary;      ///< secondary objectives, in metrics; each once, never the objective
  bool days_of_utc = false;          ///< some start says another zone, or only some say one: days are those of UTC
  std::vector<std::string> evaluation_keys;  ///< set: more parameters that define what is measured
  std::optional<Examples> examples;          ///< that the objective counts; nothing: not known, or it counts none
  double significance = 0.05;                ///< level of the verdicts
  double smallest_effect = 0;                ///< of interest, in the objective's unit
  double set_noise = kMissing;               ///< set: deviation of one run of the objective; NaN: not set
  std::vector<Noise> noise;                  ///< parallel to metrics
  SeedBlock seed_block;
  std::vector<Index> repeat_first;  ///< the best, then the one next to it, where single runs cannot be told apart:
                                    ///< two more runs of each would settle most
  double worth_finding = kMissing;  ///< a difference that repeats are planned for: the smallest effect of
                                    ///< interest, else the median of the clear ones; NaN: neither
  std::vector<ParameterImpact> parameters;  ///< clear effects first, the largest before others; see find_impacts
  std::vector<ParetoFront> fronts;          ///< by role; those with at least two experiments
  std::optional<Loop> loop;                 ///< of kind loop
  std::optional<Suite> suite;               ///< of kind suite, with an objective whose direction is known
  std::optional<Leaderboard> leaderboard;   ///< of kind leaderboard
  std::optional<Search> search;             ///< it is a search and has a best trial
  SelectionLuck luck;
  Progress progress;
  std::vector<HealthFinding> health;
  std::vector<BestConfiguration> best;
  std::vector<RoleRow> baseline_against_best;
  std::vector<std::string> seed_keys;  ///< parameters that were treated as seed-like
  double training_time_s = 0;          ///< sum over runs that know theirs
  std::uint64_t runs_with_time = 0;
};

}  // namespace model
