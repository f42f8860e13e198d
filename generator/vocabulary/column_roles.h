#pragma once
/// What the columns of a table of results are for, by their names.

#include <cstdint>
#include <string_view>

namespace vocabulary {

enum class ColumnRole : std::uint8_t {
  unknown,    ///< the name says nothing; the values and the place must
  parameter,  ///< was set
  result,     ///< was measured
  id,         ///< an id of the run: "Run ID"
  name,       ///< what people call the run: "run", "experiment"
  model,      ///< a parameter that often names the run: "model", "method"
  date,
  finish,
  status,
  tags,
  note,  ///< prose about the run
  decision,
  about,       ///< of the tool or the machine, not of the run: "Source Type", "User", "file"
  item,        ///< one of many things that a single run is measured on: "class", "image", "sequence"
  prediction,  ///< per-sample data: "y_true", "prediction"
};

/// The role that a name gives; without regard to case. O(length × list).
ColumnRole role_of_column(std::string_view name);

/// Whether the words of a column may say which training a row is of ("mode", "optimizer", "model_type"), rather than
/// what the row is ("event", "phase", "metric"), when it was written or how it went.
bool may_name_a_training(std::string_view name);

/// Whether a row called this sums up the rows above it: "Average", "mean", "std", "total" and the like.
bool is_summary_label(std::string_view cell);

/// Whether a row called this is one of several of a kind: "Run 1", "seed 42", "fold_3".
bool is_repeat_label(std::string_view cell);

}  // namespace vocabulary
