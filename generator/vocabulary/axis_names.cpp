#include "vocabulary/axis_names.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/words/foreign_words.h"

namespace vocabulary {
namespace {

constexpr std::size_t kLongestAxisName = 40;

// Lists as word_list.h has them; the place of a name is its rank.
constexpr std::string_view kSteps =
    "step,global_step,_step,training_iteration,total_timesteps,timesteps_total,timestep,timesteps,num_env_steps,"
    "iteration,iter,it,train_step,training_step,current_step,step_num,step_number,update_step,optimizer_step,opt_step,"
    "gradient_step,grad_step,env_step,agent_step,global_steps,train_steps,training_steps,current_iter,cur_iter,"
    "global_iter,global_iteration,iter_num,iteration_num,num_iter,total_iter,total_env_steps,total_environment_steps,"
    "num_timesteps,num_env_steps_sampled,num_steps_sampled,num_updates,boosting_round,tokens_seen,samples_seen,"
    "images_seen,examples_seen,training_iterations,iter_number,learn_step,learning_step";
constexpr std::string_view kEpochs =
    "epoch,current_epoch,cur_epoch,epoch_num,epoch_number,epoch_no,epoch_id,epoch_idx,"
    "epoch_index,num_epoch,train_epoch,training_epoch,global_epoch,n_epoch";
constexpr std::string_view kTimeAxes =
    "wall_time,walltime,timestamp,_timestamp,time_stamp,datetime,_runtime,elapsed,elapsed_time,elapsed_s,time_elapsed,"
    "time_total_s,total_time";

constexpr std::string_view kLikelySteps =
    "env_steps,environment_steps,agent_steps,num_steps,global_batch,learner_steps,gradient_steps,updates,"
    "update,n_updates,total_updates,tokens_processed,frames_seen,total_frames,num_frames,"
    "round,rounds,comm_round,communication_round,server_round,global_round,fl_round,federated_round,round_num,"
    "round_number,generation,generations,gen,gen_num,episode,ep,episode_num,episode_number,episode_id,num_episode,"
    "current_episode,batch_idx,batch_index,batch_num,batch_id,minibatch,cycle,kimg,cur_nimg";
constexpr std::string_view kMaybeSteps =
    "steps,total_steps,iterations,iters,n_iter,n_iters,num_iters,num_iterations,"
    "total_tokens,max_iter,episodes,num_episodes,n_episodes,total_episodes,batch,batches,"
    "num_batches,samples,num_samples,n_samples,examples,num_examples,tokens,"
    "num_tokens,n_tokens,frames,n_frames,games,num_games,sequences,evaluations,"
    "n_evals,trees,num_trees,n_trees";
constexpr std::string_view kMaybeEpochs = "epochs,num_epochs,n_epochs,total_epochs";

/// What may stand before a slash.
constexpr std::string_view kGroups = "train,trainer,training,global,time,progress,charts";

/// The place of `name` on `list`; -1: it is not there.
int rank_in(std::string_view list, std::string_view name) {
  int rank = 0;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (list.substr(0, end) == name) return rank;
    list.remove_prefix(std::min(end + 1, list.size()));
    ++rank;
  }
  return -1;
}

std::string plain_axis_name(std::string_view column) {
  std::string name = base::to_lower(column);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return name;
}

AxisName look_up(std::string_view name, bool unsure) {
  using enum AxisSureness;
  struct List {
    Axis axis;
    AxisSureness sureness;
    std::string_view names;
  };
  constexpr List kLists[] = {{Axis::step, certain, kSteps},         {Axis::epoch, certain, kEpochs},
                             {Axis::wall_time, certain, kTimeAxes}, {Axis::step, likely, kLikelySteps},
                             {Axis::step, perhaps, kMaybeSteps},    {Axis::epoch, perhaps, kMaybeEpochs}};
  for (const List& list : kLists) {
    if (list.sureness != certain && !unsure) continue;
    if (const int rank = rank_in(list.names, name); rank >= 0) return {list.axis, rank, list.sureness};
  }
  return {};
}

/// "época" as "epoch".
std::string english_name(std::string_view column) {
  std::string name;
  for (const std::string& word : in_english(words_of(column))) name += (name.empty() ? "" : "_") + word;
  return name;
}

AxisName find_axis_name(std::string_view column, bool unsure) {
  column = base::trim(column);
  if (column.size() < 2 || column.size() > kLongestAxisName) return {};
  const std::string name = plain_axis_name(column);
  std::string_view rest = name;
  const std::size_t slash = name.rfind('/');
  if (slash != std::string::npos) {
    if (rank_in(kGroups, rest.substr(0, slash)) < 0) return {};
    rest.remove_prefix(slash + 1);
  }
  AxisName found = look_up(rest, unsure);
  // "epoch_or_round": of several kinds of trainings.
  if (const std::size_t either = rest.find("_or_"); found.axis == Axis::none && either != std::string_view::npos)
    found = look_up(rest.substr(0, either), unsure);
  if (found.axis == Axis::none && slash == std::string::npos && has_foreign_words(column)) {
    found = look_up(english_name(column), unsure);
  }
  found.rank = 2 * found.rank + (slash != std::string::npos ? 1 : 0);
  return found;
}

}  // namespace

AxisName axis_of(std::string_view column) {
  return find_axis_name(column, false);
}

AxisName possible_axis_of(std::string_view column) {
  return find_axis_name(column, true);
}

bool is_curve_axis(std::string_view column) {
  const Axis axis = axis_of(column).axis;
  return axis == Axis::step || axis == Axis::epoch;
}

bool counts_training_time(std::string_view column) {
  constexpr std::string_view kTotals =
      "time_total_s,train_runtime,total_time,total_time_s,total_training_time,total_training_time_s,total_train_time,"
      "training_time_total";
  column = base::trim(column);
  column = column.substr(column.rfind('/') + 1);  // npos + 1 is 0
  if (column.size() < 10 || column.size() > 21) return false;
  return rank_in(kTotals, base::to_lower(column)) >= 0;
}

bool names_row_index(std::string_view column) {
  const std::string name = plain_axis_name(base::trim(column));
  return name.empty() || name == "index" || name == "unnamed:_0" || name == "unnamed:_0.1" || name == "unnamed:0";
}

}  // namespace vocabulary
