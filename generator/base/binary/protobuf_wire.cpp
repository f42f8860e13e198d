#include "base/binary/protobuf_wire.h"

#include <bit>
#include <cassert>

namespace base {
namespace {

/// Takes a varint off the front; false, with nothing taken, where there is none.
bool take_varint(std::string_view& rest, std::uint64_t& value) {
  value = 0;
  for (std::size_t i = 0; i < 10 && i < rest.size(); ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
    if (byte >= 0x80) continue;
    rest.remove_prefix(i + 1);
    return true;
  }
  return false;
}

bool take_fixed(std::string_view& rest, std::size_t size, std::uint64_t& value) {
  if (rest.size() < size) return false;
  value = read_little_endian(rest.substr(0, size));
  rest.remove_prefix(size);
  return true;
}

bool take_number(std::string_view& rest, WireType type, std::uint64_t& value) {
  if (type == WireType::varint) return take_varint(rest, value);
  return take_fixed(rest, type == WireType::fixed64 ? 8 : 4, value);
}

}  // namespace

std::uint64_t read_little_endian(std::string_view bytes) {
  assert(bytes.size() <= 8);
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

double WireField::as_double() const {
  assert(type == WireType::fixed64);
  return std::bit_cast<double>(bits);
}

std::int64_t WireField::as_integer() const {
  assert(type == WireType::varint);
  return static_cast<std::int64_t>(bits);
}

float WireField::as_float() const {
  assert(type == WireType::fixed32);
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
}

bool WireReader::read_content(WireField& field) {
  switch (field.type) {
    case WireType::varint:
    case WireType::fixed64:
    case WireType::fixed32:
      return take_number(rest_, field.type, field.bits);
    case WireType::bytes: {
      std::uint64_t size = 0;
      if (!take_varint(rest_, size) || size > rest_.size()) return false;
      field.content = rest_.substr(0, static_cast<std::size_t>(size));
      rest_.remove_prefix(static_cast<std::size_t>(size));
      return true;
    }
  }
  return false;
}

bool WireReader::next(WireField& field) {
  if (rest_.empty() || damaged_) return false;
  field = {};
  std::uint64_t key = 0;
  bool good = take_varint(rest_, key) && key >> 3 != 0 && key >> 3 < (1U << 29);
  if (good) {
    field.number = static_cast<std::uint32_t>(key >> 3);
    field.type = static_cast<WireType>(key & 7);
    good = read_content(field);
  }
  damaged_ = !good;
  return good;
}

std::vector<std::uint64_t> wire_numbers(const WireField& field, WireType element, std::size_t limit) {
  std::vector<std::uint64_t> numbers;
  if (field.type == element && element != WireType::bytes) {
    numbers.push_back(field.bits);
    return numbers;
  }
  if (field.type != WireType::bytes) return numbers;
  std::string_view rest = field.content;
  std::uint64_t value = 0;
  while (!rest.empty() && numbers.size() < limit) {
    if (!take_number(rest, element, value)) return {};
    numbers.push_back(value);
  }
  return numbers;
}

}  // namespace base
