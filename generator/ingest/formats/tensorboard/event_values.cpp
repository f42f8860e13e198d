#include "ingest/formats/tensorboard/event_values.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "base/binary/protobuf_wire.h"

namespace ingest {
namespace {

using base::WireField;
using base::WireReader;
using base::WireType;

double double_of(float value) {
  if (!std::isfinite(value)) return static_cast<double>(value);
  char text[32];
  const std::to_chars_result end = std::to_chars(text, text + sizeof text, value);
  double out = 0;
  std::from_chars(text, end.ptr, out);
  return out;
}

float float_of_bits(std::uint64_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
}

/// IEEE half precision: 1 sign bit, 5 of exponent, 10 of fraction.
float float_of_half(std::uint64_t bits) {
  const int exponent = static_cast<int>((bits >> 10) & 0x1f);
  const float fraction = static_cast<float>(bits & 0x3ff);
  float value = 0;
  if (exponent == 0x1f) {
    value = fraction == 0 ? INFINITY : NAN;
  } else if (exponent == 0) {
    value = std::ldexp(fraction, -24);
  } else {
    value = std::ldexp(fraction + 1024, exponent - 25);
  }
  return (bits & 0x8000) != 0 ? -value : value;
}

/// Numbers of DataType.
enum class TensorType : std::uint64_t {
  float32 = 1,
  float64 = 2,
  int32 = 3,
  uint8 = 4,
  int16 = 5,
  int8 = 6,
  string = 7,
  int64 = 9,
  boolean = 10,
  bfloat16 = 14,
  uint16 = 17,
  half = 19,
  uint32 = 22,
  uint64 = 23,
};

/// How the elements of a type stand in a tensor: the field of their list, and their bytes in tensor_content.
struct Layout {
  std::uint32_t field = 0;
  WireType type = WireType::varint;
  std::size_t size = 0;
};

std::optional<Layout> layout_of(TensorType type) {
  switch (type) {
    case TensorType::float32:
      return Layout{5, WireType::fixed32, 4};
    case TensorType::float64:
      return Layout{6, WireType::fixed64, 8};
    case TensorType::int32:
      return Layout{7, WireType::varint, 4};
    case TensorType::int16:
    case TensorType::uint16:
      return Layout{7, WireType::varint, 2};
    case TensorType::int8:
    case TensorType::uint8:
      return Layout{7, WireType::varint, 1};
    case TensorType::int64:
      return Layout{10, WireType::varint, 8};
    case TensorType::boolean:
      return Layout{11, WireType::varint, 1};
    case TensorType::bfloat16:
    case TensorType::half:
      return Layout{13, WireType::varint, 2};
    case TensorType::uint32:
      return Layout{16, WireType::varint, 4};
    case TensorType::uint64:
      return Layout{17, WireType::varint, 8};
    case TensorType::string:
      break;
  }
  return std::nullopt;
}

double tensor_number(TensorType type, std::uint64_t bits) {
  switch (type) {
    case TensorType::float32:
      return double_of(float_of_bits(bits));
    case TensorType::float64:
      return std::bit_cast<double>(bits);
    case TensorType::half:
      return static_cast<double>(float_of_half(bits));
    case TensorType::bfloat16:
      return static_cast<double>(float_of_bits(bits << 16));
    case TensorType::int32:
      return static_cast<double>(static_cast<std::int32_t>(bits));
    case TensorType::int16:
      return static_cast<double>(static_cast<std::int16_t>(bits));
    case TensorType::int8:
      return static_cast<double>(static_cast<std::int8_t>(bits));
    case TensorType::int64:
      return static_cast<double>(static_cast<std::int64_t>(bits));
    default:
      return static_cast<double>(bits);
  }
}

/// The product of the sizes in a TensorShapeProto, which is 1 for rank 0; more than 1 is as good as any other.
bool is_one_element(std::string_view shape) {
  WireReader reader(shape);
  WireField field;
  while (reader.next(field)) {
    if (!field.is(2, WireType::bytes)) continue;
    WireReader dimension(field.content);
    WireField part;
    std::uint64_t size = 0;
    while (dimension.next(part)) {
      if (part.is(1, WireType::varint)) size = part.bits;
    }
    if (size != 1) return false;
  }
  return true;
}

void parse_metadata(std::string_view metadata, EventValue& value) {
  WireReader reader(metadata);
  WireField field;
  while (reader.next(field)) {
    if (!field.is(1, WireType::bytes)) continue;
    WireReader plugin(field.content);
    WireField part;
    while (plugin.next(part)) {
      if (part.is(1, WireType::bytes)) value.plugin = part.content;
      if (part.is(2, WireType::bytes)) value.plugin_content = part.content;
    }
  }
}

bool is_session_start(std::string_view log) {
  WireReader reader(log);
  WireField field;
  bool start = false;
  while (reader.next(field)) {
    if (field.is(1, WireType::varint)) start = field.bits == 1;
  }
  return start;
}

}  // namespace

std::optional<Event> parse_event(std::string_view record) {
  Event event;
  WireReader reader(record);
  WireField field;
  while (reader.next(field)) {
    if (field.is(1, WireType::fixed64)) event.wall_time_s = field.as_double();
    if (field.is(2, WireType::varint)) event.step = field.as_integer();
    if (field.is(7, WireType::bytes)) event.session_start = is_session_start(field.content);
    if (!field.is(5, WireType::bytes)) continue;
    WireReader summary(field.content);
    WireField value;
    while (summary.next(value)) {
      if (value.is(1, WireType::bytes)) event.values.push_back(value.content);
    }
  }
  if (reader.damaged()) return std::nullopt;
  return event;
}

std::optional<EventValue> parse_event_value(std::string_view bytes) {
  using Form = EventValue::Form;
  EventValue value;
  std::string_view node_name;
  WireReader reader(bytes);
  WireField field;
  while (reader.next(field)) {
    if (field.is(2, WireType::fixed32)) {
      value.form = Form::number;
      value.number = double_of(field.as_float());
    }
    if (field.type != WireType::bytes) continue;
    switch (field.number) {
      case 1:
        value.tag = field.content;
        break;
      case 3:
      case 5:
        value.form = Form::histogram;
        break;
      case 4:
        value.form = Form::image;
        break;
      case 6:
        value.form = Form::audio;
        break;
      case 7:
        node_name = field.content;
        break;
      case 8:
        value.form = Form::tensor;
        value.tensor = field.content;
        break;
      case 9:
        parse_metadata(field.content, value);
        break;
      default:
        break;
    }
  }
  if (reader.damaged()) return std::nullopt;
  if (value.tag.empty()) value.tag = node_name;
  return value;
}

std::optional<double> tensor_number(std::string_view tensor) {
  TensorType type{};
  std::string_view content;
  std::vector<WireField> lists;
  WireReader reader(tensor);
  WireField field;
  while (reader.next(field)) {
    if (field.is(1, WireType::varint)) {
      type = static_cast<TensorType>(field.bits);
    } else if (field.is(2, WireType::bytes)) {
      if (!is_one_element(field.content)) return std::nullopt;
    } else if (field.is(4, WireType::bytes)) {
      content = field.content;
    } else if (field.number >= 5 && lists.size() < 2) {
      lists.push_back(field);
    }
  }
  const std::optional<Layout> layout = layout_of(type);
  if (reader.damaged() || !layout) return std::nullopt;
  if (!content.empty()) {
    if (content.size() != layout->size) return std::nullopt;
    return tensor_number(type, base::read_little_endian(content));
  }
  std::vector<std::uint64_t> numbers;
  for (const WireField& list : lists) {
    if (list.number != layout->field) continue;
    for (const std::uint64_t bits : base::wire_numbers(list, layout->type, 2)) numbers.push_back(bits);
  }
  if (numbers.size() > 1) return std::nullopt;
  // A list without an element stands for zeros.
  return numbers.empty() ? 0 : tensor_number(type, numbers[0]);
}

std::vector<std::string_view> tensor_texts(std::string_view tensor, std::size_t limit) {
  std::vector<std::string_view> texts;
  WireReader reader(tensor);
  WireField field;
  while (reader.next(field) && texts.size() < limit) {
    if (field.is(8, WireType::bytes)) texts.push_back(field.content);
  }
  return texts;
}

}  // namespace ingest
