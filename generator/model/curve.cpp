#include "model/curve.h"

#include <cstddef>
#include <cstring>

namespace model {
namespace {

constexpr std::string_view kMark = "curves1\n";

class Encoder {
 public:
  explicit Encoder(std::string& out) : out_(out) {}
  void put(std::uint64_t value) { append(&value, sizeof value); }
  void put(const std::string& text) {
    put(static_cast<std::uint64_t>(text.size()));
    out_ += text;
  }
  void put(const std::vector<double>& values) {
    put(static_cast<std::uint64_t>(values.size()));
    append(values.data(), values.size() * sizeof(double));
  }

 private:
  void append(const void* bytes, std::size_t size) {
    if (size > 0) out_.append(static_cast<const char*>(bytes), size);
  }
  std::string& out_;
};

/// Reads what Encoder wrote; ok() turns false where the bytes end too early.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  std::uint64_t number() {
    std::uint64_t value = 0;
    take(&value, 1, sizeof value);
    return value;
  }
  std::string text() {
    const std::uint64_t size = number();
    std::string out;
    if (fits(size, 1)) out.resize(size);
    take(out.data(), out.size(), 1);
    return out;
  }
  std::vector<double> numbers() {
    const std::uint64_t count = number();
    std::vector<double> out;
    if (fits(count, sizeof(double))) out.resize(count);
    take(out.data(), out.size(), sizeof(double));
    return out;
  }

 private:
  bool fits(std::uint64_t count, std::size_t unit) {
    ok_ = ok_ && count <= rest_.size() / unit;
    return ok_;
  }
  void take(void* to, std::size_t count, std::size_t unit) {
    if (!fits(count, unit) || count == 0) return;
    std::memcpy(to, rest_.data(), count * unit);
    rest_.remove_prefix(count * unit);
  }
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace

std::string encode_curves(const std::vector<Curve>& curves) {
  std::string out(kMark);
  Encoder encoder(out);
  for (const Curve& curve : curves) {
    encoder.put(curve.metric);
    encoder.put(static_cast<std::uint64_t>(curve.axis));
    encoder.put(curve.x);
    encoder.put(curve.y);
    encoder.put(curve.source_points);
    encoder.put(std::uint64_t{curve.thinned});
    encoder.put(curve.restarts);
    encoder.put(curve.column_means);
  }
  return out;
}

std::vector<Curve> decode_curves(std::string_view bytes) {
  if (!bytes.starts_with(kMark)) return {};
  Decoder decoder(bytes.substr(kMark.size()));
  std::vector<Curve> out;
  while (decoder.ok() && !decoder.at_end()) {
    Curve& curve = out.emplace_back();
    curve.metric = decoder.text();
    const std::uint64_t axis = decoder.number();
    if (axis > static_cast<std::uint64_t>(CurveAxis::row)) return {};
    curve.axis = static_cast<CurveAxis>(axis);
    curve.x = decoder.numbers();
    curve.y = decoder.numbers();
    curve.source_points = decoder.number();
    curve.thinned = decoder.number() != 0;
    curve.restarts = decoder.numbers();
    curve.column_means = decoder.numbers();
  }
  if (!decoder.ok()) return {};
  return out;
}

}  // namespace model
