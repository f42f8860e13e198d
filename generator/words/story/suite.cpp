#include "words/story/suite.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/suite.h"
#include "vocabulary/benchmarks/compared_names.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

using model::Standing;
using model::Suite;
using model::SuiteRow;

constexpr std::size_t kMostRowsNamed = 3;
constexpr std::size_t kMostTasksNamed = 4;

std::string noun_text(std::string_view noun, std::string_view otherwise, std::size_t count) {
  if (noun.empty()) return std::string(otherwise) + (count == 1 ? "" : "s");
  return std::string(count == 1 ? noun : vocabulary::plural_of(noun));
}

/// Rows by what is known of them beside the reference.
struct Told {
  std::vector<std::string> better, worse, open;
  bool tested = false;  ///< there are intervals at all
};

Told told_of(const Suite& suite) {
  Told told;
  for (std::size_t row = 0; row < suite.complete; ++row) {
    if (!suite.reference || row == *suite.reference) continue;
    const SuiteRow& one = suite.rows[row];
    told.tested = told.tested || std::isfinite(one.chance.low);
    (!one.told ? told.open : one.chance.value > 0.5 ? told.better : told.worse).push_back(one.name);
  }
  return told;
}

std::string named(const std::vector<std::string>& names) {
  return listed_with_rest(names, kMostRowsNamed, {"other", "others"});
}

std::string over_all(const Suite& suite) {
  return " over " + std::string(suite.tasks.size() == 2 ? "both " : "all " + format_count(suite.tasks.size()) + " ") +
         task_noun(suite, suite.tasks.size());
}

std::string are(const std::vector<std::string>& names) {
  return names.size() == 1 ? " is" : " are";
}

std::string against_set_reference(const Suite& suite, const Told& told) {
  const std::string& reference = suite.rows[*suite.reference].name;
  if (!told.better.empty()) {
    return named(told.better) + (told.better.size() == 1 ? " beats " : " beat ") + reference + over_all(suite) +
           (told.worse.empty() ? "" : "; " + named(told.worse) + are(told.worse) + " worse");
  }
  if (told.worse.empty()) {
    return "No " + compared_noun(suite, 1) + " is proven better or worse than " + reference + over_all(suite);
  }
  if (told.open.empty()) return reference + " is best" + over_all(suite);
  return "Nothing is proven better than " + reference + over_all(suite) + "; " + named(told.worse) + are(told.worse) +
         " worse";
}

std::string against_best(const Suite& suite, const Told& told) {
  const std::string& best = suite.rows[*suite.reference].name;
  if (told.worse.empty()) return "No " + compared_noun(suite, 1) + " is proven best" + over_all(suite);
  if (told.open.empty() && told.better.empty()) return best + " is best" + over_all(suite);
  std::vector<std::string> first{best};
  first.insert(first.end(), told.open.begin(), told.open.end());
  first.insert(first.end(), told.better.begin(), told.better.end());
  return named(first) + " cannot be told apart" + over_all(suite) + "; " + named(told.worse) + are(told.worse) +
         " worse";
}

/// Without a test: who has the best mean most often.
std::string by_columns(const Suite& suite) {
  std::size_t most = 0;
  for (const SuiteRow& row : suite.rows) most = std::max(most, row.best_of);
  std::vector<std::string> first;
  for (const SuiteRow& row : suite.rows) {
    if (row.best_of == most) first.push_back(row.name);
  }
  if (most == 0) return "No " + compared_noun(suite, 1) + " has a finite value";
  const std::string of = most == suite.tasks.size()
                             ? (most == 1   ? "the one "
                                : most == 2 ? "both "
                                            : "all " + format_count(most) + " ")
                             : format_count(most) + " of " + format_count(suite.tasks.size()) + " ";
  return named(first) + (first.size() == 1 ? " has" : " each have") + " the best mean in " + of +
         task_noun(suite, suite.tasks.size());
}

std::string runs_of_cells(const Suite& suite) {
  if (suite.most == 1) return "one each";
  return (suite.fewest == suite.most ? format_count(suite.most)
                                     : format_count(suite.fewest) + " to " + format_count(suite.most)) +
         " for each pair";
}

std::string score_text(double score) {
  return base::fixed_text(score, 2);
}

std::string percent_text(double share) {
  return format_value(std::round(share * 100), model::ValueKind::plain) + "\u202f%";
}

Phrase scores_sentence(const Suite& suite) {
  std::vector<Phrase> scores;
  for (std::size_t row = 0; row < suite.complete && row < kMostRowsNamed; ++row) {
    if (!std::isfinite(suite.rows[row].score.value)) return "";
    scores.push_back(strong(suite.rows[row].name) + " " + score_text(suite.rows[row].score.value));
  }
  if (scores.size() < 2) return "";
  return " Scaled so that 0 and 1 are the worst and the best run of each " + task_noun(suite, 1) +
         ", the middle half of all runs averages " + listed(scores) + ".";
}

/// Columns by the row that is best of them.
Phrase best_sentence(const Suite& suite) {
  std::vector<Phrase> parts;
  for (const SuiteRow& row : suite.rows) {
    if (row.best_of == 0) continue;
    std::vector<std::string> tasks;
    for (std::size_t task = 0; task < suite.tasks.size(); ++task) {
      if (row.cells[task].standing == Standing::best) tasks.push_back(suite.tasks[task]);
    }
    parts.push_back(strong(row.name) + " in " + listed_with_rest(tasks, kMostTasksNamed));
  }
  if (parts.size() < 2) return "";
  return "It depends on the " + task_noun(suite, 1) + ". The best mean: " + listed_with_rest(parts, kMostTasksNamed) +
         ".";
}

/// Tasks on which the best is clearly better than all others.
Phrase clear_sentence(const Suite& suite) {
  std::vector<Phrase> clear;
  bool tested = false;
  for (std::size_t task = 0; task < suite.tasks.size(); ++task) {
    const SuiteRow* best = nullptr;
    std::size_t others = 0, worse = 0;
    for (const SuiteRow& row : suite.rows) {
      const Standing standing = row.cells[task].standing;
      if (standing == Standing::best) best = &row;
      others += standing != Standing::best && standing != Standing::none;
      worse += standing == Standing::worse;
      tested = tested || standing == Standing::worse || standing == Standing::not_told;
    }
    if (best != nullptr && others > 0 && worse == others)
      clear.push_back(strong(best->name) + " in " + suite.tasks[task]);
  }
  if (!tested) return "";
  const std::string noun = task_noun(suite, 1);
  if (clear.empty()) return "In no " + noun + " is one clearly better than all others.";
  return "Clearly better than all others: " + listed_with_rest(clear, kMostTasksNamed) + ".";
}

/// "10 % (0 % to 28 %)"; redraws of runs of which none ever wins, or loses, say nothing of how rare it is.
std::string chance_of_row(const SuiteRow& row) {
  if (row.chance.high <= 0) return "never, in these runs";
  if (row.chance.low >= 1) return "always, in these runs";
  return percent_text(row.chance.value) + " (" + percent_text(row.chance.low) + " to " + percent_text(row.chance.high) +
         ")";
}

Phrase chances_sentence(const Suite& suite) {
  if (!suite.reference) return "";
  std::vector<Phrase> parts;
  for (std::size_t row = 0; row < suite.complete; ++row) {
    const SuiteRow& one = suite.rows[row];
    if (row == *suite.reference || !std::isfinite(one.chance.low)) continue;
    parts.push_back(strong(one.name) + " " + chance_of_row(one));
  }
  if (parts.empty()) return "";
  return "The chance that a run beats one of " + strong(suite.rows[*suite.reference].name) + " in the same " +
         task_noun(suite, 1) + ", with its 95\u202f% interval: " + listed_with_rest(parts, kMostTasksNamed) + ".";
}

Phrase untested_sentence(const Suite& suite) {
  if (suite.most == 1) {
    return "One run each: nothing can be told from run-to-run noise. Two more runs of each pair, with other seeds, "
           "would show it.";
  }
  return "Not tested over all " + task_noun(suite, 2) + ": that takes at least 3 runs of each pair.";
}

Phrase incomplete_sentence(const Suite& suite) {
  std::vector<Phrase> parts;
  for (std::size_t i = suite.complete; i < suite.rows.size(); ++i) {
    std::vector<std::string> missing;
    for (std::size_t task = 0; task < suite.tasks.size(); ++task) {
      if (!std::isfinite(suite.rows[i].cells[task].value.mean)) missing.push_back(suite.tasks[task]);
    }
    const std::string where =
        missing.size() == suite.tasks.size() ? "no result at all" : listed_with_rest(missing, kMostRowsNamed);
    parts.push_back(strong(suite.rows[i].name) + " (" + where + ")");
  }
  if (parts.empty()) return "";
  const bool one = parts.size() == 1;
  return "Left out of what is told over all " + task_noun(suite, 2) + ", for want of results: " +
         listed_with_rest(std::move(parts), kMostTasksNamed, {one ? "other" : "more", "more"}) + ".";
}

Phrase unplaced_sentence(const Suite& suite) {
  if (suite.unplaced == 0) return "";
  return counted(suite.unplaced, "run says", "runs say") + " no " + task_noun(suite, 1) + " or no " +
         compared_noun(suite, 1) + ", and " + (suite.unplaced == 1 ? "is" : "are") + " not in the table.";
}

}  // namespace

std::string compared_noun(const Suite& suite, std::size_t count) {
  std::string_view noun;
  for (const std::string& path : suite.compared) {
    if (noun.empty()) noun = vocabulary::noun_of_compared(path);
  }
  return noun_text(noun, "candidate", count);
}

std::string task_noun(const Suite& suite, std::size_t count) {
  const std::string_view noun =
      suite.tasks_by.size() == 1 ? vocabulary::noun_of_task(suite.tasks_by[0]) : std::string_view();
  return noun_text(noun, "task", count);
}

KindStory suite_story(const model::Findings& findings, const model::Project& project) {
  const Suite& suite = *project.suite;
  const model::MetricInfo& objective = *objective_of(project);
  const Told told = told_of(suite);
  KindStory out;
  out.headline = !told.tested          ? by_columns(suite)
                 : suite.reference_set ? against_set_reference(suite, told)
                                       : against_best(suite, told);
  std::size_t runs = 0;
  for (const model::Index index : project.experiments) runs += findings.experiments[index].runs.size();
  out.lede = counted(suite.rows.size(), compared_noun(suite, 1), compared_noun(suite, 2)) + " on " +
             counted(suite.tasks.size(), task_noun(suite, 1), task_noun(suite, 2)) + ": " +
             counted(runs, "run", "runs") + ", " + runs_of_cells(suite) + ", compared by " +
             metric_in_sentence(objective) + " (" + std::string(model::words_of(objective.direction)) + ").";
  out.lede += scores_sentence(suite);
  for (Phrase sentence :
       {best_sentence(suite), clear_sentence(suite), told.tested ? chances_sentence(suite) : untested_sentence(suite),
        incomplete_sentence(suite), unplaced_sentence(suite)}) {
    if (!sentence.empty()) out.story.push_back(std::move(sentence));
  }
  return out;
}

}  // namespace words
