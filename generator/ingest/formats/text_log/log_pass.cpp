#include "ingest/formats/text_log/log_pass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "base/contains.h"
#include "base/text/ascii.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/formats/text_log/log_counts.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

using vocabulary::Split;

constexpr std::size_t kMaxSettingsGroups = 64;
constexpr std::size_t kMaxTitles = 1'000;
constexpr std::size_t kMaxTitleLine = 100;
constexpr std::size_t kMaxTableColumns = 40;
constexpr std::size_t kMaxItemLine = 16u << 10;  ///< longer lines hold data, not metrics

std::vector<std::string_view> split_cells(std::string_view text, bool by_wide_blanks) {
  std::vector<std::string_view> cells;
  std::size_t begin = 0;
  const auto end_cell = [&](std::size_t end) {
    const std::string_view cell = base::trim(text.substr(begin, end - begin));
    if (!cell.empty()) cells.push_back(cell);
  };
  for (std::size_t i = 0; i < text.size() && cells.size() <= kMaxTableColumns; ++i) {
    const bool blank = text[i] == ' ';
    const bool wide = blank && i + 1 < text.size() && text[i + 1] == ' ';
    if (text[i] == '|' || text[i] == '\t' || (by_wide_blanks ? wide : blank)) {
      end_cell(i);
      begin = i + 1;
    }
  }
  end_cell(text.size());
  return cells;
}

bool is_rule(std::string_view text) {
  return text.size() >= 3 && text.find_first_not_of("-=+|: _*#") == std::string_view::npos;
}

/// "3", "3/10".
bool counts(std::string_view cell) {
  const std::size_t slash = cell.find('/');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return digits(cell.substr(0, slash)) && (slash == std::string_view::npos || digits(cell.substr(slash + 1)));
}

LogItem named_number(std::string_view name, double value, bool whole) {
  LogItem item{.name = name, .value = value};
  item.joint = LogJoint::colon;
  item.whole = whole;
  return item;
}

bool is_whole(std::string_view cell) {
  return cell.find_first_not_of("-+0123456789") == std::string_view::npos;
}

/// A line about one file of many: "[1/100] a.png PSNR: 30.1".
bool names_a_sample(std::string_view text) {
  for (const std::string_view extension : {".png", ".jpg", ".jpeg", ".JPEG", ".bmp", ".tif", ".nii", ".npy", ".npz",
                                           ".wav", ".flac", ".mp4", ".mat", ".dcm"}) {
    if (text.find(extension) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

void LogPass::add_line(std::string_view line, std::uint32_t number) {
  line_ = number;
  ++out_.lines;
  if (line.size() > kMaxItemLine && line.find('\r') == std::string_view::npos &&
      line.find('\b') == std::string_view::npos) {
    return;
  }
  for_each_state(line, buffer_, [this](std::string_view state) { add_state(state); });
}

void LogPass::add_state(std::string_view line) {
  if (line.size() > kMaxItemLine) return;
  const LogLine read = strip_log_prefix(line);
  time_s_ = read.time_s;
  if (!std::isnan(time_s_)) {
    if (std::isnan(out_.first_time_s)) out_.first_time_s = time_s_;
    out_.last_time_s = time_s_;
  }
  std::string_view text = read.text;
  if (text.empty()) return;
  if (text.front() == '|' && add_box_line(text)) return;
  if (!box_.empty()) {
    flush_box();
    if (is_rule(text)) return;
  }
  if (!header_.empty() && add_table_row(text)) return;
  if (text.starts_with("Class ") && text.find("Images") != std::string_view::npos) return see_header(text);
  if (text.find("Namespace(") != std::string_view::npos) return settings_.add_line(text, line_);
  const bool starred = text.front() == '*';
  read_log_items(text, items_);
  const bool has_number = std::any_of(items_.begin(), items_.end(), [](const LogItem& item) { return !item.is_words; });
  if (!has_number) {
    see_header(text);
    see_words(text);
    settings_.add_line(text, line_);
    if (text.size() <= kMaxTitleLine && !is_rule(text)) {
      title_.emplace_back(text);
      if (title_.size() > kMostTitleLines) title_.pop_front();
    }
    return;
  }
  ++out_.lines_with_numbers;
  use_items(text, starred);
}

bool LogPass::add_box_line(std::string_view text) {
  if (text.size() > 200 || text.back() != '|') return false;
  const std::string_view inner = text.substr(1, text.size() - 2);
  const std::size_t bar = inner.find('|');
  if (bar == std::string_view::npos || inner.find('|', bar + 1) != std::string_view::npos) return false;
  const std::string_view key = base::trim(inner.substr(0, bar)), value = base::trim(inner.substr(bar + 1));
  if (key.empty() || base::is_digit(key[0])) return false;
  if (value.empty()) {
    if (!key.ends_with('/')) return false;
    box_group_ = key;
    return true;
  }
  const std::optional<double> number = base::parse_number(value);
  if (!number || box_.size() >= kMaxLogItems) return number.has_value();
  const bool indented = !box_group_.empty() && inner.size() > 4 && inner.substr(0, 4) == "    ";
  if (!indented) box_group_.clear();
  kept_.push_back(box_group_ + std::string(key));
  box_.push_back(named_number(kept_.back(), *number, is_whole(value)));
  return true;
}

void LogPass::flush_box() {
  items_ = box_;
  // The total of all steps is the place; the count of iterations beside it is not.
  use_items({}, false);
  box_.clear();
  box_group_.clear();
  kept_.clear();
}

void LogPass::see_header(std::string_view text) {
  if (is_rule(text)) return;
  header_.clear();
  class_header_ = false;
  if (text.size() > 400) return;
  if (text.starts_with("Class ") && text.find("Images") != std::string_view::npos) {
    const std::size_t end = text.find(':');
    std::string group;
    for (std::string_view cell : split_cells(text.substr(0, end), false)) {
      if (const std::size_t open = cell.find('('); open != std::string_view::npos) {
        group = header_.size() <= 3 ? "" : std::string(cell.substr(0, open)) + " ";
        cell.remove_prefix(open + 1);
      }
      if (cell.ends_with(')')) cell.remove_suffix(1);
      const std::string_view name = cell == "P" ? "precision" : cell == "R" ? "recall" : cell;
      header_.push_back(header_.size() < 3 ? std::string(name) : "val/" + group + std::string(name));
    }
    class_header_ = true;
    return;
  }
  std::vector<std::string_view> cells = split_cells(text, true);
  if (cells.size() < 3) cells = split_cells(text, false);
  if (cells.size() < 3 || cells.size() > kMaxTableColumns) return;
  if (log_count_of(cells[0]).kind == LogCount::none) return;
  for (const std::string_view cell : cells) {
    if (!base::is_letter_or_beyond_ascii(cell[0]) && cell[0] != '#') return;
  }
  for (const std::string_view cell : cells) header_.emplace_back(cell);
}

bool LogPass::add_table_row(std::string_view text) {
  if (is_rule(text)) return true;
  if (text.size() > 600) return false;
  std::vector<std::string_view> cells = split_cells(text, false);
  if (class_header_) {
    if (cells.empty()) return false;
    if (cells[0] != "all" || cells.size() < header_.size()) return false;
    items_.clear();
    for (std::size_t i = 3; i < header_.size(); ++i) {
      const std::optional<double> value = base::parse_number(cells[i]);
      if (!value) return false;
      items_.push_back(named_number(header_[i], *value, false));
    }
    use_items(text, false);
    return true;
  }
  const std::size_t columns = header_.size();
  if (cells.size() < columns || !counts(cells[0])) return false;
  const bool goes_on = cells.size() > columns;
  if (goes_on && !cells[columns - 1].ends_with(':')) {
    // A mark at the end of a row: "+", "*".
    for (std::size_t i = columns; i < cells.size(); ++i) {
      if (cells[i].size() > 2 || base::is_digit(cells[i][0])) return false;
    }
  }
  // "640:  50%|#####     | 4/8 [00:01<00:01]": a state of a bar that is not done.
  const std::size_t share = text.find("%|");
  if (share != std::string_view::npos && share >= 3 && text.substr(share - 3, 3) != "100") return true;
  items_.clear();
  for (std::size_t i = 0; i < columns; ++i) {
    std::string_view cell = cells[i];
    if (cell.ends_with(':') && i + 1 == columns) break;
    const std::size_t slash = cell.find('/');
    LogItem item = named_number(header_[i], kNoNumber, is_whole(cell.substr(0, slash)));
    if (cell.ends_with('%')) {
      item.unit = "%";
      cell.remove_suffix(1);
    } else if (cell.size() > 1 && (cell.back() == 'G' || cell.back() == 'M' || cell.back() == 's')) {
      item.unit = cell.back() == 'G' ? "G" : cell.back() == 'M' ? "M" : "s";
      cell.remove_suffix(1);
    }
    std::optional<double> value = base::parse_number(cell.substr(0, slash));
    if (!value) continue;  // "00:12", "None"
    item.value = *value;
    if (slash != std::string_view::npos) {
      const std::optional<double> total = base::parse_number(cell.substr(slash + 1));
      if (!total) continue;
      item.total = *total;
    }
    items_.push_back(item);
  }
  if (items_.size() < 2) return false;
  use_items(text, false);
  return true;
}

void LogPass::see_words(std::string_view text) {
  if (text.size() > 60 || items_.empty() || items_.size() > 2 || is_rule(text)) return;
  std::string word;
  for (const char c : text) {
    if (!base::is_letter(c)) break;
    word += c;
  }
  const std::string lower = base::to_lower(word);
  Split split = vocabulary::split_of(lower);
  if (lower == "evaluating" || lower == "validating") split = Split::validation;
  const bool goes_on = base::to_lower(text).find("continue train") != std::string::npos;
  if (goes_on) split = Split::train;
  if (split == Split::none) return;
  context_ = split;
  since_words_.clear();
}

std::uint32_t LogPass::shape_of(bool starred) {
  const std::uint64_t key = log_shape_key(items_, starred);
  const auto found = shapes_.find(key);
  if (found != shapes_.end()) return found->second;
  if (out_.shapes.size() >= kMaxLogShapes || shape_columns_ >= kMaxShapeColumns) return static_cast<std::uint32_t>(-1);
  const std::uint32_t index = static_cast<std::uint32_t>(out_.shapes.size());
  out_.shapes.push_back({make_log_shape(items_, starred)});
  shape_columns_ += items_.size();
  shapes_.emplace(key, index);
  return index;
}

void LogPass::use_items(std::string_view text, bool starred) {
  const std::uint32_t index = shape_of(starred);
  if (index == static_cast<std::uint32_t>(-1)) return;
  const LogShape& shape = out_.shapes[index].shape;
  const auto with_settings = [&] {
    if (!text.empty() && !shape.has_axis()) settings_.add_line(text, line_);
  };
  if (shape.of_the_best) return;
  if (shape.block != kNoItem && shape.columns.empty() && !shape.has_axis()) {
    with_settings();
    block_ = items_[shape.block].value;
    out_.block_name = shape.block_name;
    return;
  }
  if (shape.columns.empty()) {
    // "Step 3: Saving the model" counts what the script does.
    const bool tells = shape.epoch == kNoItem &&
                       std::any_of(items_.begin(), items_.end(), [](const LogItem& item) { return item.is_words; });
    if (!shape.has_axis() || tells) return with_settings();
    ++out_.headers;
    take_settings();
    LogEvent places;
    take_places(shape, places);
    return;
  }
  if (shape.epoch == kNoItem && shape.step == kNoItem && names_a_sample(text)) {
    ++out_.paths;
    return;
  }
  with_settings();
  // Names that nothing is known of, without a place of their own, are never shown.
  if (!shape.has_axis() && !shape.measures && !shape.known) return;
  ++out_.shapes[index].events;
  add_event(index);
}

void LogPass::take_places(const LogShape& shape, LogEvent& event) {
  if (shape.epoch != kNoItem) {
    const LogItem& item = items_[shape.epoch];
    epoch_ = item.value;
    if (shape.step == kNoItem) step_ = kNoNumber;
  }
  if (shape.step != kNoItem) {
    step_ = items_[shape.step].value;
    if (!std::isnan(items_[shape.step].total)) event.total = items_[shape.step].total;
  }
  event.epoch = epoch_;
  event.step = step_;
  if (shape.batch != kNoItem) {
    event.batch = items_[shape.batch].value;
    event.total = items_[shape.batch].total;
  }
  if (shape.block != kNoItem) {
    block_ = items_[shape.block].value;
    out_.block_name = shape.block_name;
  }
  event.block = block_;
  event.own_axis = shape.has_axis();
}

void LogPass::add_event(std::uint32_t index) {
  if (out_.events.size() >= kMaxLogEvents || out_.values.size() >= kMaxLogValues) {
    out_.cut = true;
    return;
  }
  const LogShape& shape = out_.shapes[index].shape;
  LogEvent event{.shape = index, .line = line_, .values = out_.values.size()};
  take_places(shape, event);
  event.time_s = time_s_;
  if (event.own_axis) last_split_ = shape.split;
  const bool sums_up = (shape.starred || shape.lead == "Averaged stats") && shape.split == Split::none;
  if (sums_up) event.context = last_split_;
  if (context_ != Split::none && !sums_up) {
    if (base::contains(since_words_, index) || since_words_.size() > 8) {
      context_ = Split::none;
    } else {
      since_words_.push_back(index);
      event.context = context_;
    }
  }
  for (const LogColumn& column : shape.columns) out_.values.push_back(column_value(column, items_[column.item]));
  for (const LogColumn& column : shape.columns) {
    if (column.takes == LogColumn::Takes::average) out_.values.push_back(items_[column.item].value);
  }
  if (event.own_axis) {
    take_settings();
    take_title(event);
  }
  out_.events.push_back(event);
}

void LogPass::take_title(const LogEvent& event) {
  const double place = std::isnan(event.epoch) ? event.step : event.epoch;
  const bool goes_on = place > title_place_;
  title_place_ = place;
  if (!goes_on && !title_.empty() && out_.titles.size() < kMaxTitles)
    out_.titles.push_back({out_.events.size(), {title_.begin(), title_.end()}});
  title_.clear();
}

/// What was printed since the last place in training holds for what follows.
void LogPass::take_settings() {
  if (settings_.empty()) return;
  std::vector<LogSetting> settings = settings_.take();
  if (settings.empty() || out_.settings.size() >= kMaxSettingsGroups) return;
  out_.settings.push_back({out_.events.size(), std::move(settings)});
}

LogEvents LogPass::take() {
  if (!box_.empty()) flush_box();
  return std::move(out_);
}

}  // namespace ingest
