#pragma once
/// Words of the logs of loops of experiments: what a status cell says, what their columns hold, what is a commit, and
/// what says that a try only repeats an earlier one. Texts may be of any length; only the beginning is looked at.

#include <cstdint>
#include <string>
#include <string_view>

namespace vocabulary {

enum class TryStatus : std::uint8_t {
  none,  ///< empty, or a dash
  keep,  ///< also "baseline"
  discard,
  failed,   ///< whatever value stands beside it is a placeholder
  open,     ///< a known word that decides nothing: pending, done, no-op
  unknown,  ///< any other text
};

struct StatusWord {
  TryStatus status = TryStatus::none;
  std::string word;         ///< lower case, cut at the first blank, bracket or dash: "keep" of "KEEP (reworked)"
  bool tells_loop = false;  ///< a word that logs of training do not use: keep, discard, revert, crash, baseline
  bool baseline = false;
  bool no_value = false;  ///< nothing was measured: "no-op", "skipped"
};

StatusWord read_try_status(std::string_view cell);

/// The same of a column that is called "kept": 1, 0, true, false, yes, no.
StatusWord read_kept_flag(std::string_view cell);

enum class LoopColumn : std::uint8_t {
  other,
  commit,
  parent,
  id,
  status,
  kept_flag,    ///< status too, of 1 and 0
  title,        ///< what was tried: description, idea, title
  observation,  ///< prose: hypothesis, interpretation, notes
  reason,       ///< prose that says why it was kept or not
  issue,        ///< prose that says what failed
  next_step,
  derived,   ///< follows from other rows: delta, improvement, cumulative cost
  cost,      ///< memory, times, sizes: never what a loop is after, unless nothing else is measured
  speed,     ///< throughput and latency: only where nothing better is measured
  gate,      ///< a check that has to pass
  session,   ///< divides the log into several
  grouping,  ///< a word that sorts tries: kind, phase, tag
  machine,
  started,
  finished,
  seed,
  metric_name,       ///< the objective's name in each row
  metric_direction,  ///< likewise "max" or "lower_is_better"
};

/// By the name of a column or a key; without regard to case, separators and trailing blanks.
LoopColumn role_of_loop_column(std::string_view name);

/// Seven hexadecimal digits or more: "none", "HEAD", "exp001" are no commits.
bool is_commit(std::string_view text);

/// The words of a description that say what was tried, lower case with a blank before, between and after, as
/// name_words.h has them: without the words that say that it is a repeat ("rerun", "again", "seed 7") and without
/// fillers ("of", "the"). `repeats`: some word said so; `seed`: a seed was named, and no other word that repeats.
struct TriedWords {
  std::string words;
  bool repeats = false;
  bool seed = false;
  std::string seed_number;  ///< the seed that it was made with: of "seed 42 to 137" the last; empty: none or several
};
TriedWords tried_words(std::string_view description);

}  // namespace vocabulary
