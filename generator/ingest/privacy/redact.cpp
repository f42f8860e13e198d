#include "ingest/privacy/redact.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/secret_names.h"

namespace ingest {
namespace {

using base::Json;

std::string_view last_key(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

struct KeyFacts {
  bool names_a_secret = false;
  bool is_clean = true;  ///< redact_text() leaves it as it is
};

KeyFacts find_facts(std::string_view key) {
  Redactions found;
  redact_text(key, RedactMail::withhold, found);
  return {vocabulary::names_a_secret(last_key(key)), !found.any()};
}

/// A history has the same few keys in each of its thousands of entries.
KeyFacts facts_of(const std::string& key) {
  constexpr std::size_t kMostKeys = 2'000, kLongestKey = 200;
  if (key.size() > kLongestKey) return find_facts(key);
  thread_local std::unordered_map<std::string, KeyFacts> known;
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  if (known.size() == kMostKeys) known.clear();
  return known.emplace(key, find_facts(key)).first->second;
}

/// Glob with "*", by two positions and one way back: no recursion, O(size × stars).
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool any_matches(std::span<const std::string> patterns, std::string_view path) {
  if (patterns.empty()) return false;
  const std::string lower = base::to_lower(path);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return matches(pattern, lower) || matches(pattern, last_key(lower));
  });
}

std::vector<std::string> lowered(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) out.push_back(base::to_lower(text));
  return out;
}

bool is_already_withheld(const Json& value) {
  return value.is_string() &&
         (value.text() == kWithheldText || value.text() == kSecretText || value.text() == kMailText);
}

/// "<HUB_TOKEN>", as Transformers writes for a secret that it keeps to itself; the words for no value.
bool is_withheld_stand_in(std::string_view text) {
  if (text.empty() || text == "None" || text == "null") return true;
  if (text.size() < 3 || text.front() != '<' || text.back() != '>') return false;
  const std::string_view name = text.substr(1, text.size() - 2);
  return std::all_of(name.begin(), name.end(), [](char c) { return base::is_upper(c) || c == '_'; });
}

bool is_worth_withholding(const Json& value) {
  return (value.is_string() && !is_withheld_stand_in(value.text()) && !is_already_withheld(value)) || value.is_number();
}

bool names_no_machine(const std::string& host) {
  return host.empty() || host == "localhost" || host == "0.0.0.0" || host == "127.0.0.1" || host == "::1";
}

model::Notice notice(base::Severity severity, const char* code, const std::string& file, base::Position at,
                     std::string what) {
  return {.severity = severity, .code = code, .file = file, .at = at, .what = std::move(what)};
}

/// What is still to be looked at, and whether a key above it is secret.
struct PendingTree {
  Json* value = nullptr;
  std::string path;
  bool secret = false;
};

class TreePass {
 public:
  TreePass(const Redactor& redactor, std::string file, const Redactor::Sink& sink)
      : redactor_(redactor), file_(std::move(file)), sink_(sink) {}

  void run(Json& tree) {
    std::vector<PendingTree> stack{{&tree, "", false}};
    while (!stack.empty()) {
      const PendingTree next = std::move(stack.back());
      stack.pop_back();
      if (next.value->is_object()) {
        push_members(next, stack);
      } else if (next.value->is_array()) {
        Json::Array& items = next.value->items();
        for (std::size_t i = items.size(); i-- > 0;) stack.push_back({&items[i], next.path, next.secret});
      } else {
        visit(next);
      }
    }
  }

 private:
  void push_members(const PendingTree& parent, std::vector<PendingTree>& stack) {
    Json::Object& members = parent.value->members();
    for (std::size_t i = members.size(); i-- > 0;) {
      KeyFacts facts = facts_of(members[i].first);
      if (!facts.is_clean) {
        clean_key(members, i);
        facts = facts_of(members[i].first);
      }
      std::string path = parent.path.empty() ? members[i].first : parent.path + "." + members[i].first;
      const bool secret = parent.secret || redactor_.is_secret(path, facts.names_a_secret);
      stack.push_back({&members[i].second, std::move(path), secret});
    }
  }

  void clean_key(Json::Object& members, std::size_t index) {
    Redactions found;
    std::string key = redact_text(members[index].first, RedactMail::withhold, found);
    const auto taken = [&](const Json::Member& member) { return member.first == key; };
    while (std::any_of(members.begin(), members.end(), taken)) key += '\'';
    members[index].first = std::move(key);
    report(found, members[index].first, members[index].second.where());
  }

  void visit(const PendingTree& item) {
    Json& value = *item.value;
    if (item.secret && is_worth_withholding(value)) {
      withhold(value);
      sink_(
          notice(base::Severity::warning, "secret-withheld", file_, value.where(),
                 "value withheld: \"" + item.path + "\" is named like a secret; list it under \"show\" if it is none"));
      return;
    }
    if (!value.is_string() || is_already_withheld(value) || redactor_.is_shown(item.path)) return;
    const std::string key = base::to_lower(last_key(item.path));
    const bool host = vocabulary::names_a_machine(key) && !names_no_machine(value.text());
    if (host || (vocabulary::names_a_user(key) && !value.text().empty())) {
      withhold(value);
      sink_(notice(base::Severity::note, "personal-withheld", file_, value.where(),
                   (host ? "name of a machine withheld: \"" : "name of a user withheld: \"") + item.path + "\""));
      return;
    }
    Redactions found;
    std::string text = redact_text(value.text(), RedactMail::withhold, found);
    if (!found.any()) return;
    report(found, item.path, value.where());
    replace(value, std::move(text));
  }

  void report(const Redactions& found, const std::string& path, base::Position at) {
    const std::string in = path.empty() ? "" : " in \"" + path + "\"";
    if (found.secrets > 0) {
      sink_(
          notice(base::Severity::warning, "secret-withheld", file_, at, "value withheld: it looks like a secret" + in));
    }
    if (found.homes > 0) {
      sink_(notice(base::Severity::note, "home-path-cut", file_, at, "home folder replaced by \"~\"" + in));
    }
    if (found.addresses > 0) {
      sink_(notice(base::Severity::note, "personal-withheld", file_, at, "e-mail address withheld" + in));
    }
  }

  static void withhold(Json& value) { replace(value, std::string(kWithheldText)); }
  static void replace(Json& value, std::string text) {
    const base::Position where = value.where();
    value = Json::string(std::move(text));
    value.set_where(where);
  }

  const Redactor& redactor_;
  std::string file_;
  const Redactor::Sink& sink_;
};

}  // namespace

Redactor::Redactor(const model::Settings& settings)
    : withheld_(lowered(settings.redact)), shown_(lowered(settings.show)) {}

bool Redactor::is_shown(std::string_view path) const {
  return any_matches(shown_, path);
}

bool Redactor::is_secret_key(std::string_view path) const {
  return is_secret(path, vocabulary::names_a_secret(last_key(path)));
}

bool Redactor::is_secret(std::string_view path, bool named_like_one) const {
  return (named_like_one || any_matches(withheld_, path)) && !is_shown(path);
}

void Redactor::redact_tree(Json& tree, const std::string& file, const Sink& notice) const {
  TreePass(*this, file, notice).run(tree);
}

std::string Redactor::redact_prose(std::string_view text, const std::string& file, std::uint32_t first_line,
                                   const Sink& sink) const {
  Redactions found;
  std::string out = redact_text(text, RedactMail::keep, found);
  const auto place = [&](std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    return base::Position{first_line + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')), 0};
  };
  if (found.secrets > 0) {
    sink(notice(base::Severity::warning, "secret-withheld", file, place(found.first_secret),
                "text withheld: it looks like a secret"));
  }
  if (found.homes > 0) {
    sink(notice(base::Severity::note, "home-path-cut", file, place(found.first_home), "home folder replaced by \"~\""));
  }
  return out;
}

}  // namespace ingest
