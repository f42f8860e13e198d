#include "ingest/documents/run_ids.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text/utf8.h"

namespace ingest {
namespace {

bool is_device_name(std::string_view lower) {
  const std::string_view stem = lower.substr(0, lower.find('.'));
  constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
  if (std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '1' && stem[3] <= '9';
}

bool has_percent_code(std::string_view lower) {
  constexpr std::array<std::string_view, 4> kCodes{"%2e", "%2f", "%5c", "%00"};
  return std::any_of(kCodes.begin(), kCodes.end(),
                     [&](std::string_view code) { return lower.find(code) != std::string_view::npos; });
}

}  // namespace

std::string_view unfit_for_file_name(std::string_view id) {
  if (id.empty()) return "is empty";
  if (id == "." || id == "..") return "is the name of a folder in every folder";
  if (id.find_first_of("/\\") != std::string_view::npos) return "has a path separator in it";
  if (std::any_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; })) {
    return "has a control character in it";
  }
  if (id.back() == '.' || id.back() == ' ') return "ends in a dot or a blank";
  const std::string lower = base::to_lower(id);
  if (has_percent_code(lower)) return "has a percent code in it that a server would undo";
  if (is_device_name(lower)) return "is the name of a device on Windows";
  if (lower.ends_with(".html") || lower.ends_with(".htm")) return "is the name of a page";
  return "";
}

}  // namespace ingest
