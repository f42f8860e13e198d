#pragma once
/// A sentence as pieces, so that a page can mark and link what a terminal prints plainly.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"

namespace words {

struct Piece {
  enum class Kind : std::uint8_t {
    text,
    strong,      ///< what the sentence is about
    name,        ///< of a metric or parameter, as logged
    file,        ///< name of a file of the workspace
    experiment,  ///< the id; leads to experiment `target` of Findings
    run,         ///< the name; leads to run `target`
    health,      ///< leads to the findings on the health of the data
  };
  Kind kind = Kind::text;
  std::string text;  ///< as read; names in it are as they were logged, whoever shows them makes them safe
  model::Index target = 0;

  bool operator==(const Piece&) const = default;
};

struct Phrase {
  std::vector<Piece> pieces;  ///< no two neighbours are both text, and none is empty text

  Phrase() = default;
  Phrase(Piece piece);
  Phrase(std::string text);
  Phrase(const char* text);

  bool empty() const { return pieces.empty(); }
  Phrase& operator+=(const Phrase& other);
  friend Phrase operator+(Phrase left, const Phrase& right) { return left += right; }
  bool operator==(const Phrase&) const = default;
};

Phrase strong(std::string text);
Phrase logged_name(std::string text);
Phrase file_name(std::string text);
Phrase experiment_link(const model::Findings& findings, model::Index experiment);
Phrase run_link(model::Index run, std::string name);
Phrase health_link(std::string text);

/// For a terminal, a feed or a test: the texts alone, on one line, control characters made visible.
std::string plain_text(const Phrase& phrase);

/// Links to experiments, up to `most`, then a count of the rest.
Phrase experiment_links(const model::Findings& findings, const std::vector<model::Index>& experiments,
                        std::size_t most);

}  // namespace words
