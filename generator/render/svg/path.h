#pragma once
/// Path data of SVG, small and quick: whole tenths of a pixel, relative commands, no locale.

#include <string>
#include <vector>

namespace render {

/// A place in tenths of a pixel.
struct SvgPoint {
  int x = 0, y = 0;
  bool operator==(const SvgPoint&) const = default;
};

/// Appends tenths/10 in the shortest form: 123 → "12.3", -4 → "-.4", 50 → "5".
void append_tenths(std::string& out, int tenths);

/// Writes sub-paths one after the other into one `d` attribute.
class SvgPath {
 public:
  explicit SvgPath(std::string& out) : out_(out) {}
  void move_to(SvgPoint to);
  void line_to(SvgPoint to);
  /// Across first, then up or down.
  void step_to(SvgPoint to);
  /// A dot where a sub-path has one point only: a line of no length, which round caps make visible.
  void dot();
  void close();

 private:
  void write(char command, int value);
  void write_pair(SvgPoint delta);

  std::string& out_;
  SvgPoint at_, start_;
  char command_ = 0;
};

/// Keeps the first and the last point, and of every pixel column the lowest and the highest, in their order: in place.
/// REQUIRES: x does not fall; otherwise more points than that may stay.
void thin_to_pixels(std::vector<SvgPoint>& points);

}  // namespace render
