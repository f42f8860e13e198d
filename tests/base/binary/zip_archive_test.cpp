#include "base/binary/zip_archive.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "support/numpy_bytes.h"

namespace {

using support::Packing;

const std::string kLong(5000, 'a');

TEST(ZipArchive, UnpacksStoredAndDeflatedMembers) {
  for (const Packing packing : {Packing::stored, Packing::deflated}) {
    const std::string bytes = support::zip({{"one", "first"}, {"two", kLong}}, packing);
    const auto members = base::list_zip(bytes);
    ASSERT_TRUE(members) << members.error().what;
    ASSERT_EQ(members->size(), 2u);
    EXPECT_EQ((*members)[1].name, "two");
    EXPECT_EQ((*members)[1].size_bytes, 5000u);
    const auto first = base::unpack_zip_member(bytes, (*members)[0], 100);
    const auto second = base::unpack_zip_member(bytes, (*members)[1], 5000);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, "first");
    EXPECT_EQ(*second, kLong);
  }
}

TEST(ZipArchive, RefusesMembersBeyondTheLimit) {
  const std::string bytes = support::zip({{"two", kLong}}, Packing::deflated);
  const auto two = base::unpack_zip_member(bytes, base::list_zip(bytes)->front(), 4999);
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().kind, base::Error::Kind::limit);
}

TEST(ZipArchive, SaysThatACutArchiveIsCut) {
  const std::string bytes = support::zip({{"one", "first"}}, Packing::stored);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);
    const auto members = base::list_zip(cut);
    ASSERT_FALSE(members) << size;
    EXPECT_EQ(members.error().kind, base::Error::Kind::invalid);
  }
}

// Whatever a byte becomes, a member is given back as it was, or refused.
TEST(ZipArchive, GivesNoWrongBytes) {
  for (const Packing packing : {Packing::stored, Packing::deflated}) {
    const std::string bytes = support::zip({{"one", "first and more"}}, packing);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      for (const unsigned flip : {1u, 0x80u, 0xFFu}) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ flip);
        const auto members = base::list_zip(damaged);
        if (!members || members->empty()) continue;
        const auto one = base::unpack_zip_member(damaged, members->front(), 1000);
        EXPECT_TRUE(!one || *one == "first and more") << at;
      }
    }
  }
}

}  // namespace
