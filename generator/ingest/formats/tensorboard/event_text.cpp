#include "ingest/formats/tensorboard/event_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

using base::Json;

bool is_settings_name(std::string_view tag) {
  constexpr std::array<std::string_view, 8> kNames{
      "hyperparameters", "hyper_parameters", "hyperparams", "hparams", "config", "args", "arguments", "parameters"};
  const std::size_t slash = tag.rfind('/');
  const std::string last = base::to_lower(tag.substr(slash == std::string_view::npos ? 0 : slash + 1));
  return std::find(kNames.begin(), kNames.end(), last) != kNames.end();
}

Json cell_json(std::string_view cell) {
  const std::string word = cell.size() <= 5 ? base::to_lower(cell) : std::string();
  if (word == "true" || word == "false") return Json::boolean(word == "true");
  if (word == "none" || word == "null") return {};
  if (const std::optional<double> number = base::parse_number(cell)) {
    return Json::number_as_written(*number, std::string(cell));
  }
  return Json::string(std::string(cell));
}

/// "|lr|0.001|" as its two cells; a bar in the value stays there.
std::optional<std::pair<std::string_view, std::string_view>> split_row(std::string_view line) {
  line = base::trim(line);
  if (line.size() < 3 || line.front() != '|') return std::nullopt;
  line.remove_prefix(1);
  if (line.back() == '|') line.remove_suffix(1);
  const std::size_t bar = line.find('|');
  if (bar == std::string_view::npos) return std::nullopt;
  return std::pair(base::trim(line.substr(0, bar)), base::trim(line.substr(bar + 1)));
}

std::optional<Json> read_table(std::string_view text) {
  Json settings = Json::object();
  std::size_t rows = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = base::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const auto row = split_row(line);
    if (!row) return std::nullopt;
    const bool is_rule = !row->first.empty() && row->first.find_first_not_of("-: ") == std::string_view::npos;
    if (rows++ == 0 || (rows == 2 && is_rule)) continue;
    if (!row->first.empty()) settings.set(std::string(row->first), cell_json(row->second));
  }
  if (settings.members().empty()) return std::nullopt;
  return settings;
}

std::optional<Json> read_text_object(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with("```")) {
    const std::size_t begin = text.find('\n'), end = text.rfind("```");
    if (begin == std::string_view::npos || end <= begin) return std::nullopt;
    text = base::trim(text.substr(begin, end - begin));
  }
  if (!text.starts_with('{')) return std::nullopt;
  base::JsonParse parsed = base::parse_json(text);
  if (!parsed.ok || parsed.value.members().empty()) return std::nullopt;
  return std::move(parsed.value);
}

}  // namespace

std::optional<Json> find_text_settings(const EventText& text) {
  if (!is_settings_name(text.tag)) return std::nullopt;
  std::optional<Json> settings = read_text_object(text.text);
  return settings ? std::move(settings) : read_table(text.text);
}

}  // namespace ingest
