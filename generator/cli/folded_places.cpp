#include "cli/folded_places.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include "base/text/natural_order.h"

namespace cli {
namespace {

constexpr std::size_t kFewest = 4, kFewestOfMany = 2, kMany = 20, kDeepest = 3, kShortest = 4;

/// One part of a path: a name, or all from `name` to `last`.
struct Part {
  std::string name, last;
  bool is_folded() const { return !last.empty(); }
};

struct Line {
  std::vector<Part> parts;
  PlaceLine said;
};

Line split(PlaceLine line) {
  Line out{.said = std::move(line)};
  const std::string& place = out.said.place;
  std::size_t from = 0;
  for (std::size_t at = place.find('/'); at != std::string::npos; from = at + 1, at = place.find('/', from)) {
    out.parts.push_back({place.substr(from, at - from), ""});
  }
  out.parts.push_back({place.substr(from), ""});
  return out;
}

std::string join(const std::vector<Part>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const bool is_last = i + 1 == parts.size();
    if (i > 0) out += '/';
    if (!part.is_folded()) {
      out += part.name;
    } else if (part.name == "*") {
      out += "*";
    } else {
      out += is_last ? part.name + " … " + part.last : "{" + part.name + " … " + part.last + "}";
    }
  }
  return out;
}

/// Equal for lines that may fold over the part at `open`. NUL cannot stand in a path.
std::string key_of(const Line& line, std::size_t open) {
  std::string key = line.said.kind;
  for (std::size_t i = 0; i < line.parts.size(); ++i) {
    key += '\0';
    if (i != open) key += line.parts[i].is_folded() ? std::string("\0*", 2) : line.parts[i].name;
  }
  return key;
}

/// What two reasons begin with: "metrics.csv with config.json and more". If that is nothing, the first says what the
/// others are like.
std::string common_reason(const std::string& a, const std::string& b) {
  if (a == b) return a;
  const auto named = [](std::string_view reason) { return reason.substr(0, reason.find(" and ")); };
  constexpr std::string_view kMore = "…";
  std::string_view known = named(a), other = named(b);
  if (known == other) return std::string(known) + " and more";
  if (known.ends_with(kMore)) known.remove_suffix(kMore.size());
  std::size_t same = 0;
  while (same < known.size() && same < other.size() && known[same] == other[same]) ++same;
  while (same > 0 && (static_cast<unsigned char>(known[same - 1]) & 0x80) != 0) --same;  // whole characters only
  return std::string(same >= kShortest ? known.substr(0, same) : known) + std::string(kMore);
}

/// Folds `group`, which differ in the part at `open`, into their first line.
Line fold(const std::vector<const Line*>& group, std::size_t open) {
  std::vector<const Line*> sorted = group;
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Line* a, const Line* b) {
    return base::natural_less(a->parts[open].name, b->parts[open].name);
  });
  Line out = *group.front();
  out.parts[open] = {sorted.front()->parts[open].name, sorted.back()->parts[open].name};
  for (std::size_t i = 1; i < group.size(); ++i) {
    const Line& other = *group[i];
    out.said.runs += other.said.runs;
    out.said.reason = common_reason(out.said.reason, other.said.reason);
    for (std::size_t p = 0; p < out.parts.size(); ++p) {
      Part& part = out.parts[p];
      const bool differs = part.name != other.parts[p].name || part.last != other.parts[p].last;
      if (p != open && part.is_folded() && differs) part.name = "*";
    }
  }
  return out;
}

std::vector<Line> fold_part(std::vector<Line> lines, std::size_t from_end) {
  const std::size_t fewest = lines.size() > kMany ? kFewestOfMany : kFewest;
  std::map<std::string, std::vector<const Line*>> groups;
  const auto open_of = [&](const Line& line) { return line.parts.size() - from_end; };
  const auto can_fold = [&](const Line& line) {
    return line.parts.size() >= from_end && !line.parts[open_of(line)].is_folded();
  };
  for (const Line& line : lines) {
    if (can_fold(line)) groups[key_of(line, open_of(line))].push_back(&line);
  }
  std::vector<Line> out;
  for (const Line& line : lines) {
    const auto found = can_fold(line) ? groups.find(key_of(line, open_of(line))) : groups.end();
    if (found == groups.end() || found->second.size() < fewest) {
      out.push_back(line);
    } else if (found->second.front() == &line) {
      out.push_back(fold(found->second, open_of(line)));
    }
  }
  return out;
}

}  // namespace

std::vector<PlaceLine> fold_places(std::vector<PlaceLine> given) {
  std::vector<Line> lines;
  for (PlaceLine& line : given) lines.push_back(split(std::move(line)));
  for (std::size_t from_end = 1; from_end <= kDeepest; ++from_end) lines = fold_part(std::move(lines), from_end);
  std::vector<PlaceLine> out;
  for (Line& line : lines) {
    line.said.place = join(line.parts);
    out.push_back(std::move(line.said));
  }
  return out;
}

}  // namespace cli
