#pragma once
/// What one record of an event file says. Views into the record.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// One value of a summary.
struct EventValue {
  enum class Form : std::uint8_t { nothing, number, tensor, image, histogram, audio };
  std::string_view tag;
  std::optional<std::string_view> plugin;  ///< named only by the first value of a tag
  std::string_view plugin_content;
  Form form = Form::nothing;
  double number = 0;        ///< of form number
  std::string_view tensor;  ///< of form tensor: for tensor_number() and tensor_texts()
};

struct Event {
  double wall_time_s = 0;
  std::int64_t step = 0;
  bool session_start = false;            ///< a writer began here: what stands at this step and later is superseded
  std::vector<std::string_view> values;  ///< for parse_event_value()
};

/// Nothing where the record is no event.
std::optional<Event> parse_event(std::string_view record);
std::optional<EventValue> parse_event_value(std::string_view bytes);

/// The only number of a tensor of rank 0, or of one element; nothing for any other tensor. A float becomes the double
/// of its shortest decimal: 0.1, not 0.10000000149.
std::optional<double> tensor_number(std::string_view tensor);
/// The texts of a tensor of strings, at most `limit`.
std::vector<std::string_view> tensor_texts(std::string_view tensor, std::size_t limit);

}  // namespace ingest
