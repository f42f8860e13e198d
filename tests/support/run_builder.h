#pragma once
/// Short runs for tests: `run("a").param("lr", 0.1).metric("loss", {1, .5})` is a model::Run.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/run.h"

namespace support {

inline base::Json json_of(double value) {
  return base::Json::number(value);
}
inline base::Json json_of(int value) {
  return base::Json::integer(value);
}
inline base::Json json_of(bool value) {
  return base::Json::boolean(value);
}
inline base::Json json_of(const char* value) {
  return base::Json::string(value);
}
inline base::Json json_of(base::Json value) {
  return value;
}

/// Sets the value at a dotted path, making objects on the way.
inline void set_path(base::Json& tree, const std::string& path, base::Json value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) {
    tree.set(path, std::move(value));
    return;
  }
  const std::string head = path.substr(0, dot);
  const base::Json* below = tree.find(head);
  base::Json child = below ? *below : base::Json::object();
  set_path(child, path.substr(dot + 1), std::move(value));
  tree.set(head, std::move(child));
}

/// Rows are steps 0, 1, 2, … unless steps() or no_steps() says otherwise; call these before metric() or after, as you
/// like. A run starts finished, of source 0, with id as its key, name and folder.
class RunBuilder {
 public:
  explicit RunBuilder(const std::string& id) {
    run_.key = "0:" + id;
    run_.id = run_.name = run_.folder = id;
    run_.format = "native";
    run_.status = model::RunStatus::finished;
  }

  template <class T>
  RunBuilder& param(const std::string& path, T value) {
    set_path(tree_, path, json_of(value));
    return *this;
  }
  /// One value a row, from row 0 on.
  RunBuilder& metric(const std::string& name, std::vector<double> values) {
    run_.axes.rows = std::max(run_.axes.rows, values.size());
    run_.series.push_back({.name = name, .values = std::move(values)});
    return *this;
  }
  /// Values in the rows given.
  RunBuilder& sparse(const std::string& name, std::vector<std::uint32_t> rows, std::vector<double> values) {
    if (!rows.empty()) run_.axes.rows = std::max<std::size_t>(run_.axes.rows, rows.back() + 1u);
    run_.series.push_back({.name = name, .rows = std::move(rows), .values = std::move(values)});
    return *this;
  }
  RunBuilder& steps(std::vector<double> steps) {
    run_.axes.rows = std::max(run_.axes.rows, steps.size());
    run_.axes.step = std::move(steps);
    numbered_ = false;
    return *this;
  }
  RunBuilder& no_steps() {
    numbered_ = false;
    return *this;
  }
  RunBuilder& epochs(std::vector<double> epochs) {
    run_.axes.rows = std::max(run_.axes.rows, epochs.size());
    run_.axes.epoch = std::move(epochs);
    return *this;
  }
  RunBuilder& wall_times(std::vector<double> seconds) {
    run_.axes.rows = std::max(run_.axes.rows, seconds.size());
    run_.axes.wall_time_s = std::move(seconds);
    return *this;
  }
  template <class T>
  RunBuilder& summary(const std::string& name, T value) {
    run_.summary.push_back(leaf(name, json_of(value)));
    return *this;
  }
  template <class T>
  RunBuilder& environment(const std::string& name, T value) {
    run_.environment.push_back(leaf(name, json_of(value)));
    return *this;
  }
  RunBuilder& project(std::string name) {
    run_.project = std::move(name);
    return *this;
  }
  RunBuilder& experiment(std::string id) {
    run_.experiment = std::move(id);
    return *this;
  }
  RunBuilder& seed(std::string seed) {
    run_.seed = std::move(seed);
    return *this;
  }
  RunBuilder& status(model::RunStatus status) {
    run_.status = status;
    return *this;
  }
  RunBuilder& times(std::string started_at, std::string finished_at = "") {
    run_.started_at = std::move(started_at);
    run_.finished_at = std::move(finished_at);
    return *this;
  }
  RunBuilder& name(std::string name) {
    run_.name = std::move(name);
    return *this;
  }
  RunBuilder& folder(std::string folder) {
    run_.folder = std::move(folder);
    return *this;
  }
  RunBuilder& nested_in(std::string id) {
    run_.parent_run = std::move(id);
    return *this;
  }
  RunBuilder& key(std::string key) {
    run_.key = std::move(key);
    return *this;
  }

  model::Run build() const {
    model::Run out = run_;
    out.config = model::make_config(tree_);
    if (numbered_) {
      for (std::size_t row = 0; row < out.axes.rows; ++row) out.axes.step.push_back(static_cast<double>(row));
    }
    return out;
  }
  operator model::Run() const { return build(); }  // so that a builder stands wherever a run does

 private:
  static model::Parameter leaf(const std::string& name, base::Json value) {
    base::Json tree;
    tree.set(name, std::move(value));
    return model::make_config(std::move(tree)).parameters.at(0);
  }

  model::Run run_;
  base::Json tree_;
  bool numbered_ = true;
};

inline RunBuilder run(const std::string& id) {
  return RunBuilder(id);
}

}  // namespace support
