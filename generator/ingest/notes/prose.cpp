#include "ingest/notes/prose.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace ingest {

void NoteProse::add_heading(int level, Heading kind, std::string source) {
  pieces_.push_back({Piece::Kind::heading, level, kind, std::move(source)});
}

void NoteProse::add_rule(std::string source) {
  pieces_.push_back({.kind = Piece::Kind::rule, .source = std::move(source)});
}

void NoteProse::add(std::string source) {
  pieces_.push_back({.kind = Piece::Kind::text, .source = std::move(source)});
}

void NoteProse::add_unfilled() {
  pieces_.push_back({.kind = Piece::Kind::unfilled});
}

void NoteProse::add_definitions(std::string source) {
  if (!definitions_.empty()) definitions_ += '\n';
  definitions_ += source;
}

bool NoteProse::has_text_at(std::size_t index) const {
  return index < pieces_.size() && pieces_[index].kind == Piece::Kind::text;
}

std::vector<bool> NoteProse::kept_pieces() const {
  struct Below {
    bool text = false, unfilled = false;
  };
  std::array<Below, 7> below;  // below[level]: what follows up to the next heading of that level or a higher one
  std::vector<bool> kept(pieces_.size(), false);
  for (std::size_t i = pieces_.size(); i-- > 0;) {
    const Piece& piece = pieces_[i];
    const bool is_heading = piece.kind == Piece::Kind::heading;
    const std::size_t level = is_heading ? static_cast<std::size_t>(piece.level) : below.size();
    kept[i] = piece.kind == Piece::Kind::text || piece.kind == Piece::Kind::rule;
    if (is_heading && piece.heading == Heading::of_note) kept[i] = below[level].text || !below[level].unfilled;
    if (is_heading && piece.heading == Heading::of_template) kept[i] = below[level].text;
    if (is_heading && piece.heading == Heading::of_section) kept[i] = has_text_at(i + 1);
    // A heading ends what stands under headings of its level and deeper ones, and is itself text under higher ones.
    std::fill(below.begin() + static_cast<std::ptrdiff_t>(level), below.end(), Below());
    for (std::size_t above = 0; above < level; ++above) {
      below[above].text = below[above].text || (kept[i] && piece.kind != Piece::Kind::rule);
      below[above].unfilled = below[above].unfilled || piece.kind == Piece::Kind::unfilled;
    }
  }
  return kept;
}

std::string NoteProse::text() const {
  const std::vector<bool> kept = kept_pieces();
  std::string text;
  std::string_view rule;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (!kept[i]) continue;
    if (pieces_[i].kind == Piece::Kind::rule) {
      rule = pieces_[i].source;
      continue;
    }
    if (!text.empty()) text += "\n\n";
    if (!text.empty() && !rule.empty()) text += std::string(rule) + "\n\n";
    rule = {};
    text += pieces_[i].source;
  }
  if (!text.empty() && !definitions_.empty()) text += "\n\n" + definitions_;
  return text;
}

}  // namespace ingest
