#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "render/charts/charts.h"

namespace render {
namespace {

/// Standard base64 of bytes that come one at a time.
class Base64 {
 public:
  explicit Base64(std::string& out) : out_(out) {}
  void put(std::uint8_t byte) {
    held_ = held_ << 8 | byte;
    if (++count_ == 3) write(4);
  }
  void finish() {
    if (count_ == 0) return;
    const int digits = count_ + 1;
    held_ <<= 8 * (3 - count_);
    write(digits);
    out_.append(static_cast<std::size_t>(4 - digits), '=');
  }

 private:
  void write(int digits) {
    constexpr const char* kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits; ++i) out_ += kDigits[held_ >> (18 - 6 * i) & 63];
    held_ = 0;
    count_ = 0;
  }
  std::string& out_;
  std::uint32_t held_ = 0;
  int count_ = 0;
};

template <class Number, class Bits>
std::string base64_of(const std::vector<double>& values) {
  std::string out;
  out.reserve(values.size() * sizeof(Number) * 4 / 3 + 4);
  Base64 text(out);
  for (const double value : values) {
    const Bits bits = std::bit_cast<Bits>(static_cast<Number>(value));
    for (unsigned shift = 0; shift < 8 * sizeof(Bits); shift += 8) text.put(static_cast<std::uint8_t>(bits >> shift));
  }
  text.finish();
  return out;
}

bool fits_single(double value) {
  if (!std::isfinite(value)) return true;
  if (std::abs(value) > 3.4e38) return false;
  return std::abs(static_cast<double>(static_cast<float>(value)) - value) <= 1e-6 * std::abs(value);
}

bool fit_single(const std::vector<double>& values) {
  for (const double value : values) {
    if (!fits_single(value)) return false;
  }
  return true;
}

/// Places of a curve; curves of one run mostly share them, and then only the first one writes them.
void append_x(std::string& out, const std::vector<double>& x, std::size_t series,
              std::map<std::vector<double>, std::size_t>& written) {
  const auto [found, is_new] = written.emplace(x, series);
  out += ",\"x\":";
  out += is_new ? "\"" + base64_of<double, std::uint64_t>(x) + "\"" : std::to_string(found->second);
}

}  // namespace

model::OutputFile curve_chunk(const std::string& slug, std::span<const model::Curve> curves) {
  std::string out = "trialpress.curves(\"" + slug + "\",[";
  std::map<std::vector<double>, std::size_t> written;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const model::Curve& curve = curves[i];
    out += i == 0 ? "\n{\"name\":" : ",\n{\"name\":";
    base::append_json_string(out, curve.metric);
    out.append(",\"logged\":").append(std::to_string(curve.source_points));
    append_x(out, curve.x, i, written);
    const bool single = fit_single(curve.y);
    out += single ? ",\"bytes\":4,\"y\":\"" : ",\"bytes\":8,\"y\":\"";
    out += single ? base64_of<float, std::uint32_t>(curve.y) : base64_of<double, std::uint64_t>(curve.y);
    out += "\"}";
  }
  out += "]);\n";
  return {"data/curves/" + slug + ".js", std::move(out)};
}

}  // namespace render
