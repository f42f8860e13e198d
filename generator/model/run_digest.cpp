#include "model/run_digest.h"

#include <string_view>

namespace model {

const SeriesDigest* RunDigest::find_series(std::string_view metric) const {
  for (const SeriesDigest& one : series) {
    if (one.name == metric) return &one;
  }
  return nullptr;
}

std::vector<Curve> read_curves(const RunDigest& run, const base::Spool& spool) {
  if (run.curves.size_bytes == 0) return {};
  const auto bytes = spool.read(run.curves);
  if (!bytes) return {};
  std::vector<Curve> curves = decode_curves(*bytes);
  for (std::size_t i = 0; i < curves.size() && i < run.series.size(); ++i) {
    curves[i].metric = run.series[i].name;  // the name that may be shown
    if (run.series[i].curve_scale == 1) continue;
    for (std::vector<double>* values : {&curves[i].y, &curves[i].column_means}) {
      for (double& value : *values) value *= run.series[i].curve_scale;
    }
  }
  return curves;
}

}  // namespace model
