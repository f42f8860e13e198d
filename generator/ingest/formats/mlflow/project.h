#pragma once
/// What MLflow's file store keeps of an experiment beside its runs: a description, and the data sets that runs used.

#include <string>
#include <string_view>

#include "ingest/run_format.h"

namespace ingest {

/// `text`, the description of the run's project, as a note of the run, quoted so that its headings and fields are not
/// taken for those of the run. Nothing for a blank text.
void add_project_description(std::string_view text, const std::string& file, model::Run& run);

/// The data sets named by <run>/inputs/<id>/meta.yaml and described by <experiment>/datasets/<id>/meta.yaml, into the
/// environment: "dataset.train" (what it was used for, if that is said) with the value "mnist (digest 12ab)".
void add_mlflow_datasets(const ReadContext& context, const std::string& run_folder, model::Run& run);

}  // namespace ingest
