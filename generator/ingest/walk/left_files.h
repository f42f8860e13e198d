#pragma once
/// Files that no format took, by kind, so that nothing is passed over in silence.

#include <cstddef>
#include <string>
#include <vector>

#include "ingest/ingest.h"

namespace ingest {

/// Counts one more of its kind, which its extension says.
void add_left_file(std::vector<LeftFiles>& left, std::size_t source, const std::string& path);

/// What people are told of the files of one kind.
struct LeftFilesText {
  std::string what;   ///< "12 text logs", "126 JSON files"
  std::string where;  ///< the folder that holds them all, or the one file, with the label of the source
  /// Of a first one that could be looked at, which is named if there are several: "a.log: lines like \"epoch 3 loss
  /// 0.12\""; or empty.
  std::string inside;
  std::string advice;  ///< nearest format and what to do, as a sentence without a dot; or empty
};

/// Looks at the beginning of a few files of each kind: O(kinds). In the order of interest: logs, then data, then what
/// holds no numbers.
std::vector<LeftFilesText> describe_left_files(const std::vector<Source>& sources, const std::vector<LeftFiles>& left);

}  // namespace ingest
