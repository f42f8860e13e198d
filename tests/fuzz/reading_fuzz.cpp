// The whole of reading over files of damaged content: the first byte of each file says which of file_names.txt it is
// called, a byte 0x1C ends it. Up to four files stand in one folder.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/read_support.h"
#include "support/memory_files.h"

namespace {

constexpr std::size_t kMaxFiles = 4;
constexpr char kEndOfFile = '\x1C';

std::vector<std::string> read_names() {
  std::ifstream file(TRIALPRESS_SOURCE_DIR "/tests/fuzz/file_names.txt");
  std::vector<std::string> names;
  for (std::string line; std::getline(file, line);) names.push_back(line);
  if (names.empty()) std::abort();
  return names;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> names = read_names();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::map<std::string, std::string> files;
  while (!rest.empty() && files.size() < kMaxFiles) {
    const std::string& name = names[static_cast<unsigned char>(rest[0]) % names.size()];
    const bool last = files.size() + 1 == kMaxFiles;
    const std::size_t end = last ? rest.size() : std::min(rest.find(kEndOfFile, 1), rest.size());
    files["run/" + name] = std::string(rest.substr(1, end - 1));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!files.empty()) support::read_files(std::move(files));
  return 0;
}
