#pragma once
/// What each parameter does to the objective and to training time, as far as the experiments of a project can tell.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/estimate.h"
#include "model/findings/comparison.h"
#include "model/index.h"
#include "model/run.h"

namespace model {

/// One tested value. Marginal means: over the means of its experiments (each experiment counts once, n experiments), so
/// other parameters may differ between values.
struct TestedValue {
  std::optional<ParameterValue> value;  ///< nothing: not set
  std::vector<Index> experiments;       ///< in Findings::experiments, in the log's order
  std::size_t runs = 0;
  Estimate objective, time;
};

/// Two experiments that differ in this parameter alone. `to` is the later value in the order of `values`.
struct ControlledPair {
  Index before = 0, after = 0;  ///< in Findings::experiments
  Index from = 0, to = 0;       ///< in ParameterImpact::values
  Difference objective;         ///< after minus before; see noise_model.h
  Difference time;              ///< NaN where not known or not on the same hardware
};

/// One value against another over all their controlled pairs.
struct ValueEffect {
  Index from = 0, to = 0;             ///< in ParameterImpact::values
  std::size_t pairs = 0;              ///< with a finite difference of the objective
  std::size_t better = 0, worse = 0;  ///< of them, those in which `to` is better or worse than `from`
  Difference objective, time;         ///< mean over pairs; interval and p as the header of find_impacts says
  std::size_t time_pairs = 0;
  double p_adjusted = kMissing;     ///< Benjamini–Hochberg over all effects of the project, or that of log_change
  std::optional<Index> log_change;  ///< in Findings::experiments: the one pair this rests on is that experiment
                                    ///< and its parent, and the log has tested it
  double chance = kMissing;  ///< that it is as seen, judged with all effects of the project, or that of log_change
  Verdict verdict = Verdict::none;  ///< of `to` against `from`, by the rule of verdicts; none: the objective has no
                                    ///< direction, or no difference is finite
  bool real = false;                ///< clearly better or worse
};

/// Two controlled pairs of the same two values whose effects are both real and of opposite sign.
struct Interaction {
  Index from = 0, to = 0;                 ///< in ParameterImpact::values
  Index better_pair = 0, worse_pair = 0;  ///< in ParameterImpact::pairs
  std::vector<std::string> contexts;      ///< parameters in which the two pairs differ
};

enum class RecommendationRule : std::uint8_t {
  none,      ///< nothing can be said: one value, no objective, or no finite result
  by_pairs,  ///< the value that came out best in controlled pairs, and those that are no worse by more than a tolerance
  confounded,  ///< by marginal means, since no pair exists
  best_tenth,  ///< numbers that were hardly tested twice, as a search does: those of the best tenth of experiments
};

struct ParameterImpact {
  using Recommendation = RecommendationRule;
  std::string parameter;              ///< dotted path
  std::string category;               ///< "Optimiser", "Architecture", "Data augmentation", …; "Other"
  std::vector<std::string> together;  ///< parameters that change exactly when this one does: what each of them does
                                      ///< cannot be told; by name; none where most experiments
                                      ///< have a value of their own
  bool numeric = false;               ///< every value that is set is a finite number
  bool log_axis = false;              ///< numeric, all positive, and spread over more than one order of magnitude
  std::vector<TestedValue> values;    ///< numbers ascending, then booleans, texts by bytes, not set last; at least two
  std::vector<ControlledPair> pairs;  ///< by (from, to, before, after); at most kMaxPairs, see pairs_found
  std::size_t pairs_found = 0;
  std::vector<ValueEffect> effects;  ///< by (from, to); those with a pair
  std::optional<Index>
      largest_effect;  ///< in `effects`: the largest |difference| of the objective among the real ones, else of all
  std::vector<Interaction> interactions;
  bool weighed = false;              ///< of a search, with experiments enough to ask for its importance
  std::optional<double> importance;  ///< how many times what chance reaches, above 1 (times_chance of ped_anova.h);
                                     ///< nothing: no more than chance, or not weighed, see find_impacts
  Recommendation recommendation = Recommendation::none;
  std::vector<Index> recommended;     ///< in `values`, rising
  std::optional<Index> preferred;     ///< of `recommended`: the one that the others of it are held against; nothing:
                                      ///< a range of a search
  std::optional<Index> used_by_best;  ///< in `values`: of the best configuration; nothing: there is none, or it varies
  std::size_t best_count = 0;         ///< best_tenth: how many experiments that is
};

}  // namespace model
