#include "base/markdown/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using testing::HasSubstr;
using testing::Not;

std::string html_of(std::string_view text, const base::MarkdownOptions& options = {}) {
  return base::render_markdown(text, options).html;
}

TEST(Markdown, ShiftsHeadingsAndGivesThemIds) {
  EXPECT_EQ(html_of("# Big *news*\n"), "<h3 id=\"note-big-news\">Big <em>news</em></h3>\n");
  EXPECT_EQ(html_of("## a\n### b\n#### c\n##### d\n", {.id_prefix = "", .heading_shift = 3}),
            "<h4 id=\"a\">a</h4>\n<h5 id=\"b\">b</h5>\n<h6 id=\"c\">c</h6>\n<h6 id=\"d\">d</h6>\n");
  EXPECT_EQ(html_of("# a\n", {.id_prefix = "n2-", .heading_shift = 0}), "<h1 id=\"n2-a\">a</h1>\n");
}

TEST(Markdown, LeavesNoLevelOfHeadingsOut) {
  EXPECT_EQ(html_of("#### a\n#### b\n###### c\n## d\n", {.id_prefix = "", .heading_shift = 2}),
            "<h3 id=\"a\">a</h3>\n<h3 id=\"b\">b</h3>\n<h4 id=\"c\">c</h4>\n<h3 id=\"d\">d</h3>\n");
  EXPECT_EQ(html_of("## a\n# b\n### c\n", {.id_prefix = "", .heading_shift = 0}),
            "<h2 id=\"a\">a</h2>\n<h1 id=\"b\">b</h1>\n<h2 id=\"c\">c</h2>\n");
}

TEST(Markdown, KeepsIdsApartInOneText) {
  const std::string html = html_of("# Results\n\n## Results 2\n\n## Results\n\n## Üñí\n\n## 100 %\n\n## main\n");
  for (const char* id : {"\"note-results\"", "\"note-results-2\"", "\"note-results-3\"", "\"note-section\"",
                         "\"note-100\"", "\"note-main\""})
    EXPECT_THAT(html, HasSubstr(std::string("id=") + id));
}

TEST(Markdown, WrapsTablesSoThatTheyScrollByKeyboard) {
  EXPECT_EQ(html_of("|a|b|\n|:-|-:|\n|1|2|\n"),
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n<thead>\n<tr>\n"
            "<th align=\"left\">a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
            "<td align=\"left\">1</td>\n<td align=\"right\">2</td>\n</tr>\n</tbody>\n</table></div>\n");
}

TEST(Markdown, LabelsTaskBoxes) {
  EXPECT_EQ(
      html_of("- [x] a\n- [ ] b\n"),
      "<ul>\n<li class=\"task\"><input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\" /> a</li>\n"
      "<li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"Open\" /> b</li>\n</ul>\n");
}

TEST(Markdown, KeepsTheBoxInTheParagraphOfALooseItem) {
  EXPECT_THAT(html_of("- [ ] a\n\n- [ ] b\n"),
              HasSubstr("<p><input type=\"checkbox\" disabled=\"\" aria-label=\"Open\" /> b</p>"));
}

TEST(Markdown, LeavesRawHtmlOutAndSaysSo) {
  const auto page = base::render_markdown(
      "# Notes\n\n<script>alert(1)</script>\n\nA <b onclick=x>word</b>.\n\n<img src=x onerror=y>\n\nThe end.\n", {});
  EXPECT_THAT(page.html, Not(HasSubstr("script")));
  EXPECT_THAT(page.html, Not(HasSubstr("onclick")));
  EXPECT_THAT(page.html, Not(HasSubstr("onerror")));
  EXPECT_THAT(page.html, HasSubstr("<p>A word.</p>"));
  EXPECT_THAT(page.html, HasSubstr("<p>The end.</p>"));
  ASSERT_EQ(page.issues.size(), 1u);
  EXPECT_EQ(page.issues[0].code, "md-raw-html");
  EXPECT_EQ(page.issues[0].severity, base::Severity::note);
  EXPECT_EQ(page.issues[0].at.line, 3u);
  EXPECT_THAT(page.issues[0].what, HasSubstr("4 pieces"));
}

class RefusedAddress : public testing::TestWithParam<const char*> {};

TEST_P(RefusedAddress, KeepsTheTextWithoutALink) {
  const auto page = base::render_markdown(std::string("[text](") + GetParam() + ")", {});
  EXPECT_EQ(page.html, "<p>text</p>\n");
  ASSERT_EQ(page.issues.size(), 1u);
  EXPECT_EQ(page.issues[0].code, "md-link-refused");
  EXPECT_EQ(page.issues[0].severity, base::Severity::note);
  EXPECT_EQ(page.issues[0].at.line, 1u);
}

INSTANTIATE_TEST_SUITE_P(Markdown, RefusedAddress,
                         testing::Values("javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)",
                                         "javascript&colon;alert(1)", "java&#9;script:alert(1)",
                                         "java&#10;script:alert(1)", "&#1;javascript:alert(1)",
                                         "<  javascript:alert(1)>", "vbscript:x", "data:text/html;base64,PHNj",
                                         "file:///etc/passwd", "blob:http://a/b", "view-source:http://a", "//host/path",
                                         "/\\\\host", "<\\\\\\\\host>", "<\\\\/host>", "ftp://a/b", "c:\\\\x"));

TEST(Markdown, KeepsHarmlessAddresses) {
  EXPECT_EQ(html_of("[a](plots/a%20b.png#x)"), "<p><a href=\"plots/a%20b.png#x\">a</a></p>\n");
  EXPECT_EQ(html_of("[a](<my plots/b.png>)"), "<p><a href=\"my%20plots/b.png\">a</a></p>\n");
  EXPECT_EQ(html_of("[a](mailto:kim@lab.example)"), "<p><a href=\"mailto:kim@lab.example\">a</a></p>\n");
  EXPECT_EQ(html_of("[a](HTTPS://lab.example/?a=1&b=\"2\" \"T\\\"\")"),
            "<p><a href=\"HTTPS://lab.example/?a=1&amp;b=%222%22\" title=\"T&quot;\" rel=\"noopener "
            "noreferrer\">a</a></p>\n");
  EXPECT_EQ(html_of("[a](time/12:30)"), "<p><a href=\"time/12:30\">a</a></p>\n");
}

TEST(Markdown, ListsTenRefusedAddressesAndCountsTheRest) {
  std::string text;
  for (int i = 0; i < 25; ++i) text += "[a](data:x) ";
  const auto page = base::render_markdown(text, {});
  ASSERT_EQ(page.issues.size(), 11u);
  EXPECT_THAT(page.issues.back().what, HasSubstr("15 more"));
}

TEST(Markdown, TurnsImagesIntoLinksUnlessTheyAreResolved) {
  EXPECT_EQ(html_of("![a *b* c](x.png)"), "<p><a href=\"x.png\">a b c</a></p>\n");
  base::MarkdownOptions options;
  options.resolve = [](std::string_view address, bool image) -> std::optional<std::string> {
    if (address == "gone.png") return std::nullopt;
    return (image ? "../files/" : "") + std::string(address);
  };
  EXPECT_EQ(html_of("![a \"b\"](x.png \"T\")", options),
            "<p><img src=\"../files/x.png\" alt=\"a &quot;b&quot;\" title=\"T\" /></p>\n");
  EXPECT_EQ(html_of("![lost](gone.png)", options), "<p>lost</p>\n");
  EXPECT_EQ(html_of("![pixel](https://tracker.example/p.png)", options),
            "<p><a href=\"https://tracker.example/p.png\" rel=\"noopener noreferrer\">pixel</a></p>\n");
  EXPECT_EQ(html_of("[![badge](https://ci.example/b.svg)](https://ci.example)", options),
            "<p><a href=\"https://ci.example\" rel=\"noopener noreferrer\">badge</a></p>\n");
}

TEST(Markdown, PrefixesTheIdsOfFootnotes) {
  const std::string html = html_of("A[^x] and B[^x].\n\n[^x]: Why *not*.\n", {.id_prefix = "n1-"});
  EXPECT_EQ(
      html,
      "<p>A<sup class=\"footnote-ref\"><a href=\"#n1-fn-1\" id=\"n1-fnref-1\">1</a></sup> and "
      "B<sup class=\"footnote-ref\"><a href=\"#n1-fn-1\" id=\"n1-fnref-1-2\">1</a></sup>.</p>\n"
      "<section class=\"footnotes\">\n<ol>\n<li id=\"n1-fn-1\">\n<p>Why <em>not</em>. "
      "<a href=\"#n1-fnref-1\" class=\"footnote-backref\" aria-label=\"Back to reference 1\">↩</a> "
      "<a href=\"#n1-fnref-1-2\" class=\"footnote-backref\" aria-label=\"Back to reference 1\">↩<sup>2</sup></a></p>\n"
      "</li>\n</ol>\n</section>\n");
}

TEST(Markdown, RepairsBrokenTextAndNul) {
  EXPECT_EQ(html_of(std::string_view("a\xff"
                                     "b\0c",
                                     5)),
            "<p>a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD"
            "c</p>\n");
}

TEST(Markdown, IsTheSameFromSeveralThreads) {
  const std::string text = "~~no~~ http://lab.example/a_b www.lab.example kim@lab.example\n\n|a|\n|-|\n|~~b~~|\n";
  const std::string expected = html_of(text);
  EXPECT_THAT(expected, HasSubstr("<del>no</del>"));
  std::vector<int> different(4, 0);
  std::vector<std::thread> threads;
  for (int& count : different)
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) count += html_of(text) != expected;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(different, std::vector<int>(4, 0));
}

TEST(Markdown, ShowsAsTextWhatRendersToTooMuch) {
  std::string text = "[a]: http://lab.example/" + std::string(4000, 'x') + "\n\n";
  for (int i = 0; i < 4000; ++i) text += "[a] ";
  const auto page = base::render_markdown(text, {});
  EXPECT_THAT(page.html, testing::StartsWith("<pre class=\"as-text\" tabindex=\"0\">[a]: http"));
  ASSERT_EQ(page.issues.size(), 1u);
  EXPECT_EQ(page.issues[0].code, "md-output");
  EXPECT_EQ(page.issues[0].severity, base::Severity::warning);
}

TEST(MarkdownOutline, ListsBlocksWithTheirLines) {
  const auto outline =
      base::outline_markdown("# A *b*\n\npara\nmore\n\n```py x\ncode\n```\n\n| h |\n|---|\n| `c` |\n\n> q\n");
  using Kind = base::MarkdownBlock::Kind;
  ASSERT_EQ(outline.blocks.size(), 5u);
  EXPECT_EQ(outline.blocks[0].kind, Kind::heading);
  EXPECT_EQ(outline.blocks[0].heading_level, 1);
  EXPECT_EQ(outline.blocks[0].text, "A b");
  EXPECT_EQ(outline.blocks[1].kind, Kind::paragraph);
  EXPECT_EQ(outline.blocks[1].text, "para more");
  EXPECT_EQ(outline.blocks[1].first_line, 3u);
  EXPECT_EQ(outline.blocks[1].last_line, 4u);
  EXPECT_EQ(outline.blocks[2].kind, Kind::code);
  EXPECT_EQ(outline.blocks[2].info, "py x");
  EXPECT_EQ(outline.blocks[2].text, "code\n");
  EXPECT_EQ(outline.blocks[3].kind, Kind::table);
  EXPECT_EQ(outline.blocks[3].rows, (std::vector<std::vector<std::string>>{{"h"}, {"c"}}));
  EXPECT_EQ(outline.blocks[4].kind, Kind::other);
  EXPECT_EQ(outline.blocks[4].first_line, 14u);
}

TEST(MarkdownOutline, KeepsTheSourceOfItems) {
  const auto outline = base::outline_markdown(
      "- [ ] Try **bold** [l](u)\r\n  on `two` lines\r\n  - [x] nested\r\n- plain\r\n\r\n  second\r\n- [OOM]: "
      "fixed\r\n");
  ASSERT_EQ(outline.blocks.size(), 1u);
  const auto& items = outline.blocks[0].items;
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].markdown, "Try **bold** [l](u) on `two` lines");
  EXPECT_EQ(items[0].text, "Try bold l on two lines");
  EXPECT_EQ(items[0].task, false);
  EXPECT_EQ(items[0].line, 1u);
  ASSERT_EQ(items[0].children.size(), 1u);
  EXPECT_EQ(items[0].children[0].markdown, "nested");
  EXPECT_EQ(items[0].children[0].task, true);
  EXPECT_EQ(items[0].children[0].line, 3u);
  EXPECT_EQ(items[1].markdown, "plain second");
  EXPECT_EQ(items[1].task, std::nullopt);
  EXPECT_EQ(items[2].markdown, "[OOM]: fixed") << "a definition to the library, text to its author";
}

TEST(MarkdownOutline, PlacesAParagraphThatEndsInATable) {
  const auto outline = base::outline_markdown("one\ntwo\n|a|\n|-|\n|1|\n");
  ASSERT_EQ(outline.blocks.size(), 2u);
  EXPECT_EQ(outline.blocks[0].first_line, 1u);
  EXPECT_EQ(outline.blocks[0].last_line, 2u);
  EXPECT_EQ(outline.blocks[1].first_line, 3u);
  EXPECT_EQ(outline.blocks[1].last_line, 5u);
}

}  // namespace
