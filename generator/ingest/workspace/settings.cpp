#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/ingest.h"
#include "ingest/near_names.h"
#include "model/enum_names.h"
#include "model/findings/kind.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kMaxSettingsBytes = 1u << 20;
// Of the whole workspace; those of a project (below) stand beside them, as what its projects start from.
constexpr std::string_view kWorkspaceKeys[]{"title", "sources",  "projects", "tables",       "redact",
                                            "show",  "base_url", "$schema",  "publish_files"};
constexpr std::string_view kProjectKeys[]{"kind",
                                          "objective",
                                          "roles",
                                          "directions",
                                          "baseline",
                                          "seed_keys",
                                          "speed_tolerance",
                                          "smallest_effect",
                                          "significance",
                                          "evaluation_keys",
                                          "categories",
                                          "secondary_objectives",
                                          "split_evaluations",
                                          "noise",
                                          "evaluation_examples",
                                          "judge_by"};
constexpr std::array<std::string_view, 4> kTableKeys{"parameters", "results", "id", "transposed"};

std::vector<std::string_view> keys_of_workspace() {
  std::vector<std::string_view> keys(std::begin(kWorkspaceKeys), std::end(kWorkspaceKeys));
  keys.insert(keys.end(), std::begin(kProjectKeys), std::end(kProjectKeys));
  return keys;
}
constexpr std::array<std::string_view, 2> kObjectiveKeys{"metric", "direction"};

/// Stops at the first thing that does not fit: settings are never guessed.
class SettingsReader {
 public:
  explicit SettingsReader(std::string file) : file_(std::move(file)) {}

  base::Result<model::Settings> read(const Json& root) {
    model::Settings settings{.file = file_};
    if (!root.is_object()) fail(root, "settings must be an object: { … }");
    for (const auto& [key, value] : root.members()) {
      if (!error_) read_key(key, value, settings);
    }
    if (error_) return *error_;
    return settings;
  }

 private:
  void fail(const Json& at, std::string what) {
    if (error_) return;
    const base::Position where = at.where();
    error_ =
        base::Error{base::Error::Kind::invalid,
                    file_ + ":" + std::to_string(where.line) + ":" + std::to_string(where.column), std::move(what)};
  }

  void fail_key(const std::string& key, const Json& value, std::span<const std::string_view> known) {
    fail(value,
         "unknown setting \"" + base::make_visible(base::shorten(key, 60)) + "\"; " + near_name_hint(key, known));
  }

  void read_key(const std::string& key, const Json& value, model::Settings& settings) {
    if (key == "$schema") return;
    if (key == "title") return read_text(key, value, settings.title);
    if (key == "sources") return read_texts(key, value, settings.sources);
    if (key == "redact") return read_texts(key, value, settings.redact);
    if (key == "show") return read_texts(key, value, settings.show);
    if (key == "publish_files") return read_texts(key, value, settings.publish_files);
    if (key == "base_url") return read_base_url(value, settings.base_url);
    if (key == "projects") return read_projects(value, settings);
    if (key == "tables") return read_tables(value, settings);
    if (!read_project_key(key, value, settings.defaults)) fail_key(key, value, keys_of_workspace());
  }

  void read_projects(const Json& value, model::Settings& settings) {
    if (!value.is_object()) return fail(value, "\"projects\" must be an object: { \"name\": { … } }");
    for (const auto& [name, project] : value.members()) {
      if (!project.is_object()) return fail(project, "settings of a project must be an object: { … }");
      model::ProjectSettings& target = settings.projects[name];
      for (const auto& [key, item] : project.members()) {
        if (!read_project_key(key, item, target)) return fail_key(key, item, kProjectKeys);
      }
    }
  }

  void read_tables(const Json& value, model::Settings& settings) {
    if (!value.is_object()) return fail(value, "\"tables\" must be an object: { \"results.csv\": { … } }");
    for (const auto& [file, table] : value.members()) {
      if (!table.is_object()) return fail(table, "settings of a table must be an object: { … }");
      model::TableSettings& target = settings.tables[file];
      for (const auto& [key, item] : table.members()) {
        if (key == "parameters") {
          read_texts(key, item, target.parameters);
        } else if (key == "results") {
          read_texts(key, item, target.results);
        } else if (key == "id") {
          read_text(key, item, target.id);
        } else if (key == "transposed") {
          if (!item.is_boolean()) return fail(item, "\"transposed\" must be true or false");
          target.transposed = item.as_boolean();
        } else {
          return fail_key(key, item, kTableKeys);
        }
      }
    }
  }

  bool read_project_key(const std::string& key, const Json& value, model::ProjectSettings& project) {
    if (key == "kind") {
      read_kind(value, project);
    } else if (key == "objective") {
      read_objective(value, project);
    } else if (key == "roles") {
      read_roles(value, project);
    } else if (key == "directions") {
      read_directions(value, project);
    } else if (key == "baseline") {
      read_text(key, value, project.baseline);
    } else if (key == "judge_by") {
      read_text(key, value, project.judge_by);
    } else if (key == "seed_keys") {
      read_texts(key, value, project.seed_keys);
    } else if (key == "speed_tolerance") {
      read_tolerance(value, project);
    } else if (key == "smallest_effect") {
      read_smallest_effect(value, project);
    } else if (key == "significance") {
      read_significance(value, project);
    } else if (key == "noise") {
      read_noise(value, project);
    } else if (key == "evaluation_examples") {
      read_examples(value, project);
    } else if (key == "evaluation_keys") {
      read_texts(key, value, project.evaluation_keys);
    } else if (key == "split_evaluations") {
      if (!value.is_boolean()) {
        fail(value, "\"split_evaluations\" must be true or false");
      } else {
        project.split_evaluations = value.as_boolean();
      }
    } else if (key == "secondary_objectives") {
      read_texts(key, value, project.secondary_objectives);
    } else if (key == "categories") {
      read_categories(value, project);
    } else {
      return false;
    }
    return true;
  }

  void read_text(const std::string& key, const Json& value, std::string& out) {
    if (!value.is_string()) return fail(value, "\"" + key + "\" must be a text in quotes");
    out = value.text();
  }

  void read_texts(const std::string& key, const Json& value, std::vector<std::string>& out) {
    const std::string what = "\"" + key + "\" must be a list of texts: [\"a\", \"b\"]";
    if (!value.is_array()) return fail(value, what);
    for (const Json& item : value.items()) {
      if (!item.is_string()) return fail(item, what);
      out.push_back(item.text());
    }
  }

  void read_base_url(const Json& value, std::string& out) {
    read_text("base_url", value, out);
    const bool absolute = out.starts_with("https://") || out.starts_with("http://");
    if (!out.empty() && !absolute) fail(value, "\"base_url\" must begin with https:// or http://");
  }

  void read_kind(const Json& value, model::ProjectSettings& project) {
    project.kind = model::parse_name<model::Kind>(value.is_string() ? value.text() : "");
    if (!project.kind) fail(value, R"("kind" must be "log", "loop", "search", "leaderboard" or "suite")");
  }

  void read_direction(const Json& value, model::Direction& out) {
    const std::string text = value.is_string() ? base::to_lower(value.text()) : "";
    const auto direction = model::parse_name<model::Direction>(text);
    if (!direction || *direction == model::Direction::unknown) {
      return fail(value, "a direction must be \"maximize\" or \"minimize\"");
    }
    out = *direction;
  }

  void read_objective(const Json& value, model::ProjectSettings& project) {
    if (!value.is_object()) {
      return fail(value,
                  "\"objective\" must be an object: { \"metric\": \"val/accuracy\", \"direction\": \"maximize\" }");
    }
    for (const auto& [key, item] : value.members()) {
      if (key == "metric") {
        read_text(key, item, project.objective);
      } else if (key == "direction") {
        read_direction(item, project.direction);
      } else {
        return fail_key(key, item, kObjectiveKeys);
      }
    }
    if (project.objective.empty()) fail(value, "\"objective\" names no \"metric\"");
  }

  void read_roles(const Json& value, model::ProjectSettings& project) {
    if (!value.is_object()) return fail(value, "\"roles\" must be an object: { \"training_time\": \"fit_seconds\" }");
    std::vector<std::string_view> names;
    for (const model::Role role : model::kRoles) names.push_back(model::name_of(role));
    for (const auto& [key, item] : value.members()) {
      const auto role = model::parse_name<model::Role>(key);
      if (!role) return fail_key(key, item, names);
      read_text(key, item, project.roles[*role]);
    }
  }

  void read_directions(const Json& value, model::ProjectSettings& project) {
    if (!value.is_object()) return fail(value, "\"directions\" must be an object: { \"fid\": \"minimize\" }");
    for (const auto& [metric, direction] : value.members()) read_direction(direction, project.directions[metric]);
  }

  void read_tolerance(const Json& value, model::ProjectSettings& project) {
    const bool fits = value.is_number() && value.as_number() >= 0 && value.as_number() < 1;
    if (!fits) return fail(value, "\"speed_tolerance\" must be a number from 0 up to 1, such as 0.01 for 1 %");
    project.speed_tolerance = value.as_number();
  }

  void read_smallest_effect(const Json& value, model::ProjectSettings& project) {
    const bool fits = value.is_number() && value.as_number() >= 0 && std::isfinite(value.as_number());
    if (!fits) return fail(value, "\"smallest_effect\" must be a number from 0 up, in the unit of the objective");
    project.smallest_effect = value.as_number();
  }

  void read_significance(const Json& value, model::ProjectSettings& project) {
    const bool fits = value.is_number() && value.as_number() > 0 && value.as_number() < 1;
    if (!fits) return fail(value, "\"significance\" must be a number between 0 and 1, such as 0.05");
    project.significance = value.as_number();
  }

  void read_noise(const Json& value, model::ProjectSettings& project) {
    const bool fits = value.is_number() && value.as_number() > 0 && std::isfinite(value.as_number());
    if (!fits) return fail(value, "\"noise\" must be a number above 0, in the unit of the objective");
    project.noise = value.as_number();
  }

  void read_examples(const Json& value, model::ProjectSettings& project) {
    constexpr double kMost = 1e15;  // whole numbers up to here are exact
    const bool fits = value.is_number() && value.as_number() >= 1 && value.as_number() <= kMost &&
                      std::floor(value.as_number()) == value.as_number();
    if (!fits) return fail(value, "\"evaluation_examples\" must be a whole number from 1 up, such as 10000");
    project.evaluation_examples = static_cast<std::uint64_t>(value.as_number());
  }

  void read_categories(const Json& value, model::ProjectSettings& project) {
    if (!value.is_object())
      return fail(value, "\"categories\" must be an object: { \"model.width\": \"Architecture\" }");
    for (const auto& [parameter, category] : value.members())
      read_text(parameter, category, project.categories[parameter]);
  }

  std::string file_;
  std::optional<base::Error> error_;
};

}  // namespace

base::Result<model::Settings> read_settings(const base::FileReader& folder, const std::string& file) {
  const base::Result<std::string> text = folder.read_all(file, kMaxSettingsBytes);
  if (!text && text.error().kind == base::Error::Kind::missing) return model::Settings{};
  if (!text) return base::Error{text.error().kind, file, text.error().what};
  const base::JsonParse parsed = base::parse_json(*text, {.comments = true});
  for (const base::TextIssue& issue : parsed.issues) {
    // A setting given twice is not guessed either.
    if (parsed.ok && issue.code != "json-duplicate-key") continue;
    const std::string where = file + ":" + std::to_string(issue.at.line) + ":" + std::to_string(issue.at.column);
    return base::Error{base::Error::Kind::invalid, where, issue.what};
  }
  return SettingsReader(file).read(parsed.value);
}

}  // namespace ingest
