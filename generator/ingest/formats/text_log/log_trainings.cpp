#include "ingest/formats/text_log/log_trainings.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "ingest/formats/text_log/log_items.h"

namespace ingest {
namespace {

constexpr std::size_t kMostNamed = 200;
constexpr std::size_t kLongestTitle = 40;

bool is_of_word(char c) {
  return base::is_letter(c) || base::is_digit(c) || c == '_' || c == '-' || c == '.' || c == '+' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// What is left of lines without the words that all begin with and end with; empty: nothing in one of them, or too
/// much, or the lines share no word.
std::vector<std::string> what_differs(const std::vector<std::string_view>& lines) {
  const std::string_view first = lines.front();
  std::size_t start = first.size(), end = first.size();
  for (const std::string_view line : lines) {
    start = static_cast<std::size_t>(
        std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(start), line.begin(), line.end())
            .first -
        first.begin());
  }
  while (start > 0 && is_of_word(first[start - 1])) --start;
  for (const std::string_view line : lines) {
    std::size_t same = 0;
    while (same < end && start + same < std::min(line.size(), first.size()) &&
           line[line.size() - 1 - same] == first[first.size() - 1 - same])
      ++same;
    end = same;
  }
  while (end > 0 && is_of_word(first[first.size() - end])) --end;
  const std::string_view tail = first.substr(first.size() - end);
  if (std::none_of(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(start), base::is_letter) &&
      std::none_of(tail.begin(), tail.end(), base::is_letter))
    return {};
  std::vector<std::string> parts;
  for (const std::string_view line : lines) {
    if (line.size() < start + end) return {};
    const std::string_view part = trim_log_name(line.substr(start, line.size() - start - end));
    if (part.empty() || part.size() > kLongestTitle) return {};
    parts.push_back(base::repair_utf8(part));
  }
  return std::set<std::string_view>(parts.begin(), parts.end()).size() == parts.size() ? parts
                                                                                       : std::vector<std::string>();
}

}  // namespace

LogTrainings::LogTrainings(const LogEvents& log, const std::vector<LogShapeFacts>& facts) : log_(log) {
  struct Count {
    double first = kNoNumber, last = kNoNumber, largest = kNoNumber;
    std::size_t training = 0;  ///< that it is of, from 1
  };
  std::vector<Count> counts(log_.shapes.size());
  double block = kNoNumber;
  bool any = false;
  for (std::size_t i = 0; i < log_.events.size(); ++i) {
    const LogEvent& event = log_.events[i];
    if (!facts[event.shape].accepted) continue;
    const bool other_block = any && event.block != block && !std::isnan(event.block);
    const double place = std::isnan(event.epoch) && !std::isnan(event.step) ? event.step : event.epoch;
    const Count& before = counts[event.shape];
    const Count count = before.training == begins_.size() ? before : Count{};
    const bool again = !std::isnan(place) && place < count.last && place <= count.first && count.largest > count.first;
    if (!any || other_block || again) {
      begins_.push_back(i);
    }
    any = true;
    block = event.block;
    Count& now = counts[event.shape];
    if (now.training != begins_.size()) now = {.training = begins_.size()};
    if (std::isnan(place)) continue;
    if (std::isnan(now.first)) now.first = now.largest = place;
    now.last = place;
    now.largest = std::max(now.largest, place);
  }
  if (begins_.empty()) begins_.push_back(0);
  find_titles();
}

void LogTrainings::find_titles() {
  if (begins_.size() < 2 || begins_.size() > kMostNamed) return;
  std::vector<const LogTitle*> before;
  std::size_t fewest = kMostTitleLines;
  for (const std::size_t begin : begins_) {
    const auto found = std::find_if(log_.titles.begin(), log_.titles.end(),
                                    [&](const LogTitle& title) { return title.before == begin; });
    if (found == log_.titles.end()) return;
    before.push_back(&*found);
    fewest = std::min(fewest, found->lines.size());
  }
  for (std::size_t back = 1; back <= fewest && titles_.empty(); ++back) {
    std::vector<std::string_view> lines;
    for (const LogTitle* title : before) lines.push_back(title->lines[title->lines.size() - back]);
    titles_ = what_differs(lines);
  }
}

bool LogTrainings::are_named() const {
  if (begins_.size() > kMostNamed) return false;
  std::vector<double> seen;
  for (const std::size_t begin : begins_) {
    const double block = log_.events[begin].block;
    if (std::isnan(block) || std::find(seen.begin(), seen.end(), block) != seen.end()) return false;
    seen.push_back(block);
  }
  return begins_.size() > 1;
}

const LogSettingsGroup* LogTrainings::settings_before(std::size_t training) const {
  const std::size_t from = training == 0 ? 0 : begins_[training - 1] + 1;
  const LogSettingsGroup* last = nullptr;
  for (const LogSettingsGroup& group : log_.settings) {
    if (group.before >= from && group.before <= begins_[training]) last = &group;
  }
  return last;
}

bool LogTrainings::settings_differ() const {
  if (begins_.size() > kMostNamed) return false;
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    const LogSettingsGroup* group = settings_before(i);
    if (group == nullptr) return false;
    std::string text;
    for (const LogSetting& setting : group->settings) text += setting.key + "=" + setting.value + "\n";
    if (std::find(seen.begin(), seen.end(), text) != seen.end()) return false;
    seen.push_back(std::move(text));
  }
  return true;
}

}  // namespace ingest
