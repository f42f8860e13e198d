#include "render/theme/template.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace {

using base::Json;
using render::render_template;
using render::TemplateSet;
using render::Theme;

std::string rendered(const Theme& theme, const Json& data) {
  auto text = render_template(theme, "page.mustache", data);
  return text ? *text : "error: " + text.error().what;
}

TEST(Template, EscapesTextButNotMarkup) {
  const Theme theme{{"page.mustache", "<p title=\"{{a}}\">{{{b_html}}}</p>"}};
  const Json data = Json::object().set("a", Json::string("\"<&>'")).set("b_html", Json::string("<b>x</b>"));
  EXPECT_EQ(rendered(theme, data), "<p title=\"&quot;&lt;&amp;&gt;&apos;\"><b>x</b></p>");
}

TEST(Template, DataIsNeverRenderedAgain) {
  const Theme theme{{"page.mustache", "{{a}} {{{b_html}}}"}};
  const Json data = Json::object()
                        .set("a", Json::string("{{secret}}"))
                        .set("b_html", Json::string("{{secret}}"))
                        .set("secret", Json::string("no"));
  EXPECT_EQ(rendered(theme, data), "{{secret}} {{secret}}");
}

TEST(Template, SectionsSkipWhatIsEmpty) {
  const Theme theme{{"page.mustache", "{{#a}}a{{/a}}{{#b}}b{{/b}}{{#c}}c{{/c}}{{^d}}no d{{/d}}{{#e}}{{.}},{{/e}}"}};
  Json data = Json::object();
  data.set("a", Json::string("")).set("b", Json::boolean(false)).set("c", Json::array()).set("d", Json());
  data.set("e", Json::array({Json::string("1"), Json::string("2")}));
  EXPECT_EQ(rendered(theme, data), "no d1,2,");
}

TEST(Template, PartialsSeeTheDataAroundThem) {
  const Theme theme{{"page.mustache", "{{#items}}{{> item}}{{/items}}"}, {"item.mustache", "[{{name}} of {{all}}]"}};
  Json data = Json::object().set("all", Json::string("2"));
  data.set("items",
           Json::array({Json::object().set("name", Json::string("a")), Json::object().set("name", Json::string("b"))}));
  EXPECT_EQ(rendered(theme, data), "[a of 2][b of 2]");
}

TEST(Template, SaysWhichTemplateIsBroken) {
  const auto unclosed = TemplateSet::compile({{"page.mustache", "{{#a}}"}});
  ASSERT_FALSE(unclosed);
  EXPECT_EQ(unclosed.error().where, "page.mustache");
  const auto missing = TemplateSet::compile({{"page.mustache", "{{> nothing}}"}});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().where, "page.mustache > nothing.mustache");
}

TEST(Template, PartialsInACircleAreAnError) {
  const auto circle = TemplateSet::compile({{"a.mustache", "{{> b}}"}, {"b.mustache", "{{> a}}"}});
  ASSERT_FALSE(circle);
}

TEST(BuiltInTheme, PrintsOnlyMarkupWithoutEscaping) {
  for (const auto& [name, text] : render::built_in_theme()) {
    if (!name.ends_with(".mustache")) continue;
    for (std::size_t at = text.find("{{{"); at != std::string::npos; at = text.find("{{{", at + 3)) {
      const std::string key = text.substr(at + 3, text.find("}}}", at) - at - 3);
      EXPECT_TRUE(key.ends_with("_html")) << name << " prints " << key;
    }
    EXPECT_EQ(text.find("{{&"), std::string::npos) << name;
    EXPECT_EQ(text.find(" style="), std::string::npos) << name;
    EXPECT_EQ(text.find("<style"), std::string::npos) << name;
  }
}

}  // namespace
