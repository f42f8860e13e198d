#pragma once
/// Event files of TensorBoard and logs of Weights & Biases, written byte by byte after their layouts.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/binary/crc32c.h"
#include "support/little_endian.h"

namespace support {

inline std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7f) | 0x80);
  return bytes + static_cast<char>(value);
}
inline std::string wire_number(unsigned field, std::uint64_t value) {
  return varint(field << 3) + varint(value);
}
inline std::string wire_bytes(unsigned field, const std::string& content) {
  return varint(field << 3 | 2) + varint(content.size()) + content;
}

/// A record of an event file: its length, the content, and a checksum of each.
inline std::string event_record(const std::string& content) {
  const std::string length = little_endian(content.size(), 8);
  return length + little_endian(base::masked_crc32c(length), 4) + content +
         little_endian(base::masked_crc32c(content), 4);
}
inline std::string event(std::int64_t step, const std::string& value, double time) {
  const std::string content = varint(1 << 3 | 1) + little_endian(std::bit_cast<std::uint64_t>(time), 8) +
                              wire_number(2, static_cast<std::uint64_t>(step)) + wire_bytes(5, wire_bytes(1, value));
  return event_record(content);
}
inline std::string event_scalar(const std::string& tag, std::int64_t step, float number, double time = 1700000000) {
  const std::string value = varint(2 << 3 | 5) + little_endian(std::bit_cast<std::uint32_t>(number), 4);
  return event(step, wire_bytes(1, tag) + value, time);
}
inline std::string event_text(const std::string& tag, const std::string& text) {
  const std::string plugin = wire_bytes(9, wire_bytes(1, wire_bytes(1, "text")));
  return event(0, wire_bytes(1, tag) + wire_bytes(8, wire_number(1, 7) + wire_bytes(8, text)) + plugin, 1700000000);
}

/// A log in the making: records are cut into chunks at the ends of blocks.
class WandbLog {
 public:
  static constexpr std::size_t kBlock = 32768;

  WandbLog& add(const std::string& record) {
    std::string_view rest = record;
    bool first = true, done = false;
    while (!done) {
      std::size_t room = kBlock - text_.size() % kBlock;
      if (room < 7) {
        text_.append(room, '\0');
        room = kBlock;
      }
      const std::string data(rest.substr(0, room - 7));
      rest.remove_prefix(data.size());
      done = rest.empty();
      const char kind = static_cast<char>(first ? (done ? 1 : 2) : (done ? 4 : 3));
      text_ += little_endian(base::crc32(kind + data), 4) + little_endian(data.size(), 2) + kind + data;
      first = false;
    }
    return *this;
  }
  WandbLog& run(const std::string& id, const std::string& more) {
    return add(wire_bytes(17, wire_bytes(1, id) + more));
  }
  WandbLog& history(int step, const std::string& key, const std::string& json) {
    return add(wire_bytes(2, wire_bytes(1, wire_bytes(1, key) + wire_bytes(16, json)) +
                                 wire_bytes(2, wire_number(1, static_cast<std::uint64_t>(step)))));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_ = std::string(":W&B\xe1\xbe") + '\0';
};

}  // namespace support
