#include "vocabulary/runs/random_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(RandomNames, IdsThatToolsDraw) {
  for (const char* id : {"0b9cf6a2-4c0e-4b1e-9a3e-1f2d3c4b5a69", "3fa85f64", "3k2j9x1a"})
    EXPECT_TRUE(is_random_id(id)) << id;
  for (const char* name : {"", "resnet50", "20240101", "deadbeef", "run-1", "cifar100", "baseline"})
    EXPECT_FALSE(is_random_id(name)) << name;
}

TEST(RandomNames, PhrasesThatLoggersDraw) {
  for (const char* phrase : {"wandering-sky-12", "capricious-shrew-461", "vivid-sweep-3"})
    EXPECT_TRUE(is_random_phrase(phrase)) << phrase;
  for (const char* name : {"resnet-adam-12", "no-dropout-2", "large-batch-64", "wandering-sky"})
    EXPECT_FALSE(is_random_phrase(name)) << name;
  EXPECT_FALSE(is_random_phrase("prime-totem-4"));
  EXPECT_TRUE(is_random_phrase("prime-totem-4", true)) << "the logger is known to draw names";
}

}  // namespace
}  // namespace vocabulary
