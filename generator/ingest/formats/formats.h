#pragma once
/// Every format, defined in its own file; in what order they are asked: formats.cpp. A format that is declared here and
/// not listed there is never asked.

#include "ingest/run_format.h"

namespace ingest {

extern const RunFormat kDeclinedToolsFormat;
extern const RunFormat kWandbFormat;
extern const RunFormat kMlflowSqlFormat;
extern const RunFormat kOptunaSqlFormat;
extern const RunFormat kTrackioFormat;
extern const RunFormat kMlflowFilesFormat;
extern const RunFormat kLoopResultsFormat;
extern const RunFormat kLoopLinesFormat;
extern const RunFormat kAideJournalFormat;
extern const RunFormat kOpenEvolveFormat;
extern const RunFormat kAiScientistFormat;
extern const RunFormat kHuggingFaceFormat;
extern const RunFormat kMmEngineFormat;
extern const RunFormat kDetectron2Format;
extern const RunFormat kKerasTunerFormat;
extern const RunFormat kLmEvalFormat;
extern const RunFormat kDvcliveFormat;
extern const RunFormat kSacredFormat;
extern const RunFormat kRayTuneFormat;
extern const RunFormat kStableBaselinesFormat;
extern const RunFormat kEvaluationsFormat;
extern const RunFormat kUltralyticsFormat;
extern const RunFormat kTimmFormat;
extern const RunFormat kLightningCsvFormat;
extern const RunFormat kSpinningUpFormat;
extern const RunFormat kCatboostFormat;
extern const RunFormat kBoostingHistoryFormat;
extern const RunFormat kWandbExportFormat;
extern const RunFormat kTensorboardDownloadFormat;
extern const RunFormat kTensorboardFormat;
extern const RunFormat kFastaiFormat;
extern const RunFormat kOptunaJournalFormat;
extern const RunFormat kKerasFormat;
extern const RunFormat kDvcFormat;
extern const RunFormat kNativeFormat;
extern const RunFormat kJsonlCurveFormat;
extern const RunFormat kCsvCurveFormat;
extern const RunFormat kJsonCurveFormat;
extern const RunFormat kResultsTableFormat;
extern const RunFormat kResultFileFormat;
extern const RunFormat kMarkdownLogFormat;
extern const RunFormat kMarkdownTableFormat;
extern const RunFormat kTextLogFormat;
extern const RunFormat kDeclinedPicklesFormat;

}  // namespace ingest
