#pragma once
/// What is left of a note when the template's parts are taken out.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ingest {

class NoteProse {
 public:
  /// of_section: what stood under it was read into fields, so that it is only of use above text that was not.
  enum class Heading : std::uint8_t { of_note, of_template, of_section };

  void add_heading(int level, Heading kind, std::string source);
  void add_rule(std::string source);
  void add(std::string source);
  /// Something unfilled stood here.
  void add_unfilled();
  /// Reference definitions; they go to the end, and alone they are no prose.
  void add_definitions(std::string source);

  bool is_empty() const { return pieces_.empty(); }
  /// The pieces in order, a blank line between them. A heading of the template with nothing under it, a heading that
  /// had only unfilled text under it, and a line across the page with nothing before or after it are left out.
  std::string text() const;

 private:
  struct Piece {
    enum class Kind : std::uint8_t { heading, rule, text, unfilled } kind = Kind::text;
    int level = 0;
    Heading heading = Heading::of_note;
    std::string source;
  };
  std::vector<bool> kept_pieces() const;
  bool has_text_at(std::size_t index) const;

  std::vector<Piece> pieces_;
  std::string definitions_;
};

}  // namespace ingest
