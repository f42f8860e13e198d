#pragma once
/// Lines of text logs, passed over for tests.

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/formats/text_log/log_pass.h"

namespace support {

inline ingest::LogEvents pass_of(const std::vector<std::string>& lines) {
  ingest::LogPass pass;
  std::uint32_t number = 0;
  for (const std::string& line : lines) pass.add_line(line, ++number);
  return pass.take();
}

}  // namespace support
