#include "model/run_digest.h"

#include <string_view>

namespace model {

const SeriesDigest* RunDigest::find_series(std::string_view metric) const {
  for (const SeriesDigest& one : series) {
    if (one.name == metric) return &one;
  }
  return nullptr;
}

}  // namespace model
