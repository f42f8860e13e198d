#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "render/tables/cells.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

struct SourceCounts {
  std::map<std::string, std::size_t> formats;
  std::size_t runs = 0;
  std::uint64_t rows = 0, cells = 0, bytes = 0;
};

std::string formats_text(const std::map<std::string, std::size_t>& formats) {
  std::vector<std::string> parts;
  for (const auto& [name, runs] : formats) parts.push_back(name + " (" + words::format_count(runs) + ")");
  return words::listed(parts);
}

}  // namespace

model::Table sources_table(const Site& site) {
  using model::Align;
  std::vector<SourceCounts> counts(site.input.sources.size());
  for (const auto& run : site.input.runs) {
    if (run.source >= counts.size()) continue;
    SourceCounts& count = counts[run.source];
    ++count.runs;
    ++count.formats[run.format];
    count.rows += run.rows;
    count.cells += run.cells_read;
    count.bytes += run.bytes_read;
  }
  model::Table table{.id = "sources", .title = "Sources", .empty = "No source was given."};
  table.columns = {{.title = "Source"},
                   {.title = "Formats", .unit = "runs", .wraps = true},
                   {.title = "Runs", .align = Align::right},
                   {.title = "Rows", .align = Align::right},
                   {.title = "Numbers", .align = Align::right},
                   {.title = "Read", .align = Align::right},
                   {.title = "Files", .align = Align::right},
                   {.title = "Skipped", .align = Align::right, .note = "Files that no reader recognised."}};
  const auto number = [](std::uint64_t value) {
    return number_cell(words::format_count(value), static_cast<double>(value));
  };
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto& source = site.input.sources[i];
    table.rows.push_back({.cells = {text_cell(source.label), text_cell(formats_text(counts[i].formats)),
                                    number(counts[i].runs), number(counts[i].rows), number(counts[i].cells),
                                    number_cell(words::format_bytes(static_cast<double>(counts[i].bytes)),
                                                static_cast<double>(counts[i].bytes)),
                                    number(source.files), number(source.skipped_files)}});
  }
  return table;
}

}  // namespace render
