#include "vocabulary/metric_patterns.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/text/ascii.h"
#include "vocabulary/metrics/lists.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

constexpr std::string_view kSplitWords =
    "train,training,learn,val,valid,validation,eval,evaluation,dev,test,testing,holdout,heldout,oof";

constexpr std::string_view kPlainWords =
    "mean,avg,average,median,total,overall,final,last,best,max,min,sum,global,macro,micro,weighted,epoch,step,batch,"
    "iter,cv,cross,fold,k,n,at,all,metrics,metric,score,scores,error,errors,rate,model,objective,public,private,lb,"
    "leaderboard,benchmark,task,normalized,normalised,norm,human,episode,episodic,ep,game,raw,rollout,player,agent,"
    "team,env,quality,combined,aggregate,composite,cumulative,moving,running,rolling,smoothed,oob,main,in,of,per,the,"
    "absolute,abs,relative,rel,squared,square,root,log,mse,l,prediction,pred,reconstruction,recon,generalization,"
    "generalisation,classification,regression,forecast,position,rotation,translation,pose,angular,angle,orientation,"
    "tracking,localization,localisation,reprojection,depth,approximation,estimation,out,sample";

/// One list after another in order of their tiers; within a tier the longest words win.
struct Tier {
  std::span<const MetricPattern> (*patterns)();
  unsigned tier;
};
constexpr std::array kTiers{Tier{cost_patterns, 0},       Tier{classification_patterns, 1}, Tier{vision_patterns, 1},
                            Tier{language_patterns, 1},   Tier{number_patterns, 1},         Tier{reward_patterns, 1},
                            Tier{shared_word_patterns, 2}};

struct Entry {
  const MetricPattern* pattern = nullptr;
  std::vector<std::string_view> words;
  unsigned tier = 0;
  unsigned place = 0;  ///< in all lists
};

std::vector<std::string_view> split_at_blanks(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    words.push_back(text.substr(0, blank));
    text = blank == std::string_view::npos ? std::string_view{} : text.substr(blank + 1);
  }
  return words;
}

/// Patterns by their first word, in order of tiers and lists.
using Index = std::unordered_map<std::string_view, std::vector<Entry>>;

const Index& patterns_by_first_word() {
  static const Index kIndex = [] {
    Index index;
    unsigned place = 0;
    for (const Tier& list : kTiers) {
      for (const MetricPattern& pattern : list.patterns()) {
        std::vector<std::string_view> words = split_at_blanks(pattern.words);
        const std::string_view first = words.front();
        index[first].push_back({&pattern, std::move(words), list.tier, place++});
      }
    }
    return index;
  }();
  return kIndex;
}

bool stands_at(const Entry& entry, const std::vector<std::string>& words, std::size_t at) {
  return at + entry.words.size() <= words.size() &&
         std::equal(entry.words.begin(), entry.words.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

/// Words that change nothing in what a score or an error measures: statistics, splits, rounds, numbers.
bool is_plain_word(std::string_view word) {
  if (!word.empty() && base::is_digit(static_cast<unsigned char>(word[0]))) return true;
  return is_on_list(word, kPlainWords) || is_on_list(word, kSplitWords);
}

bool all_others_are_plain(const Entry& entry, const std::vector<std::string>& words, std::size_t at) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i >= at && i < at + entry.words.size()) continue;
    if (!is_plain_word(words[i])) return false;
  }
  return true;
}

/// `free`: patterns that need no word beside them to be known.
template <class Use>
void each_match(const std::vector<std::string>& words, std::initializer_list<Where> free, Use use) {
  const Index& index = patterns_by_first_word();
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto found = index.find(words[at]);
    if (found == index.end()) continue;
    for (const Entry& entry : found->second) {
      if (!stands_at(entry, words, at)) continue;
      const bool is_free = std::find(free.begin(), free.end(), entry.pattern->where) != free.end();
      if (is_free || all_others_are_plain(entry, words, at)) use(entry, at);
    }
  }
}

}  // namespace

std::span<const MetricPattern> metric_patterns() {
  static const std::vector<MetricPattern> kAll = [] {
    std::vector<MetricPattern> all;
    for (const Tier& list : kTiers) all.insert(all.end(), list.patterns().begin(), list.patterns().end());
    return all;
  }();
  return kAll;
}

bool is_score_or_error(Family family) {
  switch (family) {
    case Family::detection:
    case Family::accuracy:
    case Family::minor_accuracy:
    case Family::score:
    case Family::error:
    case Family::task_score:
    case Family::task_error:
      return true;
    default:
      return false;
  }
}

PatternMatch find_pattern(const std::vector<std::string>& words) {
  const bool loss = std::find(words.begin(), words.end(), "loss") != words.end();
  const Entry* best = nullptr;
  std::size_t best_at = 0;
  each_match(words, {Where::anywhere}, [&](const Entry& entry, std::size_t at) {
    if (loss && is_score_or_error(entry.pattern->family)) return;  // "loss_iou" is a loss
    const auto key = [](const Entry& one) {
      return std::tuple(one.tier, -static_cast<std::ptrdiff_t>(one.words.size()), one.place);
    };
    if (best && key(*best) <= key(entry)) return;
    best = &entry;
    best_at = at;
  });
  return best ? PatternMatch{best->pattern, best_at, best->words.size()} : PatternMatch{};
}

std::vector<PatternMatch> find_all_patterns(const std::vector<std::string>& words) {
  std::vector<PatternMatch> matches;
  each_match(words, {Where::anywhere, Where::among_known}, [&](const Entry& entry, std::size_t at) {
    if (entry.pattern->family != Family::logged) matches.push_back({entry.pattern, at, entry.words.size()});
  });
  return matches;
}

}  // namespace vocabulary
