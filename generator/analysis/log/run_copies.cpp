#include "analysis/log/run_copies.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "base/text/ascii.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {
namespace {

constexpr std::uint64_t kFewestPoints = 3;
constexpr std::size_t kMostAlike = 100;  // of one content under names of their own

/// Two values, or one over and over, may come out alike by chance.
bool has_course(const model::RunDigest& run) {
  return std::any_of(run.series.begin(), run.series.end(), [](const model::SeriesDigest& one) {
    return one.points >= kFewestPoints && one.minimum.value < one.maximum.value;
  });
}

std::string_view last_part(std::string_view folder) {
  return folder.substr(folder.rfind('/') + 1);  // npos + 1 is 0
}

/// "exp1" of "exp1_best", "old-exp1" and "exp1"; not of "exp12".
bool has_as_part(std::string_view name, std::string_view part) {
  const auto goes_on = [&](std::size_t i) {
    return i < name.size() && (base::is_letter(name[i]) || base::is_digit(name[i]));
  };
  for (std::size_t at = name.find(part); at != std::string_view::npos; at = name.find(part, at + 1)) {
    const bool begins = at == 0 || !goes_on(at - 1);
    if (begins && !goes_on(at + part.size())) return !part.empty();
  }
  return false;
}

}  // namespace

bool can_have_copies(const model::RunDigest& run) {
  // Rows of a log hold a few rounded numbers: equal ones say nothing of where they come from.
  return run.loop.number == 0 && (!run.series.empty() || !run.summary.empty());
}

std::vector<bool> find_copies(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  std::vector<bool> copies;
  std::set<std::uint64_t> seen;
  for (const model::Index member : members) {
    const model::RunDigest& run = runs[member];
    copies.push_back(can_have_copies(run) && !seen.insert(run.content).second);
  }
  return copies;
}

std::vector<model::Index> find_originals(std::span<const model::RunDigest> runs,
                                         std::span<const model::Index> members) {
  std::vector<model::Index> originals;
  std::map<std::uint64_t, std::vector<model::Index>> before;  // originals by content
  for (const model::Index member : members) {
    const model::RunDigest& run = runs[member];
    originals.push_back(member);
    if (!has_course(run) || !can_have_copies(run)) continue;
    std::vector<model::Index>& same = before[run.content];
    const auto found = std::find_if(same.begin(), same.end(), [&](model::Index other) {
      const std::string_view a = last_part(run.folder), b = last_part(runs[other].folder);
      return has_as_part(a, b) || has_as_part(b, a);
    });
    if (found != same.end()) {
      originals.back() = *found;
    } else if (same.size() < kMostAlike) {
      same.push_back(member);
    }
  }
  return originals;
}

}  // namespace analysis
