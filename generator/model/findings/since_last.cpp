#include "model/findings/since_last.h"

namespace model {

bool SinceLast::any() const {
  return !new_experiments.empty() || !new_runs.empty() || !gone_experiments.empty() || !new_bests.empty() ||
         !flipped.empty() || !decided.empty() || !objectives.empty() || !closed_tasks.empty();
}

}  // namespace model
