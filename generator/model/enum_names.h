#pragma once
/// What enumerations are called: in the files that Trialpress reads and writes, and on pages. Each has one table in
/// enum_names.cpp; an enumerator without a row does not compile there (-Wswitch).

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/text/text_issue.h"
#include "model/insight.h"

namespace model {

enum class Agreement : std::uint8_t;
enum class Comparability : std::uint8_t;
enum class CurveAxis : std::uint8_t;
enum class Decision : std::uint8_t;
enum class Direction : std::uint8_t;
enum class ExperimentInsightKind : std::uint8_t;
enum class ExperimentStatus : std::uint8_t;
enum class HealthKind : std::uint8_t;
enum class NoiseGap : std::uint8_t;
enum class Kind : std::uint8_t;
enum class NoiseSource : std::uint8_t;
enum class NotCounted : std::uint8_t;
enum class Purpose : std::uint8_t;
enum class RecommendationRule : std::uint8_t;
enum class Role : std::uint8_t;
enum class RunStatus : std::uint8_t;
enum class Standing : std::uint8_t;
enum class ValueKind : std::uint8_t;
enum class Verdict : std::uint8_t;
enum class VerdictReason : std::uint8_t;

/// As in data files, settings and addresses. Empty: nothing is written (none of Agreement, Standing, Verdict,
/// VerdictReason).
std::string_view name_of(Agreement agreement);
std::string_view name_of(Decision decision);
std::string_view name_of(Direction direction);
std::string_view name_of(ExperimentInsightKind kind);
std::string_view name_of(ExperimentStatus status);
std::string_view name_of(HealthKind kind);
std::string_view name_of(Insight::Kind kind);
std::string_view name_of(Kind kind);
std::string_view name_of(NoiseSource source);
std::string_view name_of(Purpose purpose);
std::string_view name_of(RecommendationRule rule);
std::string_view name_of(Role role);
std::string_view name_of(RunStatus status);
std::string_view name_of(base::Severity severity);
std::string_view name_of(Standing standing);
std::string_view name_of(ValueKind kind);
std::string_view name_of(Verdict verdict);
std::string_view name_of(VerdictReason reason);
std::string_view name_of(NotCounted why);
std::string_view name_of(NoiseGap gap);  ///< empty: known

/// As a reader is told. Empty: there is nothing to tell (comparable, unknown Direction, Verdict none).
std::string_view words_of(Comparability comparability);
std::string_view words_of(CurveAxis axis);
std::string_view words_of(Decision decision);
std::string_view words_of(Direction direction);
std::string_view words_of(ExperimentStatus status);
std::string_view words_of(Role role);
std::string_view words_of(RunStatus status);
std::string_view words_of(base::Severity severity);
std::string_view words_of(Verdict verdict);

/// The enumerator of a name (name_of, letter by letter) for each that name_of takes; nothing: none is called so, or
/// `name` is empty. O(enumerators).
template <typename Enum>
std::optional<Enum> parse_name(std::string_view name);

}  // namespace model
