#pragma once
/// What is kept of one run after it was read: everything the site shows of it, and no more. Its size depends on the
/// number of metrics and parameters, not on the length of the run.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files/spool.h"
#include "model/curve.h"
#include "model/insight.h"
#include "model/note.h"
#include "model/run.h"
#include "model/settings.h"

namespace model {

/// Minimum and maximum are over finite values and the earliest of ties; `finite` says whether there is one.
struct SeriesDigest {
  std::string name;
  std::uint64_t points = 0;  ///< values logged, non-finite ones included
  std::uint64_t non_finite = 0;
  bool finite = false;
  PointRef first, last;  ///< last: of the file's order, may be NaN
  PointRef minimum, maximum;
  CurveAxis axis = CurveAxis::step;
  std::uint64_t restarts = 0;  ///< times the step went back
  std::uint64_t missing = 0;   ///< places left out of an otherwise regular axis; see analysis/digest.h
};

/// The values of all metrics at the best point of one candidate for the objective: at[i] belongs to series[i]: its
/// value in that row, else in a row of the same step, else the last one before; NaN if it has none up to there.
struct BestPoint {
  std::string metric;
  Direction direction = Direction::maximize;
  PointRef point;
  std::vector<double> at;
};

/// A named final value of the summary that is a number, or of the environment.
struct RunDigest {
  // As in Run:
  std::string key, id, name, format;
  std::size_t source = 0;
  std::string folder;
  std::vector<std::string> files;
  std::string project, experiment;
  std::vector<std::string> tags;
  RunStatus status = RunStatus::unknown;
  std::string started_at, finished_at, seed;
  std::string objective;
  Direction objective_direction = Direction::unknown;
  Config config;
  std::vector<Parameter> summary, environment;
  std::vector<std::uint32_t> summary_lines;
  std::vector<Note> notes;
  std::vector<NoteText> note_texts;  ///< parallel to notes, for rendering
  std::vector<Artifact> artifacts;

  std::uint64_t rows = 0;  ///< of metric files
  std::uint64_t bytes_read = 0, cells_read = 0;
  std::vector<SeriesDigest> series;    ///< in the order first seen
  std::vector<BestPoint> best_points;  ///< for each candidate objective that this run logged
  std::vector<Insight> insights;       ///< in the order of kinds, then of `series`
  double duration_s = kMissing;        ///< from the summary, else from started_at and finished_at, else from wall times
  base::SpoolRef curves;               ///< encode_curves of all series, in the order of `series`
  std::uint64_t content = 0;           ///< hash of config, series values and summary: equal for copies of a run
  bool damaged = false;                ///< an error notice concerns it

  const SeriesDigest* find_series(std::string_view metric) const;
};

}  // namespace model
