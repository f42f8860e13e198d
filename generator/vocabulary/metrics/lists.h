#pragma once
/// The lists of metric patterns, and the words in which their rows are written.

#include <span>
#include <string_view>

#include "model/findings/metric_info.h"
#include "vocabulary/metric_patterns.h"

namespace vocabulary {

std::span<const MetricPattern> cost_patterns();
std::span<const MetricPattern> classification_patterns();
std::span<const MetricPattern> vision_patterns();
std::span<const MetricPattern> language_patterns();
std::span<const MetricPattern> number_patterns();
std::span<const MetricPattern> reward_patterns();
std::span<const MetricPattern> shared_word_patterns();

inline constexpr auto kUp = model::Direction::maximize;
inline constexpr auto kDown = model::Direction::minimize;
inline constexpr auto kUnknown = model::Direction::unknown;

inline constexpr auto kPlain = model::ValueKind::plain;
inline constexpr auto kShare = model::ValueKind::fraction;
inline constexpr auto kSeconds = model::ValueKind::seconds;

/// A plain number, larger is better.
constexpr MetricPattern score(std::string_view words, std::string_view measure = "", unsigned rank = 0) {
  return {words, Family::score, kUp, kPlain, measure, rank};
}
/// A plain number, smaller is better.
constexpr MetricPattern error(std::string_view words, std::string_view measure = "", unsigned rank = 0) {
  return {words, Family::error, kDown, kPlain, measure, rank};
}
constexpr MetricPattern task_score(std::string_view words, std::string_view measure = "", unsigned rank = 0) {
  return {words, Family::task_score, kUp, kPlain, measure, rank};
}
constexpr MetricPattern task_error(std::string_view words, std::string_view measure = "", unsigned rank = 0) {
  return {words, Family::task_error, kDown, kPlain, measure, rank};
}
/// Measured; which way is better is not known, or differs from one to the next.
constexpr MetricPattern undecided(std::string_view words) {
  return {words, Family::other, kUnknown, kPlain, ""};
}
constexpr MetricPattern alone(MetricPattern pattern) {
  pattern.where = Where::alone;
  return pattern;
}
constexpr MetricPattern among_known(MetricPattern pattern) {
  pattern.where = Where::among_known;
  return pattern;
}
/// Written as a share by some and as a percentage by others.
constexpr MetricPattern share(MetricPattern pattern) {
  pattern.bounds = Bounds::share;
  return pattern;
}

}  // namespace vocabulary
