#include "ingest/notes/front_matter.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/notes/fields.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::uint32_t kLinesBefore = 1;  // the opening "---"

base::Position in_file(base::Position at) {
  if (at.line > 0) at.line += kLinesBefore;
  return at;
}

std::string key_name(std::string_view key) {
  std::string name = base::to_lower(base::trim(key));
  std::replace(name.begin(), name.end(), '-', '_');
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

// YAML reads the unfilled "[Name]" as a list of one text.
bool is_placeholder(const Json& value) {
  if (value.is_string()) return says_nothing(value.text(), {});
  return value.is_array() && value.items().size() == 1 && value.items()[0].is_string() &&
         says_nothing("[" + value.items()[0].text() + "]", {}, Brackets::of_template);
}

class FrontMatter {
 public:
  FrontMatter(model::Note& note, std::vector<base::TextIssue>& issues) : note_(note), issues_(issues) {}
  void read(const Json& map);

 private:
  void read_member(const std::string& name, const Json& value);
  std::string text_of(const std::string& name, const Json& value);
  void read_date(const Json& value);
  void read_tags(const Json& value);
  void read_decision_text(const std::string& text);

  model::Note& note_;
  std::vector<base::TextIssue>& issues_;
  std::string reason_;
};

void FrontMatter::read(const Json& map) {
  for (const auto& [key, value] : map.members())
    if (!value.is_null() && !is_placeholder(value)) read_member(key_name(key), value);
  if (!reason_.empty()) note_.decision_reason = reason_;
}

void FrontMatter::read_member(const std::string& name, const Json& value) {
  if (name == "title") note_.title = text_of(name, value);
  if (name == "date") read_date(value);
  if (name == "experimenter" || (name == "author" && note_.experimenter.empty()))
    note_.experimenter = text_of(name, value);
  if (name == "parent") note_.parent = text_of(name, value);
  if (name == "motivation") note_.motivation = text_of(name, value);
  if (name == "decision") read_decision_text(text_of(name, value));
  if (name == "decision_reason" || name == "reason") reason_ = text_of(name, value);
  if (name == "tags") read_tags(value);
}

// One line, since that is what every field of a note is.
std::string FrontMatter::text_of(const std::string& name, const Json& value) {
  if (value.is_array() || value.is_object()) {
    issues_.push_back(
        {base::Severity::warning, "note-field", in_file(value.where()),
         "\"" + name + "\" is a " + (value.is_array() ? "list" : "map") + " where a text was expected; not read"});
    return {};
  }
  if (value.is_boolean()) return value.as_boolean() ? "true" : "false";
  std::string line;
  for (const char c : value.text()) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  return std::string(base::trim(line));
}

void FrontMatter::read_date(const Json& value) {
  const std::string text = text_of("date", value);
  note_.date = find_iso_date(text);
  if (note_.date.empty() && !text.empty())
    issues_.push_back(
        {base::Severity::warning, "note-date", in_file(value.where()),
         "the date \"" + base::make_visible(base::shorten(text, 40)) + "\" is not written as YYYY-MM-DD; not read"});
}

void FrontMatter::read_tags(const Json& value) {
  if (value.is_array()) {
    for (const Json& item : value.items())
      if (std::string tag = text_of("tags", item); !tag.empty()) note_.tags.push_back(std::move(tag));
    return;
  }
  append_tags(note_.tags, text_of("tags", value));
}

void FrontMatter::read_decision_text(const std::string& text) {
  const auto said = read_decision(text, {});
  if (!said) return;
  note_.decision = said->decision;
  note_.decision_said = true;
  // "decision: open" says so in as many words.
  if (base::to_lower(said->reason) != "open") note_.decision_reason = said->reason;
}

}  // namespace

SplitNote split_front_matter(std::string_view file_text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::string_view text = file_text;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const auto take_line = [](std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t last = line.find_last_not_of(" \t\r");
    return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
  };
  std::string_view rest = text;
  if (take_line(rest) != "---") return {.text = text};
  const std::string_view from = rest;
  for (std::uint32_t line = 3; !rest.empty(); ++line) {
    const std::size_t end = from.size() - rest.size();
    const std::string_view content = take_line(rest);
    if (content == "---" || content == "...")
      return {.yaml = from.substr(0, end), .text = rest, .first_line = line, .has_front_matter = true};
  }
  return {.text = text};
}

bool read_front_matter(std::string_view yaml, model::Note& note, std::vector<base::TextIssue>& issues) {
  base::JsonParse parsed = base::parse_yaml(yaml);
  if (parsed.ok && !parsed.value.is_object() && !parsed.value.is_null()) return false;
  for (base::TextIssue& issue : parsed.issues) {
    issue.at = in_file(issue.at);
    issue.severity = std::min(issue.severity, base::Severity::warning);
    issue.what = "front matter: " + issue.what;
    issues.push_back(std::move(issue));
  }
  if (!parsed.ok || parsed.value.is_null()) return true;
  FrontMatter(note, issues).read(parsed.value);
  auto& members = parsed.value.members();
  std::erase_if(members,
                [](const Json::Member& member) { return member.second.is_null() || is_placeholder(member.second); });
  if (!members.empty()) note.front_matter = std::move(parsed.value);
  return true;
}

}  // namespace ingest
