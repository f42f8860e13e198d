#include "render/html/html.h"

#include <gtest/gtest.h>

#include <string>

namespace render {
namespace {

TEST(EscapeHtml, WritesMarkupAsText) {
  EXPECT_EQ(escape_html("a < b & \"c\" > 'd'"), "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
  EXPECT_EQ(escape_html("plain"), "plain");
  EXPECT_EQ(escape_html(""), "");
}

TEST(EscapeHtml, LeavesNothingInvisible) {
  const std::string shown = escape_html(std::string("a\x07") + "b\u202Ec\u200Bd");
  for (const char* hidden : {"\x07", "\u202E", "\u200B"}) EXPECT_EQ(shown.find(hidden), std::string::npos) << shown;
  EXPECT_EQ(escape_html("caf\xE9"), "caf\uFFFD");
}

TEST(EscapeLines, KeepsLinesAndTabs) {
  EXPECT_EQ(escape_lines("a: <b>\n\tc\n"), "a: &lt;b&gt;\n\tc\n");
  EXPECT_EQ(escape_lines("\n\nlast"), "\n\nlast");
}

TEST(LinkHtml, ShortensLongTextAndKeepsTheWholeAsTitle) {
  EXPECT_EQ(link_html("a.html", "A & B"), "<a href=\"a.html\">A &amp; B</a>");
  const std::string whole(100, 'x');
  const std::string link = link_html("a.html", whole);
  EXPECT_NE(link.find("title=\"" + whole + "\""), std::string::npos) << link;
  EXPECT_EQ(link.find(whole + "</a>"), std::string::npos) << link;
  EXPECT_EQ(link_html("a.html", std::string(80, 'x')), "<a href=\"a.html\">" + std::string(80, 'x') + "</a>");
}

TEST(ValueHtml, StaysWholeUpTo28Characters) {
  EXPECT_EQ(value_html("0.001"), "<span class=\"whole\">0.001</span>");
  const std::string longest(28, '1'), longer(29, '1');
  EXPECT_EQ(value_html(longest), "<span class=\"whole\">" + longest + "</span>");
  EXPECT_NE(value_html(longer).find("<span title=\"" + longer + "\">"), std::string::npos);
}

TEST(ChipHtml, HasTheClassOfItsTone) {
  EXPECT_EQ(chip_html("keep", model::Tone::good), "<span class=\"chip good\">keep</span>");
  EXPECT_EQ(chip_html("failed", model::Tone::bad), "<span class=\"chip bad\">failed</span>");
  EXPECT_EQ(chip_html("a<b", model::Tone::warn), "<span class=\"chip warn\">a&lt;b</span>");
  EXPECT_EQ(tone_class(model::Tone::calm), "calm");
  EXPECT_EQ(tone_class(model::Tone::muted), "muted");
  EXPECT_EQ(tone_class(model::Tone::none), "");
}

TEST(BreakableHtml, LetsLongNamesBreakAfterSeparators) {
  EXPECT_EQ(breakable_html("model.layers/0"), "model.<wbr>layers/<wbr>0");
  EXPECT_EQ(breakable_html("learning_rate"), "learning_rate");
  // Sixteen characters before the underscore: a long part, which may break there.
  EXPECT_EQ(breakable_html("abcdefghijklmno_pq"), "abcdefghijklmno_<wbr>pq");
  EXPECT_EQ(code_html("a.b"), "<code>a.<wbr>b</code>");
}

TEST(InlineNoteHtml, IsOneLineWithoutMarkupOfItsOwn) {
  EXPECT_EQ(inline_note_html("**better** than `EXP001`"), "<strong>better</strong> than <code>EXP001</code>");
  EXPECT_EQ(inline_note_html("see [it](https://example.org/a)").find("<p>"), std::string::npos);
  EXPECT_NE(inline_note_html("see [it](https://example.org/a)").find("href=\"https://example.org/a\""),
            std::string::npos);
  EXPECT_EQ(inline_note_html("[x](javascript:alert(1))").find("href"), std::string::npos);
  EXPECT_EQ(inline_note_html("<b>x</b>").find("<b>"), std::string::npos);
}

}  // namespace
}  // namespace render
