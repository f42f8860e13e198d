#include "analysis/health/run_notices.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "analysis/log/run_copies.h"
#include "base/text/utf8.h"

namespace analysis {
namespace {

std::string quoted_id(const std::string& id) {
  return '"' + base::make_visible(id) + '"';
}

std::string folder_of(const model::RunDigest& run) {
  return base::make_visible(run.folder.empty() ? "." : run.folder);
}

/// The folder of `other`, or its id if `run` is of the same one.
std::string name_beside(const model::RunDigest& run, const model::RunDigest& other) {
  return run.source == other.source && run.folder == other.folder ? "run " + quoted_id(other.id) : folder_of(other);
}

std::string main_file(const model::RunDigest& run) {
  for (const std::string& file : run.files) {
    const std::string_view name = std::string_view(file).substr(file.rfind('/') + 1);
    if (name.starts_with("config.")) return file;
  }
  return run.files.empty() ? run.folder : run.files.front();
}

model::Notice notice(const model::RunDigest& run, std::span<const std::string> labels, model::Severity severity,
                     std::string code, std::string what) {
  return {.severity = severity,
          .code = std::move(code),
          .file = place_of(labels, run.source, main_file(run)),
          .what = std::move(what),
          .run_key = run.key};
}

}  // namespace

std::string place_of(std::span<const std::string> source_labels, std::size_t source, const std::string& path) {
  const std::string label = source < source_labels.size() ? source_labels[source] : std::string();
  if (label.empty()) return base::make_visible(path);
  return base::make_visible(path.empty() ? label : label + "/" + path);
}

std::vector<model::Notice> find_run_notices(std::span<const model::RunDigest> runs,
                                            std::span<const std::string> source_labels) {
  std::vector<model::Notice> notices;
  std::map<std::string, const model::RunDigest*> ids, folded;
  std::map<std::uint64_t, const model::RunDigest*> contents;
  for (const model::RunDigest& run : runs) {
    const auto [id, id_is_new] = ids.emplace(run.id, &run);
    const auto [fold, fold_is_new] = folded.emplace(base::to_lower(run.id), &run);
    if (!id_is_new) {
      const auto severity = run.id != run.folder ? model::Severity::error : model::Severity::note;
      notices.push_back(
          notice(run, source_labels, severity, "duplicate-run-id",
                 "run id " + quoted_id(run.id) + " is taken by " + folder_of(*id->second) + "; both runs are shown"));
    } else if (!fold_is_new) {
      notices.push_back(notice(run, source_labels, model::Severity::note, "run-id-case",
                               "run id " + quoted_id(run.id) + " differs from " + quoted_id(fold->second->id) +
                                   " only in upper and lower case; both runs are shown"));
    }
    if (!can_have_copies(run)) continue;
    const auto [content, content_is_new] = contents.emplace(run.content, &run);
    if (!content_is_new) {
      notices.push_back(notice(run, source_labels, model::Severity::note, "duplicate-run-content",
                               "same configuration, metrics and summary as " + name_beside(run, *content->second) +
                                   "; it is listed, but counts as no repeat"));
    }
  }
  return notices;
}

}  // namespace analysis
