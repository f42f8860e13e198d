#include "vocabulary/seed_names.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/encoded_text.h"
#include "base/text/utf8.h"
#include "vocabulary/moment_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/place_names.h"
#include "vocabulary/secret_names.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

// Whole last parts of names, in lower case.
constexpr std::string_view kSeeds = "random_state,randomstate,seed_everything,randomseed";
/// What repeats are called, and the words that may stand beside in the name of a column that counts them.
constexpr std::string_view kRepeats =
    "fold,folds,kfold,seed,run,trial,rep,repeat,repetition,replicate,replica,split,restart,bootstrap";
constexpr std::string_view kCountingWords =
    "k,cv,cross,val,validation,outer,inner,random,id,idx,index,number,num,no,nr,n,i,current,state";
constexpr std::string_view kRunNames =
    "run_name,run_id,runid,exp_name,exp_id,experiment_name,experiment_id,trial_id,trial_name,trial_number,job_id,"
    "job_name,uuid,run_uuid,slurm_job_id,wandb_run_id,wandb_name,wandb_id,pid";
/// Sections whose name and id are the run's.
constexpr std::string_view kRunSections = "run,experiment,exp,wandb,logger,trial,job";
constexpr std::string_view kDeviceNumbers =
    "device_id,device_ids,gpu_id,gpu_ids,local_rank,node_rank,global_rank,rank,cuda_visible_devices,cuda_device,"
    "master_port,master_addr,port";

/// As joined words. The number of a fold says which part of the data is held out: a block of the experiment.
constexpr std::string_view kFoldNumbers =
    "fold,fold id,fold idx,fold index,fold no,fold nr,fold num,fold number,fold i,i fold,cv fold,cv split,cv id,cv idx,"
    "cv index,split id,split idx,split index,split no,split nr,split number,outer fold,inner fold,test fold,val fold,"
    "valid fold,current fold,rep id,rep idx,rep index,rep no,rep number,repeat id,repeat idx,repeat index,repeat no,"
    "repetition id,repetition idx,repetition index,replicate id,replicate idx,replicate index,trial id,trial idx,"
    "trial index,trial no,trial num,run idx,run index,run no,run nr,run num,run number,bootstrap id,bootstrap idx";
constexpr std::string_view kCounters =
    "rep,repeat,repetition,replicate,replica,trial,run,kfold,k fold,bootstrap,restart,iteration id,fold k,rerun,"
    "attempt,seed id,seed idx,seed index,seed no,seed number";
constexpr std::string_view kPerhapsCounters =
    "split,splits,partition,replica,instance,problem,puzzle,question,query,copy,draw,shuffle,permutation,resample,"
    "subset,subsample,sample,cv,round";
constexpr std::string_view kOfCounters = "id,idx,index,no,nr,num,number,i,current,data,test,val,train";
constexpr std::string_view kCommits =
    "commit,commit id,commit hash,commit sha,git commit,git hash,git sha,git sha 1,git rev,git revision,sha,sha 1,"
    "git commit hash,git commit id,git head,git describe,git diff,revision hash";
constexpr std::string_view kIds = "uid,guid,hash,run hash,run uid,config hash";
constexpr std::string_view kCommitParts = "commit,hash,sha,rev,revision,head,diff,sha 1,commit hash,describe";

/// "b" of "a.b".
std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

bool names_a_run(std::string_view path, std::string_view leaf) {
  if (is_on_list(leaf, kRunNames)) return true;
  if (leaf != "name" && leaf != "id") return false;
  return path == leaf || is_on_list(last_part(path.substr(0, path.size() - leaf.size() - 1)), kRunSections);
}

bool is_hex(std::string_view text) {
  return text.size() >= 6 && std::all_of(text.begin(), text.end(), base::is_hex_digit);
}

bool names_a_commit(std::string_view path, const std::string& words, const model::ParameterValue& value) {
  if (is_on_list(words, kCommits))
    return is_hex(value.text) || words.find("commit") != std::string::npos || words.starts_with("git ");
  const std::size_t dot = path.rfind('.');
  return dot != std::string_view::npos && last_part(path.substr(0, dot)) == "git" && is_on_list(words, kCommitParts);
}

/// 3, "3", "fold3", "fold_3"; not "stratified", 0.2 or "5fold".
bool is_number_of_one(const model::ParameterValue& value) {
  using Kind = model::ParameterValue::Kind;
  if (value.kind == Kind::number)
    return value.number >= 0 && value.number < 1000 && value.number == std::floor(value.number);
  if (value.kind != Kind::text) return false;
  const std::size_t digits = value.text.find_first_of("0123456789");
  if (digits == std::string::npos || digits > 12 || value.text.size() - digits > 3) return false;
  if (value.text.find_first_not_of("0123456789", digits) != std::string::npos) return false;
  return value.text.substr(0, digits).find_first_of("-.") == std::string::npos || digits > 1;
}

// "cuda" and "cpu" are settings that matter to time; "cuda:1" against "cuda:0" is not.
bool is_device_number(std::string_view leaf, const model::ParameterValue& value) {
  if (is_on_list(leaf, kDeviceNumbers)) return true;
  if (leaf != "device" && leaf != "gpu") return false;
  if (value.kind == model::ParameterValue::Kind::number) return true;
  const std::size_t colon = value.text.find(':');
  return colon != std::string::npos && colon + 1 < value.text.size() &&
         value.text.find_first_not_of("0123456789", colon + 1) == std::string::npos;
}

}  // namespace

bool names_a_seed(std::string_view last_part) {
  const std::vector<std::string> words = words_of(last_part);
  if (words.empty()) return false;
  return words.back() == "seed" || words.back() == "seeds" || is_on_list(base::to_lower(last_part), kSeeds);
}

bool names_a_repeat(std::string_view column) {
  if (names_a_seed(column)) return true;
  bool repeat = false;
  for (const std::string& word : words_of(column)) {
    if (is_on_list(word, kRepeats)) {
      repeat = true;
    } else if (!is_on_list(word, kCountingWords)) {
      return false;
    }
  }
  return repeat;
}

bool tells_repeats_apart(const model::Parameter& parameter) {
  const std::string path = base::to_lower(parameter.path);
  const std::string_view leaf = last_part(path);
  const std::string words = joined_words(words_of(last_part(parameter.path)));
  if (words.empty()) return false;
  if (is_on_list(words, kFoldNumbers) && is_number_of_one(parameter.value)) return true;
  if (names_a_commit(path, words, parameter.value) || (is_on_list(words, kIds) && is_hex(parameter.value.text)))
    return true;
  if (parameter.value.kind == model::ParameterValue::Kind::text && base::is_encoded(parameter.value.text)) return true;
  return names_a_seed(last_part(parameter.path)) || is_named_as_place(parameter) || names_a_run(path, leaf) ||
         moment_of(leaf) != Moment::none || names_a_machine(leaf) || is_device_number(leaf, parameter.value);
}

bool may_tell_repeats_apart(const std::string& path) {
  using Kind = model::ParameterValue::Kind;
  return tells_repeats_apart({path, {.kind = Kind::number, .text = "1", .number = 1}}) ||
         tells_repeats_apart({path, {.kind = Kind::text, .text = "out/x.txt"}}) ||
         tells_repeats_apart({path, {.kind = Kind::text, .text = "abcdef1"}});
}

bool holds_a_commit(const model::Parameter& parameter) {
  return names_a_commit(base::to_lower(parameter.path), joined_words(words_of(last_part(parameter.path))),
                        parameter.value);
}

bool numbers_folds(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  return (numbers_repeats(name) || counts_repeats(name) != Counts::nothing) && any_on_list(words, "fold,folds,kfold");
}

bool numbers_repeats(std::string_view last_part) {
  return is_on_list(joined_words(words_of(last_part)), kFoldNumbers) || counts_repeats(last_part) != Counts::nothing;
}

Counts counts_repeats(std::string_view last_part) {
  std::vector<std::string> words = words_of(last_part);
  if (is_on_list(joined_words(words), kCounters)) return Counts::if_dense;
  const auto says_little = [](const std::string& word) { return is_on_list(word, kOfCounters); };
  std::erase_if(words, says_little);
  return words.size() == 1 && is_on_list(words.front(), kPerhapsCounters) ? Counts::perhaps : Counts::nothing;
}

}  // namespace vocabulary
