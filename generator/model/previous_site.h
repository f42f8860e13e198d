#pragma once
/// What a site that was built before said, read from its data files: enough to say what changed since.

#include <map>
#include <string>
#include <vector>

#include "base/json/json.h"
#include "model/estimate.h"

namespace model {

struct PreviousExperiment {
  std::string project, id, title;
  std::vector<std::string> runs;  ///< ids
  std::string status, decision;   ///< as in data/experiments.json
  std::string verdict;            ///< against the parent; empty: none
  std::string objective;          ///< name of the metric; empty: none
  std::string direction;          ///< of the objective, as in data/experiments.json
  Estimate estimate;              ///< of the objective
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
