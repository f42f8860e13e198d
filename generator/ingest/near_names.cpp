#include "ingest/near_names.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "base/text/utf8.h"

namespace ingest {
namespace {

/// Levenshtein's distance of bytes. O(size × size); names are short.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string near_name_hint(std::string_view name, std::span<const std::string_view> known) {
  const std::string lower = base::to_lower(name.substr(0, 64));
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, lower.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t apart = distance(lower, base::to_lower(candidate));
    if (apart >= best_distance) continue;
    best = candidate;
    best_distance = apart;
  }
  if (!best.empty()) return "did you mean \"" + std::string(best) + "\"?";
  std::string hint = "known: ";
  for (std::size_t i = 0; i < known.size(); ++i) hint += (i == 0 ? "" : ", ") + std::string(known[i]);
  return hint;
}

}  // namespace ingest
