#include "model/note.h"

namespace model {

bool Note::is_empty() const {
  const bool no_front_matter = front_matter.is_null() || (front_matter.is_object() && front_matter.members().empty());
  const bool no_lists = tags.empty() && worked.empty() && did_not_work.empty() && unexpected.empty() &&
                        observations.empty() && issues.empty() && next_steps.empty() && questions.empty();
  const bool no_text = title.empty() && date.empty() && experimenter.empty() && parent.empty() &&
                       decision_reason.empty() && motivation.empty() && prose.empty();
  return no_front_matter && no_lists && no_text && !decision_said;
}

}  // namespace model
