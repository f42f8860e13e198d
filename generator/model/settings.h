#pragma once
/// What a workspace's trialpress.json says. All optional; the defaults are what a build without one uses.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace model {

enum class Direction : std::uint8_t { unknown, maximize, minimize };

enum class Kind : std::uint8_t;

enum class Role : std::uint8_t {
  train_accuracy,
  validation_accuracy,
  train_loss,
  validation_loss,
  training_time,
  memory,
  inference_time
};
inline constexpr Role kRoles[] = {Role::train_accuracy,  Role::validation_accuracy, Role::train_loss,
                                  Role::validation_loss, Role::training_time,       Role::memory,
                                  Role::inference_time};
/// What an experiment costs: what a configuration can be best for beside the objective, and what it is weighed against.
inline constexpr Role kCostRoles[] = {Role::training_time, Role::memory, Role::inference_time};

struct ProjectSettings {
  std::optional<Kind> kind;                     ///< unset: see analysis/kinds/project_kind.h
  std::string objective;                        ///< metric name; empty: guessed
  Direction direction = Direction::unknown;     ///< unknown: by name pattern
  std::map<Role, std::string> roles;            ///< metric, summary or environment path
  std::map<std::string, Direction> directions;  ///< of other metrics
  std::string baseline;                         ///< experiment id; empty: the first by date
  std::string judge_by;                         ///< metric whose value at the objective's best point is judged; empty:
                                                ///< the objective itself
  std::vector<std::string> seed_keys;           ///< added to the built-in ones
  std::optional<double> speed_tolerance;        ///< relative; 0.01 unless set
  std::optional<double> smallest_effect;        ///< of interest, in the objective's own unit as logged; 0 unless set
  std::optional<double> significance;           ///< level of the verdicts; 0.05 unless set
  std::optional<std::uint64_t> evaluation_examples;  ///< examples that the objective is measured on
  std::optional<double> noise;                       ///< standard deviation of one run of the objective, as logged
  std::vector<std::string> secondary_objectives;     ///< metrics shown beside the objective, in this order
  std::vector<std::string> evaluation_keys;          ///< parameters that define what is measured, beside the usual ones
  std::optional<bool> split_evaluations;          ///< a project measured on several things becomes several; unset: see
                                                  ///< analysis/divide_projects.h
  std::map<std::string, std::string> categories;  ///< of parameters, by dotted path: "Optimiser", "Architecture"
};

/// How a table of results is read; see "tables" in the settings' schema. Columns by the names in the header.
struct TableSettings {
  std::vector<std::string> parameters;  ///< empty: decided by name
  std::vector<std::string> results;     ///< empty: decided by name
  std::string id;                       ///< the column that holds the runs' ids; empty: decided by name
  bool transposed = false;              ///< runs are columns
};

struct Settings {
  std::string title;                 ///< empty: made from the sources
  std::vector<std::string> sources;  ///< as written, relative to the workspace
  ProjectSettings defaults;
  std::map<std::string, ProjectSettings> projects;
  std::map<std::string, TableSettings> tables;  ///< by path relative to the source, or by file name
  std::vector<std::string> redact;              ///< extra key patterns whose values are withheld
  std::vector<std::string> show;                ///< keys and addresses that are shown although they look secret
  std::vector<std::string> publish_files;       ///< names of files of runs that are copied although they are no text
  std::string base_url;  ///< absolute address of the site, for the feed and the sitemap; may be empty
  std::string file;      ///< where these stand ("trialpress.json"), for messages; empty: none
};

}  // namespace model
