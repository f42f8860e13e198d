#include "ingest/documents/run_ids.h"

#include <gtest/gtest.h>

namespace {

TEST(RunIds, WhatCannotBeAFileNameIsUnfit) {
  for (const char* id :
       {"", ".", "..", "../x", "a/b", "a\\b", "%2e%2e%2fevil", "CON", "com1.txt", "index.html", "x.", "x ", "a\nb"}) {
    EXPECT_NE(ingest::unfit_for_file_name(id), "") << id;
  }
}

TEST(RunIds, OrdinaryIdsAreFit) {
  for (const char* id : {"bad", "Run-A", "run_2024-05-01", "lr=0.1", "caf\xc3\xa9", "console", "com", "100%", "a.b"}) {
    EXPECT_EQ(ingest::unfit_for_file_name(id), "") << id;
  }
}

}  // namespace
