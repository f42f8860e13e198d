#include "model/note.h"

namespace model {

bool Note::is_empty() const {
  const bool no_front_matter = front_matter.is_null() || (front_matter.is_object() && front_matter.members().empty());
  bool nothing = no_front_matter && tags.empty() && !decision_said && decision_reason.empty() && prose.empty();
  const auto look = [&nothing](const auto& part) { nothing = nothing && part.empty(); };
  for_each_list(look, *this);
  for_each_text(look, *this);
  return nothing;
}

}  // namespace model
