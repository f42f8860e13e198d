#pragma once
/// What one part of a path, or the name of a run, says of settings: "resnet18_lr0.1_bs128_seed3" is a model and two
/// settings.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/runs/known_names.h"

namespace vocabulary {

struct SaidByName {
  enum class Kind : std::uint8_t {
    word,     ///< text: anything else, with the digits that belong to it: "randaug", "exp12", "7"
    setting,  ///< name: as written, "batch_size"; text: the value ("0.1", "1e-4")
    known     ///< known: which; text: as written ("CartPole-v1", "resnet18", "vit-b16")
  };
  Kind kind = Kind::word;
  std::string name;
  int setting = 0;  ///< its number (setting_of); 0: it has none
  KnownName known = KnownName::none;
  std::string text;
  std::string stem;  ///< of a word that ends in a whole number: what stands before; of a number alone: empty
  long number = -1;  ///< that number; -1: none
};

/// In the order of `part`, without what tells repeats apart (run_names.h) and names that were drawn at random. `sure`:
/// see environment_in. O(length); what stands behind the first 300 bytes is one word.
std::vector<SaidByName> said_by_name(std::string_view part, bool sure);

}  // namespace vocabulary
