#pragma once
/// Parameters whose names say that they hold places: where a run writes, which checkpoint it resumes from, where its
/// data are.

#include <string>
#include <string_view>
#include <vector>

#include "model/config.h"

namespace vocabulary {

/// True for what says by its name where a run writes or what it resumes from, unless the value is a number or a list
/// ("output": 10 is a number of units):
/// - a word for writing beside one for a place: save_dir, log_path, output_file, logger.dir, checkpoints.folder (the
///   word for writing may stand in the part above, if the last part speaks neither of data nor of a model);
/// - a place in a group of places: filepaths.curve_fn, paths.root_dir; but not paths.data_dir;
/// - resuming: resume, resume_from, ckpt_to_resume; but not resume_lr.
/// What says which data, which configuration or which weights (data_path, pretrained, model_path, load_from, weights,
/// init_from) is a setting.
bool is_named_as_place(const model::Parameter& parameter);

/// Folders that hold what runs wrote, and say nothing of them: runs, results, lightning_logs, …
bool holds_runs(std::string_view folder);

/// What the dotted name of a parameter says of places.
class PlaceName {
 public:
  explicit PlaceName(const std::string& path);

  bool is_empty() const { return words_.empty(); }  ///< no word in its last part
  bool speaks_of_data() const;                      ///< or of a configuration; sections such as "train" aside
  bool speaks_of_weights() const;                   ///< or of a model
  bool ends_in_place() const;                       ///< or in a checkpoint: "log_dir", "ckpt"
  bool may_be_output() const;                       ///< "save", "exp.title", "checkpoint"; no data, no weights
  bool says_only_place() const;                     ///< "path", "load_from_file"
  bool says_only_place_or_checkpoint() const;       ///< "ckpt_file"

 private:
  friend bool is_named_as_place(const model::Parameter& parameter);

  bool says_output(const std::string& value) const;  // REQUIRES: not is_empty()
  bool says_resuming() const;
  bool consists_of(std::string_view more) const;

  std::string leaf_;                 // in lower case
  std::vector<std::string> words_;   // of the last part
  std::vector<std::string> parent_;  // of the part above
  std::vector<std::string> all_;     // of every part, plain sections aside
};

}  // namespace vocabulary
