#include "analysis/config/settle_values.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text/number_text.h"
#include "model/config.h"
#include "vocabulary/run_names.h"

namespace analysis {
namespace {

using SettledKind = model::ParameterValue::Kind;

/// "64" and "1e-4"; not "007", "0x1f", "nan" or "1.10.2".
std::optional<double> plain_number(const std::string& text) {
  if (text.empty() || text.size() > 32 || text.find_first_not_of("0123456789+-.eE") != std::string::npos) return {};
  const std::size_t first = text[0] == '-' ? 1 : 0;
  if (first + 1 < text.size() && text[first] == '0' && text[first + 1] >= '0' && text[first + 1] <= '9') return {};
  const std::optional<double> number = base::parse_number(text);
  return number && std::isfinite(*number) ? number : std::nullopt;
}

/// 1, 0, or -1 of what is neither true nor false.
int truth_of(const std::string& text) {
  if (text == "true" || text == "True" || text == "TRUE") return 1;
  return text == "false" || text == "False" || text == "FALSE" ? 0 : -1;
}

/// What was seen of one path.
struct Seen {
  std::size_t numbers = 0, zeros_and_ones = 0, truths = 0, number_texts = 0, exponents = 0, truth_texts = 0;
  std::size_t other_writings = 0;  // "True"
  std::size_t texts = 0;
  std::set<std::string> folds;  // texts with the number of a fold, and those without it
  std::size_t fold_texts = 0;

  void add(const model::ParameterValue& value) {
    if (value.kind == SettledKind::boolean) ++truths;
    if (value.kind == SettledKind::number) {
      ++numbers;
      if (value.number == 0 || value.number == 1) ++zeros_and_ones;
    }
    if (value.kind != SettledKind::text) return;
    ++texts;
    if (plain_number(value.text)) {
      ++number_texts;
      if (value.text.find_first_of("eE") != std::string::npos) ++exponents;
    } else if (const int truth = truth_of(value.text); truth >= 0) {
      ++truth_texts;
      if (value.text != "true" && value.text != "false") ++other_writings;
    } else {
      add_fold(value.text);
    }
  }

  bool numbers_become_one() const {
    return number_texts > 0 && (numbers > 0 || (exponents > 0 && number_texts == texts && truths == 0));
  }
  bool truths_become_one() const {
    const bool mixed = other_writings > 0 && other_writings < truth_texts;
    return truth_texts > 0 && (truths > 0 || (mixed && truth_texts == texts && numbers == 0));
  }
  bool ones_become_truths() const { return truths > 0 && numbers == zeros_and_ones && texts == truth_texts; }
  bool folds_become_one() const { return fold_texts > 0 && folds.size() > 1; }
  bool is_settled() const {
    return !numbers_become_one() && !truths_become_one() && !(ones_become_truths() && numbers > 0) &&
           !folds_become_one();
  }

 private:
  void add_fold(const std::string& text) {
    if (text.size() > 500 || text.find_first_of("0123456789") == std::string::npos) return;
    if (vocabulary::value_without_repeats(text) == text) return;
    ++fold_texts;
    if (folds.size() < 2) folds.insert(text);
  }
};

void settle(model::ParameterValue& value, const Seen& seen) {
  if (value.kind == SettledKind::number && seen.ones_become_truths()) {
    value = {.kind = SettledKind::boolean, .text = value.number == 1 ? "true" : "false"};
  }
  if (value.kind != SettledKind::text) return;
  if (const std::optional<double> number = plain_number(value.text); number && seen.numbers_become_one()) {
    value.kind = SettledKind::number;
    value.number = *number;
  } else if (const int truth = truth_of(value.text); truth >= 0 && seen.truths_become_one()) {
    value = {.kind = SettledKind::boolean, .text = truth == 1 ? "true" : "false"};
  } else if (seen.folds_become_one()) {
    value.text = vocabulary::value_without_repeats(value.text);
  }
}

}  // namespace

void settle_values(std::vector<model::RunDigest>& runs, std::span<const model::Index> members) {
  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<Seen> seen;
  // Runs of one script have their parameters in one order: mostly the path at hand is where it was in the run before.
  std::vector<std::pair<std::string_view, std::size_t>> before, now;
  for (const model::Index run : members) {
    now.clear();
    for (const model::Parameter& parameter : runs[run].config.parameters) {
      const std::size_t at = now.size();
      std::size_t place = 0;
      if (at < before.size() && before[at].first == parameter.path) {
        place = before[at].second;
      } else {
        place = places.emplace(parameter.path, seen.size()).first->second;
        if (place == seen.size()) seen.emplace_back();
      }
      now.emplace_back(parameter.path, place);
      seen[place].add(parameter.value);
    }
    before.swap(now);
  }
  std::erase_if(places, [&](const auto& entry) { return seen[entry.second].is_settled(); });
  if (places.empty()) return;
  for (const model::Index run : members) {
    for (model::Parameter& parameter : runs[run].config.parameters) {
      const auto found = places.find(parameter.path);
      if (found != places.end()) settle(parameter.value, seen[found->second]);
    }
  }
}

}  // namespace analysis
