#include "model/settings.h"

namespace model {

const char* role_name(Role role) {
  switch (role) {
    case Role::train_accuracy:
      return "train_accuracy";
    case Role::validation_accuracy:
      return "validation_accuracy";
    case Role::train_loss:
      return "train_loss";
    case Role::validation_loss:
      return "validation_loss";
    case Role::training_time:
      return "training_time";
    case Role::memory:
      return "memory";
    case Role::inference_time:
      return "inference_time";
  }
  return "";
}

}  // namespace model
