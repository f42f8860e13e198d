#include "ingest/privacy/known_values.h"

#include <algorithm>
#include <utility>

#include "base/markdown/text.h"
#include "ingest/privacy/characters.h"
#include "ingest/privacy/value_looks.h"
#include "ingest/privacy/withheld_texts.h"

namespace ingest {
namespace {

/// Shorter secrets stand in longer words by chance.
constexpr std::size_t kLeastInWords = 16;

bool stands_between_others(std::string_view text, std::size_t begin, std::size_t end) {
  const bool before = begin > 0 && is_letter_or_digit(text[begin - 1]) && is_letter_or_digit(text[begin]);
  const bool behind = end < text.size() && is_letter_or_digit(text[end]) && is_letter_or_digit(text[end - 1]);
  return !before && !behind;
}

/// As it stands in markup, which is where the last look is taken.
std::string as_markup(std::string_view text) {
  std::string out;
  base::append_escaped(out, text, base::Apostrophe::escaped);
  return out;
}

}  // namespace

KnownValues::KnownValues(std::vector<std::pair<std::string, bool>> values) : beginnings_(1u << kSlotBits) {
  values_.reserve(values.size());
  for (auto& [text, personal] : values) {
    beginnings_[slot_of(text, 0)] = true;
    std::ptrdiff_t shorter = static_cast<std::ptrdiff_t>(values_.size()) - 1;
    while (shorter >= 0 && !text.starts_with(values_[static_cast<std::size_t>(shorter)].text)) {
      shorter = values_[static_cast<std::size_t>(shorter)].shorter;
    }
    const bool between = personal || text.size() < kLeastInWords;
    values_.push_back({.text = std::move(text), .between_others = between, .shorter = shorter});
  }
}

std::optional<Find> KnownValues::find_at(std::string_view text, std::size_t at) const {
  if (!may_begin_at(text, at)) return std::nullopt;
  const std::string_view rest = text.substr(at);
  const auto behind = std::upper_bound(values_.begin(), values_.end(), rest,
                                       [](std::string_view a, const Value& b) { return a < std::string_view(b.text); });
  for (std::ptrdiff_t i = behind - values_.begin() - 1; i >= 0;) {
    const Value& value = values_[static_cast<std::size_t>(i)];
    if (rest.starts_with(value.text) &&
        (!value.between_others || stands_between_others(text, at, at + value.text.size()))) {
      return Find{
          .begin = at, .end = at + value.text.size(), .replacement = kWithheldText, .by = WithheldBy::elsewhere};
    }
    i = value.shorter;
  }
  return std::nullopt;
}

void WithheldValues::add(std::string_view value, bool personal) {
  if (value.size() < KnownValues::kShortest || !is_worth_looking_for(value, personal)) return;
  if (value.size() > kLongest) value = value.substr(0, kLongest);
  const std::lock_guard lock(mutex_);
  if (values_.size() >= kMostValues) return;
  const auto put = [&](std::string text) {
    const auto [place, is_new] = values_.emplace(std::move(text), personal);
    if (!is_new) place->second = place->second && personal;
  };
  std::string markup = as_markup(value);
  if (markup != value) put(std::move(markup));
  put(std::string(value));
}

KnownValues WithheldValues::known() const {
  const std::lock_guard lock(mutex_);
  return KnownValues({values_.begin(), values_.end()});
}

}  // namespace ingest
