/// Cells of tables of results: generator/ingest/cells.h.

#include "ingest/tables/cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using ingest::CellValue;
using ingest::CommaEvidence;
using ingest::read_cell;
using Kind = CellValue::Kind;

/// The number as it is kept, " ± " its deviation if there is one, or what else the cell is.
std::string read(std::string_view cell, const CommaEvidence& commas = {}) {
  const CellValue value = read_cell(cell, commas);
  if (value.kind == Kind::missing) return "missing";
  if (value.kind == Kind::ambiguous) return "ambiguous";
  if (value.kind == Kind::text) return "text";
  return value.text + (value.deviation.empty() ? "" : " ± " + value.deviation);
}

TEST(TableCells, PercentagesAreSharesWithAsManyDigitsAsWritten) {
  EXPECT_EQ(read("91.2%"), "0.912");
  EXPECT_EQ(read("87.20 %"), "0.8720");
  EXPECT_EQ(read("90%"), "0.90");
  EXPECT_EQ(read("5%"), "0.05");
  EXPECT_EQ(read("0.5%"), "0.005");
  EXPECT_EQ(read("-3.5%"), "-0.035");
  EXPECT_EQ(read("123%"), "1.23");
  EXPECT_EQ(read("91.2\\%"), "0.912");
  EXPECT_DOUBLE_EQ(read_cell("87.20%", {}).number, 0.872);
}

TEST(TableCells, AStatedDeviationStandsBesideTheValue) {
  EXPECT_EQ(read("0.91 ± 0.02"), "0.91 ± 0.02");
  EXPECT_EQ(read("0.91±0.02"), "0.91 ± 0.02");
  EXPECT_EQ(read("0.91 +/- 0.02"), "0.91 ± 0.02");
  EXPECT_EQ(read("0.91 (±0.02)"), "0.91 ± 0.02");
  EXPECT_EQ(read("$0.91 \\pm 0.02$"), "0.91 ± 0.02");
  EXPECT_EQ(read("-1.5 ± .5"), "-1.5 ± 0.5");
}

TEST(TableCells, APercentSignAtEitherHalfIsForBoth) {
  EXPECT_EQ(read("91.2% ± 0.5%"), "0.912 ± 0.005");
  EXPECT_EQ(read("91.2 ± 0.5 %"), "0.912 ± 0.005");
  EXPECT_EQ(read("91.2% ± 0.5"), "0.912 ± 0.005");
}

TEST(TableCells, NeverReadHalfOfACell) {
  for (const char* cell : {"0.91 ± ?", "± 0.02", "0.91 (0.02)", "0.91 / 0.93", "0.91-0.93", "0.9 ± 0.1 ± 0.2", "1.2.3",
                           "0.91 s", "about 0.9", "0.9 ± -0.1", "a → 0.93", "0.91 →"}) {
    EXPECT_EQ(read(cell), "text") << cell;
  }
}

TEST(TableCells, CommasOfADeviationTellAsMuchAsOthers) {
  CommaEvidence commas;
  commas.look_at("0,91 ± 0,02");
  EXPECT_TRUE(commas.decimal());
  EXPECT_EQ(read("0,91 ± 0,02", commas), "0.91 ± 0.02");
  EXPECT_EQ(read("1,250 ± 0,250"), "ambiguous");
}

TEST(TableCells, OfAnArrowTheNumberBehindItCounts) {
  EXPECT_EQ(read("0.91 → 0.93"), "0.93");
  EXPECT_EQ(read("85% -> 87%"), "0.87");
  EXPECT_TRUE(read_cell("0.91 → 0.93", {}).arrow);
}

TEST(TableCells, MarksOfFootnotesAreLeftOut) {
  EXPECT_EQ(read("0.91*"), "0.91");
  EXPECT_EQ(read("0.91 †"), "0.91");
  EXPECT_EQ(read("0.91[^1]"), "0.91");
  EXPECT_TRUE(read_cell("0.91*", {}).footnote);
}

TEST(TableCells, KnowMissingValuesAndExponents) {
  for (const char* cell : {"", "-", "–", "—", "N/A", "None", "null"}) EXPECT_EQ(read(cell), "missing") << cell;
  EXPECT_EQ(read("1.2e-4"), "1.2e-4");
  EXPECT_EQ(read("−0.5"), "-0.5");
  EXPECT_EQ(read("1 234.5"), "1234.5");
  EXPECT_EQ(read("1'234'567"), "1234567");
}

TEST(TableCells, SettingsThatAreMoreThanANumberStayText) {
  EXPECT_EQ(ingest::setting_of("1 → 2", {}).text(), "1 → 2");
  EXPECT_TRUE(ingest::setting_of("16 ± 2", {}).is_string());
  EXPECT_TRUE(ingest::setting_of("007", {}).is_string());
  EXPECT_TRUE(ingest::setting_of("64", {}).is_number());
}

}  // namespace
