// Every sentence of verdicts, counts, recommendations, insights and the story of a log, with values as the demo has
// them, in one file that a person reads as a whole: tests/golden/sentences.txt. UPDATE_EXPECTED=1 writes it anew.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "model/enum_names.h"
#include "model/run_digest.h"
#include "support/findings_log.h"
#include "words/best.h"
#include "words/counted_runs.h"
#include "words/experiment.h"
#include "words/insight_kinds.h"
#include "words/parameter.h"
#include "words/parts/phrase.h"
#include "words/recommendation.h"
#include "words/story/luck.h"
#include "words/story/project_story.h"
#include "words/verdict.h"

namespace {

using model::NotCounted;
using model::ParameterImpact;
using model::ParameterValue;
using model::Verdict;
using model::VerdictReason;
using support::once;
using support::repeats;
using support::with_spaces;

class Sentences {
 public:
  void title(const std::string& text) { out_ += (out_.empty() ? "" : "\n") + std::string("## ") + text + "\n"; }
  void say(const std::string& text) {
    if (!text.empty()) out_ += with_spaces(text) + "\n";
  }
  void say(const words::Phrase& phrase) { say(words::plain_text(phrase)); }
  const std::string& text() const { return out_; }

 private:
  std::string out_;
};

model::Difference difference(double estimate, double low, double high, double p) {
  return {.estimate = estimate, .low = low, .high = high, .p = p, .p_of_none = p, .standard_error = 0.01};
}

/// EXP012 against EXP008 and a baseline, as in the demo.
struct Log {
  support::FindingsLog log;

  Log() {
    model::Project& project = log.project("digits");
    project.metrics[0].best_along = model::CurveAxis::epoch;
    log.experiment("EXP001", repeats(0.861, 0.009, 3)).title = "A small dense network";
    log.experiment("EXP008", repeats(0.937, 0.007, 8)).title = "Convolutions";
    log.experiment("EXP012", repeats(0.948, 0.013, 8)).title = "Dropout of one half";
    model::Noise& noise = project.noise[0];
    noise = {
        .gap = model::NoiseGap::none, .variance = 0.009 * 0.009, .prior_degrees = 2, .degrees = 79, .experiments = 30};
    project.worth_finding = 0.01;
    log.best(2);
    log.findings().hardware_of_run.resize(30);
    project.luck = {.tried = 30, .indistinguishable = {2, 1}, .expected_luck = 0.007};
  }

  model::Project& project() { return log.findings().projects[0]; }
  model::Experiment& experiment(std::size_t i) { return log.findings().experiments[i]; }

  model::Comparison& judge(Verdict verdict, VerdictReason reason, const model::Difference& how) {
    log.change(experiment(2), verdict, reason, how);
    experiment(2).versus_parent->other = 1;
    experiment(2).versus_parent->chance = 0.77;
    experiment(2).versus_parent->p_adjusted = 0.074;
    experiment(2).versus_parent->changes = {{.parameter = "dropout_rates",
                                             .old_value = ParameterValue{ParameterValue::Kind::list, "[0.0]"},
                                             .new_value = ParameterValue{ParameterValue::Kind::list, "[0.5]"}}};
    experiment(2).versus_baseline->objective = difference(0.087, 0.071, 0.103, 1e-9);
    experiment(2).versus_baseline->verdict = Verdict::none;
    experiment(2).versus_baseline->reason = VerdictReason::none;
    return *experiment(2).versus_parent;
  }
};

const model::Difference kGain = difference(0.012, 0.001, 0.023, 0.04);

void tell_verdicts(Sentences& out) {
  struct Case {
    Verdict verdict;
    VerdictReason reason;
    model::Difference difference;
  };
  const model::Difference unknown{.estimate = 0.012};
  const Case cases[] = {
      {Verdict::clearly_better, VerdictReason::clear, difference(0.046, 0.031, 0.061, 0.0002)},
      {Verdict::clearly_worse, VerdictReason::clear, difference(-0.05, -0.084, -0.017, 0.003)},
      {Verdict::probably_better, VerdictReason::likely, kGain},
      {Verdict::probably_worse, VerdictReason::likely, difference(-0.012, -0.023, -0.001, 0.04)},
      {Verdict::too_close, VerdictReason::undecided, difference(0.003, -0.008, 0.014, 0.6)},
      {Verdict::no_difference, VerdictReason::within_smallest, difference(0.001, -0.003, 0.005, 0.9)},
      {Verdict::not_tested, VerdictReason::no_repeats, unknown},
      {Verdict::not_tested, VerdictReason::single_runs, unknown},
      {Verdict::not_tested, VerdictReason::too_few_repeats, unknown},
      {Verdict::not_tested, VerdictReason::no_spread, unknown},
      {Verdict::failed, VerdictReason::all_runs_failed, {}},
      {Verdict::failed, VerdictReason::diverged, {}},
      {Verdict::not_comparable, VerdictReason::no_value, {}},
      {Verdict::not_comparable, VerdictReason::unfinished, unknown},
      {Verdict::not_comparable, VerdictReason::evaluation_changed, unknown},
  };
  for (const Case& one : cases) {
    Log log;
    log.project().smallest_effect = one.verdict == Verdict::no_difference ? 0.005 : 0;
    model::Comparison& comparison = log.judge(one.verdict, one.reason, one.difference);
    if (one.reason == VerdictReason::evaluation_changed) comparison.evaluation_changes = {"dataset"};
    if (one.verdict == Verdict::too_close) comparison.repeats_needed = 9;
    out.title(std::string(model::name_of(one.verdict)) + ", " + std::string(model::name_of(one.reason)));
    out.say(words::verdict_sentence(log.project(), log.experiment(1), log.experiment(2), comparison));
    out.say(words::verdict_reason(log.project(), comparison));
    out.say(words::repeats_needed_text(log.project(), comparison));
    out.say(words::experiment_lede(log.log.findings(), log.experiment(2)));
    const bool bad = model::is_worse(one.verdict) || one.verdict == Verdict::failed;
    if (bad || model::is_better(one.verdict)) {
      log.experiment(2).decision = bad ? model::Decision::keep : model::Decision::discard;
      log.experiment(2).agreement = model::Agreement::disagrees;
    } else if (one.verdict == Verdict::too_close) {
      log.experiment(2).decision = model::Decision::keep;
      log.experiment(2).agreement = model::Agreement::unproven;
    }
    out.say(words::agreement_text(log.experiment(2)));
  }
}

void tell_hints(Sentences& out) {
  out.title("single runs");
  Log log;
  model::Comparison& comparison = log.judge(Verdict::not_tested, VerdictReason::no_repeats, {.estimate = 0.012});
  comparison.below_wobble = true;
  comparison.contexts = 5;
  comparison.contexts_better = 5;
  out.say(words::verdict_reason(log.project(), comparison));
  log.experiment(1).metrics[0].at_best = log.experiment(2).metrics[0].at_best = once(0.94);
  out.say(words::verdict_sentence(log.project(), log.experiment(1), log.experiment(2), comparison));
  log.project().noise[0] = {};
  log.project().repeat_first = {2, 1};
  for (const words::Phrase& sentence : words::project_story(log.log.findings(), log.project())) out.say(sentence);
}

void tell_noise(Sentences& out) {
  out.title("the noise");
  Log log;
  for (const double prior : {double(INFINITY), 4.0, 2.0}) {
    log.project().noise[0].prior_degrees = prior;
    out.say(words::noise_text(log.project()));
  }
  log.project().seed_block = {.experiments = 12, .seeds = 3};
  out.say(words::noise_text(log.project()));
}

void tell_counts(Sentences& out) {
  out.title("which runs count");
  std::vector<model::RunDigest> runs(4);
  for (std::size_t i = 0; i < runs.size(); ++i) runs[i].id = runs[i].name = "seed-" + std::to_string(i + 1);
  model::Experiment experiment{.runs = {0, 1, 2, 3}};
  experiment.counted.resize(4);
  out.say(words::counted_sentence(runs, experiment));
  const model::RunCount counts[] = {
      {.why = NotCounted::failed},
      {.why = NotCounted::running},
      {.why = NotCounted::running, .reached = 12, .planned = 20, .unit = model::CurveAxis::epoch},
      {.why = NotCounted::diverged, .metric = "train/loss"},
      {.why = NotCounted::stopped, .reached = 12, .planned = 20, .by_plan = true, .unit = model::CurveAxis::epoch},
      {.why = NotCounted::stopped, .reached = 1200, .planned = 20'000, .unit = model::CurveAxis::step},
      {.why = NotCounted::copy, .other = 0},
      {.why = NotCounted::same_seed, .other = 0}};
  for (const model::RunCount& count : counts) {
    experiment.counted[3] = count;
    experiment.counted[3].takes_part = false;
    out.say(words::counted_sentence(runs, experiment));
  }
  experiment.counted.assign(4, counts[4]);
  experiment.unfinished = true;
  out.say(words::counted_sentence(runs, experiment));
}

void tell_best(Sentences& out) {
  out.title("the best");
  Log log;
  log.judge(Verdict::probably_better, VerdictReason::likely, kGain);
  log.experiment(2).held_out = repeats(0.940, 0.012, 8);
  log.experiment(2).metrics[0].last = repeats(0.937, 0.016, 8);
  const model::Findings& findings = log.log.findings();
  out.say(words::headline(findings, log.project()));
  out.say(words::project_lede(findings, log.project()));
  for (const words::Phrase& sentence : words::project_story(findings, log.project())) out.say(sentence);
  out.say(words::luck_sentences(findings, log.project()));
  out.say(words::versus_baseline_text(findings, log.experiment(2)));
  out.say(words::best_point_sentence(log.project(), log.experiment(2)));
  out.say(words::project_line(findings, log.project()));
  out.say(words::progress_text(findings, log.project()));
  log.project().luck.expected_luck = model::kMissing;
  out.say(words::luck_sentences(findings, log.project()));
}

ParameterValue number(const std::string& text) {
  return {ParameterValue::Kind::number, text, std::stod(text)};
}

void tell_recommendations(Sentences& out) {
  out.title("what to use");
  Log log;
  ParameterImpact impact{.parameter = "learning_rate", .numeric = true};
  impact.values = {{.value = number("0.001"), .experiments = {0}, .objective = once(0.861)},
                   {.value = number("0.01"), .experiments = {1, 2}, .objective = repeats(0.94, 0.01, 2)}};
  impact.pairs_found = 3;
  impact.effects = {
      {.from = 0, .to = 1, .pairs = 3, .better = 3, .objective = difference(0.046, 0.031, 0.061, 0.0002)}};
  impact.largest_effect = 0;
  impact.recommendation = model::RecommendationRule::by_pairs;
  impact.recommended = {1};
  const auto tell = [&] {
    const words::ImpactContext context{log.log.findings(), log.project(), impact};
    out.say(words::impact_sentence(context));
    out.say(words::recommendation_sentence(context));
    if (!impact.recommended.empty()) out.say(words::recommended_text(impact) + ", " + words::rule_text(impact));
  };
  model::ValueEffect& effect = impact.effects[0];
  effect.verdict = Verdict::not_tested;
  tell();
  effect.p_adjusted = 0.001;
  effect.verdict = Verdict::clearly_better;
  effect.real = true;
  impact.used_by_best = 1;
  tell();
  impact.used_by_best = 0;
  tell();
  effect.real = false;
  effect.verdict = Verdict::too_close;
  effect.p_adjusted = 0.4;
  impact.used_by_best = 1;
  tell();
  impact.effects.clear();
  impact.largest_effect.reset();
  impact.pairs_found = 0;
  impact.recommendation = model::RecommendationRule::confounded;
  tell();
  impact.used_by_best.reset();
  tell();
  impact.recommendation = model::RecommendationRule::none;
  impact.recommended.clear();
  tell();
}

void tell_insights(Sentences& out) {
  out.title("what curves say");
  const model::Insight of_run{.amount = 0.4};
  const words::ToldInsight told{.insight = of_run,
                                .name = "Validation loss",
                                .metric = "validation loss",
                                .other = "training loss",
                                .place = "epoch 14",
                                .from = "0.21",
                                .to = "0.32",
                                .amount = "0.11"};
  const model::ExperimentInsight insight{.amount = 0.4};
  const words::SharedInsight shared{insight, "validation loss", " since epoch 14", "0.11"};
  for (const words::InsightRow& row : words::insight_rows()) {
    out.say(row.of_run(told));
    out.say("In 4 of 5 runs " + row.of_runs(shared));
    out.say(std::string(row.mark(0.4)) + " · " + row.rule());
  }
}

TEST(Sentences, ReadAsAPersonWouldSayThem) {
  Sentences out;
  tell_verdicts(out);
  tell_hints(out);
  tell_noise(out);
  tell_counts(out);
  tell_best(out);
  tell_recommendations(out);
  tell_insights(out);
  const std::string path = std::string(TRIALPRESS_SOURCE_DIR) + "/tests/golden/sentences.txt";
  const char* update = std::getenv("UPDATE_EXPECTED");
  if (update != nullptr && std::string(update) == "1") std::ofstream(path) << out.text();
  std::ifstream file(path);
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(out.text(), expected);
}

}  // namespace
