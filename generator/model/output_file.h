#pragma once
/// A file of the site, and where it goes.

#include <string>

#include "base/result.h"

namespace model {

struct OutputFile {
  std::string path;  ///< relative, '/' between parts, ours alone: [a-z0-9._-]
  std::string bytes;
};

/// Takes the files of a site as they are made, so that no one holds them all. Safe to use from several threads.
/// An Error ends the build.
class OutputSink {
 public:
  virtual ~OutputSink() = default;
  virtual base::Result<void> put(OutputFile file) = 0;
};

}  // namespace model
