#include "ingest/privacy/gate.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/text/wildcards.h"
#include "ingest/privacy/artifact_text.h"
#include "ingest/privacy/personal_shapes.h"
#include "ingest/privacy/secret_shapes.h"

namespace ingest {
namespace {

const Redactor::Sink kQuiet = [](const model::Notice&) {};

template <typename Clean>
void clean_one(const Clean& clean, model::NoteIssue& issue) {
  clean(issue.text);
  clean(issue.resolution);
}
template <typename Clean>
void clean_one(const Clean& clean, model::Task& task) {
  clean(task.text);
}
template <typename Clean>
void clean_one(const Clean& clean, std::string& text) {
  clean(text);
}

template <typename Clean>
void clean_note(const Clean& clean, model::Note& note) {
  for (std::string* text : {&note.file, &note.folder, &note.decision_reason, &note.prose}) clean(*text);
  model::for_each_text([&](std::string& text) { clean(text); }, note);
  model::for_each_list(
      [&](auto& list) {
        for (auto& item : list) clean_one(clean, item);
      },
      note);
  for (std::string& tag : note.tags) clean(tag);
}

template <typename Clean>
void clean_texts(const Clean& clean, model::RunDigest& run) {
  for (std::string* text :
       {&run.id, &run.name, &run.folder, &run.project, &run.experiment, &run.parent_run, &run.started_at,
        &run.finished_at, &run.seed, &run.objective, &run.loop.commit, &run.loop.commit_url}) {
    clean(*text);
  }
  for (std::vector<std::string>* texts : {&run.files, &run.tags}) {
    for (std::string& text : *texts) clean(text);
  }
  for (model::SaidChange& change : run.loop.changes) {
    for (std::string* text : {&change.parameter, &change.old_value, &change.new_value}) clean(*text);
  }
  for (auto* leaves : {&run.config.parameters, &run.summary, &run.environment}) {
    for (model::Parameter& leaf : *leaves) {
      clean(leaf.path);
      if (leaf.value.kind >= model::ParameterValue::Kind::text) clean(leaf.value.text);
    }
  }
  for (model::NoteText& text : run.note_texts) {
    for (std::string* part : {&text.file, &text.folder, &text.text}) clean(*part);
  }
  for (model::Artifact& artifact : run.artifacts) clean(artifact.name);
  for (model::Note& note : run.notes) clean_note(clean, note);
  for (model::SeriesDigest& series : run.series) clean(series.name);
  for (model::BestPoint& best : run.best_points) clean(best.metric);
  for (model::Insight& insight : run.insights) {
    clean(insight.metric);
    clean(insight.other);
  }
}

/// A pattern is compared with the path and with each end of it: files are named as their run knows them.
bool is_named(const std::vector<std::string>& patterns, std::string_view path) {
  if (patterns.empty()) return false;
  while (!path.empty()) {
    if (base::any_matches(patterns, path)) return true;
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
  return false;
}

/// Of homes only those that cannot stand in encoded data by chance.
std::optional<Find> find_late(std::string_view text, std::size_t at, std::size_t from) {
  if (text[at] != '/' && text[at] != '\\') return secret_shape_at(text, at);
  const std::string_view rest = text.substr(at);
  for (const char* home : {"/home/", "/Users/", "\\Users\\"}) {
    if (rest.starts_with(home)) return personal_shape_at(text, at, from);
  }
  return std::nullopt;
}

bool has_picture_ending(std::string_view path) {
  return path.ends_with(".png") || path.ends_with(".jpg") || path.ends_with(".webp") || path.ends_with(".gif");
}

}  // namespace

Gate::Gate(const Redactor& redactor, const WithheldValues& withheld, const model::Settings& settings)
    : known_(withheld.known()),
      published_files_(base::lowered_patterns(settings.publish_files)),
      redactor_(redactor.with_known(known_)) {}

std::uint64_t Gate::clean_counting(std::string& text) const {
  Redactions found;
  std::string out = redactor_.redact_text(text, found);
  if (!found.any()) return 0;
  text = std::move(out);
  return found.of(WithheldBy::elsewhere);
}

void Gate::clean(std::string& text) const {
  clean_counting(text);
}

void Gate::clean(model::Note& note) const {
  clean_note([this](std::string& text) { clean(text); }, note);
  if (!note.front_matter.is_null()) redactor_.redact_tree(note.front_matter, note.file, kQuiet);
}

void Gate::clean(model::NoteText& text) const {
  for (std::string* part : {&text.file, &text.folder, &text.text}) clean(*part);
}

void Gate::clean(model::ContentPage& page) const {
  clean(page.name);
  clean(page.title);
  clean(page.text);
}

void Gate::clean(LeftFiles& left) const {
  clean(left.folder);
  for (std::string& sample : left.samples) clean(sample);
}

void Gate::clean(model::PreviousSite& site) const {
  for (model::PreviousExperiment& one : site.experiments) {
    for (std::string* text : {&one.project, &one.id, &one.title, &one.objective}) clean(*text);
    for (std::string& run : one.runs) clean(run);
  }
  std::map<std::string, std::string> best;
  for (const auto& [known_project, known_best] : site.best) {
    std::string project = known_project, experiment = known_best;
    clean(project);
    clean(experiment);
    best.emplace(std::move(project), std::move(experiment));
  }
  site.best = std::move(best);
  for (model::PreviousTask& task : site.open_tasks) {
    for (std::string* text : {&task.project, &task.experiment, &task.text}) clean(*text);
  }
  for (model::PublishedChange& change : site.changes) {
    for (std::string* text : {&change.sentence, &change.experiment, &change.json}) clean(*text);
  }
}

void Gate::clean(model::Notice& notice) const {
  clean(notice.file);
  clean(notice.what);
}

void Gate::clean(model::RunDigest& run, std::vector<model::Notice>& notices) const {
  std::uint64_t elsewhere = 0;
  clean_texts([&](std::string& text) { elsewhere += clean_counting(text); }, run);
  if (!known_.empty() && !run.config.tree.is_null()) redactor_.redact_tree(run.config.tree, "", kQuiet);
  for (model::Note& note : run.notes) {
    if (!note.front_matter.is_null()) redactor_.redact_tree(note.front_matter, "", kQuiet);
  }
  if (elsewhere == 0) return;
  notices.push_back({.severity = model::Severity::warning,
                     .code = "secret-withheld",
                     .file = run.files.empty() ? run.folder : run.files.front(),
                     .what = "text withheld: the same text is withheld elsewhere",
                     .run_key = run.key,
                     .count = elsewhere});
}

void Gate::clean_keys(std::vector<model::RunDigest>& runs, std::vector<model::Notice>& notices) const {
  std::unordered_map<std::string, std::string> renamed;  // looked up, never iterated
  std::set<std::string> taken;
  for (const model::RunDigest& run : runs) taken.insert(run.key);
  for (model::RunDigest& run : runs) {
    std::string key = run.key;
    clean(key);
    if (key == run.key) continue;
    const std::string alike = key;
    for (int number = 2; !taken.insert(key).second; ++number) key = alike + "~" + std::to_string(number);
    renamed.emplace(run.key, key);
    run.key = std::move(key);
  }
  if (renamed.empty()) return;
  for (model::Notice& notice : notices) {
    const auto found = renamed.find(notice.run_key);
    if (found != renamed.end()) notice.run_key = found->second;
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const model::RunDigest& a, const model::RunDigest& b) { return a.key < b.key; });
}

base::Result<std::string> Gate::clean_file(const std::string& path, std::string bytes) const {
  if (!is_text(bytes) && is_named(published_files_, path)) return bytes;
  return clean_artifact(redactor_, path, std::move(bytes), kQuiet);
}

base::Result<void> GuardedSink::put(model::OutputFile file) {
  // Assets are the program's own.
  if (file.path.starts_with("assets/") || has_picture_ending(file.path)) return next_.put(std::move(file));
  const std::string_view text = file.bytes;
  const KnownValues& known = gate_.known();
  std::string out;
  std::size_t written = 0;
  const bool looks_for_known = !known.empty();
  const bool encoded = file.path.starts_with("data/curves/");  // numbers in base64, where any shape stands by chance
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool may_be_known = looks_for_known && known.may_begin_at(text, at);
    if (!may_be_known && text[at] != '/' && text[at] != '\\' && !may_begin_secret(text, at)) continue;
    std::optional<Find> find;
    if (may_be_known) find = known.find_at(text, at);
    if (!find && !encoded) find = find_late(text, at, written);
    if (!find) continue;
    out += text.substr(written, find->begin - written);
    out += find->replacement;
    written = find->end;
    at = std::max(at, written - 1);
  }
  if (written == 0) return next_.put(std::move(file));
  out += text.substr(written);
  {
    const std::lock_guard lock(mutex_);
    caught_.push_back(file.path);
  }
  return next_.put({std::move(file.path), std::move(out)});
}

std::vector<std::string> GuardedSink::caught() const {
  constexpr std::size_t kMost = 20;
  const std::lock_guard lock(mutex_);
  std::vector<std::string> out = caught_;
  std::sort(out.begin(), out.end());
  if (out.size() > kMost) out.resize(kMost);
  return out;
}

}  // namespace ingest
