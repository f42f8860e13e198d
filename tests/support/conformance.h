#pragma once
/// Public conformance data that stands beside the checkout; tests that need it are skipped without it.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace support {

/// The folder `conformance/<name>` of the shared data ($TRIALPRESS_SHARED, or ../shared beside the checkout).
inline std::filesystem::path conformance_folder(const std::string& name) {
  const char* shared = std::getenv("TRIALPRESS_SHARED");
  const std::string root = shared != nullptr ? shared : TRIALPRESS_SOURCE_DIR "/../shared";
  return std::filesystem::path(root) / "conformance" / name;
}

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace support
