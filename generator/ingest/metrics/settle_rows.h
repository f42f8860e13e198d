#pragma once
/// The stage that every number of a run is taken from: values that were trained over are left out.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/text/text_issue.h"
#include "model/notice.h"
#include "model/run.h"

namespace ingest {

/// What settle_rows() found and did. Rows are those of the run as it was given.
struct Settled {
  std::uint64_t values = 0;            ///< left out
  std::uint64_t resumes = 0;           ///< times training went on from an earlier place
  std::uint64_t trainings = 0;         ///< trainings before the last one
  std::uint64_t saved_again = 0;       ///< times all values from the first place on were written again
  std::uint64_t disordered = 0;        ///< series in no order, of which nothing is left out
  bool steps_count_in_epochs = false;  ///< steps begin again in every epoch: no axis of the run, left out
  std::uint32_t row = 0;               ///< the first row that goes back (of a resume before those of another training)
  double from = 0, to = 0;             ///< the places before it and in it
};

/// Each series is judged by its own places: its steps where it has any, else its epochs.
///
/// - A step back into the middle is a resume: the values at that place and after it, logged before, were trained over.
/// - A step back to the first place, or before it, is another training: the one before it is left out.
/// - So are the same values, written again from the first place on, as some loggers save their table: they count once.
/// - What one series says goes for all, unless another one goes on past what the step back would take from it (then it
///   is the affair of that series alone). So a validation metric loses what the resumed training logs again.
/// - Several values of one place are no step back. Steps that go back where epochs rise count within the epoch.
/// - Places in no order (more than eight steps back and more than one in eight values; or at least two and every third;
///   or single values out of place) say nothing by themselves: several writers, or a file that was sorted.
///
/// Rows that keep no value are taken out of all axes; series without a value are taken out of the run. The rows that
/// training went on with are noted in axes.resumed, and run.trained_s is set where wall times are known and there were
/// several launches. `launches` are further rows with which a launch began. Nothing changes if no axis goes back.
/// O(values), O(steps back × series) up to a limit beyond which each series stands for itself.
Settled settle_rows(model::Run& run, const std::vector<std::uint32_t>& launches = {});

/// Says what was found: trainings-in-one-file, rows-saved-again or steps-go-back; steps-out-of-order;
/// steps-within-epochs (each once). `place_of` gives the line of a row, or nothing.
void say_settled(const Settled& settled, bool by_steps, const std::string& file,
                 const std::function<base::Position(std::uint32_t)>& place_of,
                 const std::function<void(model::Notice)>& notice);

}  // namespace ingest
