#include "ingest/run_format.h"

namespace ingest {

extern const RunFormat kMlflowFilesFormat;
extern const RunFormat kStableBaselinesFormat;
extern const RunFormat kSpinningUpFormat;
extern const RunFormat kNativeFormat;
extern const RunFormat kCsvCurveFormat;
extern const RunFormat kJsonlCurveFormat;

namespace {

constexpr const RunFormat* kFormats[] = {
    &kMlflowFilesFormat,
    &kStableBaselinesFormat,
    &kSpinningUpFormat,
    &kNativeFormat,
    &kJsonlCurveFormat,
    &kCsvCurveFormat,
};

}  // namespace

std::span<const RunFormat* const> run_formats() {
  return kFormats;
}

}  // namespace ingest
