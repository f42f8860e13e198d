#include "ingest/formats/tensorboard/event_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/python_config.h"
#include "ingest/documents/python_literal.h"

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
  return read_python_value(cell);
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
  if (text.starts_with('{')) {
    base::JsonParse parsed = base::parse_json(text);
    std::optional<Json> object = parsed.ok ? std::move(parsed.value) : parse_python_literal(text);
    return object && !object->members().empty() ? std::move(object) : std::nullopt;
  }
  constexpr std::string_view kNamespace = "Namespace(";
  if (text.starts_with(kNamespace)) {
    const PythonConfig config = parse_python_config("args = dict(" + std::string(text.substr(kNamespace.size())));
    const Json* arguments = config.tree.find("args");
    if (arguments != nullptr && !arguments->members().empty()) return *arguments;
  }
  return std::nullopt;
}

/// Lines "key: value" and nothing else, as YAML is printed; a tab before them makes Markdown show them as they are.
std::optional<Json> read_yaml_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.starts_with('\t')) line.remove_prefix(1);
    if (base::trim(line).empty() || line.starts_with("```")) continue;
    const bool in_list = base::trim(line).starts_with("- ");
    if (!in_list && line.find(": ") == std::string_view::npos && !base::trim(line).ends_with(':')) return std::nullopt;
    lines += std::string(line) + "\n";
  }
  base::JsonParse parsed = base::parse_yaml(lines);
  if (!parsed.ok || parsed.value.members().empty()) return std::nullopt;
  return std::move(parsed.value);
}

}  // namespace

std::optional<Json> find_text_settings(const EventText& text) {
  if (!is_settings_name(text.tag)) return std::nullopt;
  std::optional<Json> settings = read_text_object(text.text);
  if (!settings) settings = read_table(text.text);
  return settings ? std::move(settings) : read_yaml_lines(text.text);
}

}  // namespace ingest
