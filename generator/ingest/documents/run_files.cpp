#include "ingest/documents/run_files.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/json/json.h"
#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/native_config.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/name_words.h"
#include "vocabulary/runs/known_names.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::size_t kMaxNoteBytes = 1u << 20;

constexpr std::array<std::string_view, 24> kConfigNames{"config.json",
                                                        "config.yaml",
                                                        "config.yml",
                                                        "hparams.yaml",
                                                        "hparams.yml",
                                                        "hparams.json",
                                                        "args.yaml",
                                                        "args.yml",
                                                        "args.json",
                                                        "params.yaml",
                                                        "params.yml",
                                                        "params.json",
                                                        "hyperparameters.yaml",
                                                        "hyperparameters.yml",
                                                        "hyperparameters.json",
                                                        "hyperparams.yaml",
                                                        "hyperparams.json",
                                                        "opt.yaml",
                                                        "opt.yml",
                                                        "cfg.yaml",
                                                        "cfg.yml",
                                                        "cfg.json",
                                                        "training_args.json",
                                                        "training_args.yaml"};

void append_leaves(Json tree, std::vector<model::Parameter>& leaves) {
  model::Config config = model::make_config(std::move(tree));
  for (model::Parameter& leaf : config.parameters) leaves.push_back(std::move(leaf));
}

model::Artifact::Kind artifact_kind(std::string_view path) {
  using Kind = model::Artifact::Kind;
  constexpr std::array<std::string_view, 6> kImages{"png", "jpg", "jpeg", "webp", "svg", "gif"};
  constexpr std::array<std::string_view, 5> kTexts{"txt", "log", "md", "yaml", "yml"};
  const std::string extension = extension_of(path);
  if (without_compression(path).size() != path.size()) return Kind::other;
  if (std::find(kImages.begin(), kImages.end(), extension) != kImages.end()) return Kind::image;
  if (std::find(kTexts.begin(), kTexts.end(), extension) != kTexts.end()) return Kind::text;
  if (extension == "json") return Kind::json;
  return extension == "csv" || extension == "tsv" ? Kind::table : Kind::other;
}

/// What a summary says that was set: words, and what is called like a parameter. Times and states stay.
Json take_set_values(Json& summary) {
  Json settings = Json::object();
  std::erase_if(summary.members(), [&](Json::Member& member) {
    const auto& [key, value] = member;
    if (!value.is_string() && !value.is_number() && !value.is_boolean()) return false;
    using vocabulary::ColumnRole;
    const ColumnRole role = vocabulary::role_of_column(key);
    const bool set = role == ColumnRole::parameter || role == ColumnRole::model ||
                     (role == ColumnRole::unknown && value.is_string());
    if (set) settings.set(key, std::move(member.second));
    return set;
  });
  return settings;
}

/// "0.5.0" under the name of a setting that is a number wherever it is known ("wd"): a slip of whoever typed it.
bool is_slip(const std::string& key, const Json& value) {
  if (!value.is_string()) return false;
  const std::string& text = value.text();
  const bool digits = text.find_first_not_of("0123456789.") == std::string::npos;
  if (!digits || std::count(text.begin(), text.end(), '.') < 2) return false;
  const std::string words = vocabulary::spaced_words(key);
  return words.size() > 2 && vocabulary::setting_of(std::string_view(words).substr(1, words.size() - 2)) != 0;
}

/// Depth is bounded by the parsers.
void say_slips(const ReadContext& context, const std::string& path, const Json& tree) {
  for (const Json& item : tree.items()) say_slips(context, path, item);
  for (const auto& [key, value] : tree.members()) {
    say_slips(context, path, value);
    if (!is_slip(key, value)) continue;
    context.notice({.severity = Severity::warning,
                    .code = "not-a-number",
                    .file = path,
                    .at = value.where(),
                    .what = '"' + value.text() + "\" of \"" + base::make_visible(base::shorten(key, 60)) +
                            "\" is not a number; shown as text"});
  }
}

}  // namespace

std::optional<Json> read_object(const ReadContext& context, const std::string& path, model::Run& run,
                                const std::string& consequence) {
  const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, consequence);
  if (!text) return std::nullopt;
  run.files.push_back(path);
  run.bytes_read += text->size();
  const std::string extension = extension_of(path);
  base::JsonParse parsed =
      extension == "yaml" || extension == "yml" ? base::parse_yaml(*text) : base::parse_json(*text);
  for (const base::TextIssue& issue : parsed.issues) context.notice(notice_of(issue, path));
  if (!parsed.ok) return std::nullopt;
  if (parsed.value.is_null() && extension != "json") return Json::object();  // an empty YAML file
  if (!parsed.value.is_object()) {
    context.notice({.severity = Severity::error,
                    .code = "json-wrong-root",
                    .file = path,
                    .at = parsed.value.where(),
                    .what = "an object is expected, not a list or a value; " + consequence});
    return std::nullopt;
  }
  context.redactor.redact_tree(parsed.value, path, context.notice);
  say_slips(context, path, parsed.value);
  return std::move(parsed.value);
}

std::span<const std::string_view> config_names() {
  return kConfigNames;
}

void read_config(const ReadContext& context, const std::string& path, model::Run& run) {
  std::optional<Json> tree = read_object(context, path, run, "no parameter is read");
  if (tree) apply_config(context, path, std::move(*tree), run);
}

void read_summary(const ReadContext& context, const std::string& path, model::Run& run) {
  std::optional<Json> tree = read_object(context, path, run, "no final value is read");
  if (!tree) return;
  if (run.config.parameters.empty()) take_parameters(take_set_values(*tree), run);
  apply_summary(context, path, std::move(*tree), run);
}

void read_environment(const ReadContext& context, const std::string& path, model::Run& run) {
  std::optional<Json> tree = read_object(context, path, run, "no environment is read");
  if (tree) append_leaves(std::move(*tree), run.environment);
}

void read_note(const ReadContext& context, const std::string& path, model::Run& run) {
  std::optional<std::string> text = read_beginning(context, path, kMaxNoteBytes + 1, "the note is not shown");
  if (!text) return;
  run.files.push_back(path);
  run.bytes_read += text->size();
  if (text->size() > kMaxNoteBytes) {
    text->resize(kMaxNoteBytes);
    context.notice({.severity = Severity::warning,
                    .code = "note-too-large",
                    .file = path,
                    .what = "larger than 1 MiB; its first MiB is shown"});
  }
  *text = in_utf8(context, path, std::move(*text));
  if (const std::size_t bad = base::find_invalid_utf8(*text); bad != std::string::npos) {
    const auto line = static_cast<std::uint32_t>(
        1 + std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
    *text = base::repair_utf8(*text);
    context.notice({.severity = Severity::warning,
                    .code = "note-utf8",
                    .file = path,
                    .at = {line, 0},
                    .what = "not UTF-8; bytes that are none are shown as U+FFFD"});
  }
  run.note_texts.push_back({.file = path, .folder = std::string(folder_of(path)), .text = std::move(*text)});
}

void add_artifact(const ReadContext& context, const std::string& path, std::string name, model::Run& run) {
  const base::Result<base::FileInfo> info = context.files.info(path);
  if (!info || info->kind != base::FileKind::file) return;
  if (info->size_bytes > kMaxArtifactBytes) {
    context.notice({.severity = Severity::note,
                    .code = "artifact-too-large",
                    .file = path,
                    .what = "larger than " + std::to_string(kMaxArtifactBytes >> 20) + " MiB; not listed"});
    return;
  }
  run.artifacts.push_back(
      {.kind = artifact_kind(path), .path = path, .name = std::move(name), .size_bytes = info->size_bytes});
}

void list_artifacts(const ReadContext& context, const std::string& folder, model::Run& run) {
  constexpr std::size_t kMaxFolders = 4'000;  // also what ends a circle of links
  std::vector<std::string> folders{folder};
  std::size_t folders_seen = 0;
  bool limited = false;
  while (!folders.empty() && !limited) {
    const std::string current = std::move(folders.back());
    folders.pop_back();
    const base::Result<std::vector<base::FolderEntry>> entries = context.files.list(current);
    if (!entries) {
      context.notice(notice_of(entries.error(), current, "its files are not listed"));
      continue;
    }
    for (const base::FolderEntry& entry : *entries) {
      if (entry.name.starts_with('.') || !entry.refusal.empty()) continue;
      std::string path = join_path(current, entry.name);
      limited = run.artifacts.size() >= kMaxArtifacts || folders_seen >= kMaxFolders;
      if (limited) break;
      if (entry.kind == base::FileKind::folder && !entry.is_link) {
        ++folders_seen;
        folders.push_back(std::move(path));
      } else if (entry.kind == base::FileKind::file) {
        std::string name = printable(path.substr(folder.size() + 1));
        add_artifact(context, path, std::move(name), run);
      }
    }
  }
  if (limited) {
    context.notice({.severity = Severity::note,
                    .code = "artifacts-limit",
                    .file = folder,
                    .what = "more than " + std::to_string(kMaxArtifacts) + " files; the rest is not listed"});
  }
  std::sort(run.artifacts.begin(), run.artifacts.end(),
            [](const model::Artifact& a, const model::Artifact& b) { return a.path < b.path; });
}

void check_times(const ReadContext& context, const std::string& file, model::Run& run) {
  const std::optional<double> started = parse_timestamp(run.started_at);
  const std::optional<double> finished = parse_timestamp(run.finished_at);
  if (!started || !finished || *finished >= *started) return;
  context.notice(
      {.severity = Severity::note,
       .code = "time-backwards",
       .file = file,
       .what = "finished before it started (" + run.finished_at + ", " + run.started_at + "); the finish is left out"});
  run.finished_at.clear();
}

}  // namespace ingest
