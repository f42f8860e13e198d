#include "ingest/files/line_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "support/memory_files.h"

namespace {

ingest::LineReader reader_over(const std::string& text) {
  const support::MemoryFiles files({{"f", text}});
  return ingest::LineReader(std::move(*files.open("f")));
}

TEST(LineReader, GivesLinesWithTheirNumbers) {
  ingest::LineReader lines = reader_over("a\r\n\nlast");
  EXPECT_EQ(lines.next()->text, "a");
  EXPECT_EQ(lines.next()->text, "");
  const auto last = lines.next();
  EXPECT_EQ(last->text, "last");
  EXPECT_EQ(last->number, 3u);
  EXPECT_FALSE(last->complete);
  EXPECT_FALSE(lines.next().has_value());
  EXPECT_EQ(lines.bytes_read(), 8u);
}

TEST(LineReader, ALineMayBeLongerThanABlock) {
  const std::string large(3u << 20, 'x');
  ingest::LineReader lines = reader_over(large + "\nb\n");
  EXPECT_EQ(lines.next()->text.size(), large.size());
  EXPECT_EQ(lines.next()->text, "b");
  EXPECT_FALSE(lines.next().has_value());
}

TEST(LineReader, ALineOverTheLimitIsSkipped) {
  ingest::LineReader lines = reader_over("a\n" + std::string(ingest::kMaxLineBytes + 5, 'x') + "\nb\n");
  EXPECT_EQ(lines.next()->text, "a");
  EXPECT_TRUE(lines.next()->too_long);
  const auto after = lines.next();
  EXPECT_EQ(after->text, "b");
  EXPECT_EQ(after->number, 3u);
}

}  // namespace
