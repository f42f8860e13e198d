#include "base/yaml/yaml.h"

#include <yaml.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/json/key_index.h"
#include "base/text/issue_log.h"
#include "base/text/utf8.h"
#include "base/yaml/scalar.h"

namespace base {
namespace {

/// One step of a document. Steps [i, end of i) are the node that starts at step i.
struct YamlStep {
  enum class Kind : std::uint8_t { scalar, open_list, open_map, close, alias };
  Kind kind = Kind::scalar;
  bool plain = false;  ///< a scalar without quotes
  Position at;
  std::string text;
  std::size_t target = 0, target_end = 0;  ///< of an alias: the steps it stands for
};

/// libyaml's parser and its current event, freed on every way out.
class Events {
 public:
  explicit Events(std::string_view text) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~Events() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  /// False on a syntax error.
  bool next() {
    yaml_event_delete(&event_);
    return yaml_parser_parse(&parser_, &event_) == 1;
  }
  const yaml_event_t& event() const { return event_; }
  const yaml_parser_t& parser() const { return parser_; }

 private:
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

constexpr std::string_view kYamlTags = "tag:yaml.org,2002:";

/// A type of YAML's own, or one of Python's that says no more than the value does.
bool is_plain_tag(std::string_view tag) {
  constexpr std::string_view kPlain[] = {"str",          "int",
                                         "float",        "bool",
                                         "null",         "seq",
                                         "map",          "binary",
                                         "timestamp",    "merge",
                                         "set",          "omap",
                                         "pairs",        "value",
                                         "python/tuple", "python/unicode",
                                         "python/str",   "python/int",
                                         "python/long",  "python/float",
                                         "python/bool",  "python/none",
                                         "python/list",  "python/dict",
                                         "python/bytes", "python/object/apply:collections.OrderedDict"};
  if (tag == "!") return true;
  if (!tag.starts_with(kYamlTags)) return false;
  tag.remove_prefix(kYamlTags.size());
  return std::find(std::begin(kPlain), std::end(kPlain), tag) != std::end(kPlain);
}

Position position_of(const yaml_mark_t& mark) {
  return {static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1)};
}

std::string text_of(const yaml_char_t* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

Position position_of_byte(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t start = before.rfind('\n') + 1;
  return {static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n')),
          static_cast<std::uint32_t>(1 + count_characters(before.substr(start)))};
}

std::string_view line_of(std::string_view text, std::size_t line) {
  for (; line > 1; --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find('\n'));
}

/// Reads the first document into steps and checks every limit, aliases counted as what they stand for.
class Recorder {
 public:
  Recorder(std::string_view text, IssueLog& log) : text_(text), log_(log), events_(text) {}

  bool record() {
    const bool done = record_document();
    say_tags();
    return done;
  }

  const std::vector<YamlStep>& steps() const { return steps_; }
  const TextIssue& error() const { return error_; }

 private:
  struct Anchor {
    std::size_t begin = 0, end = 0;  // end is 0 while the node is open
    std::size_t nodes = 0, height = 0;
  };
  struct OpenNode {
    std::string anchor;
    std::size_t begin = 0, nodes_before = 0, height = 1;
  };

  bool record_document() {
    while (next()) {
      const yaml_event_t& event = events_.event();
      switch (event.type) {
        case YAML_STREAM_END_EVENT:
          return true;
        case YAML_DOCUMENT_START_EVENT:
          if (!steps_.empty()) {
            log_.add(Severity::warning, "yaml-more-documents", position_of(event.start_mark),
                     "another document starts here; only the first one is read");
            return true;
          }
          break;
        case YAML_SCALAR_EVENT:
          add_scalar(event);
          break;
        case YAML_SEQUENCE_START_EVENT:
          open(YamlStep::Kind::open_list, event, event.data.sequence_start.anchor);
          break;
        case YAML_MAPPING_START_EVENT:
          open(YamlStep::Kind::open_map, event, event.data.mapping_start.anchor);
          break;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
          close(event);
          break;
        case YAML_ALIAS_EVENT:
          add_alias(event);
          break;
        default:
          break;
      }
      if (failed_) return false;
    }
    return false;
  }

  bool next() {
    if (events_.next()) return true;
    fail_syntax();
    return false;
  }

  void fail(const char* code, Position at, std::string what) {
    failed_ = true;
    error_ = {Severity::error, code, at, std::move(what)};
  }

  void fail_syntax() {
    const yaml_parser_t& parser = events_.parser();
    const std::string problem = parser.problem ? parser.problem : "not YAML";
    if (parser.error == YAML_READER_ERROR) {
      fail("yaml-syntax", position_of_byte(text_, parser.problem_offset), problem);
      return;
    }
    Position at = position_of(parser.problem_mark);
    const std::string_view line = line_of(text_, at.line);
    const std::size_t tab = line.substr(0, line.find_first_not_of(" \t")).find('\t');
    if (tab != std::string_view::npos) {
      fail("yaml-tab", {at.line, static_cast<std::uint32_t>(tab + 1)}, "the line is indented with a tab; use blanks");
    } else if (problem.find("nesting") != std::string::npos) {
      fail_depth(at);
    } else {
      fail("yaml-syntax", at, "not YAML: " + problem + (parser.context ? std::string(" ") + parser.context : ""));
    }
  }

  void fail_depth(Position at) {
    fail("yaml-depth", at, "nested too deeply: more than " + std::to_string(kMaxJsonDepth) + " levels");
  }

  bool count(std::size_t nodes, Position at) {
    nodes_ += nodes;
    if (nodes_ <= kMaxYamlNodes) return true;
    fail("yaml-alias-limit", at,
         "too much: more than " + std::to_string(kMaxYamlNodes) + " values once aliases expand to what they stand for");
    return false;
  }

  void add_scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    const Position at = position_of(event.start_mark);
    if (!count(1, at)) return;
    const std::string tag = text_of(scalar.tag);
    see_tag(tag, at);
    const bool said_text = tag == "!" || tag.ends_with(":str") || tag.ends_with(":binary");
    const std::string anchor = text_of(scalar.anchor);
    if (!anchor.empty()) anchors_[anchor] = {steps_.size(), steps_.size() + 1, 1, 0};
    steps_.push_back({.kind = YamlStep::Kind::scalar,
                      .plain = scalar.style == YAML_PLAIN_SCALAR_STYLE && !said_text,
                      .at = at,
                      .text = std::string(reinterpret_cast<const char*>(scalar.value), scalar.length)});
  }

  /// Tags that make something else of a value than YAML's own types: a program's objects, included files, and the like.
  void see_tag(const std::string& tag, Position at) {
    if (tag.empty() || is_plain_tag(tag)) return;
    if (tags_++ == 0) {
      first_tag_ = tag.starts_with(kYamlTags) ? "!!" + tag.substr(kYamlTags.size()) : tag;
      first_tag_at_ = at;
    }
  }

  void say_tags() {
    if (tags_ == 0) return;
    log_.add(Severity::warning, "yaml-tag", first_tag_at_,
             "the tag " + make_visible(shorten(first_tag_, 60)) +
                 (tags_ > 1 ? " and " + std::to_string(tags_ - 1) + " more are" : " is") +
                 " of a program and not acted on; the value is read as it is written");
  }

  void open(YamlStep::Kind kind, const yaml_event_t& event, const yaml_char_t* anchor) {
    const Position at = position_of(event.start_mark);
    see_tag(text_of(kind == YamlStep::Kind::open_list ? event.data.sequence_start.tag : event.data.mapping_start.tag),
            at);
    if (open_.size() == kMaxJsonDepth) return fail_depth(at);
    open_.push_back({text_of(anchor), steps_.size(), nodes_, 1});
    if (!count(1, at)) return;
    if (!open_.back().anchor.empty()) anchors_[open_.back().anchor] = {steps_.size(), 0, 0, 0};
    steps_.push_back({.kind = kind, .at = at});
  }

  void close(const yaml_event_t& event) {
    steps_.push_back({.kind = YamlStep::Kind::close, .at = position_of(event.start_mark)});
    const OpenNode done = std::move(open_.back());
    open_.pop_back();
    const auto anchor = anchors_.find(done.anchor);
    if (anchor != anchors_.end() && anchor->second.begin == done.begin) {
      anchor->second = {done.begin, steps_.size(), nodes_ - done.nodes_before, done.height};
    }
    raise_height(done.height);
  }

  void raise_height(std::size_t height) {
    if (!open_.empty()) open_.back().height = std::max(open_.back().height, height + 1);
  }

  void add_alias(const yaml_event_t& event) {
    const std::string name = text_of(event.data.alias.anchor);
    const Position at = position_of(event.start_mark);
    const auto found = anchors_.find(name);
    const std::string shown = std::string("*").append(make_visible(shorten(name, 60)));
    if (found == anchors_.end()) return fail("yaml-syntax", at, "the alias " + shown + " has no anchor before it");
    const Anchor& anchor = found->second;
    if (anchor.end == 0) return fail("yaml-alias-cycle", at, "the alias " + shown + " refers to itself");
    if (open_.size() + anchor.height > kMaxJsonDepth) return fail_depth(at);
    if (!count(anchor.nodes, at)) return;
    raise_height(anchor.height);
    steps_.push_back({.kind = YamlStep::Kind::alias, .at = at, .target = anchor.begin, .target_end = anchor.end});
  }

  std::string_view text_;
  IssueLog& log_;
  Events events_;
  std::vector<YamlStep> steps_;
  std::vector<OpenNode> open_;
  std::map<std::string, Anchor> anchors_;
  std::size_t tags_ = 0;
  std::string first_tag_;
  Position first_tag_at_;
  std::size_t nodes_ = 0;
  bool failed_ = false;
  TextIssue error_;
};

/// Makes the value that the steps describe, aliases replaced by copies.
class Builder {
 public:
  Builder(const std::vector<YamlStep>& steps, IssueLog& log) : steps_(steps), log_(log) {
    open_.reserve(kMaxJsonDepth);
  }

  Json build() {
    std::size_t at = 0, end = steps_.size();
    while (true) {
      while (at == end) {
        if (resume_.empty()) return std::move(root_);
        std::tie(at, end) = resume_.back();
        resume_.pop_back();
      }
      const YamlStep& step = steps_[at++];
      if (step.kind == YamlStep::Kind::alias) {
        resume_.emplace_back(at, end);
        at = step.target;
        end = step.target_end;
      } else {
        take(step);
      }
    }
  }

 private:
  struct Open {
    Json* container = nullptr;
    KeyIndex keys;
    bool key_is_next = true;  // of a map
    bool merging = false;     // the key was <<
    std::string key;
    Position key_at;
    Json key_value;            // a key that is a list or a map, while it is built
    std::vector<Json> merged;  // what << named
  };

  bool key_is_due() const { return !open_.empty() && open_.back().container->is_object() && open_.back().key_is_next; }

  void take(const YamlStep& step) {
    if (step.kind == YamlStep::Kind::close) {
      merge(open_.back());
      open_.pop_back();
      if (key_is_due()) {
        set_key(write_json(open_.back().key_value, JsonStyle::readable), step.at, false);
      } else {
        finish_value();
      }
    } else if (step.kind == YamlStep::Kind::scalar) {
      if (key_is_due()) return set_key(step.text, step.at, step.plain && step.text == "<<");
      Json& slot = next_slot();
      slot = step.plain ? read_plain_scalar(step.text) : Json::string(step.text);
      slot.set_where(step.at);
      if (step.plain && is_beyond_numbers(step.text)) {
        log_.add(Severity::warning, "yaml-number-range", step.at,
                 "the number " + make_visible(shorten(step.text, 60)) + " is out of range; shown as it is written");
      }
      finish_value();
    } else {
      Json& slot = key_is_due() ? open_.back().key_value : next_slot();
      slot = step.kind == YamlStep::Kind::open_list ? Json::array() : Json::object();
      slot.set_where(step.at);
      open_.emplace_back().container = &slot;
    }
  }

  void set_key(std::string key, Position at, bool merging) {
    Open& map = open_.back();
    map.key = std::move(key);
    map.key_at = at;
    map.merging = merging;
    map.key_is_next = false;
  }

  void finish_value() {
    if (!open_.empty()) open_.back().key_is_next = true;
  }

  Json& next_slot() {
    if (open_.empty()) return root_;
    Open& parent = open_.back();
    if (parent.container->is_array()) return parent.container->items().emplace_back();
    if (parent.merging) return parent.merged.emplace_back();
    Json::Object& members = parent.container->members();
    const std::size_t found = parent.keys.find(members, parent.key);
    if (found == members.size()) return members.emplace_back(std::move(parent.key), Json()).second;
    log_.add(Severity::warning, "yaml-duplicate-key", parent.key_at,
             "the key \"" + make_visible(shorten(parent.key, 60)) + "\" is given twice; the last value is used");
    return members[found].second;
  }

  /// Adds what << named: a map, or a list of maps of which the first one to have a key wins.
  void merge(Open& map) {
    for (Json& source : map.merged) {
      if (source.is_array()) {
        for (Json& item : source.items()) merge_members(map, item);
      } else {
        merge_members(map, source);
      }
    }
  }

  void merge_members(Open& map, Json& source) {
    Json::Object& members = map.container->members();
    if (!source.is_object()) {
      log_.add(Severity::warning, "yaml-merge", source.where(), "<< names no map; it is left out");
      return;
    }
    for (Json::Member& member : source.members()) {
      if (map.keys.find(members, member.first) == members.size()) members.push_back(std::move(member));
    }
  }

  const std::vector<YamlStep>& steps_;
  IssueLog& log_;
  Json root_;
  std::vector<Open> open_;  // never grows beyond what was reserved: values are built in place
  std::vector<std::pair<std::size_t, std::size_t>> resume_;
};

}  // namespace

JsonParse parse_yaml(std::string_view text) {
  JsonParse out;
  IssueLog log;
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    out.issues.push_back({Severity::error, "yaml-utf8", {1, 1}, "the text is UTF-16, not UTF-8; save it as UTF-8"});
    return out;
  }
  std::string repaired;
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    log.add(Severity::warning, "yaml-utf8", position_of_byte(text, bad),
            "invalid UTF-8, read as U+FFFD here and wherever else it occurs; save the file as UTF-8");
    repaired = repair_utf8(text);
    text = repaired;
  }
  Recorder recorder(text, log);
  out.ok = recorder.record();
  if (out.ok) out.value = Builder(recorder.steps(), log).build();
  out.issues = log.take();
  if (!out.ok) out.issues.push_back(recorder.error());
  return out;
}

}  // namespace base
