#include "ingest/privacy/named_values.h"

#include <algorithm>
#include <string>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "ingest/privacy/withheld_texts.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using vocabulary::is_on_list;
using vocabulary::Secrecy;

constexpr std::size_t kLongestKey = 100, kLongestBracket = 512, kLongestValue = 4'096;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_white(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}
bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}
bool is_name_char(char c) {
  return base::is_letter_or_beyond_ascii(c) || base::is_digit(c) || c == '_' || c == '-' || c == '.';
}
bool is_closer(char c) {
  return c == ')' || c == ']' || c == '}';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// A value without its quotes; `next` is behind them.
struct Value {
  std::size_t begin = 0, end = 0, next = 0;
  bool quoted = false;
};

/// What stands where a quotation begins, with the backslashes of text in text; empty: none.
std::string_view quotation_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end < at + 4 && text[end] == '\\') ++end;
  if (text.substr(at).starts_with("&quot;")) return text.substr(at, 6);
  return end < text.size() && is_quote(text[end]) ? text.substr(at, end + 1 - at) : std::string_view();
}

/// Whether a bare value ends before text[at], a character that parts pairs: white space or the next name follows.
bool next_pair_follows(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  if (i >= text.size() || is_white(text[i]) || is_quote(text[i]) || is_closer(text[i])) return true;
  const std::size_t begin = i;
  while (i < text.size() && i < begin + kLongestKey && is_name_char(text[i])) ++i;
  return i > begin && i < text.size() && (text[i] == '=' || text[i] == ':');
}

bool ends_bare_value(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_white(c) || is_quote(c) || c == '<') return true;
  if (c == '\\') return at + 1 < text.size() && (text[at + 1] == 'n' || is_quote(text[at + 1]));
  if (c == ',' || c == ';' || c == '&' || c == '|') return next_pair_follows(text, at);
  if (!is_closer(c)) return false;
  return at + 1 == text.size() || is_white(text[at + 1]) || is_closer(text[at + 1]) || is_quote(text[at + 1]) ||
         std::string_view(",;.").find(text[at + 1]) != std::string_view::npos;
}

Value quoted_value(std::string_view text, std::size_t at, std::string_view quotation) {
  const std::size_t begin = at + quotation.size();
  const std::string_view within = text.substr(begin, kLongestValue);
  std::size_t close = 0;
  for (;; ++close) {
    if (close >= within.size() || within[close] == '\n') return {begin, begin + close, begin + close, true};
    if (within.substr(close).starts_with(quotation)) break;
    // An escaped quote inside, one level deeper.
    if (quotation.size() == 1 && within[close] == '\\' && close + 1 < within.size()) ++close;
  }
  return {begin, begin + close, begin + close + quotation.size(), true};
}

/// A list or dictionary up to its closer on the same line, inner ones included.
std::optional<Value> bracketed_value(std::string_view text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < text.size() && i < at + kLongestBracket && text[i] != '\n'; ++i) {
    if (text[i] == '[' || text[i] == '{' || text[i] == '(') ++depth;
    if (is_closer(text[i]) && --depth == 0) return Value{at, i + 1, i + 1, true};
  }
  return std::nullopt;
}

std::optional<Value> value_from(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  for (int stars = 0; stars < 3 && at < text.size() && text[at] == '*'; ++stars) ++at;
  at = skip_blanks(text, at);
  if (at >= text.size()) return std::nullopt;
  // Python's prefixes of texts.
  const bool prefixed = (text[at] == 'b' || text[at] == 'r' || text[at] == 'u' || text[at] == 'f') &&
                        at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\'');
  const std::string_view quotation = quotation_at(text, prefixed ? at + 1 : at);
  if (!quotation.empty()) return quoted_value(text, prefixed ? at + 1 : at, quotation);
  if (text[at] == '[' || text[at] == '{') return bracketed_value(text, at);
  std::size_t end = at;
  while (end < text.size() && end < at + kLongestValue && !ends_bare_value(text, end)) ++end;
  std::size_t next = end;
  while (end > at && std::string_view(".,;:!?*").find(text[end - 1]) != std::string_view::npos) --end;
  if (end == at) return std::nullopt;
  return Value{at, end, next, false};
}

/// A name and where it begins, quotes left out.
struct Name {
  std::string_view text;
  std::size_t begin = 0;
  bool quoted = false;
};

/// The name that ends before `end`: blanks, stars, a bracket and quotes may stand between.
Name name_before(std::string_view text, std::size_t end, std::size_t from) {
  while (end > from && (is_blank(text[end - 1]) || text[end - 1] == '*')) --end;
  if (end > from && (text[end - 1] == ']' || text[end - 1] == ')')) --end;
  bool quoted = false;
  if (end > from && is_quote(text[end - 1])) {
    --end;
    quoted = true;
    while (end > from && text[end - 1] == '\\') --end;
  } else if (end >= from + 6 && text.substr(end - 6, 6) == "&quot;") {
    end -= 6;
    quoted = true;
  }
  std::size_t begin = end;
  while (begin > from && end - begin < kLongestKey && is_name_char(text[begin - 1])) --begin;
  return {text.substr(begin, end - begin), begin, quoted};
}

bool is_letters(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_letter_or_beyond_ascii(c) || c == '\'' || c == '-';
  });
}

/// Whether more words follow on the line: the value is the first word of a sentence then.
bool words_follow(std::string_view text, std::size_t at) {
  const std::size_t begin = skip_blanks(text, at);
  return begin > at && begin < text.size() && (base::is_letter_or_beyond_ascii(text[begin]) || text[begin] == '(');
}

/// "args.token", "os.environ[", "get_secret(x)", "str": code that names a value and holds none.
bool is_code(std::string_view value) {
  if (is_on_list(value, "str,string,bytes,String,self,Optional,SecretStr,input,getpass,env,var,os,int,bool,any,Any")) {
    return true;
  }
  std::size_t end = 0;
  while (end < value.size() && (base::is_letter(value[end]) || value[end] == '_' || value[end] == '.')) ++end;
  if (end == 0 || !looks_written(value.substr(0, end))) return false;
  if (end < value.size()) return value[end] == '(' || value[end] == '[';
  return value.find('.') != std::string_view::npos && value.front() != '.';
}

Find withheld(const Value& value, std::string_view text, bool personal) {
  const std::string_view said = text.substr(value.begin, value.end - value.begin);
  return {.begin = value.begin,
          .end = value.end,
          .replacement = kWithheldText,
          .by = personal ? WithheldBy::person : WithheldBy::name,
          .look_for = said};
}

enum class Dress { equals, colon, flag, pair, cell, element };

constexpr std::string_view kSchemes = "bearer,basic,token,digest,apikey,negotiate,aws4-hmac-sha256,hmac";

/// "Bearer X": the scheme stays, what is behind it goes; of cookies the rest of the line.
Value behind_scheme(std::string_view text, Value value, std::string_view name, Dress dress) {
  const std::string lower = base::to_lower(name);
  const std::string_view said = text.substr(value.begin, value.end - value.begin);
  if (value.quoted) return value;
  if (lower.ends_with("cookie") && dress == Dress::colon && said.find('=') != std::string_view::npos) {
    while (value.end < text.size() && text[value.end] != '\n' && !is_quote(text[value.end])) ++value.end;
    value.next = value.end;
    return value;
  }
  if (!is_on_list(base::to_lower(said), kSchemes)) return value;
  const std::optional<Value> behind = value_from(text, value.next);
  return behind && text.substr(value.next, behind->begin - value.next).find('\n') == std::string_view::npos ? *behind
                                                                                                            : value;
}

std::optional<Find> judged(std::string_view text, Value value, std::string_view name, Dress dress,
                           const JudgeName& judge) {
  while (!name.empty() && (name.back() == '.' || name.back() == '-')) name.remove_suffix(1);
  while (!name.empty() && (name.front() == '.' || name.front() == '-')) name.remove_prefix(1);
  if (name.size() < 2) return std::nullopt;
  const NameVerdict verdict = judge(name);
  if (!verdict.any()) return std::nullopt;
  value = behind_scheme(text, value, name, dress);
  const std::string_view said = text.substr(value.begin, value.end - value.begin);
  if (said.empty() || (said.front() == '-' && dress == Dress::flag && !value.quoted)) return std::nullopt;
  if (said.front() == '[' || said.front() == '{') {
    if (verdict.secrecy != Secrecy::always || is_plain_number(said.substr(1, said.size() - 2))) return std::nullopt;
    return withheld(value, text, false);
  }
  if (!value.quoted) {
    const bool sentence =
        dress == Dress::colon && words_follow(text, value.end) && (is_letters(said) || is_plain_number(said));
    if (sentence || is_code(said)) return std::nullopt;
    if (dress == Dress::cell && (is_letters(said) || is_plain_number(said))) return std::nullopt;
    // "password = 8", "pin: 3": too short to be one, and mostly something else.
    if (is_plain_number(said) && said.size() < 4) return std::nullopt;
  }
  if (dress == Dress::pair && !looks_random(said, 6) && verdict.secrecy != Secrecy::always) return std::nullopt;
  if (is_secret_value(verdict, said)) return withheld(value, text, false);
  if (is_personal_value(verdict, said)) return withheld(value, text, true);
  return std::nullopt;
}

std::optional<Find> behind_equals(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  std::size_t begin = at + 1;
  if (begin < text.size() && (text[begin] == '=' || text[begin] == '>')) ++begin;
  std::size_t end = at;
  if (end > from && std::string_view("!<>+-*/%^~").find(text[end - 1]) != std::string_view::npos) return std::nullopt;
  if (end > from && (text[end - 1] == ':' || text[end - 1] == '=')) --end;
  Name name = name_before(text, end, from);
  if (is_on_list(name.text, "str,string,bytes,String,SecretStr")) {  // "password: str = …"
    std::size_t before = name.begin;
    while (before > from && is_blank(text[before - 1])) --before;
    if (before > from && text[before - 1] == ':') name = name_before(text, before - 1, from);
  }
  if (name.text.size() < 2 || !judge(name.text).any()) return std::nullopt;
  const std::optional<Value> value = value_from(text, begin);
  if (!value) return std::nullopt;
  // Signatures of addresses are asked for by name: "?sig=…".
  const bool query = name.begin > from && (text[name.begin - 1] == '?' || text[name.begin - 1] == '&');
  const JudgeName in_query = [&](std::string_view key) {
    NameVerdict verdict = judge(key);
    if (verdict.secrecy == Secrecy::if_random) verdict.secrecy = Secrecy::if_text;
    return verdict;
  };
  return judged(text, *value, name.text, Dress::equals, query ? in_query : judge);
}

std::optional<Find> behind_colon(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  const std::string_view behind = text.substr(at + 1, 2);
  if (behind.starts_with(':') || behind.starts_with('=') || behind == "//") return std::nullopt;
  if (at > from && text[at - 1] == ':') return std::nullopt;
  const Name name = name_before(text, at, from);
  if (name.text.size() < 2 || !judge(name.text).any()) return std::nullopt;
  const std::optional<Value> value = value_from(text, at + 1);
  return value ? judged(text, *value, name.text, Dress::colon, judge) : std::nullopt;
}

/// text[at] is the first dash of "--name VALUE" or of "--name", "VALUE".
std::optional<Find> behind_flag(std::string_view text, std::size_t at, const JudgeName& judge) {
  // "per\\-token" of Markdown is no flag.
  const bool begins = at == 0 || is_white(text[at - 1]) || is_quote(text[at - 1]) ||
                      std::string_view("[({,;=|").find(text[at - 1]) != std::string_view::npos;
  if (!begins) return std::nullopt;
  std::size_t begin = at;
  while (begin < text.size() && begin < at + 2 && text[begin] == '-') ++begin;
  std::size_t end = begin;
  while (end < text.size() && end < begin + kLongestKey && is_name_char(text[end])) ++end;
  if (end - begin < 2 || end == text.size() || !base::is_letter(text[begin])) return std::nullopt;
  std::size_t next = end;
  const std::string_view quotation = quotation_at(text, next);
  if (!quotation.empty()) {
    next = skip_blanks(text, next + quotation.size());
    if (next >= text.size() || text[next] != ',') return std::nullopt;
    ++next;
  } else if (!is_blank(text[next])) {
    return std::nullopt;
  }
  const std::optional<Value> value = value_from(text, next);
  return value ? judged(text, *value, text.substr(begin, end - begin), Dress::flag, judge) : std::nullopt;
}

/// text[at] is the comma of ("NAME", "VALUE").
std::optional<Find> behind_comma(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  if (at == from || !(is_quote(text[at - 1]) || text[at - 1] == ';')) return std::nullopt;
  const Name name = name_before(text, at, from);
  if (!name.quoted || name.text.empty()) return std::nullopt;
  const std::optional<Value> value = value_from(text, at + 1);
  if (!value || !value->quoted || !looks_random(text.substr(value->begin, value->end - value->begin), 6)) {
    return std::nullopt;
  }
  return judged(text, *value, name.text, Dress::pair, judge);
}

/// text[at] is the second bar of "| NAME | VALUE |".
std::optional<Find> behind_bar(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  const Name name = name_before(text, at, from);
  if (name.text.size() < 2) return std::nullopt;
  const std::optional<Value> value = value_from(text, at + 1);
  return value ? judged(text, *value, name.text, Dress::cell, judge) : std::nullopt;
}

/// text[at] closes the tag of <name>VALUE</name>.
std::optional<Find> behind_tag(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  const Name name = name_before(text, at, from);
  if (name.text.size() < 2 || name.begin == from || text[name.begin - 1] != '<') return std::nullopt;
  const std::size_t end = text.substr(0, std::min(text.size(), at + kLongestValue)).find('<', at);
  if (end == std::string_view::npos || end == at + 1) return std::nullopt;
  return judged(text, {at + 1, end, end, true}, name.text, Dress::element, judge);
}

/// text[at] opens the bracket of: column "NAME" holds no number (here "VALUE").
std::optional<Find> behind_column(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  constexpr std::string_view kHere = "(here ";
  constexpr std::size_t kBetween = 160;
  if (!text.substr(at).starts_with(kHere)) return std::nullopt;
  const std::size_t first = at - std::min(at - from, kBetween);
  const std::size_t close = text.substr(first, at - first).rfind('"');
  if (close == std::string_view::npos) return std::nullopt;
  const Name name = name_before(text, first + close + 1, from);
  const std::optional<Value> value = value_from(text, at + kHere.size());
  return value ? judged(text, *value, name.text, Dress::element, judge) : std::nullopt;
}

/// "Bearer VALUE", "password VALUE": text[at] is the first letter.
std::optional<Find> behind_word(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  if (at > from && is_name_char(text[at - 1])) return std::nullopt;
  std::size_t end = at;
  while (end < text.size() && end < at + 12 && base::is_letter(text[end])) ++end;
  if (end - at < 5 || end == text.size() || !is_blank(text[end])) return std::nullopt;
  const std::string word = base::to_lower(text.substr(at, end - at));
  if (!is_on_list(word, "bearer,basic,password,passwd,passphrase,token,secret")) return std::nullopt;
  const std::optional<Value> value = value_from(text, end);
  if (!value) return std::nullopt;
  const std::string_view said = text.substr(value->begin, value->end - value->begin);
  if (!looks_random(said, 6) || looks_like_place(said) || is_code(said)) return std::nullopt;
  return judged(text, *value, word == "basic" ? "bearer" : word, Dress::pair, judge);
}

}  // namespace

bool may_part_name(char c) {
  return std::string_view("=:-,|>(bBpPtTsS").find(c) != std::string_view::npos;
}

std::optional<Find> named_value_at(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  switch (text[at]) {
    case '=':
      return behind_equals(text, at, from, judge);
    case ':':
      return behind_colon(text, at, from, judge);
    case '-':
      return behind_flag(text, at, judge);
    case ',':
      return behind_comma(text, at, from, judge);
    case '|':
      return behind_bar(text, at, from, judge);
    case '(':
      return behind_column(text, at, from, judge);
    case '>':
      return behind_tag(text, at, from, judge);
    default:
      return behind_word(text, at, from, judge);
  }
}

}  // namespace ingest
