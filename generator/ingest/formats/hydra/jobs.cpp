#include "ingest/formats/hydra/jobs.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/files/path_text.h"
#include "ingest/formats/hydra/hydra.h"

namespace ingest {
namespace {

/// Files that may be read, logs among them, and whether there is anything else than logs.
bool add_job_files(const base::FileReader& files, Unit& job) {
  const base::Result<std::vector<base::FolderEntry>> entries = files.list(job.folder);
  bool only_logs = true;
  for (std::size_t i = 0; entries && i < entries->size(); ++i) {
    const base::FolderEntry& entry = (*entries)[i];
    if (entry.kind != base::FileKind::file || !entry.refusal.empty() || entry.name.starts_with('.')) continue;
    only_logs = only_logs && entry.name.ends_with(".log");
    job.files.push_back(join_path(job.folder, entry.name));
  }
  return !only_logs;
}

}  // namespace

void add_hydra_jobs(const std::vector<Unit>& jobs, const base::FileReader& files, std::vector<Unit>& units,
                    std::size_t first, const std::function<void(model::Notice)>& say) {
  std::set<std::string, std::less<>> with_runs;
  for (std::size_t i = first; i < units.size(); ++i) {
    std::string_view folder = units[i].folder;
    while (with_runs.insert(std::string(folder)).second && !folder.empty()) folder = folder_of(folder);
  }
  std::uint64_t without_files = 0;
  std::string first_without;
  for (Unit job : jobs) {
    if (with_runs.count(job.folder) > 0) continue;
    job.format = &kHydraFormat;
    if (add_job_files(files, job)) {
      units.push_back(std::move(job));
    } else if (without_files++ == 0) {
      first_without = job.folder;
    }
  }
  if (without_files == 0) return;
  say({.severity = base::Severity::note,
       .code = "hydra-empty-jobs",
       .file = first_without,
       .what = std::to_string(without_files) + (without_files == 1 ? " Hydra job" : " Hydra jobs, this one first,") +
               " left nothing but settings and logs, and no run is found in the folder; not shown as runs",
       .count = without_files});
}

}  // namespace ingest
