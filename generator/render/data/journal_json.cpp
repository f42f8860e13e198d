#include <string>
#include <utility>
#include <vector>

#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/journal.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Json;

/// Where a note belongs.
struct Owner {
  std::string experiment;  // id, or empty
  std::string run;         // id, or empty
  std::string page;
};

Json entry(const Owner& owner, const model::Note& note) {
  Json out = Json::object();
  out.set("experiment", text_or_null(owner.experiment));
  out.set("run", text_or_null(owner.run));
  out.set("date", text_or_null(note.date));
  out.set("page", Json::string(owner.page));
  out.set("file", Json::string(note.file));
  return out;
}

struct Lists {
  Json tasks = Json::array(), questions = Json::array(), issues = Json::array(), decisions = Json::array(),
       observations = Json::array();
};

void add_observations(Lists& lists, const Owner& owner, const model::Note& note, const char* kind,
                      const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    Json item = entry(owner, note);
    item.set("kind", Json::string(kind));
    item.set("text", Json::string(text));
    lists.observations.push(std::move(item));
  }
}

void add_note(Lists& lists, const Owner& owner, const model::Note& note) {
  for (const model::Task& task : note.next_steps) {
    Json item = entry(owner, note);
    item.set("text", Json::string(task.text));
    item.set("done", Json::boolean(task.done));
    lists.tasks.push(std::move(item));
  }
  for (const std::string& question : note.questions) {
    Json item = entry(owner, note);
    item.set("text", Json::string(question));
    lists.questions.push(std::move(item));
  }
  for (const model::NoteIssue& issue : note.issues) {
    Json item = entry(owner, note);
    item.set("text", Json::string(issue.text));
    item.set("resolution", text_or_null(issue.resolution));
    lists.issues.push(std::move(item));
  }
  add_observations(lists, owner, note, "worked", note.worked);
  add_observations(lists, owner, note, "did_not_work", note.did_not_work);
  add_observations(lists, owner, note, "unexpected", note.unexpected);
  add_observations(lists, owner, note, "observation", note.observations);
  if (note.decision_said) {
    Json item = entry(owner, note);
    item.set("decision", text_or_null(model::name_of(note.decision)));
    item.set("reason", text_or_null(note.decision_reason));
    lists.decisions.push(std::move(item));
  }
}

}  // namespace

std::string journal_json(const SiteInput& input, const Addresses& addresses) {
  Lists lists;
  for (const model::JournalEntry& journal : input.findings.journal) {
    Owner owner;
    const model::Note* note = nullptr;
    if (journal.run) {
      const model::RunDigest& run = input.runs[*journal.run];
      owner.run = run.id;
      owner.page = addresses.run_pages[*journal.run];
      note = &run.notes[journal.note];
      if (const auto& of = input.findings.experiment_of_run[*journal.run])
        owner.experiment = input.findings.experiments[*of].id;
    } else if (journal.experiment) {
      owner.experiment = input.findings.experiments[*journal.experiment].id;
      owner.page = addresses.experiment_pages[*journal.experiment];
      note = &input.findings.experiments[*journal.experiment].notes[journal.note];
    }
    if (note != nullptr) add_note(lists, owner, *note);
  }
  Json out = Json::object();
  out.set("$schema", Json::string("schema/journal.schema.json"));
  out.set("tasks", std::move(lists.tasks));
  out.set("questions", std::move(lists.questions));
  out.set("issues", std::move(lists.issues));
  out.set("observations", std::move(lists.observations));
  out.set("decisions", std::move(lists.decisions));
  return base::write_json(out, base::JsonStyle::indented);
}

}  // namespace render
