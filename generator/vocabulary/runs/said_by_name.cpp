#include "vocabulary/runs/said_by_name.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/run_names.h"
#include "vocabulary/runs/random_names.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

constexpr std::size_t kLongestName = 300;
constexpr std::size_t kMostTokensOfName = 4;  // "cnn-daily-mail"

/// "batch size" of "batch_size".
std::string joined_by_blanks(std::string_view name) {
  std::string words;
  for (const std::string& word : words_of(name)) words += (words.empty() ? "" : " ") + word;
  return words;
}

class NameListener {
 public:
  explicit NameListener(std::string_view name) : name_(name), tokens_(tokens_of_name(name)) {}

  std::vector<SaidByName> listen() {
    while (at_ < tokens_.size()) {
      const NameToken& token = tokens_[at_];
      if (is_copy(at_)) {
        ++at_;
        if (at_ < tokens_.size() && tokens_[at_].part == NamePart::number) ++at_;
      } else if (tells_repeats_apart(token.part)) {
        ++at_;
      } else if (token.part == NamePart::setting) {
        add_setting(token);
      } else if (!take_known() && !take_model()) {
        add_word(token);
      }
    }
    return std::move(said_);
  }

 private:
  std::string_view text_of(std::size_t first, std::size_t end) const {
    return name_.substr(tokens_[first].begin, tokens_[end - 1].end - tokens_[first].begin);
  }

  /// One separator, or none, between token `i` and the one before.
  bool follows(std::size_t i) const {
    const std::size_t gap = tokens_[i].begin - tokens_[i - 1].end;
    return gap == 0 || (gap == 1 && (name_[tokens_[i].begin - 1] == '-' || name_[tokens_[i].begin - 1] == '_'));
  }

  /// "a copy", "net - Kopie", "run_backup".
  bool is_copy(std::size_t i) const {
    return at_ > 0 && is_on_list(base::to_lower(text_of(i, i + 1)), "copy,copie,kopie,copia,backup,bak");
  }

  void add_setting(const NameToken& token) {
    said_.push_back({.kind = SaidByName::Kind::setting,
                     .name = token.key,
                     .setting = setting_of(joined_by_blanks(token.key)),
                     .text = token.value});
    ++at_;
  }

  /// The longest stretch that is a known name: "fashion-mnist", "cifar_10", "adam".
  bool take_known() {
    std::size_t end = at_ + 1;
    while (end < tokens_.size() && end - at_ < kMostTokensOfName && follows(end) &&
           !tells_repeats_apart(tokens_[end].part) && tokens_[end].part != NamePart::setting)
      ++end;
    for (; end > at_; --end) {
      std::string letters;
      for (const char c : text_of(at_, end)) {
        if (base::is_letter(c) || base::is_digit(c)) letters += c;
      }
      const KnownName kind = known_name(letters);
      if (kind == KnownName::none) continue;
      add_known(kind, end);
      return true;
    }
    return false;
  }

  void add_known(KnownName kind, std::size_t end) {
    said_.push_back({.kind = SaidByName::Kind::known, .known = kind, .text = std::string(text_of(at_, end))});
    at_ = end;
  }

  /// "resnet18", "vit-b16", "bert-base-uncased".
  bool take_model() {
    const std::string_view text = text_of(at_, at_ + 1);
    const auto letters =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), base::is_letter) - text.begin());
    if (!is_model_stem(text.substr(0, letters)) && !is_model_stem(tokens_[at_].key)) return false;
    std::size_t end = at_ + 1;
    while (end < tokens_.size() && follows(end) && is_size(tokens_[end], text_of(end, end + 1))) ++end;
    add_known(KnownName::model, end);
    return true;
  }

  static bool is_size(const NameToken& token, std::string_view text) {
    if (token.part != NamePart::word && token.part != NamePart::number) return false;
    if (is_model_size(text)) return true;
    return base::is_letter(text[0]) && is_on_list(base::to_lower(text.substr(0, 1)), "b,l,s,h,x,m,t,n") &&
           std::all_of(text.begin() + 1, text.end(), base::is_digit) && text.size() <= 3;
  }

  void add_word(const NameToken& token) {
    SaidByName word{.text = std::string(text_of(at_, at_ + 1))};
    const std::string& digits = token.value;
    if (!digits.empty() && digits.size() <= 9 && std::all_of(digits.begin(), digits.end(), base::is_digit)) {
      word.stem = token.key;
      word.number = 0;
      for (const char c : digits) word.number = word.number * 10 + (c - '0');
    }
    said_.push_back(std::move(word));
    ++at_;
  }

  const std::string_view name_;
  const std::vector<NameToken> tokens_;
  std::size_t at_ = 0;
  std::vector<SaidByName> said_;
};

bool is_digits_behind_separators(std::string_view text) {
  const std::size_t first = text.find_first_not_of("_-");
  return first != std::string_view::npos && first > 0 &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), base::is_digit);
}

}  // namespace

std::vector<SaidByName> said_by_name(std::string_view part, bool sure) {
  if (is_random_phrase(part) || is_random_id(part)) return {};
  if (part.starts_with("run-2") || part.starts_with("offline-run-2")) return {};  // what W&B calls its folders
  const std::string_view rest = part.size() > kLongestName ? part.substr(kLongestName) : std::string_view();
  part = part.substr(0, kLongestName);
  std::vector<SaidByName> said;
  if (const std::string_view environment = environment_in(part, sure); !environment.empty()) {
    const auto at = static_cast<std::size_t>(environment.data() - part.data());
    said = NameListener(part.substr(0, at)).listen();
    said.push_back(
        {.kind = SaidByName::Kind::known, .known = KnownName::environment, .text = std::string(environment)});
    part.remove_prefix(at + environment.size());
    if (is_digits_behind_separators(part)) part = {};  // "CartPole-v1_3": counts the runs of one environment
  }
  for (SaidByName& one : NameListener(part).listen()) said.push_back(std::move(one));
  if (!rest.empty()) said.push_back({.text = std::string(rest)});
  return said;
}

}  // namespace vocabulary
