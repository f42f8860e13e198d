#pragma once
/// How something was decided.

#include <string>

namespace model {

/// How something was decided. Guesses are disclosed with the line of trialpress.json that would change them.
struct Decided {
  bool guessed = false;
  std::string how;      ///< "set in trialpress.json", "by the name pattern val*acc*", …
  std::string setting;  ///< the JSON that would change it, e.g. "\"objective\": {\"metric\": \"val/accuracy\"}"
};

}  // namespace model
