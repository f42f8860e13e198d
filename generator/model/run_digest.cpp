#include "model/run_digest.h"

namespace model {

const SeriesDigest* RunDigest::find_series(std::string_view metric) const {
  for (const SeriesDigest& one : series) {
    if (one.name == metric) return &one;
  }
  return nullptr;
}

}  // namespace model
