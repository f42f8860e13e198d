#pragma once
/// The parts of a name that people or programs gave to a run, a folder or a file, and what each says: the one place
/// that knows counters, seeds, folds, dates, random ids and settings in names.
///
///     resnet18_lr0.1_bs128_randaug_seed0      word resnet18 (key "resnet", value "18"), setting lr "0.1",
///                                             setting bs "128", word randaug, seed "0"
///     model=unet,batch_size=64                setting model "unet", setting batch_size "64"
///     run-20240101_101112-2fv8dn1k            word run, moment, random
///     PPO_CartPole-v1_3                       word ppo, word CartPole, word v1 (key "v", value "1"), number "3"
///
/// Asked by those who decide which runs are repeats, which parts of a name are parameters, and what an experiment is
/// called.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vocabulary {

enum class NamePart : std::uint8_t {
  word,     ///< letters, with the digits that belong to them: randaug, resnet18, v2, b16
  number,   ///< digits between separators that nothing says more of: the 3 of "PPO_3", the 224 of "vit_224"
  setting,  ///< a key with its value: lr0.01, lr_0.01, lr=0.01, bs128, r64, 100epochs, opt=adam
  counter,  ///< of runs: run_3, version_0, trial3, "(2)" of a second copy
  seed,     ///< seed0, seed_1, a lone s directly before digits
  fold,     ///< fold3, cv_2, split1
  moment,   ///< a date, a time of day, both, Unix seconds
  random,   ///< UUIDs, hexadecimal digits, ids such as those of Weights & Biases and Ray
};

struct NameToken {
  NamePart part = NamePart::word;
  std::size_t begin = 0, end = 0;  ///< bytes of the name; separators around a token belong to none
  std::string key;    ///< in lower case: of a setting ("lr", "batch_size"), of counters, seeds and folds ("run"; "copy"
                      ///< for "(2)"), of a word with digits at its end its letters ("resnet"); else empty
  std::string value;  ///< of a setting as written ("1e-3"; "0.1" for 0p1), of counters, seeds, folds and numbers their
                      ///< digits, of a word with digits at its end these ("18"); else empty
  std::size_t value_begin = 0;  ///< where the value stands; `end` where there is none
};

/// In the order of the name, without overlap; empty for a name without letters and digits. Words are split at anything
/// but letters and digits, but for the dots of numbers and the signs of their exponents. O(length).
///
/// - moment: eight digits or more in a row; a year, month and day, or hours, minutes and seconds, with separators
///   between, and whatever groups of digits follow; six digits of a date before those of a time; a month's name
///   directly before a day ("Aug25");
/// - random: a UUID; 12 hexadecimal digits or more, or 7 to 11 with both letters and digits that turn three times at
///   least (but for "b16e100"); eight small letters and digits that turn four times at least, or that stand last behind
///   a moment; five hexadecimal digits with the five decimal ones behind them (Ray); 7 to 40 hexadecimal digits behind
///   "commit";
/// - counter, seed, fold: a known word before a whole number, directly or after one separator;
/// - setting: anything before "="; a known key before a number, directly or after one separator; letters directly
/// before
///   a number with a point, unless they name what has versions ("v1.5", "llama3.1").
std::vector<NameToken> tokens_of_name(std::string_view name);

/// True for what changes from repeat to repeat without being under test: counter, seed, fold, moment, random.
bool tells_repeats_apart(NamePart part);

/// `name` with every moment replaced by "@" and the digits of every counter, seed and fold by "#"; a name that is
/// nothing but a number is "#" too. Any other number stays: resnet18 and resnet34, mobile_v1 and mobile_v2 are
/// different things; so do random ids that hold letters.
std::string name_without_counters(std::string_view name);

/// `value` with the number of a fold, split, seed or repeat within it replaced by "*": "data/fold_3/train.csv" gives
/// "data/fold_*/train.csv". Numbers of more than three digits stay.
std::string value_without_repeats(std::string_view value);

/// Whether the whole name says nothing to a reader: only random ids, moments and separators.
bool is_random_name(std::string_view name);

}  // namespace vocabulary
