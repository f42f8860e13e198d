#include "ingest/privacy/personal_shapes.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/privacy/redact.h"

namespace {

std::string redact(const std::string& text) {
  ingest::Redactions found;
  return ingest::Redactor({}).redact_text(text, found);
}

TEST(PersonalShapes, HomeFoldersAreCut) {
  EXPECT_EQ(redact("/home/alice.example/datasets/imagenet"), "~/datasets/imagenet");
  EXPECT_EQ(redact("/Users/bob/x and /home/bob"), "~/x and ~");
  EXPECT_EQ(redact("C:\\Users\\alice\\runs"), "~\\runs");
  EXPECT_EQ(redact("C:/Users/alice/runs"), "~/runs");
  EXPECT_EQ(redact("/net/home/alice/runs"), "~/runs");
  EXPECT_EQ(redact("--data=/home/alice/d"), "--data=~/d");
  EXPECT_EQ(redact("file:///home/alice/d"), "file://~/d");
  EXPECT_EQ(redact("/home2/alice/d"), "~/d");
  EXPECT_EQ(redact("/nfs/home01/alice/d"), "~/d");
  EXPECT_EQ(redact("/afs/example.org/user/a/alice/d"), "~/d");
  EXPECT_EQ(redact("/scratch/alice/d"), "~/d");
  EXPECT_EQ(redact("/lustre/scratch/alice/d"), "~/d");
  EXPECT_EQ(redact("/u/alice/d"), "~/d");
  EXPECT_EQ(redact("~alice/d"), "~/d");
  EXPECT_EQ(redact("/Users/Alice Example/d"), "~/d");
  EXPECT_EQ(redact("\\\\server\\alice\\d"), "~\\d");
  EXPECT_EQ(redact("/content/drive/MyDrive/alice"), "~");
}

TEST(PersonalShapes, HomesInNamesOfFilesThatWereMadeFromPaths) {
  EXPECT_EQ(redact("_home_alice_data"), "~_data");
  EXPECT_EQ(redact("runs/_nfs_home01_alice_data/x.csv"), "runs/~_data/x.csv");
}

TEST(PersonalShapes, PlacesOfNobodyAreKept) {
  for (const char* text :
       {"home/alice", "https://example.org/home/page", "s3://bucket/users/x", "/scratch/datasets/coco",
        "/run/user/1000/x", "docs/users/guide.md", "/data/imagenet", "\\\\alpha\\\\beta", "~~struck~~"}) {
    EXPECT_EQ(redact(text), text);
  }
}

TEST(PersonalShapes, PeopleAtMachines) {
  EXPECT_EQ(redact("alice@gpu01:/srv/x"), "(withheld):/srv/x");
  EXPECT_EQ(redact("ran on alice@gpu01"), "ran on (withheld)");
  EXPECT_EQ(redact("by alice@corp.example."), "by (e-mail withheld).");
  for (const char* text : {"mAP@0.5", "recall@10", "pass@k", "org/model@main", "pkg@1.2.3", "git@host.org:me/repo"}) {
    EXPECT_EQ(redact(text), text);
  }
}

}  // namespace
