#include "vocabulary/run_names.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/runs/known_names.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

// Lists of words as spaced_words makes them, without the blanks around.
constexpr std::string_view kSeedWords = "seed,seeds,random seed,random state,rng,rng seed";
constexpr std::string_view kFoldWords = "fold,folds,cv,kfold,k fold,split,cv fold";
constexpr std::string_view kCounterWords =
    "run,runs,version,trial,rep,repeat,repetition,replicate,replica,try,job,worker,attempt";
/// Words before a commit.
constexpr std::string_view kCommitWords = "commit,sha,rev,revision,githash";
/// Single letters that are settings before a power of two, beside something else: "mistral_r64".
constexpr std::string_view kSettingLetters = "r,d,n,k";
/// What stands directly behind a number.
constexpr std::string_view kUnitWords = "ep,epoch,epochs,layers,layer,heads,shot,shots,gpu,gpus,steps,iters,units";
/// What has versions rather than a parameter of that name.
constexpr std::string_view kVersioned =
    "v,ver,version,gpt,llama,qwen,phi,gemma,claude,mistral,yolo,yolov,torch,cuda,python,py,tf,keras,jax,release,stable";
constexpr std::string_view kMonths =
    "jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec,january,february,march,april,june,july,august,september,october,"
    "november,december";
constexpr std::size_t kMostKeyWords = 3;

bool is_alnum(char c) {
  return base::is_digit(c) || base::is_letter_or_beyond_ascii(c);
}

bool separates_groups(char c) {
  return c == '-' || c == '_' || c == '.' || c == ':' || c == ' ' || c == '=' || c == 'T';
}

std::size_t digits_at(std::string_view text, std::size_t i) {
  std::size_t count = 0;
  while (i + count < text.size() && base::is_digit(text[i + count])) ++count;
  return count;
}

std::size_t letters_at(std::string_view text, std::size_t i) {
  std::size_t count = 0;
  while (i + count < text.size() && base::is_letter_or_beyond_ascii(text[i + count])) ++count;
  return count;
}

std::size_t alnum_at(std::string_view text, std::size_t i) {
  std::size_t count = 0;
  while (i + count < text.size() && is_alnum(text[i + count])) ++count;
  return count;
}

// --- Moments ---

/// Length of "dd?dd?dd" from `i` with a separator at each "?", or 0.
std::size_t three_groups(std::string_view text, std::size_t i, std::size_t first_digits) {
  if (digits_at(text, i) != first_digits) return 0;
  const std::size_t second = i + first_digits + 1;
  if (second >= text.size() || !separates_groups(text[second - 1]) || digits_at(text, second) != 2) return 0;
  const std::size_t third = second + 3;
  if (third >= text.size() || !separates_groups(text[third - 1]) || digits_at(text, third) != 2) return 0;
  return third + 2 - i;
}

/// Further groups of digits behind a time stamp belong to it, and the Z of a time.
std::size_t with_groups_behind(std::string_view text, std::size_t end) {
  while (end + 1 < text.size() && separates_groups(text[end]) && digits_at(text, end + 1) >= 2) {
    end += 1 + digits_at(text, end + 1);
  }
  if (end < text.size() && text[end] == 'Z' && alnum_at(text, end) == 1) ++end;
  return end;
}

bool is_two_digits_up_to(std::string_view text, std::size_t i, int most) {
  const int value = (text[i] - '0') * 10 + (text[i + 1] - '0');
  return value >= 1 && value <= most;
}

/// "23_59_59" or "31-12-24", not the layers of "64_32_16".
bool may_be_moment(std::string_view text, std::size_t i) {
  const auto up_to = [&](std::size_t at, int most) { return (text[at] - '0') * 10 + (text[at + 1] - '0') <= most; };
  const bool clock = up_to(i, 23) && up_to(i + 3, 59) && up_to(i + 6, 59);
  const bool day_first = up_to(i, 31) && up_to(i + 3, 12), month_first = up_to(i, 12) && up_to(i + 3, 31);
  return clock || day_first || month_first || (up_to(i + 3, 12) && up_to(i + 6, 31));
}

/// yymmdd before hhmm or hhmmss: "240115_101112".
bool is_short_date(std::string_view text, std::size_t i) {
  if (digits_at(text, i) != 6 || i + 7 >= text.size() || !separates_groups(text[i + 6])) return false;
  const std::size_t clock = digits_at(text, i + 7);
  return (clock == 4 || clock == 6) && is_two_digits_up_to(text, i + 2, 12) && is_two_digits_up_to(text, i + 4, 31);
}

/// End of a time stamp that starts at the digit `i`, or `i`.
std::size_t moment_end(std::string_view text, std::size_t i, bool behind_month) {
  const std::size_t digits = digits_at(text, i);
  const bool century = text.substr(i, 2) == "19" || text.substr(i, 2) == "20";
  if (digits >= 8) return with_groups_behind(text, i + digits);
  if (century && digits == 4) {
    if (const std::size_t length = three_groups(text, i, 4)) return with_groups_behind(text, i + length);
  }
  if (const std::size_t length = three_groups(text, i, 2); length != 0 && may_be_moment(text, i))
    return with_groups_behind(text, i + length);
  if (is_short_date(text, i)) return with_groups_behind(text, i + 6);
  if (behind_month && digits == 2) return with_groups_behind(text, i + digits);
  return i;
}

// --- Random ids ---

/// Length of 8-4-4-4-12 hexadecimal digits from `i`, or 0.
std::size_t uuid_at(std::string_view text, std::size_t i) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() - i < kShape.size()) return 0;
  for (std::size_t k = 0; k < kShape.size(); ++k) {
    if (kShape[k] == '-' ? text[i + k] != '-' : !base::is_hex_digit(text[i + k])) return 0;
  }
  return i + kShape.size() == text.size() || !is_alnum(text[i + kShape.size()]) ? kShape.size() : 0;
}

/// What stands between separators.
struct Chunk {
  bool hex = true, small = true, capital = true;  // small: no capital; capital: no small letter
  bool ascii = true;
  std::size_t digits = 0, letters = 0, turns = 0;  // turns: between letters and digits

  explicit Chunk(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool digit = base::is_digit(c);
      ++(digit ? digits : letters);
      if (i > 0 && digit != base::is_digit(text[i - 1])) ++turns;
      hex = hex && base::is_hex_digit(c);
      ascii = ascii && (digit || base::is_letter(c));
      if (base::is_upper(c)) small = false;
      if (base::is_lower(c)) capital = false;
    }
  }
};

/// "b16e100": single letters, each before its number.
bool is_letters_with_numbers(std::string_view text, const Chunk& chunk) {
  return base::is_letter(text.front()) && chunk.turns == 2 * chunk.letters - 1;
}

bool is_random(std::string_view text, bool last_behind_moment) {
  if (text.size() < 7) return false;
  const Chunk chunk(text);
  if (!chunk.ascii || chunk.digits == 0) return false;
  const bool one_case = chunk.small || chunk.capital;
  if (chunk.hex && one_case && text.size() >= 15) return true;
  if (chunk.letters == 0) return false;
  if (chunk.hex && one_case && text.size() >= 12) return true;
  if (is_letters_with_numbers(text, chunk)) return false;
  if (chunk.hex && one_case && chunk.turns >= 3) return true;
  return text.size() == 8 && chunk.small && (last_behind_moment || chunk.turns >= 4);
}

/// "3f36454", "8683956": a commit as git shortens it or in full; only a word before it can say so.
bool is_short_hash(std::string_view text) {
  const Chunk chunk(text);
  return text.size() >= 7 && text.size() <= 40 && chunk.ascii && chunk.hex && chunk.digits > 0;
}

/// "a1b2c_00003" of Ray's trials.
bool is_ray_id(std::string_view text, std::size_t i, std::size_t length) {
  if (length != 5 || i + 6 > text.size() || (i + 5 < text.size() && text[i + 5] != '_')) return false;
  if (digits_at(text, i + 6) != 5 || alnum_at(text, i + 6) != 5) return false;
  const Chunk chunk(text.substr(i, 5));
  return chunk.hex && chunk.small;
}

// --- Numbers ---

/// Bytes of a number without a sign from `i` on: digits, a point with digits behind it ("0p01" likewise, if nothing
/// follows), an exponent; 0: none. "16e100" is no number: it has an exponent only with a sign, or behind one digit or a
/// point.
std::size_t number_at(std::string_view text, std::size_t i) {
  const std::size_t digits = digits_at(text, i);
  if (digits == 0) return 0;
  std::size_t end = i + digits;
  if (end + 1 < text.size() && (text[end] == '.' || text[end] == 'p')) {
    const std::size_t decimals = digits_at(text, end + 1);
    const bool point = text[end] == '.' || alnum_at(text, end + 1) == decimals;
    if (decimals > 0 && point) end += 1 + decimals;
  }
  if (end + 1 < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const std::size_t sign = text[end + 1] == '-' || text[end + 1] == '+' ? 1 : 0;
    const std::size_t exponent = digits_at(text, end + 1 + sign);
    const std::size_t behind = end + 1 + sign + exponent;
    const bool clear = sign > 0 || digits == 1 || end > i + digits;
    const bool alone = behind == text.size() || !base::is_letter_or_beyond_ascii(text[behind]);
    if (exponent > 0 && exponent <= 3 && clear && alone) end = behind;
  }
  return end - i;
}

bool is_whole(std::string_view number) {
  return digits_at(number, 0) == number.size();
}

bool is_power_of_two(std::string_view digits) {
  constexpr std::string_view kPowers = "2,4,8,16,32,64,128,256,512,1024";
  return is_on_list(digits, kPowers);
}

// --- Tokens ---

/// "batch size" of "batch_size".
std::string spaced(std::string_view key) {
  std::string words = spaced_words(key);
  return words.size() < 3 ? std::string() : words.substr(1, words.size() - 2);
}

std::optional<NamePart> part_of_key(const std::string& key) {
  if (is_on_list(key, kSeedWords)) return NamePart::seed;
  if (is_on_list(key, kFoldWords)) return NamePart::fold;
  if (is_on_list(key, kCounterWords)) return NamePart::counter;
  if (key.size() > 1 && setting_of(key) != 0) return NamePart::setting;
  return std::nullopt;
}

class Splitter {
 public:
  explicit Splitter(std::string_view name) : name_(name) {}

  std::vector<NameToken> split() {
    for (std::size_t i = 0; i < name_.size();) {
      if (name_[i] == '=' && i + 1 < name_.size() && !tokens_.empty() && tokens_.back().end == i) {
        const std::size_t next = take_assigned(i + 1);
        i = next > i + 1 ? next : i + 1;
      } else if (is_alnum(name_[i])) {
        i = take_chunk(i);
      } else {
        ++i;
      }
    }
    return std::move(tokens_);
  }

 private:
  /// Each take_… appends a token that starts at `i`, and returns where it ends.
  std::size_t take_chunk(std::size_t i) {
    if (const std::size_t length = uuid_at(name_, i)) return add(NamePart::random, i, i + length);
    const std::size_t length = alnum_at(name_, i);
    const bool last = i + length == name_.size();
    const bool behind_moment = !tokens_.empty() && tokens_.back().part == NamePart::moment;
    const std::string_view chunk = name_.substr(i, length);
    if (is_random(chunk, last && behind_moment) || (is_behind_commit(i) && is_short_hash(chunk)))
      return add(NamePart::random, i, i + length);
    if (is_ray_id(name_, i, length)) return add(NamePart::random, i, i + length + 6);
    return base::is_digit(name_[i]) ? take_number(i) : take_letters(i);
  }

  /// Whether the last token names a commit, and the next one stands directly behind it.
  bool is_behind_commit(std::size_t i) const {
    if (tokens_.empty() || tokens_.back().end + 1 != i) return false;
    const NameToken& token = tokens_.back();
    return is_on_list(base::to_lower(name_.substr(token.begin, token.end - token.begin)), kCommitWords);
  }

  std::size_t take_letters(std::size_t i) {
    const std::size_t letters = letters_at(name_, i), number = i + letters;
    const std::string key = base::to_lower(name_.substr(i, letters));
    if (number == name_.size() || !base::is_digit(name_[number])) return add(NamePart::word, i, number);
    const bool month = is_on_list(key, kMonths);
    if (const std::size_t end = moment_end(name_, number, month); end > number) {
      if (month) return add(NamePart::moment, i, end);
      add(NamePart::word, i, number);
      return add(NamePart::moment, number, end);
    }
    const std::size_t end = number + number_at(name_, number);
    if (const auto part = part_directly(key, number, end)) return add_keyed(*part, i, number, end, key);
    return take_word(i);
  }

  /// What letters say of the number that stands directly behind them; nothing: they are one word.
  std::optional<NamePart> part_directly(const std::string& key, std::size_t number, std::size_t end) const {
    const bool whole = is_whole(name_.substr(number, end - number));
    const bool more = end < name_.size() && base::is_letter_or_beyond_ascii(name_[end]);
    const std::optional<NamePart> part = key == "s" ? std::optional(NamePart::seed) : part_of_key(key);
    if (more) return std::nullopt;
    if (part && (whole || part == NamePart::setting)) return part;
    const bool alone = number == key.size() && end == name_.size();
    if (!alone && is_on_list(key, kSettingLetters) && is_power_of_two(name_.substr(number, end - number)))
      return NamePart::setting;
    return whole || is_on_list(key, kVersioned) ? std::nullopt : std::optional(NamePart::setting);
  }

  /// Letters and digits up to the next separator, and the decimals of a number at the end ("v1.5").
  std::size_t take_word(std::size_t i) {
    std::size_t end = i + alnum_at(name_, i);
    std::size_t digits = end;
    while (digits > i && base::is_digit(name_[digits - 1])) --digits;
    if (digits < end) end = digits + number_at(name_, digits);
    add(NamePart::word, i, end);
    if (digits < end && digits > i) {
      tokens_.back().key = base::to_lower(name_.substr(i, digits - i));
      tokens_.back().value = name_.substr(digits, end - digits);
      tokens_.back().value_begin = digits;
    }
    return end;
  }

  std::size_t take_number(std::size_t i) {
    if (const std::size_t end = moment_end(name_, i, false); end > i) return add(NamePart::moment, i, end);
    const std::size_t end = i + number_at(name_, i);
    if (end < name_.size() && base::is_letter_or_beyond_ascii(name_[end])) {
      const std::size_t letters = letters_at(name_, end);
      const std::string unit = base::to_lower(name_.substr(end, letters));
      const bool alone = alnum_at(name_, end) == letters;
      if (!alone || !is_on_list(unit, kUnitWords)) return take_word(i);
      add_keyed(NamePart::setting, i, i, end, unit);
      return tokens_.back().end = end + letters;
    }
    if (i > 0 && name_[i - 1] == '(' && end < name_.size() && name_[end] == ')')
      return add_keyed(NamePart::counter, i, i, end, "copy");
    if (const std::size_t words = words_before(i); words > 0) {
      if (const std::size_t taken = take_key_of(i, end, words); taken > 0) return taken;
    }
    add_keyed(NamePart::number, i, i, end, "");
    return end;
  }

  /// How many of the last tokens are plain words, each one separator before the next, the last one before `i`.
  std::size_t words_before(std::size_t i) const {
    std::size_t count = 0;
    while (count < kMostKeyWords && count < tokens_.size()) {
      const NameToken& token = tokens_[tokens_.size() - 1 - count];
      const bool plain = token.part == NamePart::word && token.value.empty();
      if (!plain || token.end + 1 != i || std::string_view("_-. :=").find(name_[i - 1]) == std::string_view::npos)
        break;
      i = token.begin;
      ++count;
    }
    return count;
  }

  /// The longest key before the number from `i` to `end`; 0: none is known.
  std::size_t take_key_of(std::size_t i, std::size_t end, std::size_t words) {
    const bool whole = is_whole(name_.substr(i, end - i));
    for (; words > 0; --words) {
      const std::size_t begin = tokens_[tokens_.size() - words].begin;
      const std::string key = base::to_lower(name_.substr(begin, i - 1 - begin));
      const auto part = part_of_key(spaced(key));
      if (!part || (*part != NamePart::setting && !whole) || key.size() == 1) continue;
      tokens_.resize(tokens_.size() - words);
      return add_keyed(*part, begin, i, end, key);
    }
    return 0;
  }

  /// The value behind "=", which stands directly behind the last token.
  std::size_t take_assigned(std::size_t i) {
    const std::size_t end = i + value_length(i);
    if (end == i) return i;
    const std::string_view value = name_.substr(i, end - i);
    const std::size_t words = words_of_key(i - 1);
    const std::size_t begin = tokens_[tokens_.size() - words].begin;
    const std::string key = base::to_lower(name_.substr(begin, i - 1 - begin));
    const auto part = part_of_key(spaced(key));
    const bool counts = part && *part != NamePart::setting && is_whole(value);
    tokens_.resize(tokens_.size() - words);
    return add_keyed(counts ? *part : NamePart::setting, begin, i, end, key);
  }

  /// How many of the last tokens are the key that ends at `end`: those since the last comma, if there is one or the
  /// name starts with the key; else the longest that is known; else one.
  std::size_t words_of_key(std::size_t end) const {
    std::size_t count = 0, at = end, known = 1;
    while (count < tokens_.size()) {
      const NameToken& token = tokens_[tokens_.size() - 1 - count];
      if (count > 0 && (token.part != NamePart::word || token.end + 1 != at || !joins_keys(name_[at - 1]))) break;
      ++count;
      at = token.begin;
      if (count <= kMostKeyWords && setting_of(spaced(name_.substr(at, end - at))) != 0) known = count;
      if (count > 2 * kMostKeyWords) return known;
    }
    const bool whole = at == 0 ? commas() : !joins_keys(name_[at - 1]);
    return whole ? count : known;
  }

  static bool joins_keys(char c) { return c == '_' || c == '-' || c == '.'; }
  bool commas() const { return name_.find(',') != std::string_view::npos || name_.find('&') != std::string_view::npos; }

  /// Bytes of the value that starts at `i`.
  std::size_t value_length(std::size_t i) const {
    const std::size_t sign = name_[i] == '-' || name_[i] == '+' ? 1 : 0;
    if (const std::size_t number = number_at(name_, i + sign)) {
      const std::size_t end = i + sign + number;
      if (end == name_.size() || !is_alnum(name_[end])) return end - i;
    }
    std::size_t end = std::min(name_.find_first_of(",;& /])+|", i), name_.size());
    const std::size_t next = name_.substr(i, end - i).find('=');
    if (next != std::string_view::npos) {
      end = i + next;
      while (end > i && is_alnum(name_[end - 1])) --end;  // the last word before "=" is its key
      while (end > i && joins_keys(name_[end - 1])) --end;
    } else if (end == name_.size() && !commas()) {
      end = std::min(name_.find('_', i), end);
    }
    return end - i;
  }

  std::size_t add(NamePart part, std::size_t begin, std::size_t end) {
    tokens_.push_back({.part = part, .begin = begin, .end = end, .value_begin = end});
    return end;
  }

  std::size_t add_keyed(NamePart part, std::size_t begin, std::size_t value, std::size_t end, std::string key) {
    std::string text(name_.substr(value, end - value));
    const bool number =
        !text.empty() && base::is_digit(text.front()) && text.find_first_not_of("0123456789p") == std::string::npos;
    if (const std::size_t point = text.find('p'); number && point != std::string::npos) text[point] = '.';
    tokens_.push_back({.part = part,
                       .begin = begin,
                       .end = end,
                       .key = std::move(key),
                       .value = std::move(text),
                       .value_begin = value});
    return end;
  }

  const std::string_view name_;
  std::vector<NameToken> tokens_;
};

}  // namespace

std::vector<NameToken> tokens_of_name(std::string_view name) {
  return Splitter(name).split();
}

bool tells_repeats_apart(NamePart part) {
  return part == NamePart::counter || part == NamePart::seed || part == NamePart::fold || part == NamePart::moment ||
         part == NamePart::random;
}

std::string name_without_counters(std::string_view name) {
  if (!name.empty() && digits_at(name, 0) == name.size()) return name.size() >= 8 ? "@" : "#";
  std::string result;
  std::size_t copied = 0;
  for (const NameToken& token : tokens_of_name(name)) {
    const bool random = token.part == NamePart::random;
    if (!tells_repeats_apart(token.part)) continue;
    if (random && !is_whole(name.substr(token.begin, token.end - token.begin))) continue;
    const bool whole_token = random || token.part == NamePart::moment;
    const std::size_t from = whole_token ? token.begin : token.value_begin;
    result.append(name.substr(copied, from - copied)).append(1, whole_token ? '@' : '#');
    copied = token.end;
  }
  return result.append(name.substr(copied));
}

std::string value_without_repeats(std::string_view value) {
  constexpr std::string_view kBlocks = "fold,kfold,split,seed,rep,repeat,replicate,bootstrap";
  std::string result, word;  // letters last seen
  for (std::size_t i = 0; i < value.size();) {
    if (base::is_letter(value[i])) {
      if (i == 0 || !base::is_letter(value[i - 1])) word.clear();
      word += value[i];
      result += value[i++];
      continue;
    }
    const std::size_t digits = digits_at(value, i);
    if (digits == 0) {
      const bool separates =
          i > 0 && base::is_letter(value[i - 1]) && (value[i] == '_' || value[i] == '-' || value[i] == '=');
      if (!separates) word.clear();
      result += value[i++];
      continue;
    }
    const bool counted = digits <= 3 && is_on_list(base::to_lower(word), kBlocks);
    result += counted ? "*" : std::string(value.substr(i, digits));
    word.clear();
    i += digits;
  }
  return result;
}

bool is_random_name(std::string_view name) {
  const std::vector<NameToken> tokens = tokens_of_name(name);
  return std::all_of(tokens.begin(), tokens.end(), [](const NameToken& token) {
    return token.part == NamePart::random || token.part == NamePart::moment;
  });
}

}  // namespace vocabulary
