#include "ingest/formats/shared/logger_files.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

using base::FileKind;
using base::Json;
using base::Severity;

constexpr std::size_t kListedNames = 200;

bool differ(const std::vector<double>& axis, std::size_t a, std::size_t b) {
  return !axis.empty() && !std::isnan(axis[a]) && !std::isnan(axis[b]) && axis[a] != axis[b];
}

/// Which row every row becomes part of.
class RowJoin {
 public:
  explicit RowJoin(const model::Run& run) : run_(run), starts_(run.axes.rows + 1, 0) {
    for (const model::Series& series : run.series) {
      for (std::size_t i = 0; i < series.values.size(); ++i) ++starts_[series.row_of(i) + 1];
    }
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    filled_.resize(starts_.back());
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for (std::size_t s = 0; s < run.series.size(); ++s) {
      const model::Series& series = run.series[s];
      for (std::size_t i = 0; i < series.values.size(); ++i) {
        filled_[next[series.row_of(i)]++] = static_cast<std::uint32_t>(s);
      }
    }
    last_row_.assign(run.series.size(), 0);
  }

  std::vector<std::uint32_t> find() {
    std::vector<std::uint32_t> target(run_.axes.rows);
    std::uint32_t row = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < target.size(); ++i) {
      if (i > 0 && !belongs(first, i, row)) {
        first = i;
        ++row;
      }
      target[i] = row;
      for (std::size_t k = starts_[i]; k < starts_[i + 1]; ++k) last_row_[filled_[k]] = row + 1;
    }
    return target;
  }

 private:
  bool belongs(std::size_t first, std::size_t i, std::uint32_t row) const {
    const std::vector<double>& step = run_.axes.step;
    if (step[first] != step[i]) return false;
    if (differ(run_.axes.epoch, i - 1, i) || differ(run_.axes.wall_time_s, i - 1, i)) return false;
    for (std::size_t k = starts_[i]; k < starts_[i + 1]; ++k) {
      if (last_row_[filled_[k]] == row + 1) return false;
    }
    return true;
  }

  const model::Run& run_;
  std::vector<std::size_t> starts_;      // of each row in filled_
  std::vector<std::uint32_t> filled_;    // series with a value in the row
  std::vector<std::uint32_t> last_row_;  // of each series, the joined row that has it, plus one
};

void join_axis(const std::vector<std::uint32_t>& target, std::size_t rows, std::vector<double>& axis) {
  if (axis.empty()) return;
  std::vector<double> joined(rows, model::kMissing);
  for (std::size_t i = 0; i < axis.size(); ++i) {
    if (!std::isnan(axis[i])) joined[target[i]] = axis[i];
  }
  axis = std::move(joined);
}

}  // namespace

bool is_readable_file(const base::FolderEntry& entry) {
  return entry.kind == FileKind::file && entry.refusal.empty();
}

bool has_file(const FolderView& folder, std::string_view name) {
  return std::any_of(folder.entries.begin(), folder.entries.end(),
                     [&](const base::FolderEntry& entry) { return entry.name == name && is_readable_file(entry); });
}

bool has_folder(const FolderView& folder, std::string_view name) {
  return std::any_of(folder.entries.begin(), folder.entries.end(), [&](const base::FolderEntry& entry) {
    return entry.name == name && entry.kind == FileKind::folder && entry.refusal.empty();
  });
}

void claim_file(const FolderView& folder, const std::string& name, Unit& unit, Claim& claim) {
  unit.files.push_back(join_path(folder.folder, name));
  claim.files.push_back(name);
}

void claim_unlogged(const FolderView& folder, std::vector<std::string> names, std::string_view missing, Claim& claim) {
  if (names.empty()) return;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kListedNames; ++i) {
    list += (i == 0 ? "" : ", ") + base::make_visible(printable(names[i]));
  }
  if (names.size() > kListedNames) list += " and " + std::to_string(names.size() - kListedNames) + " more";
  claim.notices.push_back({.severity = Severity::note,
                           .code = "run-without-metrics",
                           .file = folder.folder,
                           .what = std::to_string(names.size()) + (names.size() == 1 ? " run" : " runs") + " without " +
                                   std::string(missing) + ", ended before anything was logged; not shown: " + list,
                           .count = names.size()});
  for (std::string& name : names) claim.folders.push_back(std::move(name));
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_time_stamp(std::string_view text) {
  return text.size() == 15 && (text[8] == '_' || text[8] == '-') && is_digits(text.substr(0, 8)) &&
         is_digits(text.substr(9));
}

std::string time_of_stamp(std::string_view text) {
  if (!is_time_stamp(text)) return "";
  const auto part = [&](std::size_t from, std::size_t size) { return std::string(text.substr(from, size)); };
  return part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(9, 2) + ':' + part(11, 2) + ':' + part(13, 2);
}

bool read_parameters(const ReadContext& context, const std::string& path, model::Run& run) {
  std::optional<Json> tree = read_object(context, path, run, "no parameter is read");
  if (!tree) return false;
  take_parameters(std::move(*tree), run);
  return true;
}

void add_final_values(const Json& values, model::Run& run) {
  struct Node {
    std::string name;
    const Json* value;
  };
  std::vector<Node> stack{{"", &values}};
  while (!stack.empty()) {
    const Node next = std::move(stack.back());
    stack.pop_back();
    if (next.value->is_object() && !next.value->members().empty()) {
      const Json::Object& members = next.value->members();
      for (std::size_t i = members.size(); i-- > 0;) {
        const bool is_axis = next.name.empty() && (members[i].first == "step" || members[i].first == "epoch");
        if (is_axis) continue;
        stack.push_back(
            {next.name.empty() ? members[i].first : next.name + '/' + members[i].first, &members[i].second});
      }
      continue;
    }
    Json leaf = Json::object();
    leaf.set(next.name, *next.value);
    for (model::Parameter& value : model::make_config(std::move(leaf)).parameters) {
      const auto is_this = [&](const model::Parameter& known) { return known.path == value.path; };
      const auto known = std::find_if(run.summary.begin(), run.summary.end(), is_this);
      if (known == run.summary.end()) run.summary.push_back(std::move(value));
    }
  }
}

void join_rows_of_a_step(model::Run& run) {
  if (run.axes.step.empty()) return;
  const std::vector<std::uint32_t> target = RowJoin(run).find();
  const std::size_t rows = target.empty() ? 0 : target.back() + 1u;
  if (rows == run.axes.rows) return;
  for (model::Series& series : run.series) {
    std::vector<std::uint32_t> joined;
    joined.reserve(series.values.size());
    for (std::size_t i = 0; i < series.values.size(); ++i) joined.push_back(target[series.row_of(i)]);
    if (joined.size() == rows) joined.clear();
    series.rows = std::move(joined);
  }
  for (std::vector<double>* axis : {&run.axes.step, &run.axes.epoch, &run.axes.wall_time_s}) {
    join_axis(target, rows, *axis);
  }
  move_marks(target, run.axes);
  run.axes.rows = rows;
}

void use_as_elapsed_time(std::string_view series, model::Run& run) {
  const auto found = std::find_if(run.series.begin(), run.series.end(),
                                  [&](const model::Series& candidate) { return candidate.name == series; });
  if (found == run.series.end() || !run.axes.wall_time_s.empty()) return;
  run.axes.wall_time_s.assign(run.axes.rows, model::kMissing);
  run.axes.relative_time = true;
  double before = 0, last = 0;
  for (std::size_t i = 0; i < found->values.size(); ++i) {
    const double seconds = found->values[i];
    if (!std::isfinite(seconds)) continue;
    if (seconds < last) before += last;
    last = seconds;
    run.axes.wall_time_s[found->row_of(i)] = before + seconds;
  }
  run.series.erase(found);
}

}  // namespace ingest
