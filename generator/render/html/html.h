#pragma once
/// The little HTML that C++ writes itself. Everything untrusted goes through here.

#include <string>
#include <string_view>

#include "model/table.h"

namespace render {

/// For one line of text or a quoted attribute: & < > " ' as entities; control, bidi and zero-width characters made
/// visible (base::make_visible); ill-formed UTF-8 repaired.
std::string escape_html(std::string_view text);
/// The same for text in <pre>: line feeds and tabs stay.
std::string escape_lines(std::string_view text);
/// One line of untrusted text for page data: repaired and made visible, but not escaped (templates do that).
std::string visible_text(std::string_view text);

/// "good" and so on: the theme's class for a tone; empty for none.
std::string_view tone_class(model::Tone tone);

/// <a href="href">text</a>; `href` is ours, `text` is not. Over 80 characters the text is shortened, with up to 4,096
/// as title.
std::string link_html(std::string_view href, std::string_view text);
std::string chip_html(std::string_view text, model::Tone tone);
std::string code_html(std::string_view text);
/// Escaped, with places where a long name may be broken after '.' and '/', and in long parts after '_' and '-'.
std::string breakable_html(std::string_view text);
/// A short value that stays on one line; over 28 characters it is shortened, with the whole as title.
std::string value_html(std::string_view text);
/// Inline source of a note (one line of Markdown) as HTML without a paragraph around it and without links that lead
/// nowhere.
std::string inline_note_html(std::string_view markdown);

}  // namespace render
