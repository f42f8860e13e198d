#include "ingest/formats/formats.h"

#include <span>

namespace ingest {
namespace {

/// In the order of detection: what a format takes is not offered to those after it. A reason holds for its row and for
/// those below it, down to the next reason.
// clang-format off
constexpr const RunFormat* kFormats[] = {
    &kDeclinedToolsFormat,          // first: what only the tool itself can read is not to be read in parts
    &kWandbFormat,                  // folders of runs, whose files/ hold tables and settings of any name
    &kMlflowSqlFormat,              // databases, told by the names of their tables
    &kOptunaSqlFormat,
    &kTrackioFormat,
    &kMlflowFilesFormat,            // a store of folders, in which artifacts may look like runs of other formats
    &kLoopResultsFormat,            // told by a column of decisions; others would take its rows for steps or settings
    &kLoopLinesFormat,
    &kAideJournalFormat,
    &kOpenEvolveFormat,
    &kAiScientistFormat,
    &kHuggingFaceFormat,            // frameworks, each told by files that only it writes; others would take these, too
    &kMmEngineFormat,
    &kDetectron2Format,
    &kKerasTunerFormat,
    &kLmEvalFormat,
    &kDvcliveFormat,
    &kSacredFormat,
    &kRayTuneFormat,
    &kStableBaselinesFormat,        // after Ray Tune, whose trials hold a progress.csv, too
    &kEvaluationsFormat,            // after Stable-Baselines3, which takes them into its run
    &kUltralyticsFormat,
    &kTimmFormat,
    &kLightningCsvFormat,
    &kSpinningUpFormat,
    &kCatboostFormat,
    &kBoostingHistoryFormat,        // before Keras: JSON of lists by data set, not by metric
    &kWandbExportFormat,            // tables with a header of their own, which would pass for curves
    &kTensorboardDownloadFormat,
    &kTensorboardFormat,            // after all frameworks that take the event files beside their metrics
    &kFastaiFormat,                 // before curves: times of the clock, a header in the middle
    &kOptunaJournalFormat,          // JSON Lines without a step
    &kKerasFormat,                  // any name, told by its columns: after all that know a name
    &kDvcFormat,                    // after DVCLive, which keeps the run where a project has both
    &kNativeFormat,                 // after all that know their files better: it takes any table beside a config
    &kJsonlCurveFormat,             // what is left and has a step or an epoch
    &kCsvCurveFormat,
    &kJsonCurveFormat,
    &kResultsTableFormat,           // tables without either: rows are runs
    &kResultFileFormat,             // after all that know their JSON
    &kMarkdownLogFormat,            // before tables in Markdown, which a log of the template's shape has as well
    &kMarkdownTableFormat,
    &kTextLogFormat,                // what people and scripts print: after all that is written for programs
    &kDeclinedPicklesFormat,        // last: folders in which nothing else was found
};
// clang-format on

}  // namespace

std::span<const RunFormat* const> run_formats() {
  return kFormats;
}

}  // namespace ingest
