#pragma once
/// Where the lines of a training stand: epochs and steps.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ingest/formats/text_log/log_facts.h"
#include "ingest/formats/text_log/log_pass.h"

namespace ingest {

/// An event that counts, where it stands.
struct PlacedLogEvent {
  std::size_t event = 0;
  double epoch = kNoNumber, step = kNoNumber;
  bool unaveraged = false;  ///< of averaged columns the value itself counts
};

/// Whether both stand at one epoch and step, or at none.
bool same_place(const PlacedLogEvent& a, const PlacedLogEvent& b);

class LogPlaces {
 public:
  /// Both must outlive it.
  LogPlaces(const LogEvents& log, const JudgedShapes& judged) : log_(log), judged_(judged) {}

  /// The events from `begin` until before `end` that count, in their order. Of an evaluation, a progress bar and of
  /// averages the last state before the next epoch counts; lines that say no place stand where the last one stood.
  /// O(events).
  std::vector<PlacedLogEvent> place(std::size_t begin, std::size_t end);

  bool counted_through() const { return counted_through_; }  ///< places within epochs were counted through all of them
  bool counted_lines() const { return counted_lines_; }      ///< lines without a place within their epoch were counted

 private:
  bool keeps_batch(std::size_t i, std::size_t end, const LogShape& shape, const LogShapeFacts& facts,
                   bool any_epoch) const;
  std::size_t next_of_shape(std::size_t i, std::size_t end) const;
  bool has_two_epochs(std::uint32_t shape) const;

  const LogEvents& log_;
  const JudgedShapes& judged_;
  mutable std::vector<char> two_epochs_;
  mutable std::vector<std::uint32_t> next_;
  bool counted_through_ = false, counted_lines_ = false;
};

}  // namespace ingest
