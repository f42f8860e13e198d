#pragma once
/// Data to test against: what the repository holds, under tests/data, and what stands beside the checkout, for licences
/// or sizes that do not belong into it. Tests of the second kind are skipped where it is missing, with a line that says
/// so; in CI they fail, unless TRIALPRESS_WITHOUT_SHARED=1 says that it goes without.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace support {

/// The folder `tests/data/conformance/<name>`.
inline std::filesystem::path conformance_folder(const std::string& name) {
  return std::filesystem::path(TRIALPRESS_SOURCE_DIR) / "tests/data/conformance" / name;
}

/// A path beside the checkout: below $TRIALPRESS_SHARED, or ../shared.
inline std::filesystem::path shared_path(const std::string& name) {
  const char* shared = std::getenv("TRIALPRESS_SHARED");
  return std::filesystem::path(shared != nullptr ? shared : TRIALPRESS_SOURCE_DIR "/../shared") / name;
}

inline bool may_lack_shared() {
  const auto is = [](const char* name, std::string_view value) {
    const char* set = std::getenv(name);
    return set != nullptr && set == value;
  };
  return !is("CI", "true") || is("TRIALPRESS_WITHOUT_SHARED", "1");
}

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace support

/// Ends a test, or a SetUp, that needs a path beside the checkout where it is missing.
#define NEEDS_SHARED(name)                                                                        \
  if (!std::filesystem::exists(support::shared_path(name))) {                                     \
    if (support::may_lack_shared()) GTEST_SKIP() << "no " << support::shared_path(name).string(); \
    FAIL() << "no " << support::shared_path(name).string() << "; set TRIALPRESS_SHARED";          \
  }                                                                                               \
  static_assert(true)
