#include "ingest/formats/loops/commit_link.h"

#include <gtest/gtest.h>

#include <string>

#include "support/memory_files.h"

namespace {

std::string page(const std::string& url) {
  const support::MemoryFiles files({{".git/config",
                                     "[remote \"fork\"]\n\turl = https://github.com/other/fork\n"
                                     "[remote \"origin\"]\n\turl = " +
                                         url + "\n"}});
  return ingest::find_repository_page(files, "a/b");
}

TEST(CommitLink, PagesOfKnownHosts) {
  EXPECT_EQ(page("git@github.com:owner/name.git"), "https://github.com/owner/name");
  EXPECT_EQ(page("ssh://git@gitlab.com/group/sub/name.git"), "https://gitlab.com/group/sub/name");
  EXPECT_EQ(page("https://git.example.org/owner/name"), "") << "its commits may stand elsewhere";
}

TEST(CommitLink, NothingSecretAndNothingThatIsNoAddress) {
  EXPECT_EQ(page("https://user:secret@github.com/owner/name.git"), "https://github.com/owner/name");
  EXPECT_EQ(page("https://github.com/owner/name?token=secret"), "");
  EXPECT_EQ(page("https://github.com/../name"), "");
  EXPECT_EQ(page("https://github.com/\"><script>"), "");
  EXPECT_EQ(page(""), "");
}

}  // namespace
