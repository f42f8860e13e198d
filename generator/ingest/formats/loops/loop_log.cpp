#include "ingest/formats/loops/loop_log.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/text/iso_time.h"
#include "base/text/utf8.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/loops/commit_link.h"
#include "ingest/formats/loops/said_changes.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;
using vocabulary::TriedWords;
using vocabulary::TryStatus;

constexpr std::size_t kMaxTitleCharacters = 160;
constexpr std::size_t kMaxProseCharacters = 4'000;
constexpr std::size_t kMaxIdBytes = 60;
constexpr std::size_t kHashDigits = 16;

/// One line of Markdown that shows `text` as it is.
std::string as_markdown(std::string_view text) {
  std::string out;
  for (const char c : base::shorten(base::repair_utf8(base::trim(text)), kMaxProseCharacters)) {
    const bool blank = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
    if (blank) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    if (std::string_view("\\`*_{}[]<>()#+-.!|~&$:=").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// "exp12: wider" and "[exp12] wider" are "wider": the number stands in the log as well.
std::string_view without_number_before(std::string_view text) {
  text = base::trim(text);
  const std::string lower = base::to_lower(text.substr(0, 40));
  std::size_t at = lower.starts_with('[') ? 1 : 0;
  const std::size_t word = at;
  for (const std::string_view name : {"experiment", "exp", "iteration", "iter", "round", "run", "try", "trial"}) {
    if (std::string_view(lower).substr(word).starts_with(name)) {
      at = word + name.size();
      break;
    }
  }
  if (at == word) return text;
  while (at < lower.size() && (lower[at] == ' ' || lower[at] == '_' || lower[at] == '-' || lower[at] == '#')) ++at;
  const std::size_t digits = at;
  while (at < lower.size() && lower[at] >= '0' && lower[at] <= '9') ++at;
  if (at == digits) return text;
  if (at < lower.size() && lower[at] >= 'a' && lower[at] <= 'z') ++at;  // "exp12b"
  const std::size_t marks = at;
  while (at < lower.size() && (lower[at] == ']' || lower[at] == ':' || lower[at] == ')' || lower[at] == '.')) ++at;
  if (at == marks || (at < lower.size() && lower[at] != ' ')) return text;
  const std::string_view rest = base::trim(text.substr(at));
  return rest.empty() ? text : rest;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : base::repair_utf8(base::trim(text))) {
    const bool blank = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

void add_list(std::string& note, std::string_view heading, const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) {
    const std::string text = as_markdown(item);
    if (!text.empty()) list += "- " + text + "\n";
  }
  if (!list.empty()) note.append("#### ").append(heading).append("\n\n").append(list).append("\n");
}

/// Whether all words of `part` are among those of `whole`, both spaced.
bool are_words_of(const std::string& part, const std::string& whole) {
  for (std::size_t at = 1; at < part.size();) {
    const std::size_t end = part.find(' ', at);
    if (whole.find(part.substr(at - 1, end - at + 2)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

/// An experiment as far as later rows may repeat it.
struct Tried {
  std::string id, words;
  bool decided = false, kept = false;
};

class LoopRunMaker {
 public:
  LoopRunMaker(const ReadContext& context, const std::string& path, LoopLog log)
      : path_(path),
        stem_(printable(without_extension(path))),
        page_(find_repository_page(context.files, folder_of(path))),
        log_(std::move(log)) {
    std::set<std::string, std::less<>> ids;
    own_ids_ = std::all_of(log_.entries.begin(), log_.entries.end(), [&](const LoopEntry& entry) {
      const bool hash = entry.id.size() >= kHashDigits && vocabulary::is_commit(entry.id);
      return !entry.id.empty() && !hash && entry.id.size() <= kMaxIdBytes &&
             ids.insert(base::to_lower(entry.id)).second;
    });
  }

  void append(std::vector<model::Run>& runs) {
    for (std::size_t i = 0; i < log_.entries.size(); ++i) runs.push_back(make_run(i, log_.entries[i]));
  }

 private:
  model::Run make_run(std::size_t index, LoopEntry& entry) {
    const std::string number = std::to_string(index + 1);
    const bool failed = entry.status.status == TryStatus::failed;
    const std::string own = own_id(entry, number);
    const TriedWords words = vocabulary::tried_words(entry.description);
    const std::optional<std::size_t> repeated = find_repeated(entry, words);
    if (!repeated) add_tried(entry, own, words.words);
    const std::size_t place = repeated.value_or(tried_.size() - 1);
    model::Run run;
    run.folder = std::string(without_extension(path_));
    run.files = {path_};
    run.project = log_.project;
    run.id = stem_ + "/" + own;
    run.experiment = tried_[place].id;
    std::string title = title_of(entry);
    run.name = title.empty() ? own : title;
    run.loop = {.number = static_cast<std::uint32_t>(index + 1), .objective_said = log_.objective_said};
    run.objective = log_.objective;
    run.objective_direction = log_.direction;
    run.started_at = entry.started_at;
    run.finished_at = entry.finished_at;
    run.seed = entry.seed.empty() ? words.seed_number : entry.seed;
    run.status = status_of_run(entry);
    take_commit(entry, run);
    run.environment.insert(run.environment.end(), entry.environment.begin(), entry.environment.end());
    if (!failed && !entry.status.no_value) {
      run.summary = std::move(entry.values);
      run.summary_lines.assign(run.summary.size(), entry.line);
    }
    if (entry.config.is_object()) run.config = model::make_config(std::move(entry.config));
    run.tags = entry.tags;
    if (entry.status.baseline) run.tags.push_back("baseline");
    run.loop.changes =
        entry.changes.empty() ? find_said_changes(without_number_before(entry.description)) : entry.changes;
    add_note(entry, title, place, repeated.has_value(), run);
    if (!failed && entry.status.status == TryStatus::keep) champion_ = place;
    return run;
  }

  std::string own_id(const LoopEntry& entry, const std::string& number) const {
    if (!own_ids_) return log_.prefix + "-" + number;
    const bool only_digits = entry.id.find_first_not_of("0123456789") == std::string::npos;
    return only_digits ? log_.prefix + "-" + entry.id : printable(entry.id);
  }

  static model::RunStatus status_of_run(const LoopEntry& entry) {
    const vocabulary::StatusWord& said = entry.status;
    if (said.status == TryStatus::failed) return model::RunStatus::failed;
    if (said.word == "running" || said.word == "wip" || said.word == "started") return model::RunStatus::running;
    const bool waits = said.no_value || said.status == TryStatus::unknown;
    return waits ? model::RunStatus::unknown : model::RunStatus::finished;
  }

  void add_tried(const LoopEntry& entry, const std::string& own, const std::string& words) {
    const std::size_t place = tried_.size();
    tried_.push_back({.id = own, .words = words});
    const std::string commit = base::to_lower(base::trim(entry.commit));
    if (vocabulary::is_commit(commit)) of_commit_[commit].push_back(place);
    for (const std::string* name : {&entry.id, &entry.commit}) {
      if (!base::trim(*name).empty()) named_.insert_or_assign(base::to_lower(base::trim(*name)), place);
    }
    if (!baseline_ && (entry.status.baseline || words.starts_with(" baseline "))) baseline_ = place;
  }

  /// The experiment that this row only measures again.
  std::optional<std::size_t> find_repeated(const LoopEntry& entry, const TriedWords& words) const {
    const std::string commit = base::to_lower(base::trim(entry.commit));
    const auto same = vocabulary::is_commit(commit) ? of_commit_.find(commit) : of_commit_.end();
    // "champion again, seed 3"
    const bool of_champion =
        words.repeats && vocabulary::is_on_list(base::trim(words.words), "champion,best,incumbent,winner");
    const bool nothing_else = words.words == " " || of_champion;
    if (same != of_commit_.end()) {
      const std::vector<std::size_t>& places = same->second;
      const std::size_t looked = std::min<std::size_t>(places.size(), kMostOfACommit);
      for (std::size_t i = 0; i < looked && !nothing_else; ++i) {
        if (tried_[places[i]].words == words.words) return places[i];
      }
      if (entry.status.baseline && baseline_ && std::find(places.begin(), places.end(), *baseline_) != places.end())
        return baseline_;
      if (words.repeats && nothing_else) {
        if (const std::optional<std::size_t> one = the_one_of(places)) return one;
      }
      for (std::size_t i = 0; i < looked && words.repeats && !nothing_else; ++i) {
        if (are_words_of(words.words, tried_[places[i]].words)) return places[i];
      }
    }
    if ((words.seed && nothing_else) || of_champion) return champion_;
    const bool baseline_again = words.repeats && words.words == " baseline " && same == of_commit_.end();
    return baseline_again && !vocabulary::is_commit(commit) ? baseline_ : std::nullopt;
  }

  /// Of the experiments of a commit the only one, or the only one that was kept.
  std::optional<std::size_t> the_one_of(const std::vector<std::size_t>& places) const {
    if (places.size() == 1) return places.front();
    std::optional<std::size_t> kept;
    for (const std::size_t place : places) {
      if (!tried_[place].kept) continue;
      if (kept) return std::nullopt;
      kept = place;
    }
    return kept;
  }

  std::string title_of(const LoopEntry& entry) const {
    const std::string text = one_line(without_number_before(entry.description));
    return base::shorten(text, kMaxTitleCharacters);
  }

  void take_commit(const LoopEntry& entry, model::Run& run) const {
    const std::string commit(base::trim(entry.commit));
    if (!vocabulary::is_commit(commit)) return;
    run.loop.commit = commit;
    if (!page_.empty()) run.loop.commit_url = page_ + "/commit/" + commit;
    run.environment.push_back(
        {.path = "git.commit", .value = {.kind = model::ParameterValue::Kind::text, .text = commit}});
  }

  /// The id that the analysis finds the parent by; "none" where there is none; empty: the last kept one.
  std::string parent_of(const LoopEntry& entry, std::size_t place) const {
    const std::string said = base::to_lower(base::trim(entry.parent));
    if (!said.empty()) {
      const auto found = named_.find(said);
      if (found != named_.end() && found->second != place) return tried_[found->second].id;
    }
    return log_.parents_said && said.empty() ? "none" : "";
  }

  void add_note(const LoopEntry& entry, const std::string& title, std::size_t place, bool repeats, model::Run& run) {
    std::string front;
    const auto add = [&front](const char* key, const std::string& text) {
      if (text.empty()) return;
      front.append(key).append(": ");
      base::append_json_string(front, text);
      front += '\n';
    };
    if (!repeats) {
      add("title", title);
      add("parent", parent_of(entry, place));
    }
    Tried& tried = tried_[place];
    const bool decides = entry.status.status == TryStatus::keep || entry.status.status == TryStatus::discard;
    if (decides && !tried.decided) {
      tried.decided = true;
      tried.kept = entry.status.status == TryStatus::keep;
      add("decision", tried.kept ? "keep" : "discard");
      add("decision_reason", reason_of(entry));
    }
    std::vector<std::string> observations;
    const std::string all = one_line(entry.description);
    if (base::count_characters(all) > kMaxTitleCharacters) observations.push_back(all);
    if (repeats && !title.empty()) observations.push_back("Measured again: " + title);
    const bool odd_word = entry.status.status == TryStatus::open || entry.status.status == TryStatus::unknown;
    if (odd_word && !entry.status.word.empty()) observations.push_back("Status in the log: " + entry.status.word);
    observations.insert(observations.end(), entry.observations.begin(), entry.observations.end());
    std::string body;
    add_list(body, "Observations", observations);
    add_list(body, "Issues Encountered", entry.issues);
    add_list(body, "Next Steps", entry.next_steps);
    if (front.empty() && body.empty()) return;
    run.note_texts.push_back({.file = path_,
                              .folder = std::string(folder_of(path_)),
                              .text = (front.empty() ? "" : "---\n" + front + "---\n") + body,
                              .first_line = 1});
  }

  static std::string reason_of(const LoopEntry& entry) {
    if (!base::trim(entry.reason).empty()) return base::shorten(one_line(entry.reason), kMaxProseCharacters);
    if (entry.status.status != TryStatus::discard) return "";
    if (vocabulary::is_on_list(entry.status.word, "size_violation,checks_failed,guard_failed")) {
      std::string reason = entry.status.word;
      std::replace(reason.begin(), reason.end(), '_', ' ');
      return reason;
    }
    for (const std::string& tag : entry.tags) {
      const std::size_t colon = tag.find(": ");
      if (colon == std::string::npos) continue;
      const std::string value = base::to_lower(std::string_view(tag).substr(colon + 2));
      if (vocabulary::is_on_list(value, "fail,failed,false,no")) return tag.substr(0, colon) + " failed";
    }
    return "";
  }

  static constexpr std::size_t kMostOfACommit = 1'000;

  std::string path_, stem_, page_;
  LoopLog log_;
  bool own_ids_ = false;
  std::vector<Tried> tried_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> of_commit_;  // places in tried_, by commit
  std::map<std::string, std::size_t, std::less<>> named_;                   // by id and by commit, as written
  std::optional<std::size_t> champion_, baseline_;
};

}  // namespace

void append_loop_runs(const ReadContext& context, const std::string& path, LoopLog log, std::vector<model::Run>& runs) {
  LoopRunMaker(context, path, std::move(log)).append(runs);
}

std::string loop_project(const std::string& path) {
  const std::string_view stem = without_extension(path);
  const std::string words = vocabulary::spaced_words(name_of(stem));
  constexpr auto kPlain =
      std::to_array<std::string_view>({" results ", " experiments ", " log ", " journal ", " autoresearch ",
                                       " autoresearch results ", " experiment log ", " autoresearch experiments "});
  const std::string_view folder = folder_of(path);
  const bool plain = std::find(kPlain.begin(), kPlain.end(), words) != kPlain.end();
  return printable(plain && !folder.empty() ? folder : stem);
}

model::Direction read_loop_direction(std::string_view text) {
  const std::string words = vocabulary::spaced_words(base::trim(text).substr(0, 60));
  if (vocabulary::has_any_words(words, "higher,max,maximize,maximise,maximum,larger,up,increase"))
    return model::Direction::maximize;
  if (vocabulary::has_any_words(words, "lower,min,minimize,minimise,minimum,smaller,down,decrease"))
    return model::Direction::minimize;
  return model::Direction::unknown;
}

}  // namespace ingest
