#include "ingest/run_format.h"

namespace ingest {

extern const RunFormat kMlflowSqlFormat;
extern const RunFormat kOptunaSqlFormat;
extern const RunFormat kTrackioFormat;
extern const RunFormat kMlflowFilesFormat;
extern const RunFormat kStableBaselinesFormat;
extern const RunFormat kSpinningUpFormat;
extern const RunFormat kOptunaJournalFormat;
extern const RunFormat kNativeFormat;
extern const RunFormat kCsvCurveFormat;
extern const RunFormat kJsonlCurveFormat;

namespace {

constexpr const RunFormat* kFormats[] = {
    &kMlflowSqlFormat,
    &kOptunaSqlFormat,
    &kTrackioFormat,
    &kMlflowFilesFormat,
    &kStableBaselinesFormat,
    &kSpinningUpFormat,
    &kOptunaJournalFormat,
    &kNativeFormat,
    &kJsonlCurveFormat,
    &kCsvCurveFormat,
};

}  // namespace

std::span<const RunFormat* const> run_formats() {
  return kFormats;
}

}  // namespace ingest
