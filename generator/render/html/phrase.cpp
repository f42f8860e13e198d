#include "render/html/phrase.h"

#include "render/html/html.h"
#include "words/parts/phrase.h"

namespace render {
namespace {

using words::Piece;

std::string piece_html(const Site& site, const Piece& piece, const std::string& root) {
  switch (piece.kind) {
    case Piece::Kind::text:
      break;
    case Piece::Kind::strong:
      return "<b>" + escape_html(piece.text) + "</b>";
    case Piece::Kind::name:
      return code_html(piece.text);
    case Piece::Kind::file:
      return "<code>" + escape_html(piece.text) + "</code>";
    case Piece::Kind::experiment:
      return link_html(root + site.addresses.experiment_pages[piece.target], piece.text);
    case Piece::Kind::run:
      return link_html(root + site.addresses.run_pages[piece.target], piece.text);
    case Piece::Kind::health:
      return link_html(root + "sources.html#health", piece.text);
  }
  return escape_html(piece.text);
}

}  // namespace

std::string phrase_html(const Site& site, const words::Phrase& phrase, const std::string& root) {
  std::string html;
  for (const Piece& piece : phrase.pieces) html += piece_html(site, piece, root);
  return html;
}

}  // namespace render
