#include "render/svg/path.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdlib>

namespace render {

void append_tenths(std::string& out, int tenths) {
  char buffer[16];
  char* const end = buffer + sizeof buffer;
  char* at = end;
  const unsigned magnitude = tenths < 0 ? 0u - static_cast<unsigned>(tenths) : static_cast<unsigned>(tenths);
  unsigned whole = magnitude / 10;
  const unsigned tenth = magnitude % 10;
  if (tenth != 0) {
    *--at = static_cast<char>('0' + tenth);
    *--at = '.';
  }
  if (whole == 0 && tenth == 0) *--at = '0';
  for (; whole != 0; whole /= 10) *--at = static_cast<char>('0' + whole % 10);
  if (tenths < 0) *--at = '-';
  out.append(at, static_cast<std::size_t>(end - at));
}

void SvgPath::write(char command, int value) {
  if (command != command_) {
    out_ += command;
    command_ = command;
  } else if (value >= 0) {
    out_ += ' ';
  }
  append_tenths(out_, value);
}

void SvgPath::write_pair(SvgPoint delta) {
  append_tenths(out_, delta.x);
  if (delta.y >= 0) out_ += ' ';
  append_tenths(out_, delta.y);
}

void SvgPath::move_to(SvgPoint to) {
  out_ += 'M';
  write_pair(to);
  at_ = start_ = to;
  command_ = 'M';
}

void SvgPath::line_to(SvgPoint to) {
  const SvgPoint delta{to.x - at_.x, to.y - at_.y};
  if (command_ != 'l') {
    out_ += 'l';
    command_ = 'l';
  } else if (delta.x >= 0) {
    out_ += ' ';
  }
  write_pair(delta);
  at_ = to;
}

void SvgPath::step_to(SvgPoint to) {
  if (to.x != at_.x) write('h', to.x - at_.x);
  if (to.y != at_.y) write('v', to.y - at_.y);
  at_ = to;
}

void SvgPath::dot() {
  out_ += "h0";
  command_ = 'h';
}

void SvgPath::close() {
  out_ += 'z';
  at_ = start_;
  command_ = 'z';
}

namespace {

int column_of(const SvgPoint& point) {
  return point.x >= 0 ? point.x / 10 : (point.x - 9) / 10;
}

/// Writes the lowest and the highest of [first, last) to `to`; returns the place after them.
std::size_t keep_extremes(std::vector<SvgPoint>& points, std::size_t first, std::size_t last, std::size_t to) {
  std::size_t low = first, high = first;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (points[i].y < points[low].y) low = i;
    if (points[i].y >= points[high].y) high = i;
  }
  const SvgPoint earlier = points[std::min(low, high)], later = points[std::max(low, high)];
  points[to++] = earlier;
  if (low != high) points[to++] = later;
  return to;
}

}  // namespace

void thin_to_pixels(std::vector<SvgPoint>& points) {
  assert(std::is_sorted(points.begin(), points.end(), [](SvgPoint a, SvgPoint b) { return a.x < b.x; }));
  if (points.size() < 3) return;
  const std::size_t last = points.size() - 1;
  const SvgPoint end = points[last];
  std::size_t to = 1;
  std::size_t first = 1;
  while (first < last) {
    std::size_t next = first + 1;
    while (next < last && column_of(points[next]) == column_of(points[first])) ++next;
    to = keep_extremes(points, first, next, to);
    first = next;
  }
  points[to++] = end;
  points.resize(to);
}

}  // namespace render
