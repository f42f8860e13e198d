#pragma once
/// The names of what was found, for headers that only pass it on: a source includes what it looks into.

#include <cstdint>

namespace model {

enum class Agreement : std::uint8_t;
enum class Comparability : std::uint8_t;
enum class ExperimentInsightKind : std::uint8_t;
enum class ExperimentStatus : std::uint8_t;
enum class HealthKind : std::uint8_t;
enum class Kind : std::uint8_t;
enum class NoiseSource : std::uint8_t;
enum class NotCounted : std::uint8_t;
enum class Purpose : std::uint8_t;
enum class RecommendationRule : std::uint8_t;
enum class ValueKind : std::uint8_t;
enum class Verdict : std::uint8_t;
enum class VerdictReason : std::uint8_t;

struct BestConfiguration;
struct Comparison;
struct ControlledPair;
struct Decided;
struct Experiment;
struct ExperimentInsight;
struct Findings;
struct Hardware;
struct HealthFinding;
struct Interaction;
struct JournalEntry;
struct Loop;
struct MetricDifference;
struct MetricEstimate;
struct MetricInfo;
struct ParameterChange;
struct ParameterImpact;
struct ParetoFront;
struct Progress;
struct Project;
struct RoleRow;
struct RunNoise;
struct RunCount;
struct Search;
struct SelectionLuck;
struct SinceLast;
struct TestedValue;
struct ValueEffect;

}  // namespace model
