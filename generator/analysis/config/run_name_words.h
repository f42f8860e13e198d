#pragma once
/// What the names of the folders, files and runs of a project say, word by word, as far as it tells runs apart.

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/runs/said_by_name.h"

namespace analysis {

/// What one run's names say.
struct RunNames {
  model::Index run = 0;
  bool bare = false;  ///< no configuration but seeds; given, all else is read
  bool numbers_set_apart = false;
  std::map<std::string, const vocabulary::SaidByName*> settings;  ///< by "number of the setting" or the name
  std::array<std::string, vocabulary::kKnownNames> known;
  std::map<std::string, std::vector<const vocabulary::SaidByName*>>
      words;  ///< by level: "1" to "9…" of folders, kNameLevel
};

/// The level of what the run calls itself.
inline constexpr std::string_view kNameLevel = "name";

/// Reads the names of runs that are told apart by nothing else.
class RunNameReader {
 public:
  /// Both must outlive it; words point into it.
  RunNameReader(const std::vector<model::RunDigest>& runs, std::vector<RunNames>& names) : runs_(runs), names_(names) {}

  /// Fills in what the names say. What counts, dates or draws runs is left out, as are words that all share; where
  /// folders beside each other are data sets or environments by their names, all beside them are. REQUIRES: `run` and
  /// `bare` of each are filled in, and there is one at least. O(length of names).
  void read();

  /// Parts of every run's folder; 0: they are of several depths, and all their words are of level "1".
  std::size_t depth() const { return depth_; }

 private:
  using SaidByName = vocabulary::SaidByName;

  void count_drawn_words();
  bool is_drawn(const model::RunDigest& run, std::string_view name) const;
  const std::vector<SaidByName>& tokens_of(std::string_view part, bool sure);
  void read_names();
  void name_evaluations_of_levels();
  void drop_shared_words();
  void drop_counters();
  const SaidByName& stem_of(const SaidByName& word);

  const std::vector<model::RunDigest>& runs_;
  std::vector<RunNames>& names_;
  std::size_t depth_ = 0;
  std::unordered_map<std::string, std::vector<SaidByName>> tokens_[2];  // of each part of a path, read once
  std::map<std::string, SaidByName> stems_;
  std::unordered_map<std::string, std::size_t> drawn_words_;
  std::size_t drawn_names_ = 0;
};

}  // namespace analysis
