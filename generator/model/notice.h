#pragma once
/// Something a reader of the report should know about its inputs.

#include <cstdint>
#include <string>

#include "base/text/text_issue.h"

namespace model {

using Severity = base::Severity;

struct Notice {
  Severity severity = Severity::note;
  std::string code;     ///< stable, kebab-case; listed in content/developer/notices.md
  std::string file;     ///< relative to the source's parent (so "runs/bad/config.json"), made printable; or a setting
  base::Position at;    ///< zeros where not known
  std::string what;     ///< what was found, what was expected, what was done
  std::string run_key;  ///< model::Run::key of the run it concerns, or empty
  std::uint64_t count = 1;  ///< how many alike this one stands for
  bool operator==(const Notice&) const = default;
};

}  // namespace model
