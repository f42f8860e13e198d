#include "analysis/log/journal.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text/iso_time.h"
#include "model/findings/experiment.h"
#include "model/findings/journal.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

std::vector<model::JournalEntry> make_journal(std::span<const model::RunDigest> runs,
                                              std::span<const model::Experiment> experiments,
                                              std::span<const std::optional<model::Index>> experiment_of_run) {
  std::vector<model::JournalEntry> entries;
  for (model::Index i = 0; i < experiments.size(); ++i) {
    for (model::Index note = 0; note < experiments[i].notes.size(); ++note) {
      if (experiments[i].notes[note].is_empty()) continue;
      const std::string own = base::iso_date(experiments[i].notes[note].date);
      entries.push_back({.date = own.empty() ? experiments[i].date : own, .experiment = i, .note = note});
    }
    for (const model::Index run : experiments[i].runs) {
      for (model::Index note = 0; note < runs[run].notes.size(); ++note) {
        if (runs[run].notes[note].is_empty()) continue;
        std::string date = base::iso_date(runs[run].notes[note].date);
        if (date.empty()) date = base::utc_date(runs[run].started_at);
        if (date.empty()) date = experiments[i].date;
        entries.push_back({.date = date, .experiment = experiment_of_run[run], .run = run, .note = note});
      }
    }
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const model::JournalEntry& a, const model::JournalEntry& b) { return a.date > b.date; });
  return entries;
}

}  // namespace analysis
