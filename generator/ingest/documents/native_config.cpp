#include "ingest/documents/native_config.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/documents/run_ids.h"
#include "ingest/files/timestamps.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;
using model::RunStatus;

const char* kind_word(const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      return "null";
    case Json::Kind::boolean:
      return "true or false";
    case Json::Kind::number:
      return "a number";
    case Json::Kind::string:
      return "a text";
    case Json::Kind::array:
      return "a list";
    case Json::Kind::object:
      return "an object";
  }
  return "";
}

std::string quoted_value(std::string_view text) {
  return '"' + base::make_visible(base::shorten(text, 60)) + '"';
}

/// Words that training scripts use for how a run ended.
std::optional<RunStatus> status_of(std::string_view text) {
  struct Word {
    std::string_view word;
    RunStatus status;
  };
  constexpr std::array<Word, 27> kWords{{
      {"finished", RunStatus::finished}, {"completed", RunStatus::finished},  {"complete", RunStatus::finished},
      {"success", RunStatus::finished},  {"succeeded", RunStatus::finished},  {"done", RunStatus::finished},
      {"ok", RunStatus::finished},       {"terminated", RunStatus::finished}, {"running", RunStatus::running},
      {"started", RunStatus::running},   {"pending", RunStatus::unknown},     {"unknown", RunStatus::unknown},
      {"failed", RunStatus::failed},     {"failure", RunStatus::failed},      {"error", RunStatus::failed},
      {"crashed", RunStatus::failed},    {"diverged", RunStatus::failed},     {"nan", RunStatus::failed},
      {"killed", RunStatus::killed},     {"aborted", RunStatus::killed},      {"interrupted", RunStatus::killed},
      {"stopped", RunStatus::killed},    {"cancelled", RunStatus::killed},    {"canceled", RunStatus::killed},
      {"timeout", RunStatus::killed},    {"preempted", RunStatus::killed},    {"", RunStatus::unknown},
  }};
  const std::string lower = base::to_lower(base::trim(text));
  for (const Word& known : kWords) {
    if (known.word == lower) return known.status;
  }
  return std::nullopt;
}

/// Reads the fields of an envelope, one at a time, and says what does not fit.
class FieldReader {
 public:
  FieldReader(const ReadContext& context, std::string file) : context_(context), file_(std::move(file)) {}

  void say(Severity severity, const char* code, const Json& at, std::string what) const {
    context_.notice({.severity = severity, .code = code, .file = file_, .at = at.where(), .what = std::move(what)});
  }

  void wrong_type(std::string_view key, const Json& value, std::string_view expected, std::string_view done) const {
    say(Severity::warning, "wrong-type", value,
        "wrong type: " + quoted_value(key) + " is " + kind_word(value) + ", " + std::string(expected) +
            " is expected; " + std::string(done));
  }

  /// A text; numbers and the like are taken as they were written.
  std::string text(std::string_view key, const Json& value) const {
    if (value.is_string()) return value.text();
    if (value.is_null()) return "";
    if (value.is_number()) {
      wrong_type(key, value, "a text", "taken as it is written");
      return value.text();
    }
    wrong_type(key, value, "a text", "left out");
    return "";
  }

  void tags(const Json& value, std::vector<std::string>& out) const {
    if (value.is_null()) return;
    if (value.is_string()) {
      wrong_type("tags", value, "a list of texts", "taken as one tag");
      out.push_back(value.text());
      return;
    }
    if (!value.is_array()) return wrong_type("tags", value, "a list of texts", "left out");
    for (const Json& tag : value.items()) {
      if (tag.is_string() || tag.is_number()) {
        out.push_back(tag.text());
      } else {
        wrong_type("tags", tag, "a text", "left out");
      }
    }
  }

  std::string time(std::string_view key, const Json& value) const {
    if (value.is_null()) return "";
    if (value.is_number()) {
      const std::optional<std::string> text = timestamp_text(value.as_number());
      if (!text) wrong_type(key, value, "an ISO 8601 time", "left out");
      return text.value_or("");
    }
    if (!value.is_string()) {
      wrong_type(key, value, "an ISO 8601 time", "left out");
      return "";
    }
    if (value.text().empty() || parse_timestamp(value.text())) return std::string(base::trim(value.text()));
    say(Severity::warning, "time-not-a-date", value,
        quoted_value(key) + " is " + quoted_value(value.text()) + ", not an ISO 8601 time; left out");
    return "";
  }

  RunStatus status(const Json& value) const {
    if (value.is_null()) return RunStatus::unknown;
    if (!value.is_string()) {
      wrong_type("status", value, "a text", "left out");
      return RunStatus::unknown;
    }
    const std::optional<RunStatus> status = status_of(value.text());
    if (!status)
      say(Severity::note, "unknown-status", value, "status " + quoted_value(value.text()) + " is not known here");
    return status.value_or(RunStatus::unknown);
  }

  std::string seed(const Json& value) const {
    if (value.is_number() || value.is_string()) return value.text();
    if (!value.is_null()) wrong_type("seed", value, "a whole number", "left out");
    return "";
  }

 private:
  const ReadContext& context_;
  std::string file_;
};

void take_run_id(const FieldReader& fields, const Json& value, model::Run& run) {
  const std::string id = fields.text("run_id", value);
  const std::string_view why = unfit_for_file_name(id);
  if (!why.empty()) {
    fields.say(
        Severity::warning, "run-id-unfit", value,
        "run id is not fit for a file name: " + quoted_value(id) + " " + std::string(why) +
            (id.empty() ? "; the folder's name is used" : "; it is shown as it is, its page has another address"));
  }
  run.id = id;
}

bool is_envelope(const Json& tree) {
  const Json* params = tree.find("params");
  return params != nullptr && (params->is_object() || tree.find("run_id") != nullptr);
}

void take_envelope(const FieldReader& fields, Json& tree, model::Run& run) {
  Json params;
  for (auto& [key, value] : tree.members()) {
    if (key == "run_id") {
      take_run_id(fields, value, run);
    } else if (key == "name") {
      run.name = fields.text(key, value);
    } else if (key == "project") {
      run.project = fields.text(key, value);
    } else if (key == "experiment") {
      run.experiment = fields.text(key, value);
    } else if (key == "tags") {
      fields.tags(value, run.tags);
    } else if (key == "started_at" || key == "started") {
      run.started_at = fields.time(key, value);
    } else if (key == "finished_at" || key == "finished") {
      run.finished_at = fields.time(key, value);
    } else if (key == "status") {
      run.status = fields.status(value);
    } else if (key == "seed") {
      run.seed = fields.seed(value);
    } else if (key == "params") {
      if (!value.is_object()) fields.wrong_type("params", value, "an object", "no parameter is read");
      if (value.is_object()) params = std::move(value);
    } else {
      fields.say(Severity::note, "envelope-unknown-key", value,
                 quoted_value(key) + " beside \"params\" is not known here; left out");
    }
  }
  run.config = model::make_config(std::move(params));
}

/// The shallowest parameter whose last part is a seed's name; the first of these in the file.
std::string find_seed(const model::Config& config) {
  constexpr std::array<std::string_view, 3> kNames{"seed", "random_state", "random_seed"};
  const model::Parameter* best = nullptr;
  std::ptrdiff_t best_depth = 0;
  for (const model::Parameter& parameter : config.parameters) {
    const std::string_view path = parameter.path;
    const std::size_t dot = path.rfind('.');
    const std::string last = base::to_lower(dot == std::string_view::npos ? path : path.substr(dot + 1));
    if (std::find(kNames.begin(), kNames.end(), last) == kNames.end()) continue;
    const auto kind = parameter.value.kind;
    if (kind != model::ParameterValue::Kind::number && kind != model::ParameterValue::Kind::text) continue;
    const std::ptrdiff_t depth = std::count(path.begin(), path.end(), '.');
    if (best != nullptr && depth >= best_depth) continue;
    best = &parameter;
    best_depth = depth;
  }
  return best != nullptr ? best->value.text : "";
}

}  // namespace

void take_parameters(Json tree, model::Run& run) {
  run.config = model::make_config(std::move(tree));
  if (run.seed.empty()) run.seed = find_seed(run.config);
}

void apply_config(const ReadContext& context, const std::string& path, Json tree, model::Run& run) {
  if (is_envelope(tree)) {
    take_envelope(FieldReader(context, path), tree, run);
  } else {
    run.config = model::make_config(std::move(tree));
  }
  if (run.seed.empty()) run.seed = find_seed(run.config);
}

void apply_summary(const ReadContext& context, const std::string& path, Json tree, model::Run& run) {
  const FieldReader fields(context, path);
  Json rest = Json::object();
  for (auto& [key, value] : tree.members()) {
    if (key == "status") {
      const RunStatus status = fields.status(value);
      if (run.status == RunStatus::unknown) run.status = status;
    } else if (key == "started" || key == "started_at") {
      const std::string time = fields.time(key, value);
      if (run.started_at.empty()) run.started_at = time;
    } else if (key == "finished" || key == "finished_at") {
      const std::string time = fields.time(key, value);
      if (run.finished_at.empty()) run.finished_at = time;
    } else {
      rest.members().emplace_back(std::move(key), std::move(value));
    }
  }
  model::Config leaves = model::make_config(std::move(rest));
  for (model::Parameter& leaf : leaves.parameters) run.summary.push_back(std::move(leaf));
}

}  // namespace ingest
