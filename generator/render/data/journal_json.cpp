#include <string>
#include <utility>
#include <vector>

#include "base/json/document.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/journal.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Document;

/// A note and where it belongs.
struct OwnedNote {
  std::string experiment;  // id, or empty
  std::string run;         // id, or empty
  std::string page;
  const model::Note* note = nullptr;
};

std::vector<OwnedNote> owned_notes(const SiteInput& input, const Addresses& addresses) {
  std::vector<OwnedNote> notes;
  for (const model::JournalEntry& journal : input.findings.journal) {
    OwnedNote owned;
    if (journal.run) {
      const model::RunDigest& run = input.runs[*journal.run];
      owned.run = run.id;
      owned.page = addresses.run_pages[*journal.run];
      owned.note = &run.notes[journal.note];
      if (const auto& of = input.findings.experiment_of_run[*journal.run])
        owned.experiment = input.findings.experiments[*of].id;
    } else if (journal.experiment) {
      owned.experiment = input.findings.experiments[*journal.experiment].id;
      owned.page = addresses.experiment_pages[*journal.experiment];
      owned.note = &input.findings.experiments[*journal.experiment].notes[journal.note];
    }
    if (owned.note != nullptr) notes.push_back(std::move(owned));
  }
  return notes;
}

Document entry(const OwnedNote& owned) {
  Document out = Document::object();
  out["experiment"] = text_or_null(owned.experiment);
  out["run"] = text_or_null(owned.run);
  out["date"] = text_or_null(owned.note->date);
  out["page"] = owned.page;
  out["file"] = owned.note->file;
  return out;
}

void add_tasks(JsonList& list, const OwnedNote& owned) {
  for (const model::Task& task : owned.note->next_steps) {
    Document item = entry(owned);
    item["text"] = task.text;
    item["done"] = task.done;
    list.add(item);
  }
}

void add_questions(JsonList& list, const OwnedNote& owned) {
  for (const std::string& question : owned.note->questions) {
    Document item = entry(owned);
    item["text"] = question;
    list.add(item);
  }
}

void add_issues(JsonList& list, const OwnedNote& owned) {
  for (const model::NoteIssue& issue : owned.note->issues) {
    Document item = entry(owned);
    item["text"] = issue.text;
    item["resolution"] = text_or_null(issue.resolution);
    list.add(item);
  }
}

void add_observations(JsonList& list, const OwnedNote& owned, const char* kind, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    Document item = entry(owned);
    item["kind"] = kind;
    item["text"] = text;
    list.add(item);
  }
}

void add_all_observations(JsonList& list, const OwnedNote& owned) {
  add_observations(list, owned, "worked", owned.note->worked);
  add_observations(list, owned, "did_not_work", owned.note->did_not_work);
  add_observations(list, owned, "unexpected", owned.note->unexpected);
  add_observations(list, owned, "observation", owned.note->observations);
}

void add_decision(JsonList& list, const OwnedNote& owned) {
  if (!owned.note->decision_said) return;
  Document item = entry(owned);
  item["decision"] = text_or_null(model::name_of(owned.note->decision));
  item["reason"] = text_or_null(owned.note->decision_reason);
  list.add(item);
}

}  // namespace

std::string journal_json(const SiteInput& input, const Addresses& addresses) {
  const std::vector<OwnedNote> notes = owned_notes(input, addresses);
  JsonList list("schema/journal.schema.json", "tasks");
  for (const OwnedNote& owned : notes) add_tasks(list, owned);
  list.begin("questions");
  for (const OwnedNote& owned : notes) add_questions(list, owned);
  list.begin("issues");
  for (const OwnedNote& owned : notes) add_issues(list, owned);
  list.begin("observations");
  for (const OwnedNote& owned : notes) add_all_observations(list, owned);
  list.begin("decisions");
  for (const OwnedNote& owned : notes) add_decision(list, owned);
  return list.finish();
}

}  // namespace render
