#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/files/files.h"

namespace base {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kText = "step,loss\n1,0.5\n";

// Made by gzip and zstd from kText, and from 100,000 times the letter a.
constexpr std::string_view kGzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x2b\x2e\x49\x2d\xd0\xc9\xc9\x2f\x2e\xe6\x32\xd4\x31\xd0\x33\xe5\x02\x00"
    "\x09\x3b\x2c\x47\x10\x00\x00\x00"
    ""sv;
constexpr std::string_view kZstd =
    "\x28\xb5\x2f\xfd\x04\x58\x81\x00\x00\x73\x74\x65\x70\x2c\x6c\x6f\x73\x73\x0a\x31\x2c\x30\x2e\x35\x0a\x9b\x2f\x8d"
    "\xad"
    ""sv;
constexpr std::string_view kManyGzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x31\x01\x00\x00\x00\xc2\xa0\xac\xeb\x5f\xc2\x1a\x1e\x40\x01\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xaf\x06\x87\xfa\xe2\x1b\xa0\x86\x01\x00"
    ""sv;
constexpr std::string_view kManyZstd =
    "\x28\xb5\x2f\xfd\x04\x58\x55\x00\x00\x10\x61\x61\x01\x00\x9b\x86\x39\xc0\x02\x2f\x4e\xfe\xfd"
    ""sv;

/// Gives its bytes in pieces, as a slow disk may.
class PiecewiseStream final : public ByteStream {
 public:
  PiecewiseStream(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t count = bytes_.copy(buffer, std::min(size, piece_), at_);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t piece_, at_ = 0;
};

struct Outcome {
  std::string text;
  std::string failure;
  Error::Kind kind = Error::Kind::missing;
};

Outcome read_through(std::string_view bytes, std::uint64_t limit = 1000, std::size_t piece = 7) {
  const auto stream = decompressed(std::make_unique<PiecewiseStream>(std::string(bytes), piece), limit);
  Outcome outcome;
  char buffer[5];
  for (;;) {
    const Result<std::size_t> count = stream->read(buffer, sizeof buffer);
    if (!count) {
      outcome.failure = count.error().what;
      outcome.kind = count.error().kind;
      EXPECT_FALSE(stream->read(buffer, sizeof buffer)) << "an error must stay";
      return outcome;
    }
    if (*count == 0) return outcome;
    outcome.text.append(buffer, *count);
  }
}

TEST(Decompress, UndoesGzipAndZstdByTheirFirstBytes) {
  for (const std::string_view bytes : {kGzip, kZstd}) {
    for (const std::size_t piece : {1u, 3u, 1000u}) {
      const Outcome outcome = read_through(bytes, 1000, piece);
      EXPECT_EQ(outcome.text, kText);
      EXPECT_EQ(outcome.failure, "");
    }
  }
}

TEST(Decompress, LeavesOtherBytesAsTheyAre) {
  for (const std::string_view bytes : {""sv, "a"sv, "\x1f"sv, "\x1f\x8a not gzip"sv, kText}) {
    EXPECT_EQ(read_through(bytes, 3).text, bytes) << "the limit is for decompressed bytes only";
  }
}

TEST(Decompress, ReadsFilesThatWereAppendedToInPieces) {
  const std::string twice = std::string(kGzip) + std::string(kGzip);
  EXPECT_EQ(read_through(twice).text, std::string(kText) + std::string(kText));
  const std::string frames = std::string(kZstd) + std::string(kZstd);
  EXPECT_EQ(read_through(frames).text, std::string(kText) + std::string(kText));
}

TEST(Decompress, GivesWhatItCouldReadBeforeTheDataEndsEarly) {
  const Outcome outcome = read_through(kGzip.substr(0, kGzip.size() - 8));
  EXPECT_EQ(outcome.text, kText);
  EXPECT_EQ(outcome.failure, "the compressed data ends early");
  for (const std::string_view bytes : {kGzip, kZstd}) {
    for (std::size_t size = 4; size < bytes.size(); ++size) {
      const Outcome cut = read_through(bytes.substr(0, size));
      EXPECT_TRUE(kText.starts_with(cut.text)) << size;
      EXPECT_EQ(cut.failure, "the compressed data ends early") << size;
    }
  }
}

TEST(Decompress, NamesDamage) {
  std::string gzip(kGzip), zstd(kZstd);
  gzip[gzip.size() - 7] ^= 1;  // the check sum
  zstd[zstd.size() - 1] ^= 1;
  EXPECT_NE(read_through(gzip).failure.find("damaged gzip data"), std::string::npos);
  EXPECT_NE(read_through(zstd).failure.find("damaged zstd data"), std::string::npos);
  EXPECT_EQ(read_through(gzip).kind, Error::Kind::invalid);
}

TEST(Decompress, AllowsZeroPaddingButNamesOtherBytesAtTheEnd) {
  const Outcome padded = read_through(std::string(kGzip) + std::string(5000, '\0'));
  EXPECT_EQ(padded.text, kText);
  EXPECT_EQ(padded.failure, "");
  const Outcome followed = read_through(std::string(kGzip) + "more");
  EXPECT_EQ(followed.text, kText);
  EXPECT_EQ(followed.failure, "bytes that are not compressed data follow the compressed data");
}

TEST(Decompress, StopsAtTheLimit) {
  for (const std::string_view bytes : {kManyGzip, kManyZstd}) {
    EXPECT_EQ(read_through(bytes, 100'000).text.size(), 100'000u);
    EXPECT_EQ(read_through(bytes, 100'000).failure, "");
    const Outcome outcome = read_through(bytes, 99'999);
    EXPECT_EQ(outcome.kind, Error::Kind::limit);
    EXPECT_EQ(outcome.text.size(), 99'999u);
  }
}

/// One byte again and again, as of a sparse file or undone from a bomb.
class EqualBytes : public ByteStream {
 public:
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    std::fill_n(buffer, size, '\0');
    given_ += size;
    return size;
  }
  std::uint64_t given_ = 0;
};

TEST(Decompressed, EndsAtSixtyFourMebibytesAlike) {
  auto bytes = std::make_unique<EqualBytes>();
  const EqualBytes& source = *bytes;
  const std::unique_ptr<ByteStream> stream = decompressed(std::move(bytes), std::uint64_t{1} << 40);
  std::string block(1u << 20, 'x');
  Result<std::size_t> count = std::size_t{1};
  while ((count = stream->read(block.data(), block.size())) && *count > 0) {
    ASSERT_LE(source.given_, kMaxEqualBytes + (2u << 20));
  }
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().kind, Error::Kind::limit);
}

}  // namespace
}  // namespace base
