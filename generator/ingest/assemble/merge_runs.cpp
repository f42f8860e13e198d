#include "ingest/assemble/merge_runs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/utf8.h"
#include "ingest/metrics/merge_rows.h"
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

using base::Json;
using model::Parameter;
using model::ParameterValue;
using model::Series;

constexpr std::size_t kNamedSeries = 10;

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : base::to_lower(name)) {
    if (is_word_byte(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string last_name(std::string_view path) {
  const std::size_t cut = path.find_last_of("./");
  return parameter_key(cut == std::string_view::npos ? path : path.substr(cut + 1));
}

Json json_of(const ParameterValue& value) {
  switch (value.kind) {
    case ParameterValue::Kind::null:
      return {};
    case ParameterValue::Kind::boolean:
    case ParameterValue::Kind::list:
      return base::parse_json(value.text).value;
    case ParameterValue::Kind::number:
      return Json::number_as_written(value.number, value.text);
    case ParameterValue::Kind::text:
      break;
  }
  return Json::string(value.text);
}

/// Puts a leaf below the objects of its path that are there already.
void put_leaf(Json& tree, std::string_view path, Json value) {
  Json* at = &tree;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
    auto& members = at->members();
    const auto next = std::find_if(members.begin(), members.end(),
                                   [&](const Json::Member& member) { return member.first == path.substr(0, dot); });
    if (next == members.end() || !next->second.is_object()) break;
    at = &next->second;
    path.remove_prefix(dot + 1);
  }
  at->set(std::string(path), std::move(value));
}

bool same_to_32_bits(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return a == b || std::abs(a - b) <= 1e-6 * std::max(std::abs(a), std::abs(b));
}

bool same_numbers(const Series& a, const Series& b) {
  constexpr std::size_t kFewest = 3;  // fewer may agree by chance
  if (a.values.size() != b.values.size() || a.values.size() < kFewest) return false;
  const bool constant = std::all_of(a.values.begin(), a.values.end(), [&](double v) { return v == a.values[0]; });
  return !constant && std::equal(a.values.begin(), a.values.end(), b.values.begin(), same_to_32_bits);
}

class RunMerge {
 public:
  RunMerge(model::Run other, model::Run& run) : other_(std::move(other)), run_(run) {}

  std::string add() {
    const std::size_t before = run_.config.parameters.size();
    add_settings();
    say(run_.config.parameters.size() - before, "parameter", "parameters");
    add_final_values();
    const bool is_untimed = run_.axes.wall_time_s.empty() && run_.finished_at.empty();
    if (is_untimed && std::isnan(run_.trained_s)) run_.trained_s = other_.trained_s;
    add_series_and_times();
    say(add_leaves(other_.environment, run_.environment), "value of the environment", "values of the environment");
    add_notes();
    add_fields();
    run_.files.insert(run_.files.end(), other_.files.begin(), other_.files.end());
    run_.bytes_read += other_.bytes_read;
    return std::move(said_);
  }

 private:
  void say(std::size_t count, const char* one, const char* many) {
    if (count > 0) say(std::to_string(count) + ' ' + (count == 1 ? one : many));
  }
  void say(const std::string& what) { said_ += (said_.empty() ? "" : ", ") + what; }

  void add_settings() {
    if (run_.config.parameters.empty()) {
      run_.config = std::move(other_.config);
      return;
    }
    std::set<std::string> paths;
    std::set<std::pair<std::string, std::string>> leaves;
    for (const Parameter& leaf : run_.config.parameters) {
      paths.insert(parameter_key(leaf.path));
      leaves.emplace(last_name(leaf.path), leaf.value.text);
    }
    const bool has_tree = run_.config.tree.is_object();
    Json tree = run_.config.tree;
    for (Parameter& leaf : other_.config.parameters) {
      const bool known = leaves.count({last_name(leaf.path), leaf.value.text}) > 0;
      if (known || !paths.insert(parameter_key(leaf.path)).second) continue;
      if (has_tree) {
        put_leaf(tree, leaf.path, json_of(leaf.value));
      } else {
        run_.config.parameters.push_back(std::move(leaf));
      }
    }
    if (has_tree) run_.config = model::make_config(std::move(tree));
  }

  std::set<std::string> metric_names() const {
    std::set<std::string> names{"epoch", "step", "globalstep"};
    for (const Series& series : run_.series) names.insert(metric_key(series.name));
    for (const Parameter& value : run_.summary) names.insert(metric_key(value.path));
    return names;
  }

  void add_final_values() {
    std::set<std::string> known = metric_names();
    for (const Series& series : other_.series) known.insert(metric_key(series.name));
    const std::size_t before = run_.summary.size();
    for (Parameter& value : other_.summary) {
      if (known.insert(metric_key(value.path)).second) run_.summary.push_back(std::move(value));
    }
    say(run_.summary.size() - before, "final value", "final values");
  }

  void add_series_and_times() {
    for (const char* name : {"train/global_step", "trainer/global_step", "global_step"}) {
      move_to_axis(name, vocabulary::Axis::step, other_);
    }
    std::set<std::string> names = metric_names();
    std::vector<Series> wanted;
    for (Series& series : other_.series) {
      const bool same = std::any_of(run_.series.begin(), run_.series.end(),
                                    [&](const Series& known) { return same_numbers(series, known); });
      if (!same && names.insert(metric_key(series.name)).second) wanted.push_back(std::move(series));
    }
    const std::size_t count = wanted.size(), before = run_.series.size();
    std::uint64_t cells = 0;
    for (const Series& series : wanted) cells += series.values.size();
    bool times_added = false;
    if (!add_series(other_, std::move(wanted), run_, times_added)) {
      if (count > 0) say("no series, as its " + std::to_string(count) + " others count other steps");
      return;
    }
    run_.cells_read += cells;
    std::string list;
    for (std::size_t i = before; i < run_.series.size() && i < before + kNamedSeries; ++i) {
      list += (i == before ? " (\"" : ", \"") + base::make_visible(base::shorten(run_.series[i].name, 60)) + '"';
    }
    const std::size_t added = run_.series.size() - before;
    if (added > 0) say(std::to_string(added) + " series" + list + (added > kNamedSeries ? ", …)" : ")"));
    if (times_added) say("times");
  }

  static std::size_t add_leaves(std::vector<Parameter>& more, std::vector<Parameter>& leaves) {
    const std::size_t before = leaves.size();
    std::set<std::string> known;
    for (const Parameter& leaf : leaves) known.insert(parameter_key(leaf.path));
    for (Parameter& leaf : more) {
      if (known.insert(parameter_key(leaf.path)).second) leaves.push_back(std::move(leaf));
    }
    return leaves.size() - before;
  }

  void add_notes() {
    const std::size_t before = run_.note_texts.size();
    for (model::NoteText& note : other_.note_texts) {
      const auto is_known = [&](const model::NoteText& known) { return known.text == note.text; };
      if (std::none_of(run_.note_texts.begin(), run_.note_texts.end(), is_known))
        run_.note_texts.push_back(std::move(note));
    }
    say(run_.note_texts.size() - before, "text", "texts");
    std::move(other_.artifacts.begin(), other_.artifacts.end(), std::back_inserter(run_.artifacts));
  }

  void add_fields() {
    std::size_t tags = 0;
    for (std::string& tag : other_.tags) {
      if (std::find(run_.tags.begin(), run_.tags.end(), tag) != run_.tags.end()) continue;
      run_.tags.push_back(std::move(tag));
      ++tags;
    }
    say(tags, "tag", "tags");
    if (run_.status == model::RunStatus::unknown) run_.status = other_.status;
    const auto take = [](std::string& field, std::string& from) {
      if (field.empty()) field = std::move(from);
    };
    if (run_.started_at.empty() && run_.finished_at.empty()) {
      run_.started_at = std::move(other_.started_at);
      run_.finished_at = std::move(other_.finished_at);
    }
    take(run_.name, other_.name);
    take(run_.project, other_.project);
    take(run_.experiment, other_.experiment);
    take(run_.seed, other_.seed);
    if (!run_.objective.empty() || other_.objective.empty()) return;
    run_.objective = std::move(other_.objective);
    run_.objective_direction = other_.objective_direction;
    run_.objective_said = other_.objective_said;
  }

  model::Run other_;
  model::Run& run_;
  std::string said_;
};

}  // namespace

std::string metric_key(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  const auto drop_first = [&](std::initializer_list<std::string_view> unsaid) {
    if (words.size() > 1 && std::find(unsaid.begin(), unsaid.end(), words.front()) != unsaid.end()) {
      words.erase(words.begin());
    }
  };
  drop_first({"train", "training"});
  drop_first({"epoch"});
  std::string key;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "validation" || words[i] == "valid") words[i] = "val";
    const bool is_keras_epoch = i == 1 && words[i] == "epoch" && words[0] == "val" && words.size() > 2;
    if (!is_keras_epoch) key += words[i] == "lr" ? "learningrate" : words[i];
  }
  return key;
}

std::string parameter_key(std::string_view path) {
  std::string key = base::to_lower(path);
  std::erase_if(key, [](char c) { return !is_word_byte(c); });
  return key;
}

std::string add_what_is_missing(model::Run other, model::Run& run) {
  return RunMerge(std::move(other), run).add();
}

}  // namespace ingest
