#pragma once
/// Numbers as people read them: sensible digits, true minus signs, units with a narrow gap (U+202F), per cent of
/// fractions.

#include <cstdint>
#include <string>

#include "model/estimate.h"
#include "model/findings/fwd.h"

namespace words {

/// Shown as per cent: shares and percentages.
bool is_percent(model::ValueKind kind);
/// "97.2 %", "0.0413", "4.1 s", "2 min 5 s", "212 MB", "41 µs", "12,345"; "NaN", "+∞" and "−∞" for those; "" for
/// nothing logged is the caller's business. `digits` significant digits for plain numbers (default 4), never exponent
/// form between 1e-4 and 1e7.
std::string format_value(double value, model::ValueKind kind, int digits = 4);
/// Mean and ± sd, both with the digits that sd supports (two significant digits of sd, at most 6 decimals):
/// {"97.2 %", "± 0.3"}; of two repeats the two values instead, {"97.2 %", "(97.0 %, 97.4 %)"}; second empty for n < 2.
struct EstimateText {
  std::string mean;
  std::string spread;
};
EstimateText format_estimate(const model::Estimate& estimate, model::ValueKind kind);
/// Signed: "+1.2 points" for fractions and percents, "−0.045", "+14 s"; zero is "0".
std::string format_difference(double value, model::ValueKind kind);
/// A difference without its sign: "1.2 points", "0.045", "14 s".
std::string format_size(double value, model::ValueKind kind);
/// The same as format_difference with the digits that the 95 % interval supports, where there is one: "−0.08" rather
/// than "−0.0764".
std::string format_difference(const model::Difference& difference, model::ValueKind kind);
/// "+0.4 to +2.0" in the unit of format_difference, without the unit; times and bytes keep it, since it changes with
/// size.
std::string format_interval(double low, double high, model::ValueKind kind);
/// "p 0.012", "p 0.34", "p < 0.001"; with more digits where these would read as `level` or as if on its other side:
/// 0.0502 at 0.05 is "p 0.0502", and what six digits do not tell from it "p > 0.05". Empty for NaN.
std::string format_p(double p, double level);
/// "3 March 2026" for ISO dates; other text as it is.
std::string format_date(const std::string& iso);
std::string format_count(std::uint64_t count);  ///< "12,345"
std::string format_bytes(double bytes);         ///< "1.2 MB" (powers of 1,000)
std::string format_duration(double seconds);    ///< "4.1 s", "7 min 12 s", "3 h 05 min"

}  // namespace words
