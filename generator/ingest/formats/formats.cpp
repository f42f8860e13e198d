#include <span>

#include "ingest/run_format.h"

namespace ingest {

extern const RunFormat kWandbFormat;
extern const RunFormat kMlflowSqlFormat;
extern const RunFormat kOptunaSqlFormat;
extern const RunFormat kTrackioFormat;
extern const RunFormat kMlflowFilesFormat;
extern const RunFormat kHuggingFaceFormat;
extern const RunFormat kMmEngineFormat;
extern const RunFormat kDetectron2Format;
extern const RunFormat kDvcliveFormat;
extern const RunFormat kSacredFormat;
extern const RunFormat kRayTuneFormat;
extern const RunFormat kWandbExportFormat;
extern const RunFormat kTensorboardDownloadFormat;
extern const RunFormat kCatboostFormat;
extern const RunFormat kBoostingHistoryFormat;
extern const RunFormat kStableBaselinesFormat;
extern const RunFormat kUltralyticsFormat;
extern const RunFormat kTimmFormat;
extern const RunFormat kLightningCsvFormat;
extern const RunFormat kSpinningUpFormat;
extern const RunFormat kTensorboardFormat;
extern const RunFormat kFastaiFormat;
extern const RunFormat kOptunaJournalFormat;
extern const RunFormat kKerasFormat;
extern const RunFormat kDvcFormat;
extern const RunFormat kNativeFormat;
extern const RunFormat kCsvCurveFormat;
extern const RunFormat kJsonlCurveFormat;
extern const RunFormat kConfiguredTableFormat;
extern const RunFormat kResultsTableFormat;
extern const RunFormat kMarkdownLogFormat;
extern const RunFormat kMarkdownTableFormat;
extern const RunFormat kDeclinedToolsFormat;
extern const RunFormat kDeclinedPicklesFormat;

namespace {

constexpr const RunFormat* kFormats[] = {
    &kDeclinedToolsFormat, &kConfiguredTableFormat,
    &kWandbFormat,         &kMlflowSqlFormat,
    &kOptunaSqlFormat,     &kTrackioFormat,
    &kMlflowFilesFormat,   &kHuggingFaceFormat,
    &kMmEngineFormat,      &kDetectron2Format,
    &kDvcliveFormat,       &kSacredFormat,
    &kRayTuneFormat,       &kStableBaselinesFormat,
    &kUltralyticsFormat,   &kTimmFormat,
    &kLightningCsvFormat,  &kSpinningUpFormat,
    &kCatboostFormat,      &kBoostingHistoryFormat,
    &kWandbExportFormat,   &kTensorboardDownloadFormat,
    &kTensorboardFormat,   &kFastaiFormat,
    &kOptunaJournalFormat, &kKerasFormat,
    &kDvcFormat,           &kNativeFormat,
    &kJsonlCurveFormat,    &kCsvCurveFormat,
    &kResultsTableFormat,  &kMarkdownLogFormat,
    &kMarkdownTableFormat, &kDeclinedPicklesFormat,
};

}  // namespace

std::span<const RunFormat* const> run_formats() {
  return kFormats;
}

}  // namespace ingest
