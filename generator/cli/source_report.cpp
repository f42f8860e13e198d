#include "cli/source_report.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "analysis/log/kept/kept_log.h"
#include "base/parallel.h"
#include "base/text/natural_order.h"
#include "base/text/utf8.h"
#include "cli/command.h"
#include "cli/folded_places.h"
#include "cli/terminal/console.h"
#include "cli/terminal/interrupt.h"
#include "cli/terminal/text_table.h"
#include "ingest/files/path_text.h"
#include "ingest/privacy/gate.h"
#include "ingest/run_format.h"
#include "model/enum_names.h"
#include "model/run_digest.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace cli {
namespace {

using base::Json;

constexpr std::size_t kMaxListed = 20;
constexpr std::string_view kDeclined = "format-declined";

bool has_values(const model::Run& run) {
  const auto logged = [](const model::Series& series) { return !series.values.empty(); };
  return !run.summary.empty() || std::any_of(run.series.begin(), run.series.end(), logged);
}

/// Whether `run` is one of several that a unit, or several units of one folder, hold as lone files.
bool is_lone_file(const ingest::Unit& unit, const std::string& run_folder, std::size_t in_folder) {
  return unit.files.size() == 1 && (in_folder > 1 || run_folder != ingest::printable(unit.folder));
}

std::string reason_of(const ingest::Unit& unit, const std::string& place) {
  std::vector<std::string> names;
  const std::size_t cut = unit.folder.empty() ? 0 : unit.folder.size() + 1;
  for (const std::string& file : unit.files) {
    if (ingest::printable(file) != place) names.push_back(ingest::printable(file.substr(std::min(cut, file.size()))));
  }
  if (names.empty()) return "";
  if (names.size() == 1) return names[0];
  std::string out = names[0] + " with " + names[1];
  if (names.size() > 2) out += " and " + std::to_string(names.size() - 2) + " more";
  return out;
}

/// What one unit gave; slot i belongs to unit i.
struct UnitRuns {
  FoundRuns found;
  std::vector<model::RunDigest> identities;  ///< of its runs; only where logs tell of runs
  std::vector<std::string> keys;             ///< likewise
  std::string folder;                        ///< of its first run
  std::vector<model::Notice> notices;
};

/// What a log may know a run by.
model::RunDigest identity_of(const ingest::ReadRun& read) {
  model::RunDigest digest;
  static_cast<model::RunIdentity&>(digest) = read.run;
  digest.config = {};
  digest.summary.clear();
  digest.environment.clear();
  digest.notes = read.notes;
  return digest;
}

bool gives_log(const ingest::Unit& unit) {
  return unit.format->gives == ingest::Gives::kept_log;
}

UnitRuns read(const ingest::Unit& unit, const Inputs& inputs, bool with_identities) {
  UnitRuns out{.found = {.source = unit.source, .title = unit.format->title}, .folder = ingest::printable(unit.folder)};
  ingest::read_unit(unit, inputs.sources, inputs.settings, *inputs.redactor, [&](ingest::ReadRun run) {
    if (!run.is_run) {
      std::move(run.notices.begin(), run.notices.end(), std::back_inserter(out.notices));
      return;
    }
    if (out.found.runs++ == 0) out.folder = run.run.folder;
    if (!has_values(run.run)) out.found.without_values.push_back(run.run.id);
    if (!with_identities) return;
    out.keys.push_back(run.run.key);
    out.identities.push_back(identity_of(run));
  });
  return out;
}

/// Notices of one code, or one declined format.
struct Group {
  model::Notice first;
  std::uint64_t count = 0;
};

std::vector<Group> group_notices(const std::vector<model::Notice>& notices) {
  std::vector<Group> groups;
  std::map<std::string_view, std::size_t> known;
  for (const model::Notice& notice : notices) {
    const auto [at, is_new] = known.emplace(notice.code, groups.size());
    if (is_new || notice.code == kDeclined) {
      groups.push_back({notice, notice.count});
    } else {
      groups[at->second].count += notice.count;
    }
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return a.first.severity != b.first.severity ? a.first.severity > b.first.severity : a.first.code < b.first.code;
  });
  return groups;
}

std::string found_text(const SourceReport& report, std::size_t source, std::size_t width) {
  std::vector<PlaceLine> lines;
  for (const FoundRuns& found : report.found) {
    if (found.source != source) continue;
    std::vector<std::string> titles{found.title};
    titles.insert(titles.end(), found.beside.begin(), found.beside.end());
    std::string kind = words::listed(titles);
    if (found.measured > 0) kind += ", " + std::to_string(found.measured) + " more of runs that were found";
    lines.push_back({found.place.empty() ? "." : found.place, std::move(kind), found.reason, found.runs});
  }
  std::vector<std::vector<std::string>> rows;
  for (const PlaceLine& line : fold_places(std::move(lines))) {
    rows.push_back({"  " + line.place, line.runs == 0 ? "no run" : words::counted(line.runs, "run", "runs"),
                    line.reason.empty() ? line.kind : line.reason + ": " + line.kind});
  }
  return rows.empty() ? "  nothing recognised\n" : table_text({{"", true}, {""}, {"", true}}, rows, width);
}

std::string left_out_text(const SourceReport& report, std::size_t width) {
  std::vector<std::vector<std::string>> rows;
  for (const Group& group : group_notices(report.left_out)) {
    rows.push_back({"  " + group.first.code, words::format_count(group.count), group.first.file, group.first.what});
  }
  if (rows.empty()) return "";
  return "\nleft out or doubtful, each with how often and the first place\n" +
         table_text({{""}, {""}, {"", true}, {"", true}}, rows, width);
}

std::string aborted_text(const SourceReport& report) {
  std::vector<std::string_view> ids;
  for (const FoundRuns& found : report.found)
    ids.insert(ids.end(), found.without_values.begin(), found.without_values.end());
  if (ids.empty()) return "";
  std::string out = "\n" + words::counted(ids.size(), "run", "runs") + " left neither a metric nor a result\n";
  for (std::size_t i = 0; i < std::min(ids.size(), kMaxListed); ++i) out += "  " + base::make_visible(ids[i]) + "\n";
  if (ids.size() > kMaxListed) {
    out += "  … and " + words::format_count(ids.size() - kMaxListed) + " more; --json lists all\n";
  }
  return out;
}

Json texts_json(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& text : texts) out.push(Json::string(text));
  return out;
}

Json count_json(std::uint64_t count) {
  return Json::integer(static_cast<std::int64_t>(count));
}

/// `"name":[` one item a line `]`.
void add_list(std::string& out, const char* name, const std::vector<Json>& items) {
  out += std::string(",\n\"") + name + "\":[";
  for (std::size_t i = 0; i < items.size(); ++i) out += (i == 0 ? "\n" : ",\n") + base::write_json(items[i]);
  out += items.empty() ? "]" : "\n]";
}

/// What logs tell of runs that were found counts as these runs, as in the report.
void take_measured(const std::vector<std::string>& labels, std::vector<UnitRuns>& results) {
  std::vector<model::RunDigest> all;
  for (UnitRuns& unit : results) std::move(unit.identities.begin(), unit.identities.end(), std::back_inserter(all));
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  analysis::take_kept_logs(all, {}, labels);
  std::set<std::string_view> kept;
  for (const model::RunDigest& run : all) kept.insert(run.key);
  for (UnitRuns& unit : results) {
    for (const std::string& key : unit.keys) unit.found.measured += kept.count(key) == 0 ? 1 : 0;
    unit.found.runs -= unit.found.measured;
  }
}

/// "  12 text logs in runs/logs (lines like \"epoch 3 loss 0.12\"): how they would be read"
std::string left_lines(const std::vector<ingest::LeftFilesText>& left) {
  std::string out;
  for (const ingest::LeftFilesText& files : left) {
    out += "  " + files.what + " in " + files.where;
    if (!files.inside.empty()) out += " (" + files.inside + ")";
    if (!files.advice.empty()) out += ": " + files.advice;
    out += "\n";
  }
  return out;
}

}  // namespace

int fail_without_runs(const Inputs& inputs, const std::vector<ingest::LeftFiles>& left) {
  const std::string lines = left_lines(ingest::describe_left_files(inputs.sources, left));
  const int code = fail(no_run_found(), kNothingBuilt);
  if (!lines.empty()) say("what is there:\n" + lines);
  return code;
}

std::size_t SourceReport::runs() const {
  std::size_t all = 0;
  for (const FoundRuns& one : found) all += one.runs;
  return all;
}

SourceReport read_sources(const Inputs& inputs, unsigned jobs, ProgressBar& progress) {
  ingest::Discovery discovery = ingest::discover(inputs.sources, inputs.settings, *inputs.redactor);
  std::vector<UnitRuns> results(discovery.units.size());
  progress.begin("Reading", "runs", results.size());
  const bool has_logs = std::any_of(discovery.units.begin(), discovery.units.end(), gives_log);
  base::parallel_for(results.size(), jobs, [&](std::size_t i) {
    if (interrupted() != 0) return;
    results[i] = read(discovery.units[i], inputs, has_logs);
    progress.advance_by_one();
  });
  progress.finish();

  const ingest::Gate gate(*inputs.redactor, *inputs.withheld, inputs.settings);
  for (ingest::LeftFiles& left : discovery.left) gate.clean(left);
  SourceReport report{.folders = discovery.folders,
                      .files = discovery.files,
                      .skipped_files = discovery.skipped_files,
                      .not_read = ingest::describe_left_files(inputs.sources, discovery.left),
                      .left_out = std::move(discovery.notices)};
  for (const ingest::Source& source : inputs.sources) {
    gate.clean(report.sources.emplace_back(source.label));
  }
  if (has_logs) take_measured(report.sources, results);
  std::map<std::pair<std::size_t, std::string_view>, std::size_t> in_folder;
  for (const ingest::Unit& unit : discovery.units) ++in_folder[{unit.source, unit.folder}];
  for (std::size_t i = 0; i < results.size(); ++i) {
    const ingest::Unit& unit = discovery.units[i];
    FoundRuns& found = results[i].found;
    const bool lone = is_lone_file(unit, results[i].folder, in_folder[{unit.source, unit.folder}]);
    found.place = ingest::printable(lone ? unit.files.front() : unit.folder);
    found.reason = reason_of(unit, found.place);
    for (const std::string& file : unit.files) found.files.push_back(ingest::printable(file));
    for (const ingest::Unit& other : unit.beside) {
      found.beside.emplace_back(other.format->title);
      for (const std::string& file : other.files) found.files.push_back(ingest::printable(file));
    }
    std::move(results[i].notices.begin(), results[i].notices.end(), std::back_inserter(report.left_out));
    report.found.push_back(std::move(found));
  }
  for (model::Notice& notice : report.left_out) gate.clean(notice);
  for (FoundRuns& found : report.found) {
    for (std::string* text : {&found.place, &found.reason}) gate.clean(*text);
    for (std::vector<std::string>* texts : {&found.files, &found.without_values}) {
      for (std::string& text : *texts) gate.clean(text);
    }
  }
  std::stable_sort(report.found.begin(), report.found.end(), [](const FoundRuns& a, const FoundRuns& b) {
    return a.source != b.source ? a.source < b.source : base::natural_less(a.place, b.place);
  });
  return report;
}

std::string source_report_text(const SourceReport& report, std::size_t width) {
  std::string out;
  for (std::size_t source = 0; source < report.sources.size(); ++source) {
    out += base::make_visible(report.sources[source]) + "\n" + found_text(report, source, width);
  }
  out += "\n" + words::counted(report.runs(), "run", "runs") + "; walked " +
         words::counted(report.folders, "folder", "folders") + ", looked at " +
         words::counted(report.files, "file", "files") + ", of which " + words::format_count(report.skipped_files) +
         (report.skipped_files == 1 ? " belongs to no run\n" : " belong to no run\n");
  if (!report.not_read.empty()) out += "\nnot read\n" + left_lines(report.not_read);
  return out + aborted_text(report) + left_out_text(report, width);
}

std::string source_report_json(const SourceReport& report) {
  std::string out = "{\"sources\":" + base::write_json(texts_json(report.sources)) +
                    ",\n\"runs\":" + std::to_string(report.runs()) + ",\"folders\":" + std::to_string(report.folders) +
                    ",\"files\":" + std::to_string(report.files) +
                    ",\"skipped_files\":" + std::to_string(report.skipped_files);
  std::vector<Json> found, left_out;
  for (const FoundRuns& one : report.found) {
    Json item = Json::object();
    item.set("source", Json::string(report.sources[one.source]));
    item.set("place", Json::string(one.place));
    item.set("format", Json::string(one.title));
    item.set("beside", texts_json(one.beside));
    item.set("reason", Json::string(one.reason.empty() ? std::string(ingest::name_of(one.place)) : one.reason));
    item.set("runs", count_json(one.runs));
    item.set("measured", count_json(one.measured));
    item.set("files", texts_json(one.files));
    item.set("without_values", texts_json(one.without_values));
    found.push_back(std::move(item));
  }
  std::vector<Json> not_read;
  for (const ingest::LeftFilesText& files : report.not_read) {
    Json item = Json::object();
    item.set("what", Json::string(files.what));
    item.set("where", Json::string(files.where));
    item.set("inside", Json::string(files.inside));
    item.set("advice", Json::string(files.advice));
    not_read.push_back(std::move(item));
  }
  for (const Group& group : group_notices(report.left_out)) {
    Json item = Json::object();
    item.set("severity", Json::string(std::string(model::name_of(group.first.severity))));
    item.set("code", Json::string(group.first.code));
    item.set("count", count_json(group.count));
    item.set("first", Json::string(group.first.file));
    item.set("what", Json::string(group.first.what));
    left_out.push_back(std::move(item));
  }
  add_list(out, "found", found);
  add_list(out, "not_read", not_read);
  add_list(out, "left_out", left_out);
  return out + "}\n";
}

}  // namespace cli
