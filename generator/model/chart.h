#pragma once
/// A chart as values: what the static SVG and the interactive figure are both made from.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace model {

enum class AxisKind : std::uint8_t { linear, log, category };

/// How tick labels and values are written.
enum class AxisUnit : std::uint8_t { plain, fraction_as_percent, percent, seconds, milliseconds, bytes, date };

struct ChartAxis {
  std::string title;
  AxisKind kind = AxisKind::linear;
  AxisUnit unit = AxisUnit::plain;
  std::vector<std::string> categories;  ///< for category: x values are indexes into it
  bool room = false;                    ///< lines too get room at both ends, as points do
  /// For date: x values are days since 1970-01-01.
};

/// Where the interactive figure finds exact curve data instead of inline arrays: chunk data/curves/<run>.js, series
/// index.
struct CurveRef {
  std::string run;  ///< slug; empty: x and y are inline in the page
  std::size_t series = 0;
};

/// What bands over repeats are made from: one entry a point of the trace with their mean. NaN where that has a gap.
struct Spread {
  std::size_t mean_trace = 0;         ///< in Chart::traces
  std::vector<double> sd, low, high;  ///< sample standard deviation, smallest and largest value
  std::vector<std::uint32_t> n;       ///< finite values; empty: there is no spread
};

struct Trace {
  enum class Kind : std::uint8_t {
    line,
    steps,
    points,
    band,
    ticks,  ///< short strokes at the upper edge: something is at that x that has no value; y is where that edge was
            ///< taken
  };
  enum class Emphasis : std::uint8_t { bold, normal, thin, grey };
  Kind kind = Kind::line;
  Emphasis emphasis = Emphasis::normal;
  std::string name;            ///< untrusted; escaped by whoever draws
  int colour = 0;              ///< index into the theme's series colours; -1: grey
  std::vector<double> x, y;    ///< NaN y: a gap
  std::vector<double> y_high;  ///< for band: y is the lower edge
  Spread spread;               ///< for band: what the other bands to choose from are made from
  /// One per point, or empty. Shown when pointed at; bold points are nothing but their labels, written beside the
  /// place.
  std::vector<std::string> labels;
  std::vector<std::string> links;  ///< relative addresses, one per point, or empty
  std::vector<bool> filled;        ///< for points: filled or hollow marks; empty: filled
  CurveRef curve;                  ///< for lines of runs
  bool label_at_end = false;       ///< write the name where the line ends
};

/// A vertical line at something that a sentence beside the chart speaks of.
struct ChartMark {
  double x = 0;
  std::string label;  ///< a word or two
};

struct Chart {
  std::string id;  ///< unique on its page, ours
  std::string title;
  ChartAxis x, y;
  std::vector<Trace> traces;
  std::vector<ChartMark> marks;  ///< by x
  std::string caption;           ///< a sentence or two: what is drawn, what the band is, thinning rule and counts
  std::string alternative;       ///< one sentence for readers who do not see it
  bool wide = false;             ///< full width, else two abreast
};

}  // namespace model
