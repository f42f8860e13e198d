#include "ingest/formats/text_log/log_counts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

constexpr std::array<std::string_view, 8> kEpochWords{
    "epoch", "epochs",        "ep",           "epoche",
    "epoca", "\xc3\xa9poque", "\xc3\xa9poca", "\xd1\x8d\xd0\xbf\xd0\xbe\xd1\x85\xd0\xb0"};
struct CountWord {
  std::string_view word;
  LogCount kind;
  int rank;
};
constexpr std::array<CountWord, 24> kStepWords{{
    {"updates", LogCount::step, 1},    {"update", LogCount::step, 1},     {"timesteps", LogCount::step, 2},
    {"timestep", LogCount::step, 2},   {"step", LogCount::step, 3},       {"steps", LogCount::step, 3},
    {"iteration", LogCount::step, 4},  {"iterations", LogCount::step, 4}, {"iter", LogCount::step, 4},
    {"iters", LogCount::step, 4},      {"itr", LogCount::step, 4},        {"it", LogCount::step, 4},
    {"episode", LogCount::step, 3},    {"episodes", LogCount::step, 3},   {"round", LogCount::step, 3},
    {"generation", LogCount::step, 3}, {"gen", LogCount::step, 3},        {"game", LogCount::step, 3},
    {"batch", LogCount::batch, 6},     {"batches", LogCount::batch, 6},   {"minibatch", LogCount::batch, 6},
    {"frames", LogCount::step, 3},     {"frame", LogCount::step, 3},      {"eps", LogCount::none, 9},
}};
/// Words that may stand before the word of a count without changing what it counts.
constexpr std::array<std::string_view, 34> kFillers{
    "end",     "of",        "after",   "at",         "start",  "starting",      "begin",    "beginning", "global",
    "current", "running",   "summary", "for",        "the",    "learning",      "training", "completed", "finished",
    "done",    "optimizer", "trainer", "mini",       "comm",   "communication", "in",       "on",        "results",
    "result",  "outer",     "metrics", "processing", "begins", "now",           "num"};

bool is_filler(std::string_view word) {
  return base::contains(kFillers, word) || vocabulary::split_of(word) != vocabulary::Split::none;
}

}  // namespace

LogCountName log_count_of(std::string_view name) {
  if (name.empty() || name.size() > 48) return {};
  std::string words = base::to_lower(name);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '_' || c == '-' || c == '/' || c == '.' || c == '#'; }, ' ');
  std::string_view rest = base::trim(words);
  if (const std::size_t open = rest.find('('); open != std::string_view::npos && rest.ends_with(')')) {
    rest = base::trim(rest.substr(0, open));  // "Epoch(train)"
  }
  std::size_t blank = rest.rfind(' ');
  std::string_view last = blank == std::string_view::npos ? rest : rest.substr(blank + 1);
  std::string_view before = blank == std::string_view::npos ? std::string_view() : base::trim(rest.substr(0, blank));
  if ((last == "no" || last == "number" || last == "num" || last == "idx" || last == "index") && !before.empty()) {
    blank = before.rfind(' ');
    last = blank == std::string_view::npos ? before : before.substr(blank + 1);
    before = blank == std::string_view::npos ? std::string_view() : base::trim(before.substr(0, blank));
  }
  LogCountName count;
  if (base::contains(kEpochWords, last)) {
    count = {LogCount::epoch, 0};
  } else {
    const auto found =
        std::find_if(kStepWords.begin(), kStepWords.end(), [&](const CountWord& known) { return known.word == last; });
    if (found == kStepWords.end() || found->kind == LogCount::none) {
      const vocabulary::Axis axis = vocabulary::axis_of(name).axis;
      if (axis == vocabulary::Axis::step) return {LogCount::step, 2};
      if (axis == vocabulary::Axis::epoch) return {LogCount::epoch, 0};
      return {};
    }
    count = {found->kind, found->rank};
  }
  bool wide = true;
  while (!before.empty()) {
    const std::size_t end = before.find(' ');
    const std::string_view word = before.substr(0, end);
    before = end == std::string_view::npos ? std::string_view() : base::trim(before.substr(end + 1));
    const bool counts_all =
        (word == "num" || word == "total" || word == "env" || word == "environment") && count.kind == LogCount::step;
    if (word == "global") count.rank = 0;
    if (word == "num" && count.kind != LogCount::step) return {};
    wide = wide && (counts_all || is_filler(word));
  }
  if (wide) return count;
  // "time/total_timesteps"
  const bool is_step = vocabulary::axis_of(name).axis == vocabulary::Axis::step;
  return is_step ? LogCountName{LogCount::step, 2} : LogCountName{};
}

}  // namespace ingest
