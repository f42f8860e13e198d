#pragma once
/// What the event files of one folder say, gathered while they are read.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "ingest/formats/tensorboard/event_file.h"
#include "ingest/formats/tensorboard/event_points.h"
#include "ingest/formats/tensorboard/event_values.h"
#include "ingest/run_format.h"

namespace ingest {

struct EventText {
  std::string tag;  ///< without "/text_summary"
  std::string text;
};

/// When one file was written. Unix seconds.
struct EventSpan {
  double opened_s = 0;             ///< its first event
  double first_s = 0, last_s = 0;  ///< its scalars
  double longest_gap_s = 0;        ///< between two of them

  /// Where training began: when the file was opened, if what passed until the first scalar may have been the first
  /// interval of many (at most twice the longest gap), or if all scalars were written within one second;
  /// else with the first scalar.
  double begin_s() const {
    const double wait = first_s - opened_s;
    return wait <= 2 * longest_gap_s || last_s - first_s < 1 ? opened_s : first_s;
  }
};

/// Seconds of training: files that were written at a time count once, the pauses between launches not at all. Where
/// most of at least three files hold one moment alone, a writer was opened for each: then from the first to the last
/// without the pauses of find_trained_time(). NaN if there is no span.
double find_trained_time(std::vector<EventSpan> spans);

class EventLog {
 public:
  /// Reads a file to its end, or to where it is cut (event-cut: note) or damaged (event-damaged: warning); what stands
  /// before that is kept. Steps over what is no event.
  void read(const ReadContext& context, const std::string& path);

  EventTags scalars;
  std::vector<EventText> texts;  ///< the last of each tag, tags in the order they came
  std::uint64_t texts_read = 0;
  base::Json parameters;  ///< of the hparams plugin, its secrets not yet withheld; null if there are none
  bool is_hparams_session = false;
  model::RunStatus status = model::RunStatus::unknown;  ///< only where an end time vouches for it
  double first_time_s = 0, last_time_s = 0;             ///< of the events; 0: none
  std::vector<EventSpan> spans;                         ///< of each file that holds a scalar with a time
  std::uint64_t images = 0, histograms = 0, audio_clips = 0, others = 0;  ///< not read
  std::uint64_t bytes_read = 0;

 private:
  void take_event(std::string_view record);
  void take_scalar(const Event& event, const EventValue& value, double number);
  void take_value(const Event& event, const EventValue& value);
  void take_tensor(const Event& event, const EventValue& value, const std::string& plugin);
  void take_text(const EventValue& value);
  void take_hparams(std::string_view content);
  void take_session_end(std::string_view message);
  const std::string& plugin_of(const EventValue& value);
  void say_end(const ReadContext& context, const std::string& path, const EventRecords& records);

  std::map<std::string, std::string, std::less<>> plugins_;  // by tag
  std::uint64_t bad_records_ = 0, text_bytes_ = 0;
  EventSpan span_;  // of the file that is read
};

}  // namespace ingest
