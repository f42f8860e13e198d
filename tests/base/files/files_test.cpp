#include "base/files/files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {
namespace {

namespace fs = std::filesystem;

/// A folder `source` to read, beside a file `secret.txt` that no link may reach.
class DiskFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::temp_directory_path() / "trialpress-files-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    around_ = fs::canonical(name);
    root_ = around_ / "source";
    fs::create_directories(root_ / "a");
    write(root_ / "a" / "metrics.csv", "step,loss\n1,0.5\n");
    write(around_ / "secret.txt", "secret");
  }
  void TearDown() override { fs::remove_all(around_); }

  static void write(const fs::path& path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

  std::unique_ptr<FileReader> reader() {
    Result<std::unique_ptr<FileReader>> opened = open_folder(root_.string());
    EXPECT_TRUE(opened) << opened.error().what;
    return std::move(opened).value();
  }

  Error open_error(const std::string& path) {
    const Result<std::string> read = reader()->read_all(path, 1000);
    EXPECT_FALSE(read) << path << " was read";
    return read ? Error{} : read.error();
  }

  FolderEntry entry(const std::string& folder, const std::string& name) {
    const auto entries = reader()->list(folder);
    EXPECT_TRUE(entries);
    for (const FolderEntry& found : *entries) {
      if (found.name == name) return found;
    }
    ADD_FAILURE() << name << " is not listed";
    return {};
  }

  fs::path around_, root_;
};

TEST_F(DiskFiles, ListsInByteOrderOfNames) {
  for (const char* name : {"b", "B", "run-10", "run-2", "\xc3\xa4", "z", ".hidden"}) write(root_ / name, "x");
  const auto entries = reader()->list("");
  ASSERT_TRUE(entries);
  std::vector<std::string> names;
  for (const FolderEntry& found : *entries) names.push_back(found.name);
  EXPECT_EQ(names, (std::vector<std::string>{".hidden", "B", "a", "b", "run-10", "run-2", "z", "\xc3\xa4"}));
  EXPECT_EQ(entry("", "a").kind, FileKind::folder);
  EXPECT_EQ(entry("a", "metrics.csv").kind, FileKind::file);
  EXPECT_EQ(entry("a", "metrics.csv").refusal, "");
}

TEST_F(DiskFiles, ReadsAFileWholeAndItsHead) {
  EXPECT_EQ(*reader()->read_all("a/metrics.csv", 16), "step,loss\n1,0.5\n");
  EXPECT_EQ(*reader()->read_head("a/metrics.csv", 4), "step");
  EXPECT_EQ(*reader()->read_head("a/metrics.csv", 400), "step,loss\n1,0.5\n");
  EXPECT_EQ(reader()->info("a/metrics.csv")->size_bytes, 16u);
}

TEST_F(DiskFiles, RefusesAFileOverTheLimit) {
  const Result<std::string> read = reader()->read_all("a/metrics.csv", 15);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, Error::Kind::limit);
  EXPECT_EQ(read.error().where, "a/metrics.csv");
}

TEST_F(DiskFiles, ReadsALargeFileInPiecesOfAnySize) {
  std::string bytes;
  for (int i = 0; i < 200'000; ++i) bytes += std::to_string(i) + "\n";
  write(root_ / "large.csv", bytes);
  for (const std::size_t piece : {std::size_t{1000}, std::size_t{65536}, std::size_t{300'000}}) {
    const auto stream = std::move(reader()->open("large.csv")).value();
    std::string read, buffer(piece, '\0');
    for (;;) {
      const Result<std::size_t> count = stream->read(buffer.data(), piece);
      ASSERT_TRUE(count);
      if (*count == 0) break;
      read.append(buffer, 0, *count);
    }
    EXPECT_TRUE(read == bytes) << "in pieces of " << piece;
  }
}

TEST_F(DiskFiles, ReadsToTheSizeSeenWhenOpened) {
  const auto stream = std::move(reader()->open("a/metrics.csv")).value();
  std::ofstream(root_ / "a" / "metrics.csv", std::ios::app) << "2,0.25\n";
  std::string buffer(100, '\0');
  EXPECT_EQ(*stream->read(buffer.data(), buffer.size()), 16u);
  EXPECT_EQ(*stream->read(buffer.data(), buffer.size()), 0u);
}

TEST_F(DiskFiles, EndsQuietlyWhenAFileShrinks) {
  const auto stream = std::move(reader()->open("a/metrics.csv")).value();
  fs::resize_file(root_ / "a" / "metrics.csv", 4);
  std::string buffer(100, '\0');
  EXPECT_EQ(*stream->read(buffer.data(), buffer.size()), 4u);
  EXPECT_EQ(*stream->read(buffer.data(), buffer.size()), 0u);
}

TEST_F(DiskFiles, FollowsLinksThatStayInside) {
  fs::create_symlink("a/metrics.csv", root_ / "relative.csv");
  fs::create_symlink(root_ / "a" / "metrics.csv", root_ / "absolute.csv");
  fs::create_symlink("../source/a/metrics.csv", root_ / "round.csv");
  fs::create_directory_symlink("a", root_ / "latest");
  for (const char* path : {"relative.csv", "absolute.csv", "round.csv", "latest/metrics.csv"}) {
    const Result<std::string> read = reader()->read_all(path, 100);
    ASSERT_TRUE(read) << path << ": " << read.error().what;
    EXPECT_EQ(read->size(), 16u) << path;
  }
  EXPECT_TRUE(entry("", "latest").is_link);
  EXPECT_EQ(entry("", "latest").kind, FileKind::folder);
  EXPECT_EQ(entry("", "absolute.csv").refusal, "");
}

TEST_F(DiskFiles, RefusesEveryWayOut) {
  fs::create_symlink("../secret.txt", root_ / "relative.txt");
  fs::create_symlink(around_ / "secret.txt", root_ / "absolute.txt");
  fs::create_symlink("relative.txt", root_ / "twice.txt");
  fs::create_directory_symlink("..", root_ / "up");
  fs::create_directory(around_ / "source-2");
  write(around_ / "source-2" / "x", "secret");
  fs::create_directory_symlink(around_ / "source-2", root_ / "sibling");
  for (const char* path : {"relative.txt", "absolute.txt", "twice.txt", "up/secret.txt", "../secret.txt", "sibling/x",
                           "a/../../secret.txt"}) {
    const Error error = open_error(path);
    EXPECT_EQ(error.kind, Error::Kind::unreadable) << path;
    EXPECT_EQ(error.what, "link leads out of the source") << path;
    EXPECT_EQ(error.where, path);
  }
  EXPECT_FALSE(reader()->list("up"));
  EXPECT_EQ(entry("", "up").refusal, "link leads out of the source");
  EXPECT_EQ(entry("", "absolute.txt").refusal, "link leads out of the source");
}

TEST_F(DiskFiles, SaysWhatIsWrongWithALinkThatCannotBeFollowed) {
  fs::create_symlink("loop", root_ / "loop");
  fs::create_symlink("gone.csv", root_ / "dangling");
  EXPECT_EQ(entry("", "loop").refusal, "too many levels of links");
  EXPECT_EQ(entry("", "dangling").refusal, "link leads to nothing");
  EXPECT_EQ(open_error("loop").what, "too many levels of links");
  EXPECT_EQ(open_error("dangling").kind, Error::Kind::missing);
}

TEST_F(DiskFiles, RefusesWhatIsNotARegularFileWithoutBlocking) {
  ASSERT_EQ(::mkfifo((root_ / "fifo").c_str(), 0600), 0);
  const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (root_ / "socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  for (const char* path : {"fifo", "socket", "a"}) {
    EXPECT_EQ(open_error(path).what, "not a regular file") << path;
    EXPECT_EQ(open_error(path).kind, Error::Kind::unreadable) << path;
  }
  EXPECT_EQ(entry("", "fifo").kind, FileKind::other);
  EXPECT_EQ(entry("", "fifo").refusal, "not a regular file");
  ::close(server);
}

TEST_F(DiskFiles, AFolderReachedByTwoPathsHasOneIdentity) {
  fs::create_directories(root_ / "a" / "b");
  fs::create_directory_symlink("..", root_ / "a" / "b" / "again");
  const auto files = reader();
  EXPECT_EQ(files->info("a")->identity, files->info("a/b/again")->identity);
  EXPECT_NE(files->info("a")->identity, files->info("a/b")->identity);
  EXPECT_NE(files->info("a")->identity, files->info("")->identity);
}

TEST_F(DiskFiles, NamesWhatIsMissing) {
  EXPECT_EQ(open_error("a/none.csv").kind, Error::Kind::missing);
  EXPECT_EQ(open_error("a/metrics.csv/x").kind, Error::Kind::missing);
  EXPECT_EQ(open_error(std::string("a\0b", 3)).kind, Error::Kind::missing);
  const auto none = open_folder((around_ / "none").string());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, Error::Kind::missing);
}

TEST_F(DiskFiles, SaysPermissionDenied) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  fs::permissions(root_ / "a" / "metrics.csv", fs::perms::none);
  EXPECT_EQ(open_error("a/metrics.csv").what, "permission denied");
}

TEST_F(DiskFiles, ASourceCanBeASingleFile) {
  const auto opened = open_folder((root_ / "a" / "metrics.csv").string());
  ASSERT_TRUE(opened);
  const auto entries = (*opened)->list("");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1u);
  EXPECT_EQ(entries->front().name, "metrics.csv");
  EXPECT_EQ(*(*opened)->read_all("metrics.csv", 100), "step,loss\n1,0.5\n");
  EXPECT_EQ((*opened)->info("")->kind, FileKind::folder);
  EXPECT_FALSE((*opened)->read_all("../metrics.csv", 100));
  EXPECT_FALSE((*opened)->list("a"));
}

}  // namespace
}  // namespace base
