#include "ingest/formats/text_log/log_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/formats/text_log/log_counts.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using vocabulary::Split;

constexpr std::size_t kMostWords = 6;

/// Words that make a name a piece of prose: what they say of a number is not sure.
constexpr std::string_view kProse =
    "from,to,after,than,and,or,took,takes,taken,saved,saving,save,load,loading,loaded,using,use,found,improved,"
    "decreased,increased,reduced,reducing,did,not,out,with,by,has,have,was,were,are,will,be,for,until,since,every,"
    "last,stopping,stopped,stop,early,counter,patience,wait,waiting,no,model,checkpoint,ckpt,file,line,warning,"
    "exception,device,port,pid,downloading,download,version,python,trainable,parameters,params,into,minimum,maximum";

/// A line that begins with one of these tells what is done, not how it goes.
constexpr std::string_view kActions =
    "saved,saving,save,load,loading,loaded,resume,resuming,resumed,restore,restoring,restored,checkpoint,ckpt,"
    "warning,exception,traceback,downloading,download,file,earlystopping,early,writing,wrote,model,patience,best";

/// Counts, sizes and clocks: numbers of the training, but nothing that it measures.
constexpr std::string_view kNoMetrics =
    "eta,remaining,remain,left,consumed,skipped,size,images,instances,image,samples,sample,tokens,count,counts,"
    "number,num,seed,date,workers,epochs,iterations,batches,buffer,examples,id,index,idx,world,classes,elements,"
    "files,items,shape,support,copypaste,episodes,steps,frame,frames,updates,phase,stage";

/// Of what stands alone: the number of a device or of a process.
constexpr std::string_view kDevices = "gpu,rank,cuda,node,worker,process,device,total,client,agent,thread";

constexpr std::array<std::string_view, 6> kBlockWords{"fold", "run", "seed", "trial", "split", "repeat"};

std::vector<std::string> plain_item_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : name) {
    if (c == ' ' || c == '_' || c == '-' || c == '/' || c == '\t' || c == '(' || c == ')' || c == '.' || c == '[' ||
        c == ']') {
      if (!word.empty()) words.push_back(base::to_lower(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(base::to_lower(word));
  return words;
}

/// What a single word says: "train", "Validating", "evaluation".
Split split_of_word(std::string_view word) {
  const Split split = vocabulary::split_of(word);
  if (split != Split::none) return split;
  if (word == "evaluating" || word == "validating" || word == "validate" || word == "evaluate" || word == "held")
    return Split::validation;
  return Split::none;
}

Split split_in(std::string_view name) {
  for (const std::string& word : plain_item_words(name)) {
    if (const Split split = split_of_word(word); split != Split::none) return split;
  }
  for (const std::string& word : vocabulary::words_of(name)) {
    if (const Split split = split_of_word(word); split != Split::none) return split;
  }
  return Split::none;
}

std::string_view prefix_of(Split split) {
  switch (split) {
    case Split::train:
      return "train";
    case Split::validation:
      return "val";
    case Split::test:
      return "test";
    case Split::none:
      break;
  }
  return "";
}

/// "loss is" and "Loss value is" are named by what stands before "is".
std::string_view without_verb(std::string_view name) {
  for (const std::string_view verb : {" is", " was", " of", " so far"}) {
    if (name.size() > verb.size() && name.ends_with(verb)) name.remove_suffix(verb.size());
  }
  return trim_log_name(name);
}

bool is_cost_of_logging(const vocabulary::MetricName& described) {
  return !described.pattern.empty() && described.objective == vocabulary::ObjectiveClass::never;
}

bool is_time_unit(std::string_view unit) {
  constexpr std::array<std::string_view, 15> kTimes{"s",   "sec",  "secs",    "second", "seconds", "ms",    "us", "ns",
                                                    "min", "mins", "minutes", "m",      "h",       "hours", "hrs"};
  return base::contains(kTimes, unit);
}

std::string_view short_unit(std::string_view unit) {
  if (unit == "sec" || unit == "secs" || unit == "second" || unit == "seconds") return "s";
  if (unit == "m" || unit == "mins" || unit == "minutes") return "min";
  if (unit == "hours" || unit == "hrs" || unit == "hr" || unit == "hour") return "h";
  if (unit == "G") return "GB";
  if (unit == "M") return "MB";
  return unit;
}

class ShapeMaker {
 public:
  ShapeMaker(const std::vector<LogItem>& items, bool starred) : items_(items) { shape_.starred = starred; }

  LogShape make() {
    if (tells_an_action() || is_of_coco()) return std::move(shape_);
    find_axes();
    find_splits();
    for (std::size_t i = 0; i < items_.size(); ++i) add_column(i);
    settle_single_split();
    int splits = 0;
    for (const LogColumn& column : shape_.columns) {
      shape_.measures = shape_.measures || column.is_measure;
      splits += vocabulary::split_of(base::to_lower(column.name)) != Split::none;
    }
    // "learn: 0.5  test: 0.6": the loss of both, which is not named.
    shape_.measures = shape_.measures || splits >= 2;
    shape_.of_the_best = says_best_ && shape_.columns.empty();
    if (shape_.of_the_best) shape_.epoch = shape_.step = shape_.batch = kNoItem;
    return std::move(shape_);
  }

 private:
  bool tells_an_action() const {
    for (const LogItem& item : items_) {
      if (!item.is_words) return false;
      const std::vector<std::string> words = plain_item_words(item.name);
      if (!words.empty() && vocabulary::is_on_list(words[0], kActions)) return true;
      if (vocabulary::any_on_list(words, "saved,saving,best,checkpoint")) return true;
      for (const std::string_view kept :
           {"\xe4\xbf\x9d\xe5\xad\x98", "\xe6\x9c\x80\xe4\xbd\xb3", "\xe6\x9c\x80\xe4\xbc\x98"}) {
        if (item.name.find(kept) != std::string_view::npos) return true;  // "save", "best"
      }
    }
    return false;
  }

  /// COCO's summary: "Average Precision (AP) @[ IoU=0.50 | area=all | maxDets=100 ] = 0.5".
  bool is_of_coco() const {
    return std::any_of(items_.begin(), items_.end(), [](const LogItem& item) { return item.name == "maxDets"; });
  }

  bool is_axis(std::size_t i) const { return i == shape_.epoch || i == shape_.step || i == shape_.batch; }

  void find_axes() {
    int step_rank = 99;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const LogItem& item = items_[i];
      const std::vector<std::string> words = plain_item_words(item.name);
      says_best_ = says_best_ || base::contains(words, "best");
      if (item.is_words) continue;
      // "Test: [10/196]" is a place, too.
      const bool only_split =
          item.bracketed && !std::isnan(item.total) && words.size() <= 2 && lead_split(item.name) != Split::none;
      if (item.name.empty() || (only_split && log_count_of(item.name).kind == LogCount::none)) {
        take_unnamed(i);
        continue;
      }
      LogCountName count = count_of(item, words);
      // "epochs: 10" among other settings is how many there will be.
      const bool plural = words.size() == 1 && words[0].ends_with('s');
      if (plural && i > 0 && std::isnan(item.total)) count = {};
      if (count.kind == LogCount::epoch && shape_.epoch == kNoItem) {
        shape_.epoch = i;
        counted_.push_back(i);
      } else if (count.kind != LogCount::none) {
        counted_.push_back(i);
        if (count.kind == LogCount::batch) {
          if (shape_.batch == kNoItem) shape_.batch = i;
        } else if (count.rank < step_rank && (step_rank > 3 || count.rank < 2)) {
          shape_.step = i;
          step_rank = count.rank;
        }
      } else if (words.size() == 1 && item.whole && base::contains(kBlockWords, words[0]) && shape_.block == kNoItem) {
        shape_.block = i;
        shape_.block_name = words[0];
        counted_.push_back(i);
      }
    }
    // "[10]  train-rmse:0.1": nothing else says where training stands.
    if (shape_.epoch != kNoItem && shape_.step == kNoItem && shape_.batch == kNoItem) shape_.batch = position_;
    if (shape_.epoch == kNoItem && shape_.step == kNoItem && shape_.batch == kNoItem) take_first_unnamed();
    if (shape_.batch != kNoItem) shape_.bar = items_[shape_.batch].bar;
    if (shape_.step != kNoItem && shape_.batch == kNoItem && items_[shape_.step].bar) shape_.bar = true;
  }

  /// Of "validation loss at iteration 100" what stands before "at" says what follows, not where.
  static LogCountName count_of(const LogItem& item, const std::vector<std::string>& words) {
    if (!item.whole && log_count_of(item.name).kind != LogCount::epoch) return {};
    LogCountName count = log_count_of(item.name);
    if (count.kind != LogCount::none || words.size() < 3) return count;
    for (const std::string_view at : {" at ", " for ", " after ", " in "}) {
      const std::size_t found = item.name.rfind(at);
      if (found == std::string_view::npos) continue;
      const std::string_view before = item.name.substr(0, found);
      if (split_in(before) == Split::none || plain_item_words(before).size() > 3) continue;
      count = log_count_of(item.name.substr(found + at.size()));
      if (count.kind != LogCount::none) return count;
    }
    return {};
  }

  /// "[10/5005]" and "1563/1563 [===]" are places within an epoch.
  void take_unnamed(std::size_t i) {
    const LogItem& item = items_[i];
    if (!item.whole) return;
    const bool has_total = !std::isnan(item.total);
    // "accuracy: 0.9 (90 / 100)" is a remark; a place stands first, in a bracket, or right behind the epoch.
    const bool behind_count = i > 0 && !counted_.empty() && counted_.back() == i - 1;
    const bool places = item.bracketed || (has_total && (item.first || item.bar || behind_count));
    if (places && position_ == kNoItem && (!has_total || item.total > 1 || item.value > 0)) {
      if (first_unnamed_ != kNoItem && shape_.epoch == kNoItem) {
        position_ = i;
      } else if (shape_.epoch != kNoItem || shape_.step != kNoItem) {
        position_ = i;
      } else if (first_unnamed_ == kNoItem) {
        first_unnamed_ = i;
      }
    } else if (item.first && first_unnamed_ == kNoItem && item.unit.empty() && !item.crowded) {
      first_unnamed_ = i;
    }
    counted_.push_back(i);
  }

  void take_first_unnamed() {
    if (first_unnamed_ == kNoItem) return;
    const LogItem& item = items_[first_unnamed_];
    if (position_ != kNoItem) {  // "[0/25][50/1583]", "[1, 2000]"
      shape_.epoch = first_unnamed_;
      shape_.batch = position_;
    } else if (item.bar || !std::isnan(item.total)) {
      shape_.batch = first_unnamed_;
    } else if (item.first && (item.bracketed || item.joint == LogJoint::blank)) {
      shape_.step = first_unnamed_;
    } else if (item.bracketed) {
      shape_.batch = first_unnamed_;
    }
  }

  void find_splits() {
    // What the words before the first number say holds for the line: "[Eval][Epoch 3]", "valid | epoch 001".
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const LogItem& item = items_[i];
      const bool leads = item.is_words || is_axis(i);
      if (!leads) break;
      if (item.is_words && vocabulary::split_of(base::to_lower(item.name)) == Split::none)
        shape_.lead = base::repair_utf8(item.name);
      if (shape_.split == Split::none) {
        shape_.split = lead_split(item.name);
        if (shape_.split != Split::none && item.is_words && item.name.find('_') != std::string_view::npos) {
          lead_ = item.name;  // "train_inner"
        }
      }
    }
  }

  /// Only words that speak of data: "Test set", "cur metric", not "Loading the test set of …".
  static Split lead_split(std::string_view name) {
    const std::vector<std::string> words = plain_item_words(name);
    if (words.empty() || words.size() > 5) return Split::none;
    if (name == "cur metric") return Split::validation;
    if (vocabulary::any_on_list(words, kProse) && !base::contains(words, "for")) return Split::none;
    return split_in(name);
  }

  void add_column(std::size_t i) {
    const LogItem& item = items_[i];
    if (item.is_words) {
      const Split split = lead_split(item.name);
      if (split != Split::none && !is_leading(i)) running_ = split;
      return;
    }
    if (is_axis(i) || base::contains(counted_, i) || item.name.empty() || item.crowded) return;
    const std::string_view name = without_verb(item.name);
    const std::vector<std::string> words = plain_item_words(name);
    if (!is_metric_name(name, words)) return;
    LogColumn column{.item = i, .name = std::string(name)};
    if (!take_kind(item, column)) return;
    column.name = base::repair_utf8(name);
    const Split own = split_in(name);
    column.has_split = own != Split::none;
    const vocabulary::MetricName described = vocabulary::describe_metric(name);
    column.is_measure = !described.pattern.empty() && !is_cost_of_logging(described);
    shape_.known = shape_.known || !described.pattern.empty();
    splits_.push_back(own);
    if (own == Split::none) {
      const Split split = running_ != Split::none ? running_ : shape_.split;
      if (split != Split::none && !(split == Split::train && is_cost_of_logging(described))) {
        const std::string_view lead = lead_.empty() || running_ != Split::none ? prefix_of(split) : lead_;
        column.name = std::string(lead) + "/" + column.name;
        column.has_split = true;
      }
    }
    add_unit(item, described, column);
    if (item.place > 0) column.name += "/" + std::to_string(item.place);
    shape_.columns.push_back(std::move(column));
  }

  bool is_leading(std::size_t i) const {
    for (std::size_t k = 0; k < i; ++k) {
      if (!items_[k].is_words && !is_axis(k)) return false;
    }
    return true;
  }

  static bool is_metric_name(std::string_view name, const std::vector<std::string>& words) {
    if (words.empty() || words.size() > kMostWords) return false;
    // "Avg Reward (last 10)": what stands in parentheses is a remark.
    if (const std::size_t open = name.find('('); open != std::string_view::npos && open > 0 && name.back() == ')') {
      const std::string_view before = trim_log_name(name.substr(0, open));
      return is_metric_name(before, plain_item_words(before));
    }
    if (name.find_first_of("=<>{}\"\\") != std::string_view::npos || name.find("://") != std::string_view::npos)
      return false;
    if (vocabulary::any_on_list(words, kProse)) return false;
    if (base::contains(words, "best")) return false;
    const bool measured = vocabulary::find_measure(name) == vocabulary::MeasureAt::end;
    if (!measured && vocabulary::any_on_list(words, kNoMetrics)) {
      // "tokens/sec" is a speed.
      const bool speed = words.size() > 1 && (words.back() == "s" || words.back() == "sec" || words.back() == "second");
      if (!speed) return false;
    }
    if (words.size() == 1 && vocabulary::is_on_list(words[0], kDevices)) return false;
    const bool some_letter = std::any_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
    return some_letter && words.back() != "%";
  }

  /// How a number is taken; false: not at all.
  static bool take_kind(const LogItem& item, LogColumn& column) {
    if (!std::isnan(item.total)) {
      // "Accuracy: 9820/10000 (98%)"; "Batch: 3/10" and "patience 3/10" count.
      const vocabulary::MetricName described = vocabulary::describe_metric(item.name);
      if (described.kind != model::ValueKind::fraction && std::isnan(item.percent)) return false;
      if (item.total <= 1) return false;
      column.percent = !std::isnan(item.percent);
      column.takes = column.percent ? LogColumn::Takes::share_in_percent : LogColumn::Takes::share;
      return true;
    }
    column.percent = item.unit == "%";
    if (!std::isnan(item.average)) column.takes = LogColumn::Takes::average;
    return true;
  }

  static void add_unit(const LogItem& item, const vocabulary::MetricName& described, LogColumn& column) {
    if (item.unit.empty() || column.name.ends_with(')')) return;
    if (item.unit == "%") {
      if (described.kind != model::ValueKind::fraction) column.name += " (%)";
      return;
    }
    const std::string_view unit = short_unit(item.unit);
    const bool seconds_anyway = unit == "s" && described.kind == model::ValueKind::seconds;
    if (seconds_anyway || (!is_time_unit(item.unit) && item.unit.find('/') != std::string_view::npos)) return;
    column.name += " (" + std::string(unit) + ")";
  }

  /// "train loss 0.5 | val 0.6": what the only measure of the line is of, is the other number, too.
  void name_bare_splits() {
    std::string measure;
    bool several = false;
    for (const LogColumn& column : shape_.columns) {
      const std::size_t blank = column.name.find(' ');
      if (blank == std::string::npos) continue;
      if (vocabulary::split_of(base::to_lower(column.name.substr(0, blank))) == Split::none) continue;
      several = several || (!measure.empty() && measure != column.name.substr(blank));
      measure = column.name.substr(blank);
    }
    if (measure.empty() || several) return;
    for (LogColumn& column : shape_.columns) {
      if (vocabulary::split_of(base::to_lower(column.name)) == Split::none) continue;
      column.name += measure;
      column.is_measure = true;
    }
  }

  /// "train Loss: 0.5 Acc: 0.8": what one split begins is of that split throughout; of a name that comes twice each
  /// belongs to the split before it.
  void settle_single_split() {
    name_bare_splits();
    std::vector<LogColumn>& columns = shape_.columns;
    Split only = Split::none;
    bool several = false;
    for (const Split split : splits_) {
      if (split == Split::none) continue;
      several = several || (only != Split::none && only != split);
      only = split;
    }
    if (only == Split::none || splits_[0] == Split::none) return drop_doubles();
    // "train_loss=0.8 acc=0.9": a name in one word says nothing of the next.
    const bool apart = columns[0].name.find(' ') != std::string::npos;
    std::map<std::string, int> times;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (splits_[i] == Split::none) ++times[log_name_key(columns[i].name)];
    }
    Split current = Split::none;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (splits_[i] != Split::none) current = splits_[i];
      if (splits_[i] != Split::none || columns[i].has_split || !columns[i].is_measure) continue;
      const bool twice = times[log_name_key(columns[i].name)] > 1;
      if (twice || (!several && apart)) {
        columns[i].name = std::string(prefix_of(current)) + "/" + columns[i].name;
        columns[i].has_split = true;
      }
    }
    drop_doubles();
  }

  /// A name that stands twice in a line without a word that tells the two apart: neither is sure.
  void drop_doubles() {
    std::map<std::string, int> times;
    for (const LogColumn& column : shape_.columns) ++times[log_name_key(column.name)];
    std::erase_if(shape_.columns, [&](const LogColumn& column) { return times[log_name_key(column.name)] > 1; });
  }

  const std::vector<LogItem>& items_;
  LogShape shape_;
  std::vector<std::size_t> counted_;  ///< items that count something
  std::vector<Split> splits_;         ///< of the names of the columns
  std::string_view lead_;
  Split running_ = Split::none;
  std::size_t first_unnamed_ = kNoItem, position_ = kNoItem;
  bool says_best_ = false;
};

}  // namespace

LogShape make_log_shape(const std::vector<LogItem>& items, bool starred) {
  return ShapeMaker(items, starred).make();
}

std::uint64_t log_shape_key(const std::vector<LogItem>& items, bool starred) {
  std::uint64_t hash = starred ? 1469598103934665604ULL : 1469598103934665603ULL;
  const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
  for (const LogItem& item : items) {
    for (const char c : item.name) add(static_cast<unsigned char>(c));
    for (const char c : item.unit) add(static_cast<unsigned char>(c));
    unsigned flags = item.is_words ? 1 : 0;
    flags |= item.bracketed ? 2U : 0U;
    flags |= item.first ? 4U : 0U;
    flags |= item.bar ? 8U : 0U;
    flags |= item.crowded ? 16U : 0U;
    flags |= std::isnan(item.total) ? 0U : 32U;
    flags |= std::isnan(item.average) ? 0U : 64U;
    flags |= std::isnan(item.percent) ? 0U : 128U;
    add(static_cast<unsigned char>(flags));
    add(item.place);
    add(0xFF);
  }
  return hash;
}

double column_value(const LogColumn& column, const LogItem& item) {
  switch (column.takes) {
    case LogColumn::Takes::average:
      return item.average;
    case LogColumn::Takes::share:
      return item.value / item.total;
    case LogColumn::Takes::share_in_percent:
      return item.value * 100 / item.total;
    case LogColumn::Takes::value:
      break;
  }
  return item.value;
}

std::string log_name_key(std::string_view name) {
  std::string key = base::to_lower(name);
  std::replace_if(
      key.begin(), key.end(), [](char c) { return c == ' ' || c == '-' || c == '.'; }, '_');
  return key;
}

}  // namespace ingest
