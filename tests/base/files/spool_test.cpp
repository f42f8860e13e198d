#include "base/files/spool.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace base {
namespace {

namespace fs = std::filesystem;

void keeps_apart_what_threads_append(Spool& spool) {
  std::vector<std::vector<SpoolRef>> refs(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < refs.size(); ++t) {
    threads.emplace_back([&spool, &refs, t] {
      for (std::size_t i = 0; i < 200; ++i) {
        const Result<SpoolRef> ref = spool.append(std::string(i, static_cast<char>('a' + t)));
        if (ref) refs[t].push_back(*ref);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t t = 0; t < refs.size(); ++t) {
    ASSERT_EQ(refs[t].size(), 200u);
    for (std::size_t i = 0; i < 200; ++i) {
      const Result<std::string> bytes = spool.read(refs[t][i]);
      ASSERT_TRUE(bytes);
      EXPECT_EQ(*bytes, std::string(i, static_cast<char>('a' + t)));
    }
  }
}

TEST(Spool, KeepsApartWhatThreadsAppendInMemory) {
  keeps_apart_what_threads_append(**open_spool(""));
}

TEST(Spool, KeepsApartWhatThreadsAppendOnDiskAndLeavesNoFile) {
  std::string folder = fs::temp_directory_path() / "trialpress-spool-XXXXXX";
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  {
    const auto spool = open_spool(folder);
    ASSERT_TRUE(spool) << spool.error().what;
    keeps_apart_what_threads_append(**spool);
    EXPECT_TRUE(fs::is_empty(folder));
  }
  EXPECT_TRUE(fs::remove(folder));
}

TEST(Spool, RefusesAReferenceItNeverGave) {
  for (const std::string& folder : {std::string(), fs::temp_directory_path().string()}) {
    const auto spool = open_spool(folder);
    ASSERT_TRUE(spool);
    ASSERT_TRUE((*spool)->append("abc"));
    EXPECT_FALSE((*spool)->read({.offset = 2, .size_bytes = 2}));
    EXPECT_FALSE((*spool)->read({.offset = 5, .size_bytes = UINT64_MAX}));
    EXPECT_EQ(*(*spool)->read({.offset = 1, .size_bytes = 2}), "bc");
  }
}

TEST(Spool, NamesTheFolderItCannotWriteTo) {
  const auto spool = open_spool("/nonexistent/folder");
  ASSERT_FALSE(spool);
  EXPECT_EQ(spool.error().kind, Error::Kind::unwritable);
  EXPECT_EQ(spool.error().where, "/nonexistent/folder");
  EXPECT_NE(spool.error().what.find("No such file or directory"), std::string::npos);
}

}  // namespace
}  // namespace base
