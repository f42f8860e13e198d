/// Check values of the catalogue of parametrised CRC algorithms; the masked one worked out by hand.

#include "base/binary/crc32c.h"

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Crc32c, GivesTheCheckValues) {
  EXPECT_EQ(base::crc32c("123456789"), 0xE3069283U);
  EXPECT_EQ(base::masked_crc32c("123456789"), 0xC78AB0E5U);
  EXPECT_EQ(base::crc32("123456789"), 0xCBF43926U);
}

TEST(Crc32c, OfNothingIsZero) {
  EXPECT_EQ(base::crc32c(""), 0U);
  EXPECT_EQ(base::crc32(""), 0U);
}

TEST(Crc32c, OfThirtyTwoZeroBytesIsAsInRfc3720) {
  EXPECT_EQ(base::crc32c(std::string(32, '\0')), 0x8A9136AAU);
  EXPECT_EQ(base::crc32c(std::string(32, '\xff')), 0x62A8AB43U);
}

}  // namespace
