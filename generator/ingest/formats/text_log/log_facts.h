#pragma once
/// What the lines of a shape have in common, and which shapes are those of a training.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/formats/text_log/log_pass.h"

namespace ingest {

/// What all events of a shape have in common.
struct LogShapeFacts {
  std::uint64_t events = 0, placed = 0, moves = 0;  ///< moves: the place differs from that of the event before
  std::uint64_t stays = 0;                          ///< says the same epoch as the event before, and no place within it
  std::uint64_t in_context = 0;                     ///< words before said validation or test
  double last_place = kNoNumber;
  double last_epoch = kNoNumber, last_step = kNoNumber;
  double total = kNoNumber;
  double first_batch = kNoNumber;
  bool total_varies = false, batch_varies = false;
  bool step_is_local = false;
  bool changes = false;  ///< some value differs from the first
  std::size_t first_values = 0;
  bool accepted = false;  ///< its lines count
};

/// Whether a name promises a log: "train.log", "nohup.out", "slurm-12.out", "training_log.txt".
bool is_log_name(std::string_view name);

/// Whether these are the lines of a training: at least three of one shape that measure something, at places of
/// training that differ. Of a file whose name promises no log they must be a fifth of all its lines; of one that does,
/// losses without any place count, too.
bool is_training_log(const LogEvents& events, bool log_name);

struct JudgedShapes {
  std::vector<LogShapeFacts> facts;  ///< of each shape
  bool without_places = false;       ///< no line says where in training it stands
};

/// Accepted are shapes that measure something at places that differ; where there are none, losses without any place;
/// beside the former what comes seldom, at places, or says what is known by name.
JudgedShapes judge_log_shapes(const LogEvents& events);

}  // namespace ingest
