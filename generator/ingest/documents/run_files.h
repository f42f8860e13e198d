#pragma once
/// The documents of a run beside its metrics: config, summary, environment, notes, artifacts. Shared by the formats.
/// Each may be missing or damaged without costing the rest. Trees are redacted here, where their file is known.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "ingest/privacy/redact.h"
#include "ingest/run_format.h"

namespace ingest {

/// Names of files that hold parameters, in the order in which one is chosen.
std::span<const std::string_view> config_names();

/// A document whose root is an object, JSON or YAML by its extension, redacted; nothing after a notice that ends in
/// `consequence`. An empty YAML file is an empty object. Adds the file to run.files.
std::optional<base::Json> read_object(const ReadContext& context, const std::string& path, model::Run& run,
                                      const std::string& consequence);

/// A config file: JSON or YAML by its extension. A plain tree of parameters, or, told apart by an object "params", an
/// envelope with run_id, name, project, experiment, tags, started_at, finished_at, status, seed, params (and notes of
/// what else stands in it). A "params" that is no object, beside a "run_id", is an envelope with a wrong type. Sets
/// run.config, and the fields the envelope gives; the seed also from a parameter "seed", "random_state" or
/// "random_seed", the shallowest first. Codes: those of base/json.h and base/yaml.h, json-wrong-root, wrong-type,
/// unknown-status, envelope-unknown-key, run-id-unfit, time-not-a-date.
void read_config(const ReadContext& context, const std::string& path, model::Run& run);

/// summary.json: leaves become run.summary, but what was set by its name or is text becomes a parameter where the run
/// has none; status, started(_at) and finished(_at) fill what the config did not say.
void read_summary(const ReadContext& context, const std::string& path, model::Run& run);
/// environment.json: leaves become run.environment.
void read_environment(const ReadContext& context, const std::string& path, model::Run& run);

/// Adds a Markdown file to run.note_texts: the whole text, at most 1 MiB of it (note-too-large: warning), in valid
/// UTF-8 (note-utf8: warning). read_unit() reads it.
void read_note(const ReadContext& context, const std::string& path, model::Run& run);

/// Lists the files below `folder`, at most kMaxArtifacts of at most kMaxArtifactBytes (artifacts-limit,
/// artifact-too-large: notes), sorted by path.
void list_artifacts(const ReadContext& context, const std::string& folder, model::Run& run);
inline constexpr std::size_t kMaxArtifacts = 2'000;
inline constexpr std::uint64_t kMaxArtifactBytes = 64u << 20;
/// Adds one file that stands in the run's own folder.
void add_artifact(const ReadContext& context, const std::string& path, std::string name, model::Run& run);

/// time-backwards (note): a finish before the start is left out, so that no duration is negative.
void check_times(const ReadContext& context, const std::string& file, model::Run& run);

}  // namespace ingest
