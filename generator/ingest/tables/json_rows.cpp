#include "ingest/tables/json_rows.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/utf8.h"
#include "ingest/documents/result_document.h"
#include "ingest/files/path_text.h"
#include "vocabulary/name_words.h"
#include "vocabulary/runs/known_names.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kMostJsonColumns = 2'000;
constexpr std::string_view kBlanksOfJson = " \t\r\n";
constexpr std::string_view kMarkOfBytes = "\xef\xbb\xbf";

std::size_t past_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kBlanksOfJson, at), text.size());
}

/// One past the object or list that starts at `at`; npos if it does not end in `text`.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
      }
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return at + 1;
    }
  }
  return std::string_view::npos;
}

bool is_no_tree(const Json& value) {
  return !value.is_array() && !value.is_object();
}

std::string cell_of_json(const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      return {};
    case Json::Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case Json::Kind::number:
    case Json::Kind::string:
      return std::string(base::trim(value.text()));
    default:
      // "test_accuracy": [0.8], as some evaluations return it.
      if (value.items().size() == 1 && is_no_tree(value.items()[0])) return cell_of_json(value.items()[0]);
      return base::write_json(value, base::JsonStyle::readable);
  }
}

class RowBuilder {
 public:
  explicit RowBuilder(std::size_t max_rows) : max_rows_(max_rows) { grid_.header_line = 1; }

  /// A first column of this name.
  void begin_with(std::string name) {
    columns_.try_emplace(name, 0);
    grid_.header.push_back(std::move(name));
  }

  /// The row that was added last is called so.
  void call(const std::string& name) { grid_.rows.back().cells[0] = name; }

  /// False: no more rows are wanted.
  bool add(const Json& object, std::uint32_t line) {
    if (grid_.rows.size() >= max_rows_) {
      grid_.too_long = true;
      return false;
    }
    TableRow row{.line = line, .cells = {}};
    std::vector<std::pair<std::string, const Json*>> stack;
    push(object, "", stack);
    while (!stack.empty()) {
      auto [name, value] = std::move(stack.back());
      stack.pop_back();
      if (value->is_object() && !value->members().empty()) {
        push(*value, name + ".", stack);
        continue;
      }
      const auto [found, is_new] = columns_.try_emplace(name, grid_.header.size());
      if (is_new && grid_.header.size() >= kMostJsonColumns) {
        columns_.erase(found);
        continue;
      }
      if (is_new) grid_.header.push_back(name);
      if (row.cells.size() <= found->second) row.cells.resize(found->second + 1);
      row.cells[found->second] = cell_of_json(*value);
    }
    grid_.rows.push_back(std::move(row));
    return true;
  }

  CellGrid take() {
    for (TableRow& row : grid_.rows) row.cells.resize(grid_.header.size());
    return std::move(grid_);
  }

 private:
  static void push(const Json& object, const std::string& prefix,
                   std::vector<std::pair<std::string, const Json*>>& stack) {
    const Json::Object& members = object.members();
    for (std::size_t i = members.size(); i-- > 0;) stack.emplace_back(prefix + members[i].first, &members[i].second);
  }

  std::size_t max_rows_;
  CellGrid grid_;
  std::unordered_map<std::string, std::size_t> columns_;  // looked up, never iterated
};

CellGrid read_objects(std::string_view bytes, bool in_list, std::size_t max_rows) {
  RowBuilder rows(max_rows);
  std::size_t at = past_blanks(bytes, in_list ? past_blanks(bytes, 0) + 1 : 0);
  std::uint32_t line =
      1 + static_cast<std::uint32_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  while (at < bytes.size() && bytes[at] == '{') {
    const std::size_t end = end_of_value(bytes, at);
    if (end == std::string_view::npos) break;
    const base::JsonParse parsed = base::parse_json(bytes.substr(at, end - at));
    if (parsed.ok && !rows.add(parsed.value, line)) break;
    std::size_t next = past_blanks(bytes, end);
    if (in_list && next < bytes.size() && bytes[next] == ',') next = past_blanks(bytes, next + 1);
    line += static_cast<std::uint32_t>(std::count(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                                  bytes.begin() + static_cast<std::ptrdiff_t>(next), '\n'));
    at = next;
  }
  return rows.take();
}

bool is_column(const Json& value) {
  if (value.is_array()) return std::all_of(value.items().begin(), value.items().end(), is_no_tree);
  return value.is_object() && value.find("0") != nullptr &&
         std::all_of(value.members().begin(), value.members().end(), [](const Json::Member& member) {
           return is_no_tree(member.second) && member.first.find_first_not_of("0123456789") == std::string::npos;
         });
}

std::size_t length_of(const Json& column) {
  return column.is_array() ? column.items().size() : column.members().size();
}

CellGrid read_columns(std::string_view bytes, std::size_t max_rows) {
  CellGrid grid;
  const base::JsonParse parsed = base::parse_json(bytes);
  if (!parsed.ok) return grid;
  const Json* history = parsed.value.find("history");
  const Json& object = history != nullptr && history->is_object() ? *history : parsed.value;
  std::vector<const Json::Member*> columns;
  std::size_t longest = 0;
  for (const Json::Member& member : object.members()) {
    if (!is_column(member.second) || columns.size() >= kMostJsonColumns) continue;
    columns.push_back(&member);
    longest = std::max(longest, length_of(member.second));
  }
  std::erase_if(columns, [&](const Json::Member* column) { return length_of(column->second) + 1 < longest; });
  if (columns.empty() || longest < 2) return grid;
  grid.header_line = 1;
  grid.too_long = longest > max_rows;
  grid.header.emplace_back();
  for (const Json::Member* column : columns) grid.header.push_back(column->first);
  for (std::size_t i = 0; i < std::min(longest, max_rows); ++i) {
    TableRow row{.line = 1, .cells = {std::to_string(i)}};
    for (const Json::Member* column : columns) {
      const Json& values = column->second;
      if (i >= length_of(values)) {
        row.cells.emplace_back();
      } else {
        row.cells.push_back(cell_of_json(values.is_array() ? values.items()[i] : values.members()[i].second));
      }
    }
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

/// What is measured of single classes, too: an object of objects with nothing else may be a report of classes.
constexpr std::string_view kOfClasses =
    "precision,recall,f 1,f 1 score,f 1score,fscore,f "
    "score,iou,ap,dice,jaccard,support,specificity,sensitivity,tp,fp,fn,"
    "tn,n,count,auc,roc auc,accuracy,acc";

bool may_be_of_a_class(std::string_view metric) {
  const std::string spaced = vocabulary::spaced_words(metric);
  return spaced.size() > 2 && vocabulary::is_on_list(spaced.substr(1, spaced.size() - 2), kOfClasses);
}

/// Whether the objects in `tree` are one run each: they share their members, something is measured in each, and it is
/// no report of classes (precision, recall and the like alone).
bool holds_named_runs(const Json& tree) {
  if (!tree.is_object() || !decide_result_document(tree).holds_several) return false;
  bool of_classes = true, has_recall = false;
  for (const auto& [key, value] : tree.members()) {
    if (!value.is_object()) return false;
    if (!key.empty() && key.find_first_not_of("0123456789.-") == std::string::npos) return false;
    for (const auto& [name, cell] : value.members()) {
      if (cell.is_array()) return false;
      of_classes = of_classes && cell.is_number() && may_be_of_a_class(name);
      has_recall = has_recall || base::to_lower(name) == "recall";
    }
  }
  return tree.members().size() >= 2 && !(of_classes && has_recall);
}

CellGrid read_named(std::string_view bytes, std::size_t max_rows) {
  const base::JsonParse parsed = base::parse_json(bytes);
  RowBuilder rows(max_rows);
  if (!parsed.ok || !holds_named_runs(parsed.value)) return rows.take();
  const bool data = std::any_of(parsed.value.members().begin(), parsed.value.members().end(), [](const auto& member) {
    std::string letters;
    for (const char c : member.first) {
      if (c != '-' && c != '_' && c != ' ') letters += c;
    }
    return vocabulary::known_name(letters) == vocabulary::KnownName::dataset;
  });
  rows.begin_with(data ? "dataset" : "name");
  for (const auto& [key, value] : parsed.value.members()) {
    Json row = Json::object();
    row.set(data ? "dataset" : "name", Json::string(key));
    for (const auto& [name, cell] : value.members()) row.set(name, cell);
    if (!rows.add(row, value.where().line)) break;
    rows.call(key);
  }
  return rows.take();
}

/// Whether the first member of the object that starts at `at` is an object.
bool starts_with_object(std::string_view head, std::size_t at) {
  at = past_blanks(head, at + 1);
  if (at >= head.size() || head[at] != '"') return false;
  for (++at; at < head.size() && head[at] != '"'; ++at) {
    if (head[at] == '\\') ++at;
  }
  at = past_blanks(head, at + 1);
  if (at >= head.size() || head[at] != ':') return false;
  at = past_blanks(head, at + 1);
  return at < head.size() && head[at] == '{';
}

/// Whether a member of the object that starts at `at`, or of one in it called history, is a list of scalars or counts
/// its members from "0".
bool has_lists_at_top(std::string_view head, std::size_t at) {
  std::size_t depth = 0;
  std::string_view key;
  bool in_history = false;
  for (; at < head.size(); ++at) {
    const char c = head[at];
    if (c == '"') {
      const std::size_t start = at + 1;
      for (++at; at < head.size() && head[at] != '"'; ++at) {
        if (head[at] == '\\') ++at;
      }
      if (at < head.size()) key = head.substr(start, at - start);
    } else if (c == '{' || c == '[') {
      const bool here = depth == 1 || (depth == 2 && in_history);
      const std::size_t inner = past_blanks(head, at + 1);
      if (here && inner < head.size()) {
        if (c == '[' && head[inner] != '{' && head[inner] != '[' && head[inner] != ']') return true;
        if (c == '{' && head.substr(inner).starts_with("\"0\"")) return true;
      }
      if (depth == 1) in_history = key == "history";
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth-- <= 1) return false;
    }
  }
  return false;
}

}  // namespace

JsonShape shape_of_json(std::string_view head) {
  if (head.starts_with(kMarkOfBytes)) head.remove_prefix(kMarkOfBytes.size());
  std::size_t at = past_blanks(head, 0);
  if (at >= head.size()) return JsonShape::none;
  if (head[at] == '[') {
    at = past_blanks(head, at + 1);
    return at < head.size() && head[at] == '{' ? JsonShape::rows : JsonShape::none;
  }
  if (head[at] != '{') return JsonShape::none;
  const std::size_t end = end_of_value(head, at);
  if (end != std::string_view::npos) {
    const std::size_t next = past_blanks(head, end);
    const bool own_line = head.substr(end, next - end).find('\n') != std::string_view::npos;
    if (next < head.size() && own_line && head[next] == '{') return JsonShape::lines;
  }
  if (has_lists_at_top(head, at)) return JsonShape::columns;
  return starts_with_object(head, at) ? JsonShape::named : JsonShape::none;
}

CellGrid read_json_rows(std::string_view bytes, JsonShape shape, std::size_t max_rows) {
  if (bytes.starts_with(kMarkOfBytes)) bytes.remove_prefix(kMarkOfBytes.size());
  switch (shape) {
    case JsonShape::lines:
      return read_objects(bytes, false, max_rows);
    case JsonShape::rows:
      return read_objects(bytes, true, max_rows);
    case JsonShape::columns:
      return read_columns(bytes, max_rows);
    case JsonShape::named:
      return read_named(bytes, max_rows);
    case JsonShape::none:
      break;
  }
  return {};
}

CellGrid read_grid_of(std::string_view path, std::string_view text, std::size_t max_rows) {
  const std::string extension = extension_of(path);
  if (extension == "csv" || extension == "tsv") return read_cell_grid(text, extension == "tsv", max_rows);
  return read_json_rows(text, extension == "json" ? shape_of_json(text) : JsonShape::lines, max_rows);
}

}  // namespace ingest
