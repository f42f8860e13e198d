#include "words/parts/phrase.h"

#include <cstddef>
#include <utility>

#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/index.h"
#include "words/parts/lists.h"

namespace words {
namespace {

bool continues(const std::vector<Piece>& pieces, const Piece& next) {
  return !pieces.empty() && pieces.back().kind == Piece::Kind::text && next.kind == Piece::Kind::text;
}

}  // namespace

Phrase::Phrase(Piece piece) {
  if (piece.kind != Piece::Kind::text || !piece.text.empty()) pieces.push_back(std::move(piece));
}

Phrase::Phrase(std::string text) : Phrase(Piece{.text = std::move(text)}) {}

Phrase::Phrase(const char* text) : Phrase(std::string(text)) {}

Phrase& Phrase::operator+=(const Phrase& other) {
  for (const Piece& piece : other.pieces) {
    if (continues(pieces, piece)) {
      pieces.back().text += piece.text;
    } else {
      pieces.push_back(piece);
    }
  }
  return *this;
}

Phrase strong(std::string text) {
  return Piece{.kind = Piece::Kind::strong, .text = std::move(text)};
}

Phrase logged_name(std::string text) {
  return Piece{.kind = Piece::Kind::name, .text = std::move(text)};
}

Phrase file_name(std::string text) {
  return Piece{.kind = Piece::Kind::file, .text = std::move(text)};
}

Phrase experiment_link(const model::Findings& findings, model::Index experiment) {
  return Piece{.kind = Piece::Kind::experiment, .text = findings.experiments[experiment].shown(), .target = experiment};
}

Phrase run_link(model::Index run, std::string name) {
  return Piece{.kind = Piece::Kind::run, .text = std::move(name), .target = run};
}

Phrase health_link(std::string text) {
  return Piece{.kind = Piece::Kind::health, .text = std::move(text)};
}

std::string plain_text(const Phrase& phrase) {
  std::string out;
  for (const Piece& piece : phrase.pieces) out += base::make_visible(piece.text);
  return out;
}

Phrase experiment_links(const model::Findings& findings, const std::vector<model::Index>& experiments,
                        std::size_t most) {
  std::vector<Phrase> links;
  for (const model::Index index : experiments) links.push_back(experiment_link(findings, index));
  return listed_with_rest(std::move(links), most);
}

}  // namespace words
