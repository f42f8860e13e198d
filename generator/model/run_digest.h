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
#include "model/run_identity.h"
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
  double tail = kMissing;    ///< mean of the finite values among the last tenth (at least one) of the values
  double wobble = kMissing;  ///< from one value to the next, of the second half; see analysis/run/digest.h
  /// What the values of its curve are multiplied with to be in the unit of the values here; see analysis/one_unit.h.
  double curve_scale = 1;
  CurveAxis axis = CurveAxis::step;
  std::uint64_t restarts = 0;  ///< times training was resumed from an earlier step
  std::uint64_t missing = 0;   ///< places left out of an otherwise regular axis; see analysis/digest.h
};

/// The values of all metrics at the best point of one candidate for the objective: at[i] belongs to series[i]: its
/// value in that row, else in a row of the same step, else the last one before; NaN if it has none up to there, or if
/// nobody can tell which was logged first (RowAxes::apart).
struct BestPoint {
  std::string metric;
  Direction direction = Direction::maximize;
  PointRef point;
  std::vector<double> at;
};

struct RunDigest : RunIdentity {
  std::vector<Note> notes;  ///< parallel to note_texts: what is read out of them

  std::size_t named_parameters = 0;    ///< so many at the end of config.parameters were read from names of folders and
                                       ///< files; see analysis/config/name_parameters.h
  std::uint64_t rows = 0;              ///< of metric files
  std::vector<SeriesDigest> series;    ///< in the order first seen
  std::vector<BestPoint> best_points;  ///< for each candidate objective that this run logged
  std::vector<Insight> insights;       ///< in the order of kinds, then of `series`
  double duration_s = kMissing;        ///< training without pauses; see analysis/run/digest.h
  base::SpoolRef curves;               ///< encode_curves of all series, in the order of `series`
  std::uint64_t content = 0;           ///< hash of config, series values and summary: equal for copies of a run
  bool damaged = false;                ///< an error notice concerns it

  const SeriesDigest* find_series(std::string_view metric) const;
};

/// The curves of all series as the spool has them, in the units of the digest (SeriesDigest::curve_scale); empty: the
/// run has none, or they cannot be read.
std::vector<Curve> read_curves(const RunDigest& run, const base::Spool& spool);

}  // namespace model
