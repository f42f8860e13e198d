#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/assemble/note_text.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/ingest.h"
#include "ingest/run_format.h"

namespace ingest {
namespace {

constexpr std::string_view kFolder = "pages";

model::ContentPage make_page(const std::string& name, ParsedNote parsed) {
  model::ContentPage page{.name = printable(name.substr(0, name.size() - 3)), .title = parsed.note.title};
  if (page.title.empty()) page.title = page.name;
  if (const base::Json* order = parsed.note.front_matter.find("order")) {
    if (order->is_number()) page.order = order->as_number();
  }
  page.text = std::move(parsed.text);
  return page;
}

}  // namespace

std::vector<model::ContentPage> read_pages(const base::FileReader& folder, const Redactor& redactor,
                                           std::vector<model::Notice>& notices) {
  std::vector<model::ContentPage> pages;
  const base::Result<std::vector<base::FolderEntry>> entries = folder.list(std::string(kFolder));
  if (!entries) return pages;
  const model::Settings settings;
  NoticeLog log;
  const Redactor::Sink sink = [&log](model::Notice notice) { log.add(std::move(notice)); };
  const Unit unit{.folder = std::string(kFolder)};
  for (const base::FolderEntry& entry : *entries) {
    if (entry.name.starts_with('.') || !entry.name.ends_with(".md") || entry.name.size() < 4) continue;
    const std::string path = join_path(kFolder, entry.name);
    model::Run holder;
    read_note({folder, unit, settings, sink, redactor}, path, holder);
    if (holder.note_texts.empty()) continue;
    pages.push_back(make_page(entry.name, finish_note(holder.note_texts[0], printable(path), redactor, sink)));
  }
  std::stable_sort(pages.begin(), pages.end(), [](const model::ContentPage& a, const model::ContentPage& b) {
    return std::tie(a.order, a.name) < std::tie(b.order, b.name);
  });
  for (model::Notice& notice : log.take()) {
    notice.file = base::make_visible(printable(notice.file));
    notices.push_back(std::move(notice));
  }
  return pages;
}

}  // namespace ingest
