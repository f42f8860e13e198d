#include "render/html/notes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "base/markdown/markdown.h"
#include "base/text/utf8.h"
#include "render/html/attachments.h"
#include "render/html/html.h"
#include "vocabulary/names/download_names.h"

namespace render {
namespace {

using base::Json;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// "my%20plot.png" → "my plot.png"; a wrong escape stays as it is.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() && text[i] == '%' ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

bool is_absolute(std::string_view address) {
  const std::size_t colon = address.find(':');
  return colon != std::string_view::npos && address.substr(0, colon).find_first_of("/?#") == std::string_view::npos;
}

std::uint32_t line_of(std::string_view markdown, std::string_view address, std::uint32_t first_line) {
  const std::size_t at = markdown.find(address);
  if (first_line == 0 || at == std::string_view::npos) return 0;
  return first_line + static_cast<std::uint32_t>(
                          std::count(markdown.begin(), markdown.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// Resolves the addresses of one text.
class Resolver {
 public:
  Resolver(const Site& site, Page& page, std::string_view markdown, const NotePlace& place)
      : site_(site), page_(page), markdown_(markdown), place_(place) {}

  std::optional<std::string> resolve(std::string_view address, bool image) {
    if (is_absolute(address)) return image ? std::nullopt : std::optional(std::string(address));
    if (!image && address.starts_with('#')) return "#" + place_.id_prefix + std::string(address.substr(1));
    const std::string path = percent_decoded(address.substr(0, address.find_first_of("?#")));
    const auto target = resolve_path(place_.folder, path);
    if (image) return image_address(address, target);
    return link_address(address, path, target);
  }

 private:
  void notice(model::Severity severity, std::string code, std::string_view address, std::string what) {
    model::Notice notice{.severity = severity, .code = std::move(code), .file = place_.file, .what = std::move(what)};
    notice.at.line = line_of(place_.whole.empty() ? markdown_ : place_.whole, address, place_.first_line);
    page_.notices.push_back(std::move(notice));
  }

  std::optional<std::string> image_address(std::string_view address, const std::optional<std::string>& target) {
    const std::string shown = visible_text(base::shorten(base::repair_utf8(address), 80));
    if (!target) {
      notice(model::Severity::warning, "md-image-out-of-source", address,
             "The image \"" + shown + "\" leads out of the source; its text is shown instead.");
      return std::nullopt;
    }
    const auto bytes = site_.input.read_file(place_.source, *target);
    if (!bytes) {
      notice(model::Severity::warning, "md-image-missing", address,
             "The image \"" + shown + "\" could not be read (" + bytes.error().what + "); its text is shown instead.");
      return std::nullopt;
    }
    const auto type = vocabulary::image_type(*bytes);
    if (!type) {
      notice(model::Severity::warning, "md-image-type", address,
             "The image \"" + shown + "\" is no PNG, JPEG, WebP or GIF by its first bytes; its text is shown instead.");
      return std::nullopt;
    }
    std::string path = attachment_path(place_.files_folder, images_++, *bytes, *type);
    std::string result = page_.root() + path;
    if (written_.insert(path).second) page_.files.push_back({std::move(path), *bytes});
    return result;
  }

  std::optional<std::string> link_address(std::string_view address, std::string path,
                                          const std::optional<std::string>& target) const {
    const std::size_t hash = address.find('#');
    const std::string fragment = hash == std::string_view::npos ? "" : std::string(address.substr(hash));
    if (place_.source == kWorkspace) {
      if (const auto page = page_address(path)) return page_.root() + *page + fragment;
    }
    if (!target) return std::nullopt;
    // The folder that was named, or that holds the file that was named.
    const std::string folder = target->substr(0, std::min(target->rfind('/'), target->size()));
    for (const std::string& candidate : {*target, folder}) {
      const auto found = site_.page_of_folder.find({place_.source, candidate});
      if (found != site_.page_of_folder.end() && !candidate.empty()) return page_.root() + found->second;
    }
    return std::nullopt;
  }

  /// Content pages link to one another by file name, and to pages of the site as if they stood at its root or in
  /// pages/.
  std::optional<std::string> page_address(const std::string& path) const {
    const std::string name = path.substr(path.rfind('/') + 1);
    for (std::size_t i = 0; i < site_.input.pages.size(); ++i) {
      if (site_.input.pages[i].name + ".md" == name) return site_.content_pages[i];
    }
    std::string from_root = path;
    if (from_root.starts_with("../")) from_root.erase(0, 3);
    for (const auto& item : site_.nav) {
      if (item.page == from_root) return item.page;
    }
    for (const auto* pages : {&site_.addresses.experiment_pages, &site_.addresses.run_pages}) {
      if (std::find(pages->begin(), pages->end(), from_root) != pages->end()) return from_root;
    }
    return std::nullopt;
  }

  const Site& site_;
  Page& page_;
  std::string_view markdown_;
  const NotePlace& place_;
  std::size_t images_ = 0;
  std::set<std::string> written_;
};

Json items_html(const std::vector<std::string>& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push(Json::object().set("item_html", Json::string(inline_note_html(item))));
  return list;
}

void add_column(Json& columns, const std::string& title, const std::vector<std::string>& items) {
  if (items.empty()) return;
  Json column = Json::object();
  set_text(column, "column_title", title);
  column.set("items", items_html(items));
  columns.push(std::move(column));
}

Json issues_data(const std::vector<model::NoteIssue>& issues) {
  Json list = Json::array();
  for (const auto& issue : issues) {
    Json data = Json::object();
    set_html(data, "issue_html", inline_note_html(issue.text));
    set_html(data, "resolution_html", issue.resolution.empty() ? "" : inline_note_html(issue.resolution));
    list.push(std::move(data));
  }
  return list;
}

Json tasks_data(const std::vector<model::Task>& tasks) {
  Json list = Json::array();
  for (const auto& task : tasks) {
    Json data = Json::object();
    set_html(data, "task_html", inline_note_html(task.text));
    set_flag(data, "done", task.done);
    list.push(std::move(data));
  }
  return list;
}

/// The page's own heading says the title already.
std::string_view without_title(std::string_view prose, std::string_view title) {
  const std::string_view text = base::trim(prose);
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  if (marks == 0 || marks > 6 || title.empty() || base::trim(line.substr(marks)) != base::trim(title)) return prose;
  return text.substr(std::min(line.size() + 1, text.size()));
}

}  // namespace

std::optional<std::string> resolve_path(std::string_view folder, std::string_view relative) {
  if (relative.starts_with('/') || relative.find('\\') != std::string_view::npos ||
      relative.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<std::string_view> parts;
  for (std::string_view text : {folder, relative}) {
    while (!text.empty()) {
      const std::size_t slash = std::min(text.find('/'), text.size());
      const std::string_view part = text.substr(0, slash);
      text.remove_prefix(std::min(slash + 1, text.size()));
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.push_back(part);
      } else if (parts.empty()) {
        return std::nullopt;
      } else {
        parts.pop_back();
      }
    }
  }
  std::string out;
  for (const auto part : parts) out.append(out.empty() ? "" : "/").append(part);
  return out;
}

std::string note_html(const Site& site, Page& page, std::string_view markdown, const NotePlace& place) {
  Resolver resolver(site, page, markdown, place);
  base::MarkdownOptions options;
  options.id_prefix = place.id_prefix;
  options.heading_shift = place.heading_shift;
  options.resolve = [&resolver](std::string_view address, bool image) { return resolver.resolve(address, image); };
  auto rendered = base::render_markdown(markdown, options);
  for (auto& issue : rendered.issues) {
    model::Notice notice{
        .severity = issue.severity, .code = std::move(issue.code), .file = place.file, .what = std::move(issue.what)};
    if (place.whole.empty() && place.first_line > 0 && issue.at.line > 0) {
      notice.at = {place.first_line + issue.at.line - 1, issue.at.column};
    }
    page.notices.push_back(std::move(notice));
  }
  return std::move(rendered.html);
}

void add_parts(NoteParts& parts, const model::Note& note) {
  model::for_each_list([](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); }, parts, note);
  if (!note.motivation.empty()) parts.motivations.push_back(note.motivation);
}

NoteParts gather_parts(const std::vector<model::Note>& notes) {
  NoteParts parts;
  for (const auto& note : notes) add_parts(parts, note);
  return parts;
}

void set_parts(Json& data, const NoteParts& parts) {
  Json observations = Json::array();
  add_column(observations, "What worked", parts.worked);
  add_column(observations, "What did not work", parts.did_not_work);
  add_column(observations, "Unexpected", parts.unexpected);
  add_column(observations, "Observed", parts.observations);
  set_flag(data, "has_observations", observations.items().size());
  data.set("observations", std::move(observations));
  set_flag(data, "has_issues", parts.issues.size());
  data.set("issues", issues_data(parts.issues));
  set_flag(data, "has_follow_up", parts.next_steps.size() + parts.questions.size());
  set_flag(data, "has_tasks", parts.next_steps.size());
  data.set("tasks", tasks_data(parts.next_steps));
  set_flag(data, "has_questions", parts.questions.size());
  data.set("questions", items_html(parts.questions));
  set_flag(data, "has_motivation", parts.motivations.size());
  data.set("motivations", items_html(parts.motivations));
}

std::string prose_html(const Site& site, Page& page, const std::vector<model::Note>& notes,
                       const std::vector<model::NoteText>& texts, std::size_t source, const std::string& files_folder) {
  std::string out;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].prose.empty()) continue;
    NotePlace place{.source = source, .folder = notes[i].folder, .file = notes[i].file};
    if (i < texts.size()) {
      place.whole = texts[i].text;
      place.first_line = texts[i].first_line;
    }
    place.files_folder = files_folder + "/note" + std::to_string(i + 1);
    place.id_prefix = "note" + std::to_string(i + 1) + "-";
    out += note_html(site, page, without_title(notes[i].prose, notes[i].title), place);
  }
  return out;
}

}  // namespace render
