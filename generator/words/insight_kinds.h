#pragma once
/// How insights are told: one row a kind. The rules themselves are functions of analysis/run/insight_rules.h; their
/// numbers, in model/insight_rules.h, are those in the words.

#include <span>
#include <string>
#include <string_view>

#include "model/findings/experiment.h"
#include "model/insight.h"

namespace words {

/// An insight of one run, its parts as people read them.
struct ToldInsight {
  const model::Insight& insight;
  std::string name = {};    ///< of the metric, as a sentence begins: "Validation loss"
  std::string metric = {};  ///< the same inside of a sentence
  std::string other = {};   ///< the metric it is compared with, inside of a sentence
  std::string place = {};   ///< of `from`: "epoch 14"
  std::string from = {}, to = {};
  std::string amount = {};  ///< without its sign
};

/// An insight that several runs share; amounts are medians.
struct SharedInsight {
  const model::ExperimentInsight& insight;
  std::string metric;  ///< inside of a sentence
  std::string at;      ///< " (epoch 14)", " since epoch 14", or empty
  std::string amount;
};

struct InsightRow {
  model::Insight::Kind kind;
  std::string_view (*mark)(double amount);       ///< on the chart
  std::string (*rule)();                         ///< in a sentence, beside the insight
  std::string (*of_run)(const ToldInsight&);     ///< a sentence
  std::string (*of_runs)(const SharedInsight&);  ///< the same of several runs, after "In 4 of 5 runs "
  std::string_view title;                        ///< on the page of formulas
  std::string (*formula)();                      ///< what stands after it there, without the full stop
};

/// In the order of the page of formulas. Rows after one another with one title are told together.
std::span<const InsightRow> insight_rows();
const InsightRow& insight_row(model::Insight::Kind kind);

/// The same of what the repeats of an experiment differ in.
struct RepeatsRow {
  model::ExperimentInsight::Kind kind;
  std::string (*rule)();
  std::string_view title;
  std::string (*formula)();
};
std::span<const RepeatsRow> repeats_rows();
/// REQUIRES: not of_runs.
const RepeatsRow& repeats_row(model::ExperimentInsight::Kind kind);

/// "1.3 times".
std::string times_text(double ratio);

}  // namespace words
