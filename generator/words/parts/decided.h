#pragma once
/// How something was decided, in words.

#include <string>

#include "model/findings/fwd.h"

namespace words {

/// A part of a sentence: "set in the settings", "by the name pattern \"val*acc*\""; empty for How::none.
std::string decided_text(const model::Decided& decided);

}  // namespace words
