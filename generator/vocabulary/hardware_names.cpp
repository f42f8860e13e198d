#include "vocabulary/hardware_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/findings/hardware.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

using Pair = std::pair<std::string, std::string>;

constexpr std::size_t kMostFrameworks = 3;
constexpr std::array<std::string_view, 23> kFrameworks = {"torch",        "pytorch",
                                                          "tensorflow",   "keras",
                                                          "jax",          "flax",
                                                          "scikit-learn", "sklearn",
                                                          "xgboost",      "lightgbm",
                                                          "catboost",     "mxnet",
                                                          "paddlepaddle", "transformers",
                                                          "lightning",    "ultralytics",
                                                          "detectron2",   "mmengine",
                                                          "mmcv",         "fastai",
                                                          "timm",         "stable-baselines3",
                                                          "mindspore"};

constexpr std::string_view kPassing =
    "host,hostname,user,username,pid,command,cmd,argv,args,cwd,date,time,timestamp,started,finished,commit,sha,branch,"
    "dirty,remote,uuid,ip,temperature,utilization,load,used,free,available,git,workdir,seed,executable,program";
constexpr std::string_view kHardware =
    "gpu,gpus,cpu,cpus,ram,memory,mem,core,cores,device,devices,tpu,tpus,accelerator,accelerators,processor,disk,"
    "machine,arch,architecture,vram,threads,hardware,npu,node,nodes,instance";
/// Beside a word for hardware: of the software for it.
constexpr std::string_view kSoftware = "version,versions,driver,cudnn,packages,libraries,framework";

bool has(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

/// A name rather than a number, a flag or a "none".
bool is_name(const std::string& value) {
  const std::string lower = base::to_lower(value);
  for (const std::string_view no :
       {"none", "null", "no", "false", "true", "yes", "cpu", "cuda", "unknown", "n/a", "-"}) {
    if (lower == no) return false;
  }
  return std::any_of(lower.begin(), lower.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Without trademark signs; of a list such as ["Tesla T4", "Tesla T4"], an item.
std::string plain_name(std::string name) {
  if (name.starts_with("[\"")) name = name.substr(2, name.find('"', 2) - 2);
  for (const std::string_view sign : {"(R)", "(TM)", "(r)", "(tm)"}) {
    for (std::size_t at = name.find(sign); at != std::string::npos; at = name.find(sign)) name.erase(at, sign.size());
  }
  return base::make_visible(name);
}

const Pair* find_named(const std::vector<Pair>& leaves, std::initializer_list<std::string_view> words) {
  const auto found = std::find_if(leaves.begin(), leaves.end(), [&](const Pair& leaf) {
    const std::vector<std::string> path = words_of(leaf.first);
    return has(path, words) && !has(path, {"memory", "mem", "ram", "count", "arch", "architecture"}) &&
           is_name(leaf.second);
  });
  return found == leaves.end() ? nullptr : &*found;
}

std::string accelerators(const std::vector<Pair>& leaves) {
  for (const auto& [path, value] : leaves) {
    const std::vector<std::string> words = words_of(path);
    if (!has(words, {"gpu", "gpus", "accelerators", "tpus"}) || !has(words, {"count", "number", "num", "n"})) continue;
    const std::optional<double> count = base::parse_number(value);
    if (count && *count > 1) return value + " × ";
  }
  return {};
}

/// The name under which `path` names a framework, or an empty text.
std::string_view framework_of(const std::string& path) {
  const std::string lower = base::to_lower(path);
  const std::size_t dot = lower.rfind('.');
  std::string last = dot == std::string::npos ? lower : lower.substr(dot + 1);
  std::replace(last.begin(), last.end(), '_', '-');
  for (const std::string_view suffix : {"-version", " version"}) {
    if (last.ends_with(suffix)) last.erase(last.size() - suffix.size());
  }
  const auto found = std::find(kFrameworks.begin(), kFrameworks.end(), last);
  return found == kFrameworks.end() ? std::string_view() : *found;
}

bool is_version(std::string_view text) {
  return !text.empty() && text[0] >= '0' && text[0] <= '9' && text.size() <= 40;
}

/// "torch==1.5.1" within a list of requirements.
void add_requirements(const std::string& text, std::vector<std::string>& names) {
  for (std::size_t at = text.find("=="); at != std::string::npos; at = text.find("==", at + 2)) {
    std::size_t begin = at;
    while (begin > 0 && text[begin - 1] != '"' && text[begin - 1] != ' ' && text[begin - 1] != '\n') --begin;
    const std::size_t end = std::min(text.find_first_of("\" \n,;", at + 2), text.size());
    const std::string_view framework = framework_of(text.substr(begin, at - begin));
    const std::string version = text.substr(at + 2, end - at - 2);
    if (!framework.empty() && is_version(version)) names.push_back(std::string(framework) + " " + version);
  }
}

}  // namespace

EnvironmentPart environment_part(std::string_view path) {
  const std::vector<std::string> words = words_of(path);
  if (any_on_list(words, kPassing)) return EnvironmentPart::passing;
  const bool hardware = any_on_list(words, kHardware) && !any_on_list(words, kSoftware);
  return hardware ? EnvironmentPart::hardware : EnvironmentPart::software;
}

std::string machine_name(const model::Hardware& kind) {
  if (const Pair* gpu = find_named(kind.hardware, {"gpu", "gpus", "accelerator", "accelerators", "tpu", "device"})) {
    return accelerators(kind.hardware) + plain_name(gpu->second);
  }
  const Pair* cpu = find_named(kind.hardware, {"cpu", "cpus", "processor", "machine", "instance"});
  return cpu ? plain_name(cpu->second) : std::string();
}

std::string framework_name(const model::Hardware& kind) {
  std::vector<std::string> names;
  std::string python;
  for (const auto& [path, value] : kind.software) {
    const std::string_view framework = framework_of(path);
    if (!framework.empty() && is_version(value)) {
      names.push_back(std::string(framework) + " " + value);
    } else {
      add_requirements(value, names);
    }
    const std::string lower = base::to_lower(path);
    if (python.empty() && (lower == "python" || lower == "python_version") && is_version(value)) {
      python = "Python " + value;
    }
  }
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostFrameworks; ++i) text += (i > 0 ? ", " : "") + names[i];
  return base::make_visible(text.empty() ? python : text);
}

}  // namespace vocabulary
