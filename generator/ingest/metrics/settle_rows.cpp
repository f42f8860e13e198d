#include "ingest/metrics/settle_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

#include "base/text/number_text.h"
#include "ingest/metrics/series_track.h"
#include "ingest/metrics/trained_time.h"

namespace ingest {
namespace {

using base::Severity;

constexpr std::size_t kMaxSettleWork = 8'000'000;  // steps back × series
constexpr int kMaxPasses = 8;

bool goes_back(const std::vector<double>& axis) {
  double last = SeriesTrack::kNowhere;
  for (const double place : axis) {
    if (place < last) return true;
    if (!std::isnan(place)) last = place;
  }
  return false;
}

struct StepBack {
  std::uint32_t row = 0;
  std::uint32_t track = 0;
};

class Settler {
 public:
  explicit Settler(model::Run& run) : run_(run) {
    tracks_.reserve(run.series.size());
    for (const model::Series& series : run.series) tracks_.emplace_back(series, run.axes);
  }

  bool steps_count_in_epochs() const {
    const model::RowAxes& axes = run_.axes;
    if (axes.step.empty() || axes.epoch.empty()) return false;
    std::size_t back = 0, within = 0;
    for (const SeriesTrack& track : tracks_) {
      if (!track.counts(axes.step)) continue;
      double last = SeriesTrack::kNowhere, epoch = model::kMissing;
      for (std::size_t i = 0; i < track.size(); ++i) {
        const double at = track.place(i);
        if (std::isnan(at)) continue;
        const std::uint32_t row = track.row(i);
        const double now = row < axes.epoch.size() ? axes.epoch[row] : model::kMissing;
        back += at < last;
        within += at < last && now > epoch;
        last = at;
        epoch = now;
      }
    }
    return within > 0 && 2 * within >= back;
  }

  Settled settle() {
    find_steps_back();
    const bool together = steps_back_.size() * tracks_.size() <= kMaxSettleWork;
    std::sort(steps_back_.begin(), steps_back_.end(),
              [](const StepBack& a, const StepBack& b) { return a.row != b.row ? a.row < b.row : a.track < b.track; });
    for (std::size_t i = 0; i < steps_back_.size();) {
      std::size_t end = i;
      while (end < steps_back_.size() && steps_back_[end].row == steps_back_[i].row) ++end;
      const std::span<const StepBack> here(steps_back_.data() + i, end - i);
      together ? go_back_together(here) : go_back_alone(here);
      i = end;
    }
    for (SeriesTrack& track : tracks_) {
      track.advance(std::numeric_limits<std::uint32_t>::max());
      found_.values += track.size() - track.kept_values();
      if (track.disordered && track.goes_back() && found_.disordered++ == 0 && found_.trainings + found_.resumes == 0)
        found_.row = track.row(0);
    }
    return found_;
  }

  void apply() {
    std::vector<char> state(run_.axes.rows, kEmpty);
    for (std::size_t t = 0; t < tracks_.size(); ++t) {
      for (std::size_t i = 0; i < tracks_[t].size(); ++i) {
        char& of_row = state[tracks_[t].row(i)];
        if (of_row == kEmpty) of_row = kLost;
      }
    }
    for (const SeriesTrack& track : tracks_) {
      for (const auto& [begin, end] : track.kept()) {
        for (std::size_t i = begin; i < end; ++i) state[track.row(i)] = kKept;
      }
    }
    std::vector<std::uint32_t> rows(run_.axes.rows + 1);
    std::uint32_t next = 0;
    for (std::size_t row = 0; row < run_.axes.rows; ++row) {
      const bool stays = state[row] == kKept || (state[row] == kEmpty && row >= first_row_);
      if (!stays) state[row] = kLost;
      rows[row] = next;
      next += stays;
    }
    rows[run_.axes.rows] = next;
    move_series(rows, next);
    for (std::vector<double>* axis : {&run_.axes.step, &run_.axes.epoch, &run_.axes.wall_time_s}) {
      std::size_t to = 0;
      for (std::size_t row = 0; row < axis->size(); ++row) {
        if (state[row] != kLost) (*axis)[to++] = (*axis)[row];
      }
      axis->resize(to);
    }
    run_.axes.rows = next;
    std::vector<std::uint32_t> marks = run_.axes.resumed, resumed;
    marks.insert(marks.end(), resumed_.begin(), resumed_.end());
    std::sort(marks.begin(), marks.end());
    for (const std::uint32_t row : marks) {
      if (row > first_row_ && rows[row] > 0 && rows[row] < next && (resumed.empty() || resumed.back() < rows[row]))
        resumed.push_back(rows[row]);
    }
    run_.axes.resumed = std::move(resumed);
    for (std::uint32_t& row : run_.axes.apart) row = rows[row];
  }

  const std::vector<std::uint32_t>& resumed() const { return resumed_; }
  std::uint32_t first_row() const { return first_row_; }

 private:
  enum State : char { kEmpty, kLost, kKept };

  void find_steps_back() {
    for (std::size_t t = 0; t < tracks_.size(); ++t) {
      const std::size_t before = steps_back_.size();
      double last = SeriesTrack::kNowhere;
      for (std::size_t i = 0; i < tracks_[t].size(); ++i) {
        const double at = tracks_[t].place(i);
        if (at < last) steps_back_.push_back({tracks_[t].row(i), static_cast<std::uint32_t>(t)});
        if (!std::isnan(at)) last = at;
      }
      if (steps_back_.size() == before) continue;
      if (!is_disordered(tracks_[t], std::span(steps_back_).subspan(before))) continue;
      tracks_[t].disordered = true;
      steps_back_.resize(before);
    }
  }

  static bool is_disordered(SeriesTrack& track, std::span<const StepBack> steps_back) {
    double first = model::kMissing;
    for (std::size_t i = 0; i < track.size() && std::isnan(first); ++i) first = track.place(i);
    std::size_t odd = 0, single = 0, middle = 0;
    for (const StepBack& back : steps_back) {
      track.advance(back.row);
      const double top = track.top(), to = track.upcoming();
      if (to == first || !(to < top)) {
        track.cut(to);
        continue;
      }
      ++odd;
      if (to > first) {
        ++middle;
        const double after = track.upcoming(1);
        single += !track.visited(to) && after > top;
      }
      track.cut(to);
    }
    const std::size_t n = track.size();
    track.start_over();
    return (odd > 8 && odd * 8 > n) || (odd >= 2 && 3 * odd >= n) || (single >= 2 && 2 * single >= middle);
  }

  /// What the series say that go back in this row, for all.
  void go_back_together(std::span<const StepBack> here) {
    const std::uint32_t row = here.front().row;
    for (SeriesTrack& track : tracks_) track.advance(row);
    double from = model::kMissing;
    for (const StepBack& back : here) {
      const SeriesTrack& track = tracks_[back.track];
      if (track.top() > track.upcoming() && std::isnan(from)) from = track.top();
    }
    if (std::isnan(from)) return;  // all of it was left out for an earlier row
    const bool for_all = std::none_of(tracks_.begin(), tracks_.end(), [&](const SeriesTrack& track) {
      const double at = track.place_of_row(row), top = track.top();
      return !track.disordered && !std::isnan(at) && top >= at && track.upcoming() > top;
    });
    const bool said_again = std::all_of(here.begin(), here.end(), [&](const StepBack& back) {
      const SeriesTrack& track = tracks_[back.track];
      return !(track.top() > track.upcoming()) || track.is_said_again();
    });
    bool anything_before = false;
    for (SeriesTrack& track : tracks_) {
      if (!for_all && (track.disordered || !track.stands_in(row))) continue;
      const double at = track.place_of_row(row);
      if (!std::isnan(at)) track.cut(at);
      anything_before = anything_before || track.top() != SeriesTrack::kNowhere;
    }
    note(row, from, !for_all || anything_before ? Kind::resume : said_again ? Kind::saved_again : Kind::training);
    if (!for_all) return;
    if (anything_before) {
      resumed_.push_back(row);
      return;
    }
    for (SeriesTrack& track : tracks_) track.clear();
    first_row_ = row;
    resumed_.clear();
  }

  void go_back_alone(std::span<const StepBack> here) {
    for (const StepBack& back : here) {
      SeriesTrack& track = tracks_[back.track];
      track.advance(back.row);
      const double from = track.top(), to = track.upcoming();
      if (!(from > to)) continue;
      track.cut(to);
      if (&back == &here.front()) note(back.row, from, track.has_kept() ? Kind::resume : Kind::training);
    }
  }

  enum class Kind : std::uint8_t { resume, saved_again, training };  // what is said of a run: the last of these

  void note(std::uint32_t row, double from, Kind kind) {
    const bool first_training = found_.trainings == 0, first_saved = found_.saved_again == 0;
    if (kind == Kind::training) {
      if (first_training) say_first(row, from);
      ++found_.trainings;
    } else if (kind == Kind::saved_again) {
      if (first_training && first_saved) say_first(row, from);
      ++found_.saved_again;
    } else {
      if (first_training && first_saved && found_.resumes == 0) say_first(row, from);
      ++found_.resumes;
    }
  }

  void say_first(std::uint32_t row, double from) {
    found_.row = row;
    found_.from = from;
    const std::vector<double>& axis = run_.axes.step.empty() ? run_.axes.epoch : run_.axes.step;
    found_.to = row < axis.size() ? axis[row] : model::kMissing;
    if (std::isnan(found_.to) && row < run_.axes.epoch.size()) found_.to = run_.axes.epoch[row];
  }

  void move_series(const std::vector<std::uint32_t>& rows, std::uint32_t all_rows) {
    std::vector<std::vector<std::uint32_t>> new_rows(tracks_.size());
    for (std::size_t t = 0; t < tracks_.size(); ++t) {
      model::Series& series = run_.series[t];
      std::size_t to = 0;
      for (const auto& [begin, end] : tracks_[t].kept()) {
        for (std::size_t i = begin; i < end; ++i) {
          new_rows[t].push_back(rows[series.row_of(i)]);
          series.values[to++] = series.values[i];
        }
      }
      series.values.resize(to);
      if (to == all_rows) new_rows[t].clear();
      series.rows = std::move(new_rows[t]);
      series.rows.shrink_to_fit();
    }
    tracks_.clear();
    std::erase_if(run_.series, [](const model::Series& series) { return series.values.empty(); });
  }

  model::Run& run_;
  std::vector<SeriesTrack> tracks_;
  std::vector<StepBack> steps_back_;
  std::vector<std::uint32_t> resumed_;
  std::uint32_t first_row_ = 0;
  Settled found_;
};

std::string how_many(std::uint64_t count, std::string_view noun) {
  return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace

Settled settle_rows(model::Run& run, const std::vector<std::uint32_t>& launches) {
  const auto take_time = [&](std::uint32_t first_row, const std::vector<std::uint32_t>& resumed) {
    if (!std::isnan(run.trained_s)) return;
    std::vector<std::uint32_t> starts = launches;
    starts.insert(starts.end(), resumed.begin(), resumed.end());
    std::sort(starts.begin(), starts.end());
    run.trained_s = find_trained_time(run.axes, first_row, starts);
  };
  bool in_epochs = false;
  Settled found;
  // What was in no order may be, once other rows are gone.
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    if (goes_back(run.axes.step) && Settler(run).steps_count_in_epochs()) {
      in_epochs = true;
      run.axes.step.clear();
    }
    if (!goes_back(run.axes.step) && !goes_back(run.axes.epoch)) break;
    Settler settler(run);
    const Settled now = settler.settle();
    if (pass == 0) take_time(settler.first_row(), settler.resumed());
    if (now.values > 0) settler.apply();
    const std::uint64_t values = found.values + now.values;
    if (pass == 0) found = now;
    found.values = values;
    found.disordered = now.disordered;
    if (now.values == 0) break;
  }
  if (found.values == 0) take_time(0, {});
  found.steps_count_in_epochs = in_epochs;
  return found;
}

void say_settled(const Settled& settled, bool by_steps, const std::string& file,
                 const std::function<base::Position(std::uint32_t)>& place_of,
                 const std::function<void(model::Notice)>& notice) {
  const std::string noun = by_steps ? "steps" : "epochs";
  const auto say = [&](Severity severity, const char* code, std::string what, std::uint64_t count) {
    notice({.severity = severity,
            .code = code,
            .file = file,
            .at = place_of(settled.row),
            .what = std::move(what),
            .count = count});
  };
  const std::string here = "here from " + base::number_text(settled.from) + " to " + base::number_text(settled.to);
  const std::string left_out = settled.values == 0 ? ""
                                                   : "; " + how_many(settled.values, "value") + " of before " +
                                                         (settled.values == 1 ? "is" : "are") + " left out";
  if (settled.trainings > 0) {
    say(Severity::warning, "trainings-in-one-file",
        noun + " begin again (" + how_many(settled.trainings, "time") + ", " + here +
            "): another training, or one that counts from the start again; what comes last is shown" + left_out,
        settled.trainings);
  } else if (settled.saved_again > 0) {
    say(Severity::note, "rows-saved-again",
        "the rows before were written again (" + how_many(settled.saved_again, "time") + "); they count once",
        settled.saved_again);
  } else if (settled.resumes > 0) {
    say(Severity::note, "steps-go-back",
        noun + " go back (" + how_many(settled.resumes, "time") + ", " + here + "): the run was resumed" +
            (settled.values == 0 ? "" : ", and what was trained over counts for nothing") + left_out,
        settled.resumes);
  } else if (settled.disordered > 0) {
    say(Severity::note, "steps-out-of-order",
        how_many(settled.disordered, "metric") + " with " + noun + " in no order: shown in the order of the " + noun +
            "; at one given twice the last value is drawn",
        settled.disordered);
  }
  if (!settled.steps_count_in_epochs) return;
  say(Severity::note, "steps-within-epochs",
      "steps go back where epochs go on: they count within the epoch and are not used as an axis", 1);
}

}  // namespace ingest
