#include "ingest/metrics/numpy_archive.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/binary/zip_archive.h"
#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/documents/python_literal.h"
#include "ingest/files/notice_log.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::string_view kNumpyMagic = "\x93NUMPY";
constexpr std::size_t kMaxAxes = 8, kMaxNumbers = kMaxNumpyBytes / sizeof(double);

base::Error npy_error(base::Error::Kind kind, std::string what) {
  return {kind, "", std::move(what)};
}

struct NumberKind {
  char kind = 'f';  ///< b: boolean, i, u: whole, f: floating-point
  std::size_t bytes = 8;
  bool big_endian = false;
};

std::optional<NumberKind> number_kind(std::string_view said) {
  constexpr std::string_view kOrders = "<>|=";
  if (said.size() != 3 || kOrders.find(said[0]) == std::string_view::npos || said[2] < '1' || said[2] > '8')
    return std::nullopt;
  const NumberKind found{said[1], static_cast<std::size_t>(said[2] - '0'), said[0] == '>'};
  const bool power = std::has_single_bit(found.bytes);
  const bool known = found.kind == 'b'   ? found.bytes == 1
                     : found.kind == 'f' ? found.bytes >= 2
                                         : found.kind == 'i' || found.kind == 'u';
  return power && known ? std::optional(found) : std::nullopt;
}

double half_to_double(std::uint64_t bits) {
  const auto exponent = static_cast<int>(bits >> 10 & 0x1F);
  const auto fraction = static_cast<double>(bits & 0x3FF);
  double value = std::ldexp(exponent == 0 ? fraction : fraction + 1024, std::max(exponent, 1) - 25);
  if (exponent == 0x1F) {
    value = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  }
  return (bits >> 15 & 1) != 0 ? -value : value;
}

double read_number(std::string_view bytes, const NumberKind& kind) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kind.bytes; ++i) {
    const std::size_t at = kind.big_endian ? i : kind.bytes - 1 - i;
    bits = bits << 8 | static_cast<unsigned char>(bytes[at]);
  }
  if (kind.kind == 'f' && kind.bytes == 8) return std::bit_cast<double>(bits);
  if (kind.kind == 'f' && kind.bytes == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
  if (kind.kind == 'f') return half_to_double(bits);
  if (kind.kind != 'i') return static_cast<double>(bits);
  const auto unused = static_cast<int>(64 - 8 * kind.bytes);
  return static_cast<double>(static_cast<std::int64_t>(bits << unused) >> unused);
}

struct NpyHeader {
  NumberKind kind;
  bool columns_first = false;
  std::vector<std::size_t> shape;
  std::size_t count = 1;
};

base::Result<NpyHeader> parse_header(std::string_view text) {
  const std::optional<Json> header = parse_python_literal(text);
  const Json* kind = header ? header->find("descr") : nullptr;
  const Json* shape = header ? header->find("shape") : nullptr;
  const Json* order = header ? header->find("fortran_order") : nullptr;
  if (kind == nullptr || shape == nullptr || !shape->is_array() || shape->items().size() > kMaxAxes) {
    return npy_error(base::Error::Kind::invalid, "no header of a NumPy array");
  }
  const std::optional<NumberKind> found = kind->is_string() ? number_kind(kind->text()) : std::nullopt;
  if (!found) {
    const std::string said =
        kind->is_string() ? "\"" + base::make_visible(base::shorten(kind->text(), 20)) + "\"" : "a structure";
    return npy_error(base::Error::Kind::unsupported, "an array of " + said + ", which are no plain numbers");
  }
  NpyHeader out{.kind = *found, .columns_first = order != nullptr && order->is_boolean() && order->as_boolean()};
  for (const Json& length : shape->items()) {
    const double value = length.is_number() ? length.as_number() : -1;
    if (!(value >= 0 && value <= static_cast<double>(kMaxNumbers))) {
      return npy_error(base::Error::Kind::invalid, "a shape that is none");
    }
    out.shape.push_back(static_cast<std::size_t>(value));
    out.count *= out.shape.back();
    if (out.count > kMaxNumbers) return npy_error(base::Error::Kind::limit, "an array of too many numbers");
  }
  return out;
}

/// Where item `index` of the last-axis-fastest order stands when the first axis runs fastest.
std::size_t columns_first_place(std::size_t index, const std::vector<std::size_t>& shape) {
  std::size_t place = 0, stride = 1;
  for (const std::size_t length : shape) stride *= length;
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    stride /= shape[axis];
    place += index % shape[axis] * stride;
    index /= shape[axis];
  }
  return place;
}

}  // namespace

base::Result<NumpyArray> parse_npy(std::string_view bytes) {
  const std::size_t size_bytes = bytes.size() > 6 && bytes[6] >= 2 ? 4 : 2;
  const std::size_t begin = kNumpyMagic.size() + 2 + size_bytes;
  if (!bytes.starts_with(kNumpyMagic) || bytes.size() < begin) {
    return npy_error(base::Error::Kind::invalid, "not an array as NumPy saves it");
  }
  std::size_t header_bytes = 0;
  for (std::size_t i = size_bytes; i-- > 0;) {
    header_bytes = header_bytes << 8 | static_cast<unsigned char>(bytes[kNumpyMagic.size() + 2 + i]);
  }
  if (bytes.size() - begin < header_bytes) return npy_error(base::Error::Kind::invalid, "an array whose header is cut");
  const base::Result<NpyHeader> header = parse_header(bytes.substr(begin, header_bytes));
  if (!header) return header.error();
  const std::string_view numbers = bytes.substr(begin + header_bytes);
  if (numbers.size() / header->kind.bytes < header->count) {
    return npy_error(base::Error::Kind::invalid,
                     "an array that is cut: " + std::to_string(header->count) + " numbers are expected, " +
                         std::to_string(numbers.size() / header->kind.bytes) + " are there");
  }
  NumpyArray array{.shape = header->shape, .values = {}};
  array.values.reserve(header->count);
  for (std::size_t i = 0; i < header->count; ++i) {
    const std::size_t place = header->columns_first ? columns_first_place(i, array.shape) : i;
    array.values.push_back(read_number(numbers.substr(place * header->kind.bytes), header->kind));
  }
  return array;
}

std::optional<std::map<std::string, NumpyArray>> read_numpy_archive(const ReadContext& context, const std::string& path,
                                                                    const std::vector<std::string_view>& names,
                                                                    model::Run& run, const std::string& consequence) {
  const base::Result<std::string> archive = context.files.read_all(path, kMaxNumpyBytes);
  if (!archive) {
    context.notice(notice_of(archive.error(), path, consequence));
    return std::nullopt;
  }
  run.files.push_back(path);
  run.bytes_read += archive->size();
  const base::Result<std::vector<base::ZipMember>> members = base::list_zip(*archive);
  if (!members) {
    context.notice(notice_of(members.error(), path, consequence));
    return std::nullopt;
  }
  std::map<std::string, NumpyArray> arrays;
  for (const base::ZipMember& member : *members) {
    const std::string_view name = std::string_view(member.name).substr(0, member.name.rfind(".npy"));
    if (!base::contains(names, name)) continue;
    const base::Result<std::string> bytes = base::unpack_zip_member(*archive, member, kMaxNumpyBytes);
    base::Result<NumpyArray> array = bytes ? parse_npy(*bytes) : base::Result<NumpyArray>(bytes.error());
    if (array) {
      arrays.emplace(name, std::move(*array));
      continue;
    }
    context.notice({.severity = Severity::warning,
                    .code = "npz-array",
                    .file = path,
                    .what = "the array \"" + std::string(name) + "\" is not read: " + array.error().what});
  }
  return arrays;
}

}  // namespace ingest
