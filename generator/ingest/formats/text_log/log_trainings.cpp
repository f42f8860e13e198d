#include "ingest/formats/text_log/log_trainings.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace ingest {
namespace {

constexpr std::size_t kMostNamed = 200;

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
