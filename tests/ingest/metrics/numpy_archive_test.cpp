#include "ingest/metrics/numpy_archive.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "support/numpy_bytes.h"

namespace {

using ingest::parse_npy;
using support::little_endian;
using testing::ElementsAre;

std::string npy_of(const std::string& header, const std::string& numbers) {
  return "\x93NUMPY" + std::string("\1\0", 2) + little_endian(header.size(), 2) + header + numbers;
}

TEST(NumpyArray, ReadsNumbersOfEveryKind) {
  const auto read = [](const std::string& kind, const std::string& numbers) {
    const auto array =
        parse_npy(npy_of("{'descr': '" + kind + "', 'fortran_order': False, 'shape': (2,), }  \n", numbers));
    return array ? array->values : std::vector<double>();
  };
  EXPECT_THAT(read("<i8", little_endian(1000, 8) + std::string(8, '\xFF')), ElementsAre(1000, -1));
  EXPECT_THAT(read(">i4", std::string("\0\0\1\0\xFF\xFF\xFF\xFE", 8)), ElementsAre(256, -2));
  EXPECT_THAT(read("|u1", std::string("\x07\xFF", 2)), ElementsAre(7, 255));
  EXPECT_THAT(read("|b1", std::string("\1\0", 2)), ElementsAre(1, 0));
  EXPECT_THAT(read("<f4", little_endian(0x3FC00000, 4) + little_endian(0xC0000000, 4)), ElementsAre(1.5, -2));
  // 0x3E00 is 1.5, 0x0001 the smallest half: 2^-24.
  EXPECT_THAT(read("<f2", little_endian(0x3E00, 2) + little_endian(1, 2)), ElementsAre(1.5, std::ldexp(1, -24)));
}

TEST(NumpyArray, TurnsColumnsIntoRows) {
  // [[1, 2, 3], [4, 5, 6]], the first axis running fastest.
  const auto array = parse_npy(npy_of("{'descr': '|i1', 'fortran_order': True, 'shape': (2, 3)}", "\1\4\2\5\3\6"));
  ASSERT_TRUE(array) << array.error().what;
  EXPECT_THAT(array->shape, ElementsAre(2u, 3u));
  EXPECT_THAT(array->values, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(NumpyArray, RefusesWhatIsNoNumber) {
  for (const std::string header : {"{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
                                   "{'descr': '<U8', 'fortran_order': False, 'shape': (1,)}",
                                   "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}",
                                   "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
                                   "{'descr': '<f8', 'fortran_order': False, 'shape': (9999999, 9999999)}",
                                   "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}", "nothing"}) {
    EXPECT_FALSE(parse_npy(npy_of(header, std::string(8, '\0')))) << header;
  }
  const std::string whole = support::npy("(1,)", {1.5});
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(parse_npy(whole.substr(0, size))) << size;
}

}  // namespace
