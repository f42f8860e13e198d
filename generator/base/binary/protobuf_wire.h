#pragma once
/// The fields of a serialized protobuf message, one after the other, without its schema. Views into the caller's
/// bytes; nothing is copied, nothing allocated; a message inside a message is read by another reader over its bytes.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace base {

enum class WireType : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

struct WireField {
  std::uint32_t number = 0;
  WireType type = WireType::varint;
  std::uint64_t bits = 0;    ///< of a varint or fixed field
  std::string_view content;  ///< of a bytes field: text, bytes, a message, or packed numbers

  bool is(std::uint32_t wanted, WireType of_type) const { return number == wanted && type == of_type; }
  /// REQUIRES: fixed64.
  double as_double() const;
  /// REQUIRES: fixed32.
  float as_float() const;
  /// int32 and int64 (not the zigzag kinds), bool and enum. REQUIRES: varint.
  std::int64_t as_integer() const;
};

class WireReader {
 public:
  explicit WireReader(std::string_view message) : rest_(message) {}
  /// The next field, or false at the end and at the first damage (see damaged()); groups count as damage.
  bool next(WireField& field);
  bool damaged() const { return damaged_; }

 private:
  bool read_content(WireField& field);

  std::string_view rest_;
  bool damaged_ = false;
};

/// Little-endian, as in fixed fields. REQUIRES: at most 8 bytes.
std::uint64_t read_little_endian(std::string_view bytes);

/// The numbers of a repeated field of type `element` that `field` holds: packed or one by one; bits as in WireField.
/// Nothing where the packed content is damaged or the field is of another type. At most `limit` numbers.
std::vector<std::uint64_t> wire_numbers(const WireField& field, WireType element, std::size_t limit);

}  // namespace base
