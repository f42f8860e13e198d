#include "base/csv/csv.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  Rows rows;
  std::vector<std::uint32_t> lines;
  bool last_is_complete = true;
  std::vector<TextIssue> issues;
};

Read read_all(CsvReader reader) {
  Read out;
  while (const CsvRow* row = reader.next()) {
    out.rows.emplace_back(row->cells.begin(), row->cells.end());
    out.lines.push_back(row->line);
    out.last_is_complete = row->complete;
  }
  out.issues = reader.issues();
  return out;
}

Read read(std::string_view text, CsvOptions options = {}) {
  return read_all(csv_over(text, options));
}

/// Gives the text in pieces of `piece` bytes.
Read read_in_pieces(std::string_view text, std::size_t piece) {
  const auto source = [text, piece](char* buffer, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, text.size()});
    std::copy_n(text.data(), count, buffer);
    text.remove_prefix(count);
    return count;
  };
  return read_all(CsvReader(source, {}));
}

/// "code line:column" of each issue.
std::string faults(const Read& read) {
  std::string out;
  for (const TextIssue& issue : read.issues) {
    out += (out.empty() ? "" : ", ") + issue.code + ' ' + std::to_string(issue.at.line) + ':' +
           std::to_string(issue.at.column);
  }
  return out;
}

TEST(CsvReader, SplitsPlainRowsWithAnyLineEnd) {
  const Rows expected = {{"a", "b"}, {"1", "2"}, {"", ""}, {" 3", "4 "}};
  EXPECT_EQ(read("a,b\n1,2\n,\n 3,4 \n").rows, expected);
  EXPECT_EQ(read("a,b\r\n1,2\r\n,\r\n 3,4 \r\n").rows, expected);
  EXPECT_EQ(read("a,b\r1,2\r,\r 3,4 \r").rows, expected);
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b\n1,2\r\n,\r 3,4 ")
                .rows,
            expected);
  EXPECT_EQ(read("a\tb\n1\t2\n\t\n 3\t4 \n", {.delimiter = '\t'}).rows, expected);
}

TEST(CsvReader, CountsLinesThroughBlankLinesAndQuotedLineBreaks) {
  const Read read_back = read("a,b\n\n\"x\r\ny\n\",2\r\n\r3,4\n");
  EXPECT_EQ(read_back.rows, (Rows{{"a", "b"}, {"x\r\ny\n", "2"}, {"3", "4"}}));
  EXPECT_EQ(read_back.lines, (std::vector<std::uint32_t>{1, 3, 7}));
}

TEST(CsvReader, UndoesQuotes) {
  EXPECT_EQ(read("\"a,b\",\"say \"\"hi\"\"\",\"\",\"\"\"\"\n").rows, (Rows{{"a,b", "say \"hi\"", "", "\""}}));
}

TEST(CsvReader, TellsWhetherTheLastRowIsComplete) {
  EXPECT_TRUE(read("a,b\n1,2\n").last_is_complete);
  EXPECT_FALSE(read("a,b\n1,0.3").last_is_complete);
  EXPECT_FALSE(read("a,b\n1,\"2\"").last_is_complete);
}

TEST(CsvReader, KeepsRowsBeforeAnOpenQuote) {
  const Read read_back = read("a,b\n1,2\n3,\"4\n5,6\n");
  EXPECT_EQ(read_back.rows, (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(faults(read_back), "csv-open-quote 3:3");
  EXPECT_EQ(read_back.issues[0].severity, Severity::error);
}

TEST(CsvReader, KeepsQuotesInBareCellsAsText) {
  const Read read_back = read("step,note\n1,a\nx,5\" long\n2,b\n");
  EXPECT_EQ(read_back.rows[2], (std::vector<std::string>{"x", "5\" long"}));
  EXPECT_EQ(faults(read_back), "csv-bare-quote 3:4");
  EXPECT_EQ(read_back.rows.size(), 4u);
}

TEST(CsvReader, KeepsTextAfterAClosingQuote) {
  const Read read_back = read("a,b\n\"1\"x\"y,2\n");
  EXPECT_EQ(read_back.rows[1], (std::vector<std::string>{"1x\"y", "2"}));
  EXPECT_EQ(faults(read_back), "csv-after-quote 2:4");
}

TEST(CsvReader, LeavesZeroBytesOut) {
  const Read read_back =
      read(std::string("a,b\n1,\0 2\n", 10) + std::string(5000, '\0') + "3,4\n" + std::string(9, '\0'));
  EXPECT_EQ(read_back.rows, (Rows{{"a", "b"}, {"1", " 2"}, {"3", "4"}}));
  EXPECT_EQ(faults(read_back), "csv-nul 2:3, csv-nul 3:1, csv-nul 4:1");
}

TEST(CsvReader, ReplacesIllFormedUtf8) {
  const Read read_back = read("a,b\né,x\xFFy\nü,2\n");
  EXPECT_EQ(read_back.rows, (Rows{{"a", "b"}, {"é", "x\uFFFDy"}, {"ü", "2"}}));
  EXPECT_EQ(faults(read_back), "csv-utf8 2:4");
}

TEST(CsvReader, RefusesUtf16) {
  EXPECT_EQ(faults(read(std::string_view("\xFF\xFE"
                                         "a\0,\0",
                                         6))),
            "csv-utf16 1:1");
  EXPECT_EQ(faults(read(std::string_view("a\0,\0b\0\n\0", 8))), "csv-utf16 1:1");
}

TEST(CsvReader, SkipsALineThatIsTooLong) {
  const std::string text = "a,b\n1," + std::string(kMaxCsvLineBytes + (1 << 20), 'x') + "\r\n3,4\n";
  const Read read_back = read(text);
  EXPECT_TRUE(read_back.rows == (Rows{{"a", "b"}, {"3", "4"}}));
  EXPECT_EQ(read_back.lines.back(), 3u);
  EXPECT_EQ(faults(read_back), "csv-long-line 2:1");
}

TEST(CsvReader, GivesUpOnAQuoteThatIsOpenForTooLong) {
  const Read read_back = read("a,b\n1,\"" + std::string(3 * kMaxCsvLineBytes, '\n') + "\"\n");
  EXPECT_EQ(read_back.rows.size(), 1u);
  EXPECT_EQ(faults(read_back), "csv-open-quote 2:3");
}

TEST(CsvReader, DoubtsAQuotedCellOfManyLines) {
  std::string text = "a,b\n1,\"";
  for (int i = 0; i < 101; ++i) text += "2,3\n";
  const Read read_back = read(text + "\"\n4,5\n");
  EXPECT_EQ(read_back.rows.size(), 3u);
  EXPECT_EQ(read_back.lines.back(), 104u);
  EXPECT_EQ(faults(read_back), "csv-long-cell 2:3");
}

TEST(CsvReader, DropsCellsBeyondTheColumnLimit) {
  std::string wide = "0";
  for (int i = 0; i < 100'000; ++i) wide += ",0.5";
  const Read plain = read(wide + '\n' + wide + '\n');
  ASSERT_EQ(plain.rows.size(), 2u);
  EXPECT_EQ(plain.rows[1].size(), kMaxCsvColumns);
  EXPECT_EQ(faults(plain), "csv-columns 1:39999, csv-columns 2:39999");  // 1 + 1 + 4 · 9999 + 1
  const Read quoted = read("\"0\"" + wide.substr(1) + '\n');
  EXPECT_EQ(quoted.rows[0].size(), kMaxCsvColumns);
  EXPECT_EQ(faults(quoted), "csv-columns 1:40001");
}

TEST(CsvReader, TellsTheColumnOfACellInCharacters) {
  CsvReader reader = csv_over("é,字x,c\n\"1,\n2\",\"q\"\"\",5\n");
  const CsvRow* row = reader.next();
  EXPECT_EQ(row->where(0), (Position{1, 1}));
  EXPECT_EQ(row->where(1), (Position{1, 3}));
  EXPECT_EQ(row->column_of(2), 6u);
  EXPECT_EQ(row->where(3), (Position{1, 7}));
  row = reader.next();
  EXPECT_TRUE(row->quoted);
  EXPECT_EQ(row->where(0), (Position{2, 1}));
  EXPECT_EQ(row->where(1), (Position{3, 4}));
  EXPECT_EQ(row->where(2), (Position{3, 10}));
}

TEST(CsvReader, ReadsTheSameInPiecesOfAnySize) {
  std::string text =
      "\xEF\xBB\xBFstep,\"no\r\nte\"\r\n@@1,\"a \"\"b\"\" c\"\r\n\r\n2,5\" x\n\"3\"y,é\r4,\xE9\n5,@z\r\n6,\"end\"";
  std::replace(text.begin(), text.end(), '@', '\0');
  const Read whole = read(text);
  EXPECT_EQ(whole.rows.size(), 7u);
  for (std::size_t piece = 1; piece < text.size(); ++piece) {
    const Read read_back = read_in_pieces(text, piece);
    EXPECT_EQ(read_back.rows, whole.rows) << piece;
    EXPECT_EQ(read_back.lines, whole.lines) << piece;
    EXPECT_EQ(faults(read_back), faults(whole)) << piece;
  }
}

TEST(CsvReader, ReadsRowsAcrossManyBlocks) {
  std::string text = "step,loss,note\n";
  for (int i = 0; i < 60'000; ++i) {
    text += std::to_string(i) + ",0.5," + (i % 1000 == 0 ? "\"a,b\"" : "plain") + (i % 7 == 0 ? "\r\n" : "\n");
  }
  CsvReader reader = csv_over(text);
  reader.next();
  for (int i = 0; i < 60'000; ++i) {
    const CsvRow* row = reader.next();
    ASSERT_NE(row, nullptr);
    ASSERT_EQ(row->cells[0], std::to_string(i));
    ASSERT_EQ(row->cells[2], i % 1000 == 0 ? "a,b" : "plain");
    ASSERT_EQ(row->line, static_cast<std::uint32_t>(i + 2));
  }
  EXPECT_EQ(reader.next(), nullptr);
  EXPECT_EQ(reader.next(), nullptr);
  EXPECT_EQ(reader.bytes_read(), text.size());
}

TEST(CsvReader, SurvivesBeingCutAtEveryByte) {
  const std::string text =
      "\xEF\xBB\xBF"
      "a,b\r\n\"x\"\"y\",2\r\n3,\"é\xE9\"z\n";
  const std::size_t header = text.find("\r\n") + 2, row = text.find("\r\n", header) + 2;
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const Rows rows = read(std::string_view(text).substr(0, size)).rows;
    EXPECT_LE(rows.size(), 3u) << "cut at " << size;
    if (size >= header) {
      EXPECT_EQ(rows.at(0), (std::vector<std::string>{"a", "b"})) << "cut at " << size;
    }
    if (size >= row) {
      EXPECT_EQ(rows.at(1), (std::vector<std::string>{"x\"y", "2"})) << "cut at " << size;
    }
  }
}

TEST(GuessDelimiter, TakesTheOneThatSplitsEvenly) {
  EXPECT_EQ(guess_delimiter("a,b\n1,2\n"), ',');
  EXPECT_EQ(guess_delimiter("step;loss\n0;1,25\n1;0,5\n"), ';');
  EXPECT_EQ(guess_delimiter("step\tloss, train\n0\t1\n1\t2\n"), '\t');
  EXPECT_EQ(guess_delimiter("a|b|c\n1|2|3\n"), '|');
  EXPECT_EQ(guess_delimiter("step\n1\n2\n"), ',');
  EXPECT_EQ(guess_delimiter(""), ',');
  EXPECT_EQ(guess_delimiter("\"a;b\",c\n\"d;e\",f\n"), ',');
  EXPECT_EQ(guess_delimiter("a;b;c\n1;2;3\n4;5"), ';');
}

}  // namespace
}  // namespace base
