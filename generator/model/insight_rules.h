#pragma once
/// The numbers of the rules of insights. Analysis applies them (analysis/run/insight_rules.h says how), and the words
/// of each rule are made from them, so that the two cannot disagree. They are general: chosen so that an owner of the
/// run agrees on sight, on curves of many fields, and the same for all metrics.

#include <cstddef>

namespace model::insight_rules {

inline constexpr double kNoiseFactor = 3;           ///< a difference of levels counts from so many noise deviations on
inline constexpr double kShareOfImprovement = 0.1;  ///< … and from this share of what the whole run gained
inline constexpr double kLossRatio = 1.05;          ///< … and, of losses and errors, from this ratio
inline constexpr double kShareStep = 0.01;          ///< … and, of shares (accuracy), from a hundredth

inline constexpr double kAfterBest = 0.2;            ///< overfitting: at least this share of the values after the best
inline constexpr double kTrainingLossRatio = 1.02;   ///< … while training gained this ratio of a loss
inline constexpr double kTrainingShareStep = 0.005;  ///< … or this much of a share
inline constexpr double kSpike = 0.5;  ///< a best further above its own level than this share of the claim is a spike

inline constexpr double kDivergedRatio = 3;  ///< last level over first

inline constexpr double kGapShare = 0.02;
inline constexpr double kGapRatio = 1.25;

inline constexpr std::size_t kStillBestPart = 10;  ///< still improving: the best lies in the last of so many parts
inline constexpr std::size_t kStillTrendPart = 5;  ///< … and the last of so many has a trend
inline constexpr double kTrendDeviations = 2;      ///< Mann–Kendall z of a trend
inline constexpr double kStillGain = 0.02;         ///< share of what the run gained; rewards: kShareOfImprovement
inline constexpr double kLeastGain = 0.01;         ///< of the value itself: less is not worth telling a course of

inline constexpr std::size_t kPlateauBestPart = 2;  ///< plateau: the best lies in the first of so many parts
inline constexpr std::size_t kAfterPlateau = 10;    ///< … with so many values after it
inline constexpr double kLostOfPlateau = 0.25;      ///< … of which no more than this share of the gain was lost again

inline constexpr double kThroughputRatio = 1.25;
inline constexpr std::size_t kTimedRows = 20;
inline constexpr std::size_t kBlocksOfHalf = 10;

inline constexpr std::size_t kRateValues = 20;  ///< learning rate: values of a training loss that tell of it
inline constexpr double kRateNoise = 10;        ///< … and what a leap or a fall must exceed its noise by
inline constexpr std::size_t kLeaps = 3;
inline constexpr double kLeapFrom = 0.25;     ///< a leap begins below this share of the start
inline constexpr double kLeapTo = 0.5;        ///< … and ends above this one
inline constexpr std::size_t kLineParts = 5;  ///< a straight line: each of so many parts brings
inline constexpr double kLineLeast = 0.15;    ///< … at least this share of the fall
inline constexpr double kLineMost = 0.25;     ///< … and at most this one
inline constexpr double kLineLeft = 0.5;      ///< … with at least this share of the first level left

inline constexpr double kUnstableRatio = 2;        ///< deviation over the pooled one of the other experiments
inline constexpr double kOutlierDistance = 5;      ///< robust deviations from the median of the other repeats
inline constexpr std::size_t kOutlierRepeats = 4;  ///< at least so many

}  // namespace model::insight_rules
