#include "ingest/walk/left_files.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/json/json.h"
#include "base/text/utf8.h"
#include "ingest/documents/result_document.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/metrics/csv.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kSamples = 8, kLeftFilesHeadBytes = 16u << 10, kMaxQuoted = 70, kMaxNames = 5;

struct LeftFileKind {
  std::string_view extensions;
  const char* one;
  const char* many;
  const char* advice;  // where the file itself says no more
};

constexpr const char* kPictures = "no numbers are read from pictures; write what they show to CSV or JSON Lines";
constexpr const char* kFrames = "save them as CSV";

/// In the order in which they are told. The last one is everything else.
constexpr std::array<LeftFileKind, 14> kFileKinds{{
    {"log,txt,out,err", "text file", "text files",
     "a text log is read if three lines or more of one shape hold an epoch or a step and numbers with names"},
    {"json", "JSON file", "JSON files", ""},
    {"jsonl,ndjson", "JSON Lines file", "JSON Lines files",
     "lines are read as a curve if they have a step or an epoch and a number"},
    {"csv,tsv", "CSV file", "CSV files",
     "a step or epoch column makes a curve; for rows that are runs, name the columns under \"tables\" in "
     "trialpress.json"},
    {"yaml,yml", "YAML file", "YAML files", "settings make a run only beside its metrics"},
    {"xlsx,xls,ods", "spreadsheet", "spreadsheets", kFrames},
    {"parquet,feather,arrow,pickle,pkl,npz,npy,mat,h5,hdf5", "file of arrays or data frames",
     "files of arrays or data frames", "write the numbers in them to CSV or JSON Lines"},
    {"ipynb", "notebook", "notebooks", "the output of cells is not read; write metrics to CSV or JSON Lines"},
    {"pt,pth,ckpt,joblib,keras,safetensors,onnx,bin,pb,tflite,gguf", "file of weights", "files of weights",
     "weights are not opened"},
    {"png,jpg,jpeg,gif,webp,svg,bmp,tif,tiff,pdf,mp4", "picture or film", "pictures and films", kPictures},
    {"zip,tar,gz,tgz,zst,bz2,xz,7z,rar", "archive", "archives", "unpack it first"},
    {"md,rst,html,htm,tex", "text for people", "texts for people", ""},
    {"py,sh,r,jl,cpp,c,h,js,ts,toml,cfg,ini,sbatch,slurm,lock", "source file", "source files", ""},
    {"", "other file", "other files", ""},
}};

std::size_t kind_of(const std::string& path) {
  const std::string extension = extension_of(path);
  for (std::size_t i = 0; i + 1 < kFileKinds.size(); ++i) {
    if (!extension.empty() && vocabulary::is_on_list(extension, kFileKinds[i].extensions)) return i;
  }
  return kFileKinds.size() - 1;
}

/// The folder that holds both.
std::string common_folder(std::string_view a, std::string_view b) {
  std::string folder(a);
  while (!folder.empty() && b != folder && !(b.starts_with(folder) && b[folder.size()] == '/')) {
    folder = std::string(folder_of(folder));
  }
  return folder;
}

std::string quoted_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kMaxNames; ++i) {
    out += (i == 0 ? "\"" : ", \"") + base::make_visible(base::shorten(base::repair_utf8(names[i]), 40)) + "\"";
  }
  if (names.size() > kMaxNames) out += " and " + std::to_string(names.size() - kMaxNames) + " more";
  return out;
}

/// The first line with a letter and a digit, as a log of training has them.
std::string log_line(std::string_view head) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find_first_of("\r\n"), head.size());
    const std::string_view line = base::trim(head.substr(0, end));
    head.remove_prefix(std::min(end + 1, head.size()));
    const bool letter =
        std::any_of(line.begin(), line.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
    if (letter && line.find_first_of("0123456789") != std::string_view::npos) return base::repair_utf8(line);
  }
  return {};
}

struct Look {
  std::string inside, advice;
};

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.members()) keys.push_back(key);
  return keys;
}

Look look_at_json(const std::string& text) {
  const base::JsonParse parsed = base::parse_json(text);
  if (!parsed.ok) {
    return {text.size() > kMaxResultBytes ? "more than 1 MiB" : "no JSON document",
            "only documents of results are read"};
  }
  if (parsed.value.is_array()) {
    const bool objects = !parsed.value.items().empty() && parsed.value.items()[0].is_object();
    return {objects ? "a list of objects with " + quoted_names(keys_of(parsed.value.items()[0])) : "a list",
            "a list is read if its objects have a step or an epoch, or are runs with a known metric"};
  }
  const Json& tree = parsed.value;
  if (tree.find("images") != nullptr && tree.find("annotations") != nullptr) return {"annotations of a data set", ""};
  if (tree.find("dependencies") != nullptr || tree.find("devDependencies") != nullptr) return {"a package", ""};
  const ResultDocument document = decide_result_document(tree);
  std::string advice = "settings make a run only beside its metrics";
  if (!document.refusal.empty()) {
    advice = document.refusal + "; a document of results needs a number called like a metric (\"test_accuracy\")";
  }
  if (document.holds_several) {
    advice = document.refusal + "; save them as CSV, a row a run, or as one file a run";
  }
  return {"members " + quoted_names(keys_of(tree)), advice};
}

Look look_at(const base::FileReader& files, const std::string& path, std::size_t kind) {
  const std::string_view one = kFileKinds[kind].one;
  if (one == "JSON file") return look_at_json(read_start(files, path, kMaxResultBytes + 1));
  const std::string head = read_start(files, path, kLeftFilesHeadBytes);
  if (one == "text file") {
    const std::string line = log_line(head);
    return {line.empty() ? "" : "lines like \"" + base::make_visible(base::shorten(line, kMaxQuoted)) + "\"", ""};
  }
  if (one == "CSV file") {
    const CsvStart start = look_at_csv(head.substr(0, head.find('\n') + 1), extension_of(path) == "tsv");
    return {start.header.empty() ? "" : "columns " + quoted_names(start.header), ""};
  }
  if (one == "JSON Lines file") {
    const base::JsonParse line = base::parse_json(std::string_view(head).substr(0, head.find('\n')));
    return {line.value.is_object() ? "lines with " + quoted_names(keys_of(line.value)) : "", ""};
  }
  return {};
}

}  // namespace

void add_left_file(std::vector<LeftFiles>& left, std::size_t source, const std::string& path) {
  const std::size_t kind = kind_of(path);
  const auto is_same = [&](const LeftFiles& known) { return known.source == source && known.kind == kind; };
  auto found = std::find_if(left.begin(), left.end(), is_same);
  if (found == left.end()) {
    found = left.insert(left.end(),
                        {.source = source, .kind = kind, .folder = std::string(folder_of(path)), .samples = {}});
  }
  ++found->count;
  found->folder = common_folder(found->folder, path);
  if (found->samples.size() < kSamples) found->samples.push_back(path);
}

std::vector<LeftFilesText> describe_left_files(const std::vector<Source>& sources, const std::vector<LeftFiles>& left) {
  std::vector<LeftFiles> ordered = left;
  std::stable_sort(ordered.begin(), ordered.end(), [](const LeftFiles& a, const LeftFiles& b) {
    return a.source != b.source ? a.source < b.source : a.kind < b.kind;
  });
  std::vector<LeftFilesText> texts;
  for (LeftFiles& files : ordered) {
    const LeftFileKind& kind = kFileKinds[files.kind];
    const Source& source = sources[files.source];
    std::sort(files.samples.begin(), files.samples.end());
    LeftFilesText text{.what = std::to_string(files.count) + " " + (files.count == 1 ? kind.one : kind.many),
                       .where = notice_place(source.label, files.count == 1 ? files.samples[0] : files.folder),
                       .advice = kind.advice};
    for (const std::string& path : files.samples) {
      Look look = look_at(*source.files, path, files.kind);
      if (look.inside.empty()) continue;
      const std::string name = path.substr(files.folder.empty() ? 0 : files.folder.size() + 1);
      text.inside = (files.count > 1 ? base::make_visible(printable(name)) + ": " : "") + look.inside;
      if (!look.advice.empty() || files.kind == 1) text.advice = std::move(look.advice);
      break;
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace ingest
