#include <array>

#include "ingest/run_format.h"

namespace ingest {

extern const RunFormat kNativeFormat;
extern const RunFormat kCsvCurveFormat;
extern const RunFormat kJsonlCurveFormat;

namespace {

constexpr std::array<const RunFormat*, 3> kFormats{
    &kNativeFormat,
    &kJsonlCurveFormat,
    &kCsvCurveFormat,
};

}  // namespace

std::span<const RunFormat* const> run_formats() {
  return kFormats;
}

}  // namespace ingest
