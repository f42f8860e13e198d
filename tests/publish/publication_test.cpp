#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "publish/publish.h"

namespace publish {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using Files = std::map<std::string, std::string>;

constexpr const char* kManifest = ".trialpress-manifest.json";

Files read_tree(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[entry.path().lexically_relative(folder).string()] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  return files;
}

struct stat status_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
  return status;
}

/// Builds into `site`, in a folder of its own.
class PublicationTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::temp_directory_path() / "trialpress-publish-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    around_ = fs::canonical(name);
    site_ = around_ / "site";
  }
  void TearDown() override { fs::remove_all(around_); }

  Result<std::unique_ptr<Publication>> begin() { return Publication::begin(options()); }
  PublishOptions options() const { return {.folder = site_.string(), .inputs = inputs_}; }

  Result<PublishCounts> build(const Files& files) {
    Result<std::unique_ptr<Publication>> publication = begin();
    if (!publication) return publication.error();
    for (const auto& [path, bytes] : files) {
      if (const Result<void> put = (*publication)->put({path, bytes}); !put) return put.error();
    }
    return (*publication)->commit();
  }

  PublishCounts built(const Files& files) {
    const Result<PublishCounts> counts = build(files);
    EXPECT_TRUE(counts) << counts.error().where << ": " << counts.error().what;
    return counts ? *counts : PublishCounts{};
  }

  /// The error of a refused build. Whatever stood in the folder must stand there still.
  Error refusal() {
    const Files before = read_tree(around_);
    const Result<std::unique_ptr<Publication>> publication = begin();
    EXPECT_FALSE(publication) << "built into " << site_;
    EXPECT_EQ(read_tree(around_), before);
    return publication ? Error{} : publication.error();
  }

  /// The files of the site without the manifest.
  Files site() const {
    Files files = read_tree(site_);
    files.erase(kManifest);
    return files;
  }

  std::vector<std::string> names_beside() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(around_)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  static void write(const fs::path& path, std::string_view bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }

  fs::path around_, site_;
  std::vector<std::string> inputs_;
};

using Names = std::vector<std::string>;

TEST_F(PublicationTest, MakesASiteAndItsParents) {
  site_ = around_ / "public" / "reports" / "site";
  const Files files{{"index.html", "<p>hello"}, {"runs/a.html", "a"}, {"data/deep/er/x.json", "{}"}, {".nojekyll", ""}};
  const PublishCounts counts = built(files);
  EXPECT_EQ(site(), files);
  EXPECT_EQ(counts.written, 4u);
  EXPECT_EQ(counts.unchanged, 0u);
  EXPECT_EQ(counts.bytes_written, 11u);
  EXPECT_EQ(counts.bytes_total, 11u);
  EXPECT_EQ(status_of(site_).st_mode & 0700, 0700u);
  EXPECT_EQ(read_tree(around_).size(), 5u) << "four files and the manifest, nothing beside the site";
}

TEST_F(PublicationTest, UsesAnEmptyFolder) {
  fs::create_directory(site_);
  built({{"index.html", "x"}});
  EXPECT_EQ(site(), (Files{{"index.html", "x"}}));
  EXPECT_EQ(names_beside(), Names{"site"});
}

TEST_F(PublicationTest, ShowsNothingBeforeCommit) {
  const auto publication = begin();
  ASSERT_TRUE(publication);
  ASSERT_TRUE((*publication)->put({"index.html", "x"}));
  EXPECT_FALSE(fs::exists(site_));
  for (const std::string& name : names_beside()) {
    if (name.ends_with("lock")) continue;
    EXPECT_EQ(status_of(around_ / name).st_mode & 0777, 0700u) << "half a site is nobody else's business";
  }
  ASSERT_TRUE((*publication)->commit());
  EXPECT_TRUE(fs::exists(site_ / "index.html"));
}

TEST_F(PublicationTest, KeepsInodeAndTimeOfUnchangedFiles) {
  built({{"same.html", "same"}, {"other.html", "old"}, {"runs/same.html", std::string(300'000, 'x')}});
  const struct stat before = status_of(site_ / "same.html"), nested = status_of(site_ / "runs/same.html");
  const PublishCounts counts =
      built({{"same.html", "same"}, {"other.html", "new"}, {"runs/same.html", std::string(300'000, 'x')}});
  EXPECT_EQ(status_of(site_ / "same.html").st_ino, before.st_ino);
  EXPECT_EQ(status_of(site_ / "same.html").st_mtim.tv_nsec, before.st_mtim.tv_nsec);
  EXPECT_EQ(status_of(site_ / "runs/same.html").st_ino, nested.st_ino);
  EXPECT_EQ(site().at("other.html"), "new");
  EXPECT_EQ(counts.unchanged, 2u);
  EXPECT_EQ(counts.written, 1u);
  EXPECT_EQ(counts.bytes_written, 3u);
  EXPECT_EQ(counts.bytes_total, 300'007u);
}

TEST_F(PublicationTest, TouchesNothingWhenNothingChanged) {
  built({{"index.html", "x"}, {"runs/a.html", "a"}});
  write(site_ / "CNAME", "example.org");
  const struct stat folder = status_of(site_), manifest = status_of(site_ / kManifest);
  const PublishCounts counts = built({{"index.html", "x"}, {"runs/a.html", "a"}});
  EXPECT_EQ(status_of(site_).st_ino, folder.st_ino);
  EXPECT_EQ(status_of(site_ / kManifest).st_ino, manifest.st_ino);
  EXPECT_EQ(counts.unchanged, 2u);
  EXPECT_EQ(counts.foreign_kept, 1u);
  EXPECT_EQ(names_beside(), Names{"site"});
}

TEST_F(PublicationTest, WritesEveryFileAnewWhenCleaning) {
  built({{"index.html", "x"}});
  const struct stat before = status_of(site_ / "index.html");
  auto publication = Publication::begin({.folder = site_.string(), .clean = true});
  ASSERT_TRUE(publication);
  ASSERT_TRUE((*publication)->put({"index.html", "x"}));
  EXPECT_EQ((*publication)->commit()->written, 1u);
  EXPECT_NE(status_of(site_ / "index.html").st_ino, before.st_ino);
}

TEST_F(PublicationTest, RemovesWhatTheNewSiteDoesNotHave) {
  built({{"index.html", "x"}, {"runs/a.html", "a"}, {"gone/deep/b.html", "b"}});
  const PublishCounts counts = built({{"index.html", "x"}, {"runs/c.html", "c"}});
  EXPECT_EQ(site(), (Files{{"index.html", "x"}, {"runs/c.html", "c"}}));
  EXPECT_FALSE(fs::exists(site_ / "gone"));
  EXPECT_EQ(counts.removed, 2u);
  EXPECT_EQ(counts.foreign_kept, 0u);
}

TEST_F(PublicationTest, KeepsWhatOthersPutIntoTheSite) {
  built({{"index.html", "x"}, {"runs/a.html", "a"}});
  write(site_ / "CNAME", "example.org");
  write(site_ / ".git" / "objects" / "ab" / "cd", "blob");
  write(site_ / "runs" / "mine.txt", "mine");
  fs::create_directories(site_ / ".git" / "refs" / "empty");
  fs::permissions(site_ / ".git" / "objects" / "ab", fs::perms::owner_read | fs::perms::owner_exec);
  fs::create_symlink("/nowhere", site_ / "link");
  const struct stat before = status_of(site_ / "CNAME");
  const PublishCounts counts = built({{"index.html", "y"}});
  EXPECT_EQ(counts.foreign_kept, 4u);
  EXPECT_EQ(counts.removed, 1u);
  EXPECT_EQ(
      site(),
      (Files{
          {"index.html", "y"}, {"CNAME", "example.org"}, {".git/objects/ab/cd", "blob"}, {"runs/mine.txt", "mine"}}));
  EXPECT_EQ(status_of(site_ / "CNAME").st_ino, before.st_ino);
  EXPECT_EQ(fs::read_symlink(site_ / "link"), "/nowhere");
  EXPECT_TRUE(fs::is_directory(site_ / ".git" / "refs" / "empty"));
  EXPECT_EQ(status_of(site_ / ".git/objects/ab").st_mode & 0777, 0500u);
  fs::permissions(site_ / ".git" / "objects" / "ab", fs::perms::owner_all);  // so that it can be removed
  EXPECT_EQ(names_beside(), Names{"site"});
}

TEST_F(PublicationTest, KeepsAFileOfOursThatSomeoneChangedUnlessItIsWrittenAgain) {
  built({{"a.html", "a"}, {"b.html", "b"}, {"c.html", "c"}});
  write(site_ / "a.html", "edited");
  write(site_ / "b.html", "edited");
  fs::remove(site_ / "c.html");
  fs::create_symlink("b.html", site_ / "c.html");
  const PublishCounts counts = built({{"b.html", "b"}});
  EXPECT_EQ(site(), (Files{{"a.html", "edited"}, {"b.html", "b"}, {"c.html", "b"}}));
  EXPECT_TRUE(fs::is_symlink(site_ / "c.html"));
  EXPECT_EQ(counts.foreign_kept, 2u);
  EXPECT_EQ(counts.removed, 0u);
}

TEST_F(PublicationTest, DoesNotOverwriteAFileOfOthers) {
  built({{"index.html", "x"}});
  write(site_ / "robots.txt", "theirs");
  const Result<PublishCounts> counts = build({{"index.html", "y"}, {"robots.txt", "ours"}});
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().where, (site_ / "robots.txt").string());
  EXPECT_EQ(site(), (Files{{"index.html", "x"}, {"robots.txt", "theirs"}}));
  EXPECT_EQ(names_beside(), Names{"site"});
}

TEST_F(PublicationTest, ReplacesAFileByAFolderAndBack) {
  built({{"a", "file"}});
  built({{"a/b.html", "folder"}});
  EXPECT_EQ(site(), (Files{{"a/b.html", "folder"}}));
  built({{"a", "file"}});
  EXPECT_EQ(site(), (Files{{"a", "file"}}));
}

TEST_F(PublicationTest, RefusesAFolderItDidNotMake) {
  write(site_ / "thesis.tex", "years of work");
  const Error error = refusal();
  EXPECT_EQ(error.where, site_.string());
  EXPECT_NE(error.what.find("not empty"), std::string::npos) << error.what;
}

TEST_F(PublicationTest, TakesAFolderThatHoldsHiddenFilesAloneAndKeepsThem) {
  write(site_ / ".gitignore", "*");
  write(site_ / ".git" / "HEAD", "ref");
  EXPECT_EQ(built({{"index.html", "x"}}).foreign_kept, 2u);
  const Files kept{{".gitignore", "*"}, {".git/HEAD", "ref"}, {"index.html", "x"}};
  EXPECT_EQ(site(), kept);
  EXPECT_EQ(built({{"index.html", "x"}}).foreign_kept, 2u);
  EXPECT_EQ(site(), kept);
}

TEST_F(PublicationTest, RefusesAFolderWithHiddenFilesBesideOthers) {
  write(site_ / ".gitignore", "*");
  write(site_ / "thesis.tex", "years of work");
  EXPECT_NE(refusal().what.find("not empty"), std::string::npos);
}

TEST_F(PublicationTest, RefusesAFolderWithADamagedManifest) {
  for (const char* text :
       {"", "[]", "{\"format\": 1}", "{\"format\": 1, \"files\": [{\"path\": 3}]}", "{\"format\": 2, \"files\": []}"}) {
    write(site_ / kManifest, text);
    write(site_ / "index.html", "x");
    EXPECT_NE(refusal().where.find(kManifest), std::string::npos) << text;
  }
}

TEST_F(PublicationTest, RefusesTheInputAndWhatHoldsIt) {
  fs::create_directories(around_ / "runs" / "a");
  inputs_ = {(around_ / "runs").string()};
  for (const char* folder : {"runs", "", "."}) {
    site_ = around_ / folder;
    EXPECT_EQ(refusal().kind, Error::Kind::invalid) << site_;
  }
  fs::create_directory_symlink("runs", around_ / "link");
  site_ = around_ / "link";
  EXPECT_EQ(refusal().kind, Error::Kind::invalid) << site_;
}

TEST_F(PublicationTest, RefusesAHomeFolder) {
  fs::create_directories(around_ / "home");
  site_ = around_ / "home";
  EXPECT_FALSE(Publication::begin({.folder = site_.string(), .home = (around_ / "home" / ".").string()}));
  EXPECT_TRUE(Publication::begin({.folder = (site_ / "site").string(), .home = (around_ / "home").string()}));
}

TEST_F(PublicationTest, AcceptsAFolderInsideOrBesideTheInput) {
  fs::create_directories(around_ / "runs" / "a");
  inputs_ = {(around_ / "runs").string()};
  for (const char* folder : {"runs/site", "runs/b/c", "runs-report"}) {
    site_ = around_ / folder;
    EXPECT_TRUE(begin()) << site_;
  }
}

TEST_F(PublicationTest, RefusesPlacesThatAreNoFolderOfTheirOwn) {
  write(around_ / "file", "x");
  fs::create_directory(around_ / "real");
  fs::create_directory_symlink("real", around_ / "link");
  for (const fs::path& place : {fs::path("/"), fs::path("/tmp/.."), around_ / "file", around_ / "link",
                                around_ / "file" / "site", fs::path("")}) {
    site_ = place;
    EXPECT_NE(refusal().what, "") << place;
  }
}

TEST_F(PublicationTest, RefusesTwoFilesOfOnePath) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"a.html", "a.html"}, {"runs/A.html", "runs/a.html"}, {"Runs/a.html", "runs/b.html"}, {"a", "a/b"}, {"a/b", "A"}};
  for (const auto& [first, second] : pairs) {
    const auto publication = begin();
    ASSERT_TRUE(publication);
    ASSERT_TRUE((*publication)->put({first, "x"}));
    const Result<void> put = (*publication)->put({second, "x"});
    ASSERT_FALSE(put) << first << " and " << second;
    EXPECT_EQ(put.error().where, (site_ / second).string());
    EXPECT_FALSE((*publication)->commit());
  }
  EXPECT_EQ(names_beside(), Names{});
}

TEST_F(PublicationTest, RefusesPathsThatLeaveTheSite) {
  for (const std::string path : {"../x", "/etc/x", "a/../../x", "", "a//b", "a/", "./a", "a\nb", "a\\b", kManifest}) {
    const auto publication = begin();
    ASSERT_TRUE(publication);
    EXPECT_FALSE((*publication)->put({path, "x"})) << path;
  }
  EXPECT_EQ(names_beside(), Names{});
}

TEST_F(PublicationTest, AFailedWriteLeavesTheOldSiteWhole) {
  built({{"index.html", "old"}, {"a.html", "a"}});
  const Files before = read_tree(around_);
  struct rlimit usual {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  const struct rlimit small { 1000, usual.rlim_max };
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const Result<PublishCounts> counts = build({{"index.html", "new"}, {"large.html", std::string(5000, 'x')}});
  ::setrlimit(RLIMIT_FSIZE, &usual);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().kind, Error::Kind::unwritable);
  EXPECT_EQ(counts.error().where, (site_ / "large.html").string());
  EXPECT_NE(counts.error().what.find("File too large"), std::string::npos) << counts.error().what;
  EXPECT_EQ(read_tree(around_), before);
  EXPECT_EQ(names_beside(), Names{"site"});
}

TEST_F(PublicationTest, AnAbandonedBuildLeavesNothing) {
  site_ = around_ / "new" / "parent" / "site";
  {
    const auto publication = begin();
    ASSERT_TRUE(publication);
    ASSERT_TRUE((*publication)->put({"runs/a.html", "a"}));
    (*publication)->abandon();
    EXPECT_EQ(names_beside(), Names{});
    EXPECT_FALSE((*publication)->put({"b.html", "b"}));
    EXPECT_FALSE((*publication)->commit());
  }
  {
    const auto forgotten = begin();
    ASSERT_TRUE((*forgotten)->put({"runs/a.html", "a"}));
  }
  EXPECT_EQ(names_beside(), Names{});
}

TEST_F(PublicationTest, ASecondBuildIsToldWhoHoldsTheFirst) {
  int ready[2], done[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(done), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto publication = begin();
    char byte = publication ? 'y' : 'n';
    if (::write(ready[1], &byte, 1) != 1 || ::read(done[0], &byte, 1) != 1) ::_exit(1);
    ::_exit(0);  // without cleaning up, as if killed
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ASSERT_EQ(byte, 'y');
  const Error error = refusal();
  EXPECT_EQ(error.kind, Error::Kind::unwritable);
  EXPECT_NE(error.what.find("process " + std::to_string(child) + " "), std::string::npos) << error.what;
  ASSERT_EQ(::write(done[1], &byte, 1), 1);
  ::waitpid(child, nullptr, 0);
  EXPECT_GT(names_beside().size(), 1u);
  built({{"index.html", "x"}});
  EXPECT_EQ(names_beside(), Names{"site"}) << "what the ended build left is gone";
  for (const int end : {ready[0], ready[1], done[0], done[1]}) ::close(end);
}

TEST_F(PublicationTest, RemovesLeftoversOfItsOwnSiteOnly) {
  write(around_ / ".site.trialpress-999999999" / "runs" / "a.html", "half");
  write(around_ / ".site.trialpress-lock", "999999999\n");
  write(around_ / ".other.trialpress-999999999" / "a.html", "half");
  write(around_ / ".site.trialpress-notes" / "a.txt", "someone's");
  built({{"index.html", "x"}});
  EXPECT_EQ(names_beside(), (Names{".other.trialpress-999999999", ".site.trialpress-notes", "site"}));
}

TEST_F(PublicationTest, BringsBackASiteThatWasMovedAsideByAKilledBuild) {
  built({{"index.html", "old"}, {"a.html", "a"}});
  write(site_ / "CNAME", "example.org");
  fs::rename(site_, around_ / ".site.trialpress-old");
  {
    const auto publication = begin();
    ASSERT_TRUE(publication);
    EXPECT_EQ(site().at("index.html"), "old");
  }
  built({{"index.html", "new"}});
  EXPECT_EQ(site(), (Files{{"index.html", "new"}, {"CNAME", "example.org"}}));
  EXPECT_EQ(names_beside(), Names{"site"});
}

TEST_F(PublicationTest, DoesNotReplaceAFolderThatAppearedMeanwhile) {
  const auto publication = begin();
  ASSERT_TRUE((*publication)->put({"index.html", "x"}));
  write(site_ / "theirs.txt", "theirs");
  EXPECT_FALSE((*publication)->commit());
  EXPECT_EQ(site(), (Files{{"theirs.txt", "theirs"}}));
  EXPECT_EQ(names_beside(), Names{"site"});
}

TEST_F(PublicationTest, WritesTheSameManifestWhateverTheOrder) {
  const std::vector<std::string> paths{"index.html", "runs/b.html", "runs/a.html", "data/site.json"};
  std::vector<std::string> manifests;
  for (const bool backwards : {false, true}) {
    site_ = around_ / (backwards ? "backwards" : "forwards");
    const auto publication = begin();
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::string& path = paths[backwards ? paths.size() - 1 - i : i];
      ASSERT_TRUE((*publication)->put({path, "bytes of " + path}));
    }
    ASSERT_TRUE((*publication)->commit());
    manifests.push_back(read_tree(site_).at(kManifest));
  }
  EXPECT_EQ(manifests[0], manifests[1]);
  EXPECT_LT(manifests[0].find("data/site.json"), manifests[0].find("index.html"));
  EXPECT_LT(manifests[0].find("runs/a.html"), manifests[0].find("runs/b.html"));
  EXPECT_EQ(manifests[0].find(around_.string()), std::string::npos);
}

TEST_F(PublicationTest, TakesFilesFromSeveralThreads) {
  Files files;
  for (int i = 0; i < 400; ++i) files["f" + std::to_string(i % 20) + "/" + std::to_string(i)] = std::to_string(i);
  const auto publication = begin();
  ASSERT_TRUE(publication);
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      std::size_t i = 0;
      for (const auto& [path, bytes] : files) {
        if (i++ % 4 == t && !(*publication)->put({path, bytes})) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ((*publication)->commit()->written, 400u);
  EXPECT_EQ(site(), files);
}

}  // namespace
}  // namespace publish
