#include "ingest/metrics/divide_by_data.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/text/utf8.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

using vocabulary::Split;

std::string_view name_of_split(Split split) {
  switch (split) {
    case Split::train:
      return "train/";
    case Split::validation:
      return "val/";
    case Split::test:
      return "test/";
    case Split::none:
      break;
  }
  return "";
}

bool is_of_data(const std::string& name) {
  if (vocabulary::possible_axis_of(name).axis != vocabulary::Axis::none) return false;
  const vocabulary::MetricName metric = vocabulary::describe_metric(name);
  const bool noted = !metric.pattern.empty() && metric.objective == vocabulary::ObjectiveClass::never;
  return metric.split == Split::none && !noted;
}

}  // namespace

void divide_by_data(const std::vector<std::string>& words, const std::vector<double>& word_of_row, model::Run& run) {
  std::vector<model::Series> divided;
  for (model::Series& series : run.series) {
    if (!series.words.empty() || !is_of_data(series.name)) {
      divided.push_back(std::move(series));
      continue;
    }
    for (std::size_t word = 0; word < words.size(); ++word) {
      const Split split = vocabulary::split_of(base::to_lower(words[word]));
      model::Series part{.name = std::string(name_of_split(split)) + series.name};
      for (std::size_t i = 0; i < series.values.size(); ++i) {
        const std::uint32_t row = series.row_of(i);
        if (word_of_row[row] != static_cast<double>(word)) continue;
        part.rows.push_back(row);
        part.values.push_back(series.values[i]);
      }
      if (!part.values.empty()) divided.push_back(std::move(part));
    }
  }
  run.series = std::move(divided);
}

}  // namespace ingest
