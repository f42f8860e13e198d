#include "analysis/config/run_places.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/name_words.h"
#include "vocabulary/place_names.h"
#include "vocabulary/run_names.h"
#include "vocabulary/runs/random_names.h"
#include "vocabulary/word_list.h"

namespace analysis {
namespace {

using vocabulary::PlaceName;
using PlaceKind = model::ParameterValue::Kind;

/// Words of the names of checkpoints that training leaves.
constexpr std::string_view kTrainingStates = "last,latest,best,final,epoch,step,iter,checkpoint,ckpt";
constexpr std::string_view kCheckpointExtensions[] = {".pt", ".pth",  ".ckpt",  ".pkl", ".tar",  ".safetensors", ".bin",
                                                      ".h5", ".hdf5", ".keras", ".npz", ".onnx", ".zip"};

/// Words of checkpoints that others made.
constexpr std::string_view kBorrowed = "pretrained,pretrain,pretraining,imagenet,base,foundation,hub";

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts = base::path_parts(path, "/\\");
  std::erase(parts, ".");
  return parts;
}

/// "model" of "model.pt": only a checkpoint's extension is one, since names of runs have dots of their own.
std::string_view stem_of(std::string_view part) {
  for (const std::string_view extension : kCheckpointExtensions) {
    if (part.ends_with(extension)) return part.substr(0, part.size() - extension.size());
  }
  return part;
}

bool looks_like_path(std::string_view text) {
  return text.find_first_of("/\\") != std::string_view::npos || stem_of(text).size() < text.size();
}

std::string_view last_part(std::string_view path) {
  while (path.ends_with('/') || path.ends_with('\\')) path.remove_suffix(1);
  return path.substr(path.find_last_of("/\\") + 1);  // npos + 1 is 0
}

bool has_time_stamp(std::string_view part) {
  return vocabulary::name_without_counters(part).find('@') != std::string::npos;
}

bool is_hash_part(std::string_view part) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-'; };
  return part.size() >= 8 && std::all_of(part.begin(), part.end(), is_hex) &&
         part.find_first_of("0123456789") != std::string_view::npos &&
         part.find_first_of("abcdef") != std::string_view::npos;
}

/// `value` with "#" for each stretch of digits.
std::string shape_of(std::string_view value) {
  std::string shape;
  for (const char c : value) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit || !shape.ends_with('#')) shape += digit ? '#' : c;
  }
  return shape;
}

/// What a run is called.
struct Marks {
  std::vector<std::string_view> names;   // last parts of its id, name and folder
  std::vector<std::string_view> folder;  // parts

  explicit Marks(const model::RunDigest& run) : folder(parts_of(run.folder)) {
    for (const std::string_view text : {std::string_view(run.id), std::string_view(run.name)}) {
      if (const auto parts = parts_of(text); !parts.empty()) names.push_back(parts.back());
    }
    if (!folder.empty()) names.push_back(folder.back());
  }
  bool has(std::string_view part) const { return std::find(names.begin(), names.end(), part) != names.end(); }
};

/// What holds for all values of a parameter that were seen.
struct Evidence {
  std::size_t values = 0;
  std::set<std::string_view> different;
  std::set<std::string> shapes;  // of values that could be random ids: "k8v16" is "k#v#"
  bool paths = true;
  bool unique = true;         // each has the run's own time stamp or hash
  bool own_directory = true;  // each has the run's name above its last part
  bool own = true;            // each has the run's name
  bool own_folder = true;     // each is a stretch of the run's folder
  bool dated = true;          // each has a time stamp
  bool written = true;        // each lies where runs write, or is left by training
  bool texts = true;          // each is a text
  bool marked = true;         // each ends in a time stamp or a random id
  bool ids = true;            // each is nothing but a random id

  void add(std::string_view value, const Marks& run) {
    ++values;
    different.insert(value);
    const std::string_view last = last_part(value);
    marked = marked && vocabulary::is_marked_as_one(stem_of(last));
    ids = ids && vocabulary::is_random_id(value);
    if (ids) shapes.insert(shape_of(value));
    if (!looks_like_path(value)) paths = false;
    if (!paths) return;
    const std::vector<std::string_view> parts = parts_of(value);
    if (parts.empty()) return void(paths = false);
    bool is_unique = false, directory = false, stamped = false, folder_of_runs = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool named = run.has(parts[i]) || (i + 1 == parts.size() && run.has(stem_of(parts[i])));
      is_unique = is_unique || (named && (has_time_stamp(parts[i]) || is_hash_part(parts[i])));
      directory = directory || (named && i + 1 < parts.size());
      stamped = stamped || has_time_stamp(parts[i]);
      folder_of_runs = folder_of_runs || vocabulary::holds_runs(parts[i]);
    }
    const std::vector<std::string> words_of_file = vocabulary::words_of(stem_of(parts.back()));
    unique = unique && is_unique;
    own_directory = own_directory && directory;
    own = own && (directory || run.has(parts.back()) || run.has(stem_of(parts.back())));
    own_folder = own_folder && parts.size() >= 2 &&
                 std::search(run.folder.begin(), run.folder.end(), parts.begin(), parts.end()) != run.folder.end();
    dated = dated && stamped;
    const bool left_by_training = vocabulary::any_on_list(words_of_file, kTrainingStates) &&
                                  !vocabulary::any_on_list(vocabulary::words_of(value), kBorrowed);
    written = written && (folder_of_runs || left_by_training);
  }
};

bool is_place(const PlaceName& name, const Evidence& seen) {
  if (name.is_empty()) return false;
  const bool each_another = seen.different.size() > 1 && seen.different.size() == seen.values;
  const bool drawn = seen.ids && 2 * seen.shapes.size() > seen.different.size();  // not "k8v4", "k4v4", "k4v16"
  if (seen.texts && each_another && (drawn || (seen.marked && name.may_be_output()))) return true;
  if (!seen.paths) return false;
  if (seen.unique) return true;
  if (name.speaks_of_data()) return false;
  const bool several = seen.different.size() > 1;
  if (name.speaks_of_weights()) return seen.own_folder || (several && seen.own_directory);
  if (!name.ends_in_place() && !name.says_only_place_or_checkpoint()) return false;
  if (seen.own_folder || (several && seen.own)) return true;
  const bool all_differ = several && seen.different.size() == seen.values;
  if (all_differ && seen.dated) return true;
  if (seen.written && name.says_only_place_or_checkpoint()) return true;
  return all_differ && seen.values > 2 && name.says_only_place();
}

bool is_no_value(const model::ParameterValue& value) {
  if (value.kind == PlaceKind::null) return true;
  if (value.kind == PlaceKind::boolean) return value.text == "false";
  return value.kind == PlaceKind::text && (value.text.empty() || base::to_lower(value.text) == "none");
}

}  // namespace

std::set<std::string> find_run_places(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  std::map<std::string_view, Evidence> seen;
  for (const model::Index index : members) {
    const Marks run(runs[index]);
    for (const model::Parameter& parameter : runs[index].config.parameters) {
      if (is_no_value(parameter.value)) continue;
      Evidence& evidence = seen[parameter.path];
      if (parameter.value.kind != PlaceKind::text) evidence.paths = evidence.texts = false;
      if (evidence.paths || (evidence.texts && (evidence.marked || evidence.ids)))
        evidence.add(parameter.value.text, run);
    }
  }
  std::set<std::string> places;
  for (const auto& [path, evidence] : seen) {
    const std::string exact(path);
    if (evidence.values > 0 && is_place(PlaceName(exact), evidence)) places.insert(exact);
  }
  return places;
}

}  // namespace analysis
