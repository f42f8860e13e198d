// Inputs that are made to cost a Markdown parser seconds or gigabytes.

#include "base/markdown/limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/markdown/markdown.h"

namespace {

std::string repeat(std::string_view unit, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += unit;
  return text;
}

std::string fill(std::string_view unit, std::size_t bytes = base::kMaxMarkdownBytes) {
  return repeat(unit, bytes / unit.size());
}

std::string code_of(std::string_view text) {
  const auto found = base::find_markdown_excess(text);
  return found ? found->code : "";
}

void expect_shown_as_text(std::string_view text, const std::string& code) {
  const auto page = base::render_markdown(text, {});
  EXPECT_THAT(page.html, testing::StartsWith("<pre class=\"as-text\""));
  ASSERT_EQ(page.issues.size(), 1u);
  EXPECT_EQ(page.issues[0].code, code);
  EXPECT_EQ(page.issues[0].severity, base::Severity::warning);
  EXPECT_TRUE(base::outline_markdown(text).blocks.empty());
}

TEST(MarkdownLimits, ShowsOneMebibyteAndNoMore) {
  EXPECT_EQ(code_of(fill("word \n")), "");
  expect_shown_as_text(std::string(base::kMaxMarkdownBytes + 1, 'a'), "md-too-large");
}

TEST(MarkdownLimits, RefusesDeepListsAndQuotes) {
  expect_shown_as_text("# Notes\n\n" + repeat("> - ", 2000) + "deep\n", "md-nesting");
  expect_shown_as_text(repeat("1. ", 100) + "deep\n", "md-nesting");
  std::string stairs;
  for (int depth = 0; depth < 100; ++depth) stairs += std::string(2u * static_cast<unsigned>(depth), ' ') + "- a\n";
  expect_shown_as_text(stairs, "md-nesting");
  EXPECT_EQ(code_of(repeat("> ", 60) + "deep\n"), "");
}

TEST(MarkdownLimits, KeepsLongLinesAcrossThePage) {
  EXPECT_EQ(code_of(repeat("- ", 200) + "\n\n" + std::string(300, '-') + "\n\n" + repeat("* ", 100) + "\n"), "");
}

TEST(MarkdownLimits, RefusesTablesThatRenderToTooMuch) {
  const std::string wide = "|" + repeat("a|", 4000) + "\n|" + repeat("-|", 4000) + repeat("\n|a", 500);
  expect_shown_as_text(wide, "md-table-columns");
  EXPECT_THAT(base::find_markdown_excess(wide)->what, testing::HasSubstr("renders to too much"));
  expect_shown_as_text(repeat("a|", 250) + "\n" + repeat("-|", 250) + repeat("\n|a", 100'000), "md-table-columns");
}

TEST(MarkdownLimits, KeepsWideAndLongTables) {
  EXPECT_EQ(code_of("|" + repeat("a|", 256) + "\n|" + repeat("-|", 256) + "\n|" + repeat("1|", 256)), "");
  EXPECT_EQ(code_of("|a|b|c|\n|-|-|-|\n" + fill("| 0.1 | - | - |\n", 900'000)), "");
  EXPECT_EQ(code_of("|a|b|c|\n|-|-|-|\n" + fill("| - | - | - |\n", 900'000)), "");
}

TEST(MarkdownLimits, StaysFastOnTextsMadeToBeSlow) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"brackets", repeat("![[]()", 50'000)},
      {"processing instructions", fill("a <? ")},
      {"declarations", fill("a <!A ")},
      {"character data", fill("a <![CDATA[ ")},
      {"parentheses after an address", "http://a" + fill(")", 900'000)},
      {"addresses in one word", fill("www.a_")},
      {"mail addresses", fill("a@b.")},
      {"headers of no table", fill("|a|b|\n|-|\n")},
      {"headers in many paragraphs", fill(repeat("|a|b|\n|-|\n", 900) + "\n")},
      {"headers after a table in code", "```\n|a|\n|-|\n```\n" + fill("|a|b|\n|-|\n", 900'000)},
      {"quotes", fill(">")},
      {"bullets", fill("- ", 900'000) + "a"},
      {"one definition used often", "[a]: " + std::string(100'000, 'u') + "\n\n" + fill("[a]", 900'000)},
      {"definition with a long title", "[a]: u '\n" + fill("title\n", 100'000) + "'\n\n" + fill("[a]", 900'000)},
      {"emphasis", fill("*a **a ")},
      {"backquotes", fill("`a``b ")},
      {"open links", fill("[a](<b")},
  };
  for (const auto& [name, text] : cases) {
    const std::clock_t start = std::clock();
    const auto page = base::render_markdown(text, {});
    const double taken_s =
        static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;  // of this process, whatever runs beside it
    EXPECT_LT(taken_s, 20.0) << name;  // most take under one second; unguarded they take minutes
    EXPECT_LE(page.html.size(), 10 * text.size() + (1u << 20)) << name;
  }
}

TEST(MarkdownLimits, LeavesProseWithManyMarksAlone) {
  EXPECT_EQ(
      code_of(fill("- [ ] Try [x](y) with `a[0]`, see kim@lab.example and <https://lab.example/a(b)>\n", 200'000)), "");
  EXPECT_EQ(code_of("[img]: data:image/png;base64," + std::string(200'000, 'A') + "\n\n![a][img] [b](c)\n"), "");
}

}  // namespace
