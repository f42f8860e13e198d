#pragma once
/// What a site that was built before said, read from its data files: enough to say what changed since.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json/json.h"
#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/note.h"
#include "model/settings.h"

namespace model {

struct PreviousExperiment {
  std::string project, id, title;
  std::vector<std::string> runs;             ///< ids
  std::optional<Decision> decision;          ///< nothing: not said, or by a name that we do not know
  Verdict verdict{};                         ///< against the parent; none, too, for a name that we do not know
  std::string objective;                     ///< name of the metric; empty: none
  Direction direction = Direction::unknown;  ///< of the objective
  Estimate estimate;                         ///< of the objective
};

struct PreviousTask {
  std::string project;  ///< empty: not known, since two projects have an experiment of this id
  std::string experiment, text;
};

struct PreviousSite {
  std::string place;                            ///< as given, for messages
  std::vector<PreviousExperiment> experiments;  ///< in the order of its data files
  std::map<std::string, std::string> best;      ///< project → id of its best for accuracy
  std::vector<PreviousTask> open_tasks;
  base::Json changes;  ///< the list of its own data/changes.json, kept when nothing changed since; null: none
};

}  // namespace model
