#pragma once
/// The scalars of event files while they are read, tag by tag, and the rows they become.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/notice.h"
#include "model/run.h"

namespace ingest {

struct EventPoint {
  double step = 0;
  double value = 0;
  double wall_time_s = 0;  ///< Unix seconds; 0: not said
};

/// Points of one tag. Steps strictly rise, or all are equal (the script gave no step).
struct EventTag {
  std::string name;
  std::vector<EventPoint> points;
};

/// The scalars that one folder of event files gives, in the order of its files.
class EventTags {
 public:
  /// A point at a step that was reached before takes the place of the points at this step and after it, as a resumed
  /// run writes them again; not while all points of a tag have one step. Steps beyond 2^53 are left out and counted.
  void add(std::string_view tag, std::int64_t step, double value, double wall_time_s);
  /// A writer that begins at `step`: points at it and after it are superseded, of all tags.
  void restart(std::int64_t step);

  std::vector<EventTag>& tags() { return tags_; }
  std::uint64_t points_read() const { return points_read_; }
  std::uint64_t superseded() const { return superseded_; }
  std::uint64_t out_of_range() const { return out_of_range_; }
  std::uint64_t tags_refused() const { return tags_refused_; }

 private:
  EventTag* find_or_add(std::string_view tag);

  std::vector<EventTag> tags_;
  std::unordered_map<std::string, std::size_t> by_name_;  // looked up, never iterated
  std::uint64_t points_read_ = 0, superseded_ = 0, out_of_range_ = 0, tags_refused_ = 0;
};

/// Moves the tags into run.axes and run.series, one row a step. Tags called "epoch_…", as Keras writes them, count
/// epochs; a tag "epoch" says the epoch of the rows it has. Points of a tag that all have one step are numbered
/// (event-steps-equal: warning). A tag "hp_metric" that is always -1 is a default, and left out.
void move_event_points(std::vector<EventTag> tags, const std::string& file,
                       const std::function<void(model::Notice)>& notice, model::Run& run);

}  // namespace ingest
