#pragma once
/// Runs the whole room over a few files and gathers what came out.

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/privacy/redact.h"
#include "support/memory_files.h"

namespace support {

struct ReadResult {
  ingest::Discovery found;
  std::vector<ingest::ReadRun> runs;
  std::vector<model::Notice> notices;  ///< of the walk, then of the runs

  /// The notices with this code, in order.
  std::vector<model::Notice> with_code(const std::string& code) const {
    std::vector<model::Notice> out;
    for (const model::Notice& notice : notices) {
      if (notice.code == code) out.push_back(notice);
    }
    return out;
  }
  /// "file:line:column severity" of the only notice with this code, or what is there instead.
  std::string place_of(const std::string& code) const {
    const std::vector<model::Notice> found_here = with_code(code);
    if (found_here.size() != 1) return std::to_string(found_here.size()) + " notices with code " + code;
    const model::Notice& notice = found_here[0];
    const char* severity = notice.severity == base::Severity::error     ? "error"
                           : notice.severity == base::Severity::warning ? "warning"
                                                                        : "note";
    return notice.file + ":" + std::to_string(notice.at.line) + ":" + std::to_string(notice.at.column) + " " + severity;
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const ingest::ReadRun& run : runs) out.push_back(run.run.id);
    return out;
  }
  const model::Run& run(std::size_t index = 0) const { return runs.at(index).run; }
  const model::Series* series(const std::string& name, std::size_t index = 0) const {
    for (const model::Series& series : run(index).series) {
      if (series.name == name) return &series;
    }
    return nullptr;
  }
  /// Values of a series, or nothing when there is none of this name.
  std::vector<double> values(const std::string& name, std::size_t index = 0) const {
    const model::Series* found_here = series(name, index);
    return found_here != nullptr ? found_here->values : std::vector<double>();
  }
  std::string parameter(const std::string& path, std::size_t index = 0) const {
    const model::ParameterValue* value = run(index).config.find(path);
    return value != nullptr ? value->text : "(none)";
  }
};

inline ReadResult read_source(std::unique_ptr<base::FileReader> files, const model::Settings& settings = {},
                              const std::string& label = "runs") {
  std::vector<ingest::Source> sources;
  sources.push_back({label, std::move(files)});
  const ingest::Redactor redactor(settings);
  ReadResult result;
  result.found = ingest::discover(sources, settings, redactor);
  result.notices = result.found.notices;
  for (const ingest::Unit& unit : result.found.units) {
    ingest::read_unit(unit, sources, settings, redactor, [&](ingest::ReadRun run) {
      result.notices.insert(result.notices.end(), run.notices.begin(), run.notices.end());
      if (run.is_run) result.runs.push_back(std::move(run));
    });
  }
  return result;
}

inline ReadResult read_files(std::map<std::string, std::string> files, const model::Settings& settings = {}) {
  return read_source(std::make_unique<MemoryFiles>(std::move(files)), settings);
}

}  // namespace support
