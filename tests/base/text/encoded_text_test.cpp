#include "base/text/encoded_text.h"

#include <gtest/gtest.h>

#include <string>

namespace base {
namespace {

TEST(EncodedText, PackedBytesAreOnes) {
  const std::string packed = "eJwt2Xc8l1v2wHF773FOSWgiKisKZW5fbgr5t9mqPZQ0yAkJ3eXsVtUMB4lFhWnG5s6T";
  EXPECT_TRUE(is_encoded(packed));
  EXPECT_TRUE(is_encoded("data:image/png;base64," + packed));
  EXPECT_EQ(encoded_bytes(packed), packed.size() / 4 * 3);
  std::string pickled = "b'";
  for (int i = 0; i < 30; ++i) pickled += "\\x80a";
  EXPECT_TRUE(is_encoded(pickled));
}

TEST(EncodedText, PathsHashesAndSentencesAreNone) {
  EXPECT_FALSE(is_encoded("eJwt2Xc8l1v2wHF773FO"));
  EXPECT_FALSE(is_encoded("/data/Users/John1/Projects/Vision2/Images/Training/Part3/Cropped/Resized"));
  EXPECT_FALSE(is_encoded("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
  EXPECT_FALSE(is_encoded("You are a helpful assistant. You answer in one sentence, and never in two, if you can."));
}

}  // namespace
}  // namespace base
