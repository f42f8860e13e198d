// csv-spectrum (rows as objects by header) and hand-made cases with rows or the place of the fault.

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/json/json.h"
#include "support/conformance.h"

namespace base {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<std::vector<std::string>>;

/// Cases that name an error, where this reader goes on with a warning at that place instead, and what it reads.
const std::map<std::string, Rows> kLenient = {
    {"text-after-quote", {{"a", "b"}, {"1x", "2"}}},
    {"space-after-quote", {{"a", "b"}, {"1 ", "2"}}},
    {"nul", {{"a", "b"}, {"1", "2"}}},
    {"invalid-utf8", {{"a", "b"}, {"1", "\uFFFD"}}},
};

/// The row that comes with this file is another one (its phone number differs), and no list.
const std::string kOtherRow = "location_coordinates";

std::pair<Rows, std::vector<TextIssue>> read_rows(const std::string& text) {
  CsvReader reader = csv_over(text);
  Rows rows;
  while (const CsvRow* row = reader.next()) rows.emplace_back(row->cells.begin(), row->cells.end());
  return {rows, reader.issues()};
}

std::string decode_base64(std::string_view text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char c : text.substr(0, text.find('='))) {
    bits = (bits << 6) | static_cast<unsigned>(kDigits.find(c));
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> count) & 0xFF);
    }
  }
  return out;
}

Rows rows_of(const Json& json) {
  Rows rows;
  for (const Json& row : json.items()) {
    rows.emplace_back();
    for (const Json& cell : row.items()) rows.back().push_back(cell.text());
  }
  return rows;
}

const std::string kSpectrum = "conformance/csv/csvs";
const std::string kSpectrumRows = "conformance/csv/json";

TEST(CsvConformance, ReadsTheFilesOfCsvSpectrum) {
  NEEDS_SHARED(kSpectrum);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(support::shared_path(kSpectrum))) {
    const fs::path name = entry.path().stem();
    ++files;
    if (name == kOtherRow) continue;
    const Json expected =
        parse_json(support::file_bytes(support::shared_path(kSpectrumRows) / (name.string() + ".json"))).value;
    const auto [rows, issues] = read_rows(support::file_bytes(entry.path()));
    ASSERT_EQ(rows.size(), expected.items().size() + 1) << name;
    EXPECT_TRUE(issues.empty()) << name;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      for (std::size_t cell = 0; cell < rows[i].size(); ++cell) {
        const Json* value = expected.items()[i - 1].find(rows[0][cell]);
        ASSERT_NE(value, nullptr) << name;
        EXPECT_EQ(rows[i][cell], value->text()) << name;
      }
    }
  }
  EXPECT_EQ(files, 12u);
}

TEST(CsvConformance, KeepsTheQuotesOfCoordinatesInBareCells) {
  NEEDS_SHARED(kSpectrum);
  const auto [rows, issues] = read_rows(support::file_bytes(support::shared_path(kSpectrum) / (kOtherRow + ".csv")));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1],
            (std::vector<std::string>{"2095257564", "37\uFFFD36'37.8\"N 121\uFFFD2'17.9\"W", "Modesto", "Stanislaus"}));
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].code, "csv-bare-quote");
}

TEST(CsvConformance, FindsTheRowsOrTheFaultOfEveryCase) {
  const Json cases = parse_json(support::file_bytes(support::conformance_folder("csv") / "cases.json")).value;
  ASSERT_NE(cases.find("cases"), nullptr);
  for (const Json& one : cases.find("cases")->items()) {
    const std::string id = one.find("id")->text();
    const auto [rows, issues] = read_rows(decode_base64(one.find("base64")->text()));
    const Json* error = one.find("error");
    if (error == nullptr) {
      EXPECT_EQ(rows, rows_of(*one.find("rows"))) << id;
      continue;
    }
    ASSERT_FALSE(issues.empty()) << id;
    EXPECT_EQ(issues[0].at.line, error->find("line")->as_number()) << id;
    EXPECT_EQ(issues[0].at.column, error->find("column")->as_number()) << id;
    const auto lenient = kLenient.find(id);
    EXPECT_EQ(issues[0].severity, lenient == kLenient.end() ? Severity::error : Severity::warning) << id;
    if (lenient != kLenient.end()) {
      EXPECT_EQ(rows, lenient->second) << id;
    }
  }
}

}  // namespace
}  // namespace base
