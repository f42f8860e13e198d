#include "ingest/notes/collect.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/notes/fields.h"

namespace ingest {
namespace {

using base::MarkdownItem;
using base::trim;
using TemplateSection = NoteSection;

bool is_observation(TemplateSection section) {
  return section == TemplateSection::observations || section == TemplateSection::worked ||
         section == TemplateSection::did_not_work || section == TemplateSection::unexpected;
}

std::string_view without_brackets(std::string_view text) {
  const bool bracketed = text.size() > 2 && text.starts_with('[') && text.find(']') + 1 == text.size();
  return bracketed ? trim(text.substr(1, text.size() - 2)) : text;
}

void fill_if_empty(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

}  // namespace

bool is_single_value(TemplateSection section) {
  return section == TemplateSection::date || section == TemplateSection::experimenter ||
         section == TemplateSection::parent || section == TemplateSection::tags ||
         section == TemplateSection::experiment;
}

void NoteCollector::take_text(TemplateSection section, std::string text, std::uint32_t line) {
  MarkdownItem item;
  item.markdown = std::move(text);
  item.line = line;
  take(section, item);
}

void NoteCollector::take(TemplateSection section, const MarkdownItem& item) {
  assert(section != TemplateSection::prose && section != TemplateSection::run_notes &&
         section != TemplateSection::changes);
  if (is_observation(section)) return take_observation(section, item);
  if (section == TemplateSection::next_steps) return take_tasks(item, "");
  if (section == TemplateSection::issues) return take_issue(item);
  if (section == TemplateSection::decision) return take_decision(item);
  const std::string text = entry_text(item, defined_);
  if (text.empty()) return;
  if (section == TemplateSection::questions) note_.questions.push_back(text);
  if (section == TemplateSection::motivation) note_.motivation += (note_.motivation.empty() ? "" : " ") + text;
  if (is_single_value(section)) take_value(section, text, item.line);
}

std::vector<std::string>& NoteCollector::entries_of(TemplateSection section) {
  if (section == TemplateSection::worked) return note_.worked;
  if (section == TemplateSection::did_not_work) return note_.did_not_work;
  return section == TemplateSection::unexpected ? note_.unexpected : note_.observations;
}

void NoteCollector::take_observation(TemplateSection section, const MarkdownItem& item) {
  const auto label = read_note_label(item.markdown);
  const bool sub_heading = label && is_observation(label->section) &&
                           (!item.children.empty() || item.markdown.find(':') != std::string::npos);
  if (sub_heading) {
    if (!label->rest.empty()) take_text(label->section, label->rest, item.line);
    for (const MarkdownItem& child : item.children) take_observation(label->section, child);
    return;
  }
  std::string text = entry_text(item, defined_);
  if (!text.empty()) entries_of(section).push_back(std::move(text));
}

// Tasks within tasks are tasks of their own; bullets within a task belong to its text; a bullet with tasks in it only
// names them.
void NoteCollector::take_tasks(const MarkdownItem& item, const std::string& prefix) {
  MarkdownItem own = item;
  std::erase_if(own.children, [](const MarkdownItem& child) { return child.task.has_value(); });
  const bool names_tasks = !item.task && own.children.size() < item.children.size();
  const std::string text = entry_text(own, defined_);
  if (!names_tasks && !text.empty())
    note_.next_steps.push_back({prefix + text, item.task.value_or(false), item.line + lines_before_});
  const std::string name = !names_tasks || text.empty() ? prefix : prefix + text + (text.ends_with(':') ? " " : ": ");
  for (const MarkdownItem& child : item.children)
    if (child.task) take_tasks(child, name);
}

void NoteCollector::take_issue(const MarkdownItem& item) {
  auto issue = read_issue(item, defined_);
  if (!issue) return;
  issue->line += lines_before_;
  note_.issues.push_back(std::move(*issue));
}

// The first text decides; what follows it are more reasons.
void NoteCollector::take_decision(const MarkdownItem& item) {
  MarkdownItem details = item;
  details.markdown.clear();
  const std::string more = entry_text(details, defined_);
  const std::string text = item.markdown + (more.empty() ? "" : " " + more);
  const auto said = read_decision(text, defined_);
  if (!said) return;
  if (!std::exchange(note_.decision_said, true)) {
    note_.decision = said->decision;
    fill_if_empty(note_.decision_reason, said->reason);
  } else {
    note_.decision_reason += (note_.decision_reason.empty() ? "" : " ") + without_placeholders(text, defined_);
  }
}

void NoteCollector::take_date(std::string_view text, std::uint32_t line) {
  const std::string date = find_iso_date(text);
  fill_if_empty(note_.date, date);
  if (!date.empty()) return;
  issues_.push_back(
      {base::Severity::note,
       "note-date",
       {line + lines_before_, 0},
       "the date \"" + base::make_visible(base::shorten(text, 40)) + "\" is not written as YYYY-MM-DD; not read"});
}

void NoteCollector::take_value(TemplateSection section, std::string_view text, std::uint32_t line) {
  text = trim(text);
  // "[EXP007]" was filled in and its brackets left; "[EXP001]" is how the template comes.
  if (section == TemplateSection::experiment && !says_nothing(text, defined_, Brackets::of_template))
    text = without_brackets(text);
  if (says_nothing(text, defined_)) return;
  if (section == TemplateSection::date) take_date(text, line);
  if (section == TemplateSection::experimenter) fill_if_empty(note_.experimenter, text);
  if (section == TemplateSection::parent) fill_if_empty(note_.parent, text);
  if (section == TemplateSection::tags) append_tags(note_.tags, text);
  if (section == TemplateSection::experiment && note_.front_matter.find("id") == nullptr)
    note_.front_matter.set("id", base::Json::string(std::string(text)));
  if (section == TemplateSection::run_notes) {
    const std::string date = find_iso_date(text);
    fill_if_empty(note_.date, date);
    if (date != text) fill_if_empty(note_.title, text);
  }
}

}  // namespace ingest
