#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/privacy/redact.h"

namespace ingest {

using base::Json;
using vocabulary::Secrecy;

/// What is still to be looked at, and what the keys above it say.
struct PendingTree {
  Json* value = nullptr;
  std::string path;
  NameVerdict verdict;
};

class TreePass {
 public:
  TreePass(const Redactor& redactor, const std::string& file, const Redactor::Sink& sink)
      : redactor_(redactor), file_(file), sink_(sink) {}

  void run(Json& tree) {
    std::vector<PendingTree> stack{{&tree, "", {}}};
    while (!stack.empty()) {
      const PendingTree next = std::move(stack.back());
      stack.pop_back();
      if (next.value->is_object()) {
        push_members(next, stack);
      } else if (next.value->is_array()) {
        push_items(next, stack);
      } else {
        visit(next);
      }
    }
  }

 private:
  /// Below a secret's name everything is secret; what else a name says holds for its own value.
  NameVerdict verdict_of(const PendingTree& parent, const std::string& key, const std::string& path) const {
    NameVerdict verdict = redactor_.judge(path);
    const bool wrapper = key == "value" || key == "default";
    if (wrapper && !parent.path.empty()) return parent.verdict;
    if (parent.verdict.secrecy == Secrecy::always && !redactor_.is_shown(path)) verdict.secrecy = Secrecy::always;
    return verdict;
  }

  void push_members(const PendingTree& parent, std::vector<PendingTree>& stack) {
    Json::Object& members = parent.value->members();
    const NameVerdict named = verdict_of_pair(*parent.value);
    for (std::size_t i = members.size(); i-- > 0;) {
      clean_key(members, i);
      const std::string& key = members[i].first;
      std::string path = parent.path.empty() ? key : parent.path + "." + key;
      NameVerdict verdict = named.any() && base::to_lower(key) == "value" ? named : verdict_of(parent, key, path);
      stack.push_back({&members[i].second, std::move(path), verdict});
    }
  }

  /// {"name": "API_KEY", "value": "…"}
  NameVerdict verdict_of_pair(const Json& object) const {
    const auto& members = object.members();
    if (members.size() < 2 || members.size() > 6) return {};
    bool has_value = false;
    const std::string* name = nullptr;
    for (const auto& [key, value] : members) {
      const std::string lower = base::to_lower(key);
      has_value = has_value || lower == "value";
      if ((lower == "name" || lower == "key" || lower == "param") && value.is_string()) name = &value.text();
    }
    return has_value && name != nullptr && name->size() <= 100 ? redactor_.judge(*name) : NameVerdict{};
  }

  void push_items(const PendingTree& parent, std::vector<PendingTree>& stack) {
    Json::Array& items = parent.value->items();
    NameVerdict of_items = parent.verdict;
    if (of_items.secrecy == Secrecy::if_text) of_items.secrecy = Secrecy::if_random;  // a list of words is none
    for (std::size_t i = items.size(); i-- > 0;) {
      NameVerdict verdict = of_items;
      std::string path = parent.path;
      if (i > 0 && items[i].is_string() && items[i - 1].is_string()) {
        const NameVerdict flag = verdict_of_flag(items[i - 1].text(), items[i].text(), items.size() == 2);
        if (flag.any()) verdict = flag;
      }
      stack.push_back({&items[i], std::move(path), verdict});
    }
  }

  /// ["--password", "x"], and ["password", "x"] of two.
  NameVerdict verdict_of_flag(const std::string& flag, const std::string& value, bool alone) const {
    const std::size_t name = flag.find_first_not_of('-');
    if (name == std::string::npos || flag.size() > 100 || value.starts_with('-')) return {};
    if (flag.find_first_of("= :/") != std::string::npos) return {};
    if (name == 0 && !(alone && looks_random(value, 6))) return {};
    return redactor_.judge(std::string_view(flag).substr(name));
  }

  void clean_key(Json::Object& members, std::size_t index) {
    Redactions found;
    std::string key = redactor_.redact_text(members[index].first, found);
    if (!found.any()) return;
    const auto taken = [&](const Json::Member& member) { return member.first == key; };
    while (std::any_of(members.begin(), members.end(), taken)) key += '\'';
    members[index].first = std::move(key);
    report(found, members[index].first, members[index].second.where());
  }

  void visit(const PendingTree& item) {
    Json& value = *item.value;
    if (!value.is_string() && !value.is_number()) return;
    const std::string& text = value.text();
    if (is_withheld_text(text)) return;
    if (withholds(item, text)) return;
    if (!value.is_string()) return;
    Redactions found;
    std::string clean = redactor_.redact_text(text, found);
    if (!found.any()) return;
    report(found, item.path, value.where());
    replace(value, std::move(clean));
  }

  bool withholds(const PendingTree& item, const std::string& text) {
    Json& value = *item.value;
    const bool number = value.is_number();
    const bool secret = number ? item.verdict.secrecy == Secrecy::always : is_secret_value(item.verdict, text);
    const bool personal = !secret && !number && is_personal_value(item.verdict, text);
    if ((!secret && !personal) || (!redactor_.shown_.empty() && redactor_.is_shown(text))) return false;
    if (redactor_.withheld_ != nullptr && !number) redactor_.withheld_->add(text, personal);
    const base::Position at = value.where();
    replace(value, std::string(kWithheldText));
    if (secret) {
      sink_({.severity = base::Severity::warning,
             .code = "secret-withheld",
             .file = file_,
             .at = at,
             .what =
                 "value withheld: \"" + item.path + "\" is named like a secret; list it under \"show\" if it is none"});
      return true;
    }
    const char* whose = item.verdict.machine ? "name of a machine"
                        : item.verdict.mail  ? "e-mail address"
                                             : "name of a user";
    sink_({.severity = base::Severity::note,
           .code = "personal-withheld",
           .file = file_,
           .at = at,
           .what = std::string(whose) + " withheld: \"" + item.path + "\""});
    return true;
  }

  void report(const Redactions& found, const std::string& path, base::Position at) {
    const std::string in = path.empty() ? "" : " in \"" + path + "\"";
    say_withheld(
        found, file_, in, [&](std::size_t) { return at; }, sink_);
  }

  static void replace(Json& value, std::string text) {
    const base::Position where = value.where();
    value = Json::string(std::move(text));
    value.set_where(where);
  }

  const Redactor& redactor_;
  const std::string& file_;
  const Redactor::Sink& sink_;
};

void Redactor::redact_tree(Json& tree, const std::string& file, const Sink& notice) const {
  TreePass(*this, file, notice).run(tree);
}

}  // namespace ingest
