#include "model/enum_names.h"

#include <cstdint>

#include "model/curve.h"
#include "model/estimate.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/kind.h"
#include "model/findings/metric_info.h"
#include "model/findings/run_noise.h"
#include "model/findings/suite.h"
#include "model/note.h"
#include "model/run.h"
#include "model/settings.h"

namespace model {
namespace {

struct EnumRow {
  std::string_view name;
  std::string_view words = name;
};

constexpr EnumRow enum_row(Agreement agreement) {
  switch (agreement) {
    case Agreement::none:
      return {""};
    case Agreement::agrees:
      return {"agrees"};
    case Agreement::unproven:
      return {"unproven"};
    case Agreement::disagrees:
      return {"disagrees"};
  }
  return {};
}

constexpr EnumRow enum_row(Decision decision) {
  switch (decision) {
    case Decision::open:
      return {"open"};
    case Decision::keep:
      return {"keep"};
    case Decision::discard:
      return {"discard"};
  }
  return {};
}

constexpr EnumRow enum_row(Direction direction) {
  switch (direction) {
    case Direction::unknown:
      return {"unknown", ""};
    case Direction::maximize:
      return {"maximize", "higher is better"};
    case Direction::minimize:
      return {"minimize", "lower is better"};
  }
  return {};
}

constexpr EnumRow enum_row(ExperimentInsightKind kind) {
  switch (kind) {
    case ExperimentInsightKind::of_runs:
      return {"of_runs"};
    case ExperimentInsightKind::unstable:
      return {"unstable"};
    case ExperimentInsightKind::outlier:
      return {"outlier"};
  }
  return {};
}

constexpr EnumRow enum_row(ExperimentStatus status) {
  switch (status) {
    case ExperimentStatus::finished:
      return {"finished"};
    case ExperimentStatus::partly_failed:
      return {"partly_failed", "partly failed"};
    case ExperimentStatus::failed:
      return {"failed"};
    case ExperimentStatus::running:
      return {"running"};
    case ExperimentStatus::unknown:
      return {"unknown"};
  }
  return {};
}

constexpr EnumRow enum_row(HealthKind kind) {
  switch (kind) {
    case HealthKind::non_finite:
      return {"non_finite"};
    case HealthKind::gaps:
      return {"gaps"};
    case HealthKind::missing_seeds:
      return {"missing_seeds"};
    case HealthKind::unequal_lengths:
      return {"unequal_lengths"};
    case HealthKind::different_rates:
      return {"different_rates"};
    case HealthKind::duplicate_runs:
      return {"duplicate_runs"};
    case HealthKind::equal_results:
      return {"equal_results"};
    case HealthKind::best_far_from_last:
      return {"best_far_from_last"};
    case HealthKind::few_repeats:
      return {"few_repeats"};
    case HealthKind::mixed_units:
      return {"mixed_units"};
  }
  return {};
}

constexpr EnumRow enum_row(Insight::Kind kind) {
  switch (kind) {
    case Insight::Kind::diverged:
      return {"diverged"};
    case Insight::Kind::overfitting:
      return {"overfitting"};
    case Insight::Kind::still_improving:
      return {"still_improving"};
    case Insight::Kind::plateau:
      return {"plateau"};
    case Insight::Kind::generalisation_gap:
      return {"generalisation_gap"};
    case Insight::Kind::throughput_change:
      return {"throughput_change"};
    case Insight::Kind::learning_rate_high:
      return {"learning_rate_high"};
    case Insight::Kind::learning_rate_low:
      return {"learning_rate_low"};
  }
  return {};
}

constexpr EnumRow enum_row(Kind kind) {
  switch (kind) {
    case Kind::log:
      return {"log"};
    case Kind::loop:
      return {"loop"};
    case Kind::search:
      return {"search"};
    case Kind::leaderboard:
      return {"leaderboard"};
    case Kind::suite:
      return {"suite"};
  }
  return {};
}

constexpr EnumRow enum_row(NoiseSource source) {
  switch (source) {
    case NoiseSource::unknown:
      return {"unknown"};
    case NoiseSource::same_again:
      return {"same again"};
    case NoiseSource::set:
      return {"set"};
    case NoiseSource::repeats:
      return {"repeats"};
    case NoiseSource::close_pairs:
      return {"close pairs"};
  }
  return {};
}

constexpr EnumRow enum_row(Purpose purpose) {
  switch (purpose) {
    case Purpose::accuracy:
      return {"accuracy"};
    case Purpose::speed:
      return {"speed"};
    case Purpose::memory:
      return {"memory"};
    case Purpose::inference:
      return {"inference"};
  }
  return {};
}

constexpr EnumRow enum_row(RecommendationRule rule) {
  switch (rule) {
    case RecommendationRule::none:
      return {"none"};
    case RecommendationRule::by_pairs:
      return {"by_pairs"};
    case RecommendationRule::confounded:
      return {"confounded"};
    case RecommendationRule::best_tenth:
      return {"best_tenth"};
  }
  return {};
}

constexpr EnumRow enum_row(Role role) {
  switch (role) {
    case Role::train_accuracy:
      return {"train_accuracy", "training accuracy"};
    case Role::validation_accuracy:
      return {"validation_accuracy", "validation accuracy"};
    case Role::train_loss:
      return {"train_loss", "training loss"};
    case Role::validation_loss:
      return {"validation_loss", "validation loss"};
    case Role::training_time:
      return {"training_time", "training time"};
    case Role::memory:
      return {"memory"};
    case Role::inference_time:
      return {"inference_time", "inference time"};
  }
  return {};
}

constexpr EnumRow enum_row(RunStatus status) {
  switch (status) {
    case RunStatus::unknown:
      return {"unknown"};
    case RunStatus::running:
      return {"running"};
    case RunStatus::finished:
      return {"finished"};
    case RunStatus::failed:
      return {"failed"};
    case RunStatus::killed:
      return {"killed"};
  }
  return {};
}

constexpr EnumRow enum_row(base::Severity severity) {
  switch (severity) {
    case base::Severity::note:
      return {"note"};
    case base::Severity::warning:
      return {"warning"};
    case base::Severity::error:
      return {"error"};
  }
  return {};
}

constexpr EnumRow enum_row(Standing standing) {
  switch (standing) {
    case Standing::none:
      return {""};
    case Standing::best:
      return {"best"};
    case Standing::not_told:
      return {"not told from the best"};
    case Standing::worse:
      return {"worse"};
    case Standing::untested:
      return {"not tested"};
  }
  return {};
}

constexpr EnumRow enum_row(ValueKind kind) {
  switch (kind) {
    case ValueKind::plain:
      return {"plain"};
    case ValueKind::fraction:
      return {"fraction"};
    case ValueKind::percent:
      return {"percent"};
    case ValueKind::seconds:
      return {"seconds"};
    case ValueKind::milliseconds:
      return {"milliseconds"};
    case ValueKind::bytes:
      return {"bytes"};
  }
  return {};
}

constexpr EnumRow enum_row(Verdict verdict) {
  switch (verdict) {
    case Verdict::none:
      return {""};
    case Verdict::clearly_better:
      return {"clearly better"};
    case Verdict::clearly_worse:
      return {"clearly worse"};
    case Verdict::probably_better:
      return {"probably better"};
    case Verdict::probably_worse:
      return {"probably worse"};
    case Verdict::too_close:
      return {"too close to call"};
    case Verdict::no_difference:
      return {"no difference that matters"};
    case Verdict::not_tested:
      return {"not tested"};
    case Verdict::not_comparable:
      return {"not comparable"};
    case Verdict::failed:
      return {"failed"};
  }
  return {};
}

constexpr EnumRow enum_row(VerdictReason reason) {
  switch (reason) {
    case VerdictReason::none:
      return {""};
    case VerdictReason::clear:
      return {"clear"};
    case VerdictReason::likely:
      return {"likely"};
    case VerdictReason::undecided:
      return {"undecided"};
    case VerdictReason::within_smallest:
      return {"within the smallest effect"};
    case VerdictReason::no_repeats:
      return {"no repeats"};
    case VerdictReason::single_runs:
      return {"single runs"};
    case VerdictReason::too_few_repeats:
      return {"too few repeats"};
    case VerdictReason::no_spread:
      return {"no spread"};
    case VerdictReason::all_runs_failed:
      return {"all runs failed"};
    case VerdictReason::diverged:
      return {"diverged"};
    case VerdictReason::no_value:
      return {"no value"};
    case VerdictReason::unfinished:
      return {"unfinished"};
    case VerdictReason::evaluation_changed:
      return {"evaluation changed"};
  }
  return {};
}

constexpr EnumRow enum_row(NotCounted why) {
  switch (why) {
    case NotCounted::counts:
      return {"counts"};
    case NotCounted::failed:
      return {"failed"};
    case NotCounted::running:
      return {"running"};
    case NotCounted::diverged:
      return {"diverged"};
    case NotCounted::stopped:
      return {"stopped early"};
    case NotCounted::copy:
      return {"copy"};
    case NotCounted::same_seed:
      return {"same seed"};
  }
  return {};
}

constexpr EnumRow enum_row(NoiseGap gap) {
  switch (gap) {
    case NoiseGap::none:
      return {""};
    case NoiseGap::no_repeats:
      return {"no repeats"};
    case NoiseGap::all_equal:
      return {"equal repeats"};
    case NoiseGap::too_few:
      return {"too few repeats"};
  }
  return {};
}

}  // namespace

std::string_view name_of(Agreement agreement) {
  return enum_row(agreement).name;
}

std::string_view name_of(Decision decision) {
  return enum_row(decision).name;
}

std::string_view name_of(Direction direction) {
  return enum_row(direction).name;
}

std::string_view name_of(ExperimentInsightKind kind) {
  return enum_row(kind).name;
}

std::string_view name_of(ExperimentStatus status) {
  return enum_row(status).name;
}

std::string_view name_of(HealthKind kind) {
  return enum_row(kind).name;
}

std::string_view name_of(Insight::Kind kind) {
  return enum_row(kind).name;
}

std::string_view name_of(Kind kind) {
  return enum_row(kind).name;
}

std::string_view name_of(NoiseSource source) {
  return enum_row(source).name;
}

std::string_view name_of(Purpose purpose) {
  return enum_row(purpose).name;
}

std::string_view name_of(RecommendationRule rule) {
  return enum_row(rule).name;
}

std::string_view name_of(Role role) {
  return enum_row(role).name;
}

std::string_view name_of(RunStatus status) {
  return enum_row(status).name;
}

std::string_view name_of(base::Severity severity) {
  return enum_row(severity).name;
}

std::string_view name_of(Standing standing) {
  return enum_row(standing).name;
}

std::string_view name_of(ValueKind kind) {
  return enum_row(kind).name;
}

std::string_view name_of(Verdict verdict) {
  return enum_row(verdict).name;
}

std::string_view name_of(NotCounted why) {
  return enum_row(why).name;
}

std::string_view name_of(NoiseGap gap) {
  return enum_row(gap).name;
}

std::string_view name_of(VerdictReason reason) {
  return enum_row(reason).name;
}

std::string_view words_of(Comparability comparability) {
  switch (comparability) {
    case Comparability::comparable:
      return "";
    case Comparability::other_hardware:
      return "other hardware";
    case Comparability::other_evaluation:
      return "measured on something else";
  }
  return {};
}

std::string_view words_of(CurveAxis axis) {
  switch (axis) {
    case CurveAxis::step:
      return "step";
    case CurveAxis::epoch:
      return "epoch";
    case CurveAxis::row:
      return "row";
  }
  return {};
}

std::string_view words_of(Decision decision) {
  return enum_row(decision).words;
}

std::string_view words_of(Direction direction) {
  return enum_row(direction).words;
}

std::string_view words_of(ExperimentStatus status) {
  return enum_row(status).words;
}

std::string_view words_of(Role role) {
  return enum_row(role).words;
}

std::string_view words_of(RunStatus status) {
  return enum_row(status).words;
}

std::string_view words_of(base::Severity severity) {
  return enum_row(severity).words;
}

std::string_view words_of(Verdict verdict) {
  return enum_row(verdict).words;
}

template <typename Enum>
std::optional<Enum> parse_name(std::string_view name) {
  if (name.empty()) return std::nullopt;
  // Values follow each other from 0, and the number of rows is far below that of a byte.
  for (unsigned value = 0; value <= UINT8_MAX; ++value) {
    const auto one = static_cast<Enum>(value);
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

template std::optional<Agreement> parse_name<Agreement>(std::string_view);
template std::optional<Decision> parse_name<Decision>(std::string_view);
template std::optional<Direction> parse_name<Direction>(std::string_view);
template std::optional<ExperimentInsightKind> parse_name<ExperimentInsightKind>(std::string_view);
template std::optional<ExperimentStatus> parse_name<ExperimentStatus>(std::string_view);
template std::optional<HealthKind> parse_name<HealthKind>(std::string_view);
template std::optional<Insight::Kind> parse_name<Insight::Kind>(std::string_view);
template std::optional<NoiseGap> parse_name<NoiseGap>(std::string_view);
template std::optional<Kind> parse_name<Kind>(std::string_view);
template std::optional<NoiseSource> parse_name<NoiseSource>(std::string_view);
template std::optional<NotCounted> parse_name<NotCounted>(std::string_view);
template std::optional<Purpose> parse_name<Purpose>(std::string_view);
template std::optional<RecommendationRule> parse_name<RecommendationRule>(std::string_view);
template std::optional<Role> parse_name<Role>(std::string_view);
template std::optional<RunStatus> parse_name<RunStatus>(std::string_view);
template std::optional<base::Severity> parse_name<base::Severity>(std::string_view);
template std::optional<Standing> parse_name<Standing>(std::string_view);
template std::optional<ValueKind> parse_name<ValueKind>(std::string_view);
template std::optional<Verdict> parse_name<Verdict>(std::string_view);
template std::optional<VerdictReason> parse_name<VerdictReason>(std::string_view);

}  // namespace model
