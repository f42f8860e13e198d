// The examples of the GitHub-flavoured Markdown specification and of its extensions, with everything of our own off.
// Where an example holds raw HTML, our page is what the example shows without it.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/markdown/markdown.h"
#include "support/conformance.h"

namespace {

struct Example {
  int number = 0;
  std::string markdown, html;
};

std::string with_tabs(std::string text) {
  for (std::size_t at = text.find("→"); at != std::string::npos; at = text.find("→", at))
    text.replace(at, std::string_view("→").size(), "\t");
  return text;
}

// The specification and the extensions write the same box in two ways.
std::string with_one_kind_of_box(std::string html) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"(<input disabled="" type="checkbox">)", R"(<input type="checkbox" disabled="" />)"},
           {R"(<input checked="" disabled="" type="checkbox">)",
            R"(<input type="checkbox" checked="" disabled="" />)"}})
    for (std::size_t at = html.find(from); at != std::string::npos; at = html.find(from))
      html.replace(at, from.size(), to);
  return html;
}

// Empty if there is no such file.
std::vector<Example> read_examples(const std::string& file) {
  std::ifstream in(support::shared_path("conformance/markdown/" + file), std::ios::binary);
  const std::string fence(32, '`');
  std::vector<Example> examples;
  enum { prose, markdown, html } part = prose;
  Example example;
  for (std::string line; std::getline(in, line);) {
    if (part == prose && line.starts_with(fence + " example")) {
      part = markdown;
    } else if (part == markdown && line == ".") {
      part = html;
    } else if (part == html && line == fence) {
      example.number = static_cast<int>(examples.size()) + 1;
      example.markdown = with_tabs(example.markdown);
      example.html = with_one_kind_of_box(with_tabs(example.html));
      examples.push_back(std::exchange(example, {}));
      part = prose;
    } else if (part != prose) {
      (part == markdown ? example.markdown : example.html) += line + "\n";
    }
  }
  return examples;
}

base::MarkdownHtml render_bare(std::string_view text) {
  base::MarkdownOptions options;
  options.heading_shift = 0;
  options.id_prefix = "";
  options.dress = base::MarkdownDress::bare;
  options.resolve = [](std::string_view address, bool) { return std::string(address); };
  return base::render_markdown(text, options);
}

// Whether `ours` is left of `example` when pieces that stand word for word in `markdown`, and that start with a tag, a
// comment or the like, are taken out.
class WithoutRawHtml {
 public:
  WithoutRawHtml(std::string_view example, std::string_view ours, std::string_view markdown)
      : example_(example), ours_(ours), markdown_(markdown) {}
  bool matches() { return matches_from(0, 0); }

 private:
  bool matches_from(std::size_t i, std::size_t j) {
    while (true) {
      if (i == example_.size()) return j == ours_.size();
      if (!seen_.insert({i, j}).second) return false;
      if (starts_markup(i)) {
        for (std::size_t length = longest_piece(i); length > 0; --length)
          if (matches_from(i + length, j)) return true;
      }
      if (j == ours_.size() || example_[i] != ours_[j]) return false;
      ++i, ++j;
    }
  }
  bool starts_markup(std::size_t i) const {
    const std::size_t first = example_.find_first_not_of(" ", i);
    return first != std::string_view::npos && example_[first] == '<';
  }
  std::size_t longest_piece(std::size_t i) const {
    std::size_t length = 0;
    while (i + length < example_.size() && markdown_.find(example_.substr(i, length + 1)) != std::string_view::npos)
      ++length;
    return length;
  }

  std::string_view example_, ours_, markdown_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
};

bool agrees(const Example& example) {
  const auto ours = render_bare(example.markdown);
  if (ours.html == example.html) return true;
  for (const auto& issue : ours.issues)
    if (issue.code == "md-raw-html") return WithoutRawHtml(example.html, ours.html, example.markdown).matches();
  return false;
}

void expect_examples(const std::string& file, std::size_t count, const std::map<int, std::string>& exceptions) {
  NEEDS_SHARED("conformance/markdown/" + file);
  const auto examples = read_examples(file);
  EXPECT_EQ(examples.size(), count);
  for (const auto& example : examples) {
    if (exceptions.contains(example.number)) {
      EXPECT_FALSE(agrees(example)) << file << " " << example.number << " is no exception any more";
    } else {
      EXPECT_TRUE(agrees(example)) << file << " " << example.number << "\n"
                                   << example.markdown << "-- expected\n"
                                   << example.html << "-- got\n"
                                   << render_bare(example.markdown).html;
    }
  }
}

const std::string kScheme = "the address is not http, https, mailto or relative";
const std::string kAutolink = "the example is about pages without the autolink extension";
const std::string kTagFilter = "the tag filter shows some raw HTML as text; we leave all of it out";
const std::string kContainer =
    "the raw HTML spans lines of a quote or a list, so that it is not in the text word for word";
const std::string kFootnoteIds = "ids of footnotes are numbers with the page's prefix, not labels of the text";

TEST(MarkdownConformance, RendersTheSpecification) {
  expect_examples("spec.txt", 673,
                  {{143, kContainer},
                   {144, kContainer},
                   {604, kScheme},
                   {606, kScheme},
                   {607, kScheme},
                   {609, kScheme},
                   {610, kAutolink},
                   {614, kAutolink},
                   {616, kAutolink},
                   {619, kAutolink},
                   {620, kAutolink},
                   {628, kScheme},
                   {653, kTagFilter}});
}

TEST(MarkdownConformance, RendersTheExtensions) {
  expect_examples("extensions.txt", 28,
                  {{19, "an image from another host becomes a link"},
                   {20, "the example only asks for no crash"},
                   {22, kTagFilter},
                   {23, kFootnoteIds}});
}

TEST(MarkdownConformance, RendersTheRegressions) {
  expect_examples("regression.txt", 19, {{13, kFootnoteIds}});
}

}  // namespace
