#pragma once
/// Text logs beside what other loggers wrote of the same runs: a run is told once.

#include <cstddef>
#include <functional>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/walk/repositories.h"

namespace ingest {

/// Of the units from `first` on, leaves those out that give way (RunFormat::gives_way) to another run
/// (text-log-beside: notes): one that has files in their folder, or whose folder they stand in, or that stands below
/// their folder. Beside lone files of several runs only what is called like one of them, or like any log ("train.log").
/// Documents without a run in the folder of such a log become its documents. Of several such logs in a folder that are
/// called like any log ("train.log", "nohup.out") the first by kind is kept.
void settle_text_logs(std::vector<Unit>& units, std::size_t first, const std::function<void(model::Notice)>& say);

/// One or two text logs in a repository with a table of results, or with a log of its experiments, are of runs that
/// stand there: they are left out (text-log-beside: notes). REQUIRES: repositories are settled.
void drop_text_logs_beside_tables(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                                  const std::function<void(model::Notice)>& say);

}  // namespace ingest
