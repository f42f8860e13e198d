#include "vocabulary/seed_names.h"

#include <cstddef>
#include <string>
#include <vector>

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

/// "b" of "a.b".
std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

bool names_a_run(std::string_view path, std::string_view leaf) {
  if (is_on_list(leaf, kRunNames)) return true;
  if (leaf != "name" && leaf != "id") return false;
  return path == leaf || is_on_list(last_part(path.substr(0, path.size() - leaf.size() - 1)), kRunSections);
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
  if (words_of(leaf).empty()) return false;
  return names_a_seed(last_part(parameter.path)) || is_named_as_place(parameter) || names_a_run(path, leaf) ||
         moment_of(leaf) != Moment::none || names_a_machine(leaf) || is_device_number(leaf, parameter.value);
}

}  // namespace vocabulary
