#include "ingest/formats/text_log/log_settings.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/json/json.h"
#include "base/text/ascii.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/python_settings.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

constexpr std::size_t kMaxLines = 20'000;  ///< of a file that are looked at
constexpr std::size_t kMaxPending = 1'000;
constexpr std::size_t kMaxSettingBytes = 256u << 10;
constexpr std::size_t kMaxKeyBytes = 48, kMaxSettingValueBytes = 120;

bool is_identifier(std::string_view key) {
  if (key.empty() || (!base::is_letter(key[0]) && key[0] != '_')) return false;
  return std::all_of(key.begin(), key.end(), [](char c) {
    return base::is_letter(c) || base::is_digit(c) || c == '_' || c == '.' || c == '-' || c == '/';
  });
}

bool names_a_parameter(std::string_view key) {
  return vocabulary::role_of_column(key) == vocabulary::ColumnRole::parameter &&
         vocabulary::find_measure(key) != vocabulary::MeasureAt::end;
}

/// "Using device", "Number of layers": not a name.
bool begins_a_sentence(std::string_view key) {
  const std::string first = base::to_lower(key.substr(0, key.find(' ')));
  return vocabulary::is_on_list(first,
                                "using,number,total,available,loading,loaded,found,creating,initializing,the,all");
}

/// A number, a word, a short list: not a sentence.
bool is_plain_value(std::string_view value) {
  if (value.empty() || value.size() > kMaxSettingValueBytes) return false;
  if (base::parse_number(value)) return true;
  if (value.front() == '[' || value.front() == '(') return value.back() == ']' || value.back() == ')';
  return std::count(value.begin(), value.end(), ' ') <= 1 && value.find_first_of("{}|%") == std::string_view::npos;
}

std::string_view without_quotes(std::string_view text) {
  text = base::trim(text);
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front()) {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

std::string text_of(const base::Json& value) {
  if (value.is_string() || value.is_number()) return std::string(value.text());
  return base::write_json(value);
}

}  // namespace

void LogSettings::add(std::string_view key, std::string_view value, std::uint32_t line, bool sure) {
  key = base::trim(key);
  value = base::trim(value);
  if (value.ends_with(',')) value = base::trim(value.substr(0, value.size() - 1));
  value = without_quotes(value);
  key = without_quotes(key);
  while (key.starts_with('-') || key.starts_with('*')) key.remove_prefix(1);
  key = base::trim(key);
  const bool fits =
      !key.empty() && key.size() <= kMaxKeyBytes && !value.empty() && value.size() <= kMaxSettingValueBytes;
  if (!fits || pending_.size() >= kMaxPending || bytes_ > kMaxSettingBytes) return;
  const bool known = names_a_parameter(key) && std::count(key.begin(), key.end(), ' ') <= 2 && !begins_a_sentence(key);
  const bool plain = is_identifier(key);
  if (!sure && (!is_plain_value(value) || (!known && !plain))) return;
  bytes_ += key.size() + value.size();
  pending_.push_back({{line, base::repair_utf8(key), base::repair_utf8(value)}, known, sure, plain});
}

/// "Namespace(lr=0.1, …)", "args: {'lr': 0.1}".
bool LogSettings::add_arguments(std::string_view text, std::uint32_t line) {
  const std::size_t space = text.find("Namespace(");
  const std::size_t brace = space == std::string_view::npos ? text.find('{') : std::string_view::npos;
  if ((space == std::string_view::npos && (brace == std::string_view::npos || brace > 40)) ||
      text.size() > kMaxSettingBytes)
    return false;
  std::string_view inner;
  if (space != std::string_view::npos) {
    const std::size_t close = text.rfind(')');
    if (close == std::string_view::npos || close < space + 10) return false;
    inner = text.substr(space + 10, close - space - 10);
  } else {
    const std::size_t close = text.rfind('}');
    if (close == std::string_view::npos || close < brace) return false;
    inner = text.substr(brace, close - brace + 1);
  }
  std::vector<std::pair<std::string, std::string>> found;
  if (space != std::string_view::npos) {
    int depth = 0;
    char quote = '\0';
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= inner.size(); ++i) {
      const char c = i < inner.size() ? inner[i] : ',';
      if (quote != '\0') {
        if (c == quote) quote = '\0';
        if (i < inner.size()) continue;
      }
      if (c == '\'' || c == '"') quote = c;
      depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
      if (c != ',' || (depth > 0 && i < inner.size())) continue;
      const std::string_view part = inner.substr(begin, i - begin);
      begin = i + 1;
      const std::size_t equals = part.find('=');
      if (equals != std::string_view::npos) {
        found.emplace_back(base::trim(part.substr(0, equals)), base::trim(part.substr(equals + 1)));
      }
    }
  } else {
    const std::optional<base::Json> tree = parse_python_settings(inner);
    if (!tree || !tree->is_object()) return false;
    for (const auto& [key, value] : tree->members()) found.emplace_back(key, text_of(value));
  }
  const auto known =
      std::count_if(found.begin(), found.end(), [](const auto& one) { return names_a_parameter(one.first); });
  if (known < 2 && !(space != std::string_view::npos && !found.empty())) return false;
  for (const auto& [key, value] : found) add(key, value, line, true);
  return true;
}

void LogSettings::add_line(std::string_view text, std::uint32_t line) {
  if (text.size() < 4 || pending_.size() >= kMaxPending || bytes_ > kMaxSettingBytes) return;
  if (++lines_ > kMaxLines) return;
  if (add_arguments(text, line)) return;
  if (text.size() > kMaxKeyBytes + kMaxSettingValueBytes + 60) return;
  if (const std::size_t dots = text.find(" ..."); dots != std::string_view::npos) {
    const std::size_t end = text.find_first_not_of('.', dots + 1);
    if (end != std::string_view::npos && text[end] == ' ' && is_identifier(base::trim(text.substr(0, dots)))) {
      return add(text.substr(0, dots), text.substr(end), line, true);
    }
    return;
  }
  const std::size_t joint = text.find_first_of(":=");
  if (joint == std::string_view::npos || joint == 0 || text.substr(joint, 2) == "==" || text.substr(joint, 2) == "::")
    return;
  add(text.substr(0, joint), text.substr(joint + 1), line, false);
}

std::vector<LogSetting> LogSettings::take() {
  std::vector<LogSetting> out;
  const auto keep = [&](Pending& one) {
    const auto known =
        std::find_if(out.begin(), out.end(), [&](const LogSetting& s) { return s.key == one.setting.key; });
    if (known != out.end()) {
      known->value = std::move(one.setting.value);
    } else {
      out.push_back(std::move(one.setting));
    }
  };
  for (std::size_t begin = 0; begin < pending_.size();) {
    std::size_t end = begin + 1;
    const auto follows = [&](std::size_t i) {
      return pending_[i].plain && pending_[i - 1].plain && !pending_[i].sure &&
             pending_[i].setting.line == pending_[i - 1].setting.line + 1;
    };
    while (end < pending_.size() && follows(end)) ++end;
    const bool block = end - begin >= 3 && std::any_of(pending_.begin() + static_cast<std::ptrdiff_t>(begin),
                                                       pending_.begin() + static_cast<std::ptrdiff_t>(end),
                                                       [](const Pending& one) { return one.known; });
    for (std::size_t i = begin; i < end; ++i) {
      if (block || pending_[i].known || pending_[i].sure) keep(pending_[i]);
    }
    begin = end;
  }
  pending_.clear();
  bytes_ = 0;
  return out;
}

}  // namespace ingest
