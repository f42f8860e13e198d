#include "ingest/privacy/redact.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "base/text/utf8.h"
#include "base/text/wildcards.h"
#include "ingest/privacy/named_values.h"
#include "ingest/privacy/personal_shapes.h"
#include "ingest/privacy/secret_shapes.h"

namespace ingest {
namespace {

using vocabulary::Secrecy;

bool is_wrapper(std::string_view key) {
  return key == "value" || key == "default";
}

/// "user" of "config.user.value".
std::string_view telling_part(std::string_view path) {
  for (;;) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return path;
    const std::string_view last = path.substr(dot + 1);
    if (!is_wrapper(last)) return last;
    path = path.substr(0, dot);
  }
}

NameVerdict look_up(std::string_view key) {
  return {.secrecy = vocabulary::secrecy_of(key),
          .machine = vocabulary::names_a_machine(key),
          .user = vocabulary::names_a_user(key),
          .mail = vocabulary::names_a_mail_address(key)};
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// A history has the same few keys in each of its thousands of entries.
NameVerdict verdict_of(std::string_view key) {
  constexpr std::size_t kMostCached = 2'000, kLongestCached = 200;
  if (key.size() > kLongestCached) return look_up(key.substr(0, kLongestCached));
  thread_local std::unordered_map<std::string, NameVerdict, TextHash, std::equal_to<>> known;
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  if (known.size() == kMostCached) known.clear();
  return known.emplace(std::string(key), look_up(key)).first->second;
}

/// Characters that may have to do with a find; the others are passed over.
const std::bitset<256>& telling_characters() {
  static const std::bitset<256> set = [] {
    std::bitset<256> out;
    for (int i = 0; i < 256; ++i) {
      const char c = static_cast<char>(i);
      out.set(static_cast<std::size_t>(i), may_tell_person(c) || may_part_name(c));
    }
    return out;
  }();
  return set;
}

std::optional<Find> find_at(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge) {
  const char c = text[at];
  if (may_part_name(c)) {
    if (auto find = named_value_at(text, at, from, judge)) return find;
  }
  return may_tell_person(c) ? personal_shape_at(text, at, from) : std::nullopt;
}

struct RuleWords {
  base::Severity severity;
  const char* code;
  const char* what;
};

RuleWords words_of(WithheldBy by) {
  using base::Severity;
  switch (by) {
    case WithheldBy::shape:
      return {Severity::warning, "secret-withheld", "text withheld: it looks like a secret"};
    case WithheldBy::name:
      return {Severity::warning, "secret-withheld", "text withheld: it stands behind the name of a secret"};
    case WithheldBy::elsewhere:
      return {Severity::warning, "secret-withheld", "text withheld: the same text is withheld elsewhere"};
    case WithheldBy::home:
      return {Severity::note, "home-path-cut", "home folder replaced by \"~\""};
    case WithheldBy::person:
      return {Severity::note, "personal-withheld", "name of a user or machine withheld"};
    case WithheldBy::mail:
      return {Severity::note, "personal-withheld", "e-mail address withheld"};
  }
  return {Severity::warning, "secret-withheld", "text withheld"};
}

}  // namespace

bool Redactions::any() const {
  return std::any_of(counts.begin(), counts.end(), [](std::uint64_t count) { return count > 0; });
}

Redactor::Redactor(const model::Settings& settings, WithheldValues* withheld)
    : withheld_keys_(base::lowered_patterns(settings.redact)),
      shown_(base::lowered_patterns(settings.show)),
      withheld_(withheld) {}

Redactor Redactor::with_known(const KnownValues& known) const {
  Redactor out = *this;
  out.known_ = &known;
  return out;
}

bool Redactor::is_shown(std::string_view path) const {
  return base::any_matches(shown_, path);
}

NameVerdict Redactor::judge(std::string_view path) const {
  const std::string_view key = telling_part(path);
  const std::string_view whole = path.substr(0, static_cast<std::size_t>(key.data() - path.data()) + key.size());
  if (is_shown(whole)) return {};
  NameVerdict verdict = verdict_of(key);
  if (base::any_matches(withheld_keys_, whole)) verdict.secrecy = Secrecy::always;
  return verdict;
}

bool Redactor::is_secret_key(std::string_view path) const {
  return judge(path).secrecy >= Secrecy::if_text;
}

std::string Redactor::redact_text(std::string_view text, Redactions& found) const {
  const JudgeName judge_name = [this](std::string_view name) { return judge(name); };
  const std::bitset<256>& telling = telling_characters();
  const bool looks_for_known = known_ != nullptr && !known_->empty();
  std::string out;
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool telling_character = telling.test(static_cast<unsigned char>(text[at]));
    const bool beginning = may_begin_secret(text, at);
    const bool known = looks_for_known && known_->may_begin_at(text, at);
    if (!known && !telling_character && !beginning) continue;
    std::optional<Find> find;
    if (known) find = known_->find_at(text, at);
    if (!find && beginning) find = secret_shape_at(text, at);
    if (!find && telling_character) find = find_at(text, at, written, judge_name);
    if (!find) continue;
    const std::string_view gone = text.substr(find->begin, find->end - find->begin);
    if (!shown_.empty() && is_shown(gone)) continue;
    const auto rule = static_cast<std::size_t>(find->by);
    if (found.counts[rule]++ == 0) found.first[rule] = find->begin;
    if (withheld_ != nullptr && !find->look_for.empty()) {
      const bool personal =
          find->by == WithheldBy::home || find->by == WithheldBy::person || find->by == WithheldBy::mail;
      withheld_->add(find->look_for, personal);
    }
    out += text.substr(written, find->begin - written);
    out += find->replacement;
    out.append(static_cast<std::size_t>(std::count(gone.begin(), gone.end(), '\n')), '\n');
    written = find->end;
    at = std::max(at, written - 1);
  }
  out += text.substr(written);
  return out;
}

std::string Redactor::redact_prose(std::string_view text, const std::string& file, std::uint32_t first_line,
                                   const Sink& sink) const {
  Redactions found;
  std::string out = redact_text(text, found);
  const auto place = [&](std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    return base::Position{first_line + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')), 0};
  };
  say_withheld(found, file, "", place, sink);
  return out;
}

void say_withheld(const Redactions& found, const std::string& file, const std::string& in,
                  const std::function<base::Position(std::size_t)>& place, const Redactor::Sink& sink) {
  for (std::size_t rule = 0; rule < kWithheldByCount; ++rule) {
    if (found.counts[rule] == 0) continue;
    const RuleWords words = words_of(static_cast<WithheldBy>(rule));
    sink({.severity = words.severity,
          .code = words.code,
          .file = file,
          .at = place(found.first[rule]),
          .what = words.what + in});
  }
}

}  // namespace ingest
