#include "ingest/notes_prose.h"

#include <array>
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

std::vector<bool> NoteProse::kept_pieces() const {
  struct Below {
    bool text = false, unfilled = false;
  };
  std::array<Below, 7> below;  // below[level]: what follows up to the next heading of that level or a higher one
  std::vector<bool> kept(pieces_.size(), false);
  for (std::size_t i = pieces_.size(); i-- > 0;) {
    const Piece& piece = pieces_[i];
    kept[i] = piece.kind == Piece::Kind::text || piece.kind == Piece::Kind::rule;
    if (piece.kind == Piece::Kind::heading) {
      const Below& own = below[static_cast<std::size_t>(piece.level)];
      kept[i] = own.text || (piece.heading == Heading::of_note && !own.unfilled);
    }
    const std::size_t from = piece.kind == Piece::Kind::heading ? static_cast<std::size_t>(piece.level) : 0;
    // A heading ends what stands under headings of its own level and deeper ones, and is itself text under higher ones.
    for (std::size_t level = from; piece.kind == Piece::Kind::heading && level < below.size(); ++level)
      below[level] = {};
    const std::size_t stop = piece.kind == Piece::Kind::heading ? from : below.size();
    for (std::size_t level = 0; level < stop; ++level) {
      below[level].text = below[level].text || (kept[i] && piece.kind != Piece::Kind::rule);
      below[level].unfilled = below[level].unfilled || piece.kind == Piece::Kind::unfilled;
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
