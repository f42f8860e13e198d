#include "ingest/formats/loops/said_changes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "base/text/utf8.h"
#include "vocabulary/loops/loop_words.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

constexpr std::size_t kMaxLooked = 400;
constexpr std::size_t kMostChanges = 4;
constexpr std::size_t kMostNameWords = 4;
constexpr std::size_t kMaxNameBytes = 60;
constexpr std::size_t kLongestList = 40;
constexpr std::string_view kVerbs =
    "increase,increased,raise,raised,reduce,reduced,decrease,decreased,lower,lowered,set,change,changed,bump,bumped,"
    "halve,halved,double,doubled,try,tried,use,used,switch,switched,drop,cut,tune,tuned,adjust,shrink,grow,widen,"
    "removing,replacing,using,switching,moving,remove,deepen,move,update,updated,larger,smaller,higher,with,and,plus,"
    "the,a,from,of,replace,replaced,scale,scaled,also,"
    "then,back,revert,restore,extend,extended,more,less,fewer,push,pushed,retry";
constexpr std::string_view kSettingVerbs =
    "increase,increased,raise,raised,reduce,reduced,decrease,decreased,lower,lowered,set,change,changed,bump,bumped,"
    "drop,cut,halve,halved,double,doubled,shrink,extend,push";

/// Tokens of the text up to where another thought begins.
std::string_view first_thought(std::string_view text) {
  text = text.substr(0, kMaxLooked);
  std::size_t end = text.size();
  for (const std::string_view mark :
       {"(", ": ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", "\xe2\x80\x94", ";", "\n"}) {
    end = std::min(end, text.find(mark));
  }
  return text.substr(0, end);
}

/// Arrows stand alone: "0.2->0.4" is three tokens. A comma or "+" between blanks ends a clause and is a token.
std::vector<std::string_view> tokens_of(std::string_view text) {
  constexpr auto kArrows = std::to_array<std::string_view>({"->", "=>", "\xe2\x86\x92", "\xe2\x87\x92"});
  std::vector<std::string_view> tokens;
  std::size_t start = 0;
  const auto end_token = [&](std::size_t at) {
    if (at > start) tokens.push_back(text.substr(start, at - start));
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto arrow = std::find_if(kArrows.begin(), kArrows.end(),
                                    [&](std::string_view one) { return text.substr(i).starts_with(one); });
    // "[32, 32]" is one.
    const std::size_t close = text[i] == '[' && start == i ? text.find(']', i) : std::string_view::npos;
    if (close != std::string_view::npos && close - i <= kLongestList) {
      i = close + 1;
      continue;
    }
    const bool comma = text[i] == ',' && (i + 1 == text.size() || text[i + 1] == ' ');
    if (arrow != kArrows.end() || comma) {
      end_token(i);
      const std::size_t size = comma ? 1 : arrow->size();
      tokens.push_back(text.substr(i, size));
      i += size;
      start = i;
    } else if (text[i] == ' ' || text[i] == '\t') {
      end_token(i);
      start = ++i;
    } else {
      ++i;
    }
  }
  end_token(text.size());
  return tokens;
}

bool is_arrow(std::string_view token) {
  return token == "->" || token == "=>" || token == "\xe2\x86\x92" || token == "\xe2\x87\x92";
}

bool is_clause_end(std::string_view token) {
  return token == "," || token == "+" || token == "&" || token == "and" || token == "/" || token == "|";
}

/// A number as people write a setting: "0.04", "3e-4", "524K", "2^16", "1.5x", "50%". Not "300ms".
bool is_setting_number(std::string_view token) {
  std::size_t i = 0;
  bool digits = false;
  if (i < token.size() && (token[i] == '-' || token[i] == '+')) ++i;
  for (; i < token.size(); ++i) {
    const char c = token[i];
    const bool exponent = (c == 'e' || c == 'E') && digits && i + 1 < token.size();
    const bool sign = (c == '-' || c == '+') && i > 0 && (token[i - 1] == 'e' || token[i - 1] == 'E');
    if (c >= '0' && c <= '9') {
      digits = true;
    } else if (c != '.' && c != '_' && c != '^' && !exponent && !sign) {
      break;
    }
  }
  const std::string_view rest = token.substr(i);
  return digits &&
         (rest.empty() || rest == "K" || rest == "k" || rest == "M" || rest == "B" || rest == "x" || rest == "%");
}

/// A word that a setting may be set to: "gelu", "AdamW", "4x".
bool is_setting_word(std::string_view token) {
  return token.size() <= 24 && !token.empty() && token.find_first_of("0123456789") != 0 &&
         std::all_of(token.begin(), token.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                  c == '.';
         });
}

/// "[32, 32]"
bool is_setting_list(std::string_view token) {
  return token.size() > 2 && token.starts_with('[') && token.ends_with(']') &&
         token.substr(1, token.size() - 2).find_first_not_of("0123456789.,eE- ") == std::string_view::npos;
}

bool is_unit(std::string_view token) {
  return vocabulary::is_on_list(token,
                                "ms,s,sec,secs,seconds,min,minutes,h,hours,GB,MB,KB,gb,mb,kb,tok/s,it/s,%,us,ns");
}

bool names_a_setting(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes) return false;
  const std::string lower = base::to_lower(name);
  if (vocabulary::tried_words(lower).seed) return false;
  if (lower.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos) return false;
  return vocabulary::find_measure(name) != vocabulary::MeasureAt::end &&
         !vocabulary::is_on_list(lower, "exp,step,steps,epoch,run,try,time,memory,vram,speed,throughput,bpb,baseline");
}

class ChangeFinder {
 public:
  explicit ChangeFinder(std::string_view text) : tokens_(tokens_of(first_thought(text))) {}

  std::vector<model::SaidChange> find() {
    for (std::size_t i = 1; i + 1 < tokens_.size() && changes_.size() < kMostChanges; ++i) {
      if (is_arrow(tokens_[i])) {
        take(i - 1, i + 1, true);
      } else if (base::to_lower(tokens_[i]) == "to") {
        take(i - 1, i + 1, false);
      }
    }
    return std::move(changes_);
  }

 private:
  void take(std::size_t before, std::size_t after, bool arrow) {
    std::string_view new_value = tokens_[after];
    while (new_value.ends_with('.') || new_value.ends_with(',') || new_value.ends_with(')')) new_value.remove_suffix(1);
    const bool number = is_setting_number(new_value) || (arrow && is_setting_list(new_value));
    if (!number && !(arrow && is_setting_word(new_value))) return;
    if (after + 1 < tokens_.size() && is_unit(tokens_[after + 1])) return;
    // "a -> b -> c" is a course of things, not a setting.
    const bool chain =
        (before > 0 && is_arrow(tokens_[before - 1])) || (after + 1 < tokens_.size() && is_arrow(tokens_[after + 1]));
    if (chain) return;
    std::string_view old_value = tokens_[before];
    std::string_view stuck;  // "lr=0.1" holds the name, too
    if (const std::size_t equals = old_value.find_first_of("=:"); equals != std::string_view::npos && equals > 0) {
      stuck = old_value.substr(0, equals);
      old_value.remove_prefix(equals + 1);
    }
    const bool old_is_value =
        number ? is_setting_number(old_value) || is_setting_list(old_value) : is_setting_word(old_value);
    if (old_is_value) {
      const std::string name = stuck.empty() ? name_before(before) : std::string(stuck);
      const bool plain = number || name.find(' ') == std::string::npos;  // words change in sentences, too
      if (plain && names_a_setting(name)) add(name, old_value, new_value);
    } else if (!arrow && number && starts_with_verb(before + 1)) {
      const std::string name = name_before(before + 1);
      if (names_a_setting(name)) add(name, "", new_value);
    }
  }

  /// The words of the clause that end before token `end`, verbs and fillers before them aside.
  std::string name_before(std::size_t end) const {
    std::size_t from = end;
    while (from > 0 && end - from < kMostNameWords && !is_clause_end(tokens_[from - 1]) &&
           !is_arrow(tokens_[from - 1]) && !is_setting_number(tokens_[from - 1])) {
      --from;
    }
    std::size_t to = end;
    while (from < to && vocabulary::is_on_list(base::to_lower(tokens_[from]), kVerbs)) ++from;
    while (to > from && vocabulary::is_on_list(base::to_lower(tokens_[to - 1]), "from,at,is,was,of")) --to;
    std::string name;
    for (std::size_t i = from; i < to; ++i) name.append(name.empty() ? "" : " ").append(tokens_[i]);
    while (name.ends_with('=') || name.ends_with(':')) name.pop_back();
    return name;
  }

  bool starts_with_verb(std::size_t end) const {
    std::size_t from = end;
    while (from > 0 && !is_clause_end(tokens_[from - 1])) --from;
    return from < end && vocabulary::is_on_list(base::to_lower(tokens_[from]), kSettingVerbs);
  }

  void add(const std::string& name, std::string_view old_value, std::string_view new_value) {
    const bool known = std::any_of(changes_.begin(), changes_.end(),
                                   [&](const model::SaidChange& change) { return change.parameter == name; });
    if (!known) changes_.push_back({name, std::string(old_value), std::string(new_value)});
  }

  std::vector<std::string_view> tokens_;
  std::vector<model::SaidChange> changes_;
};

}  // namespace

std::vector<model::SaidChange> find_said_changes(std::string_view description) {
  return ChangeFinder(description).find();
}

}  // namespace ingest
