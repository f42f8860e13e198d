// Every parser of texts: the first byte says which, the rest is its text.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/binary/zip_archive.h"
#include "base/csv/csv.h"
#include "base/json/json.h"
#include "base/markdown/markdown.h"
#include "base/text/iso_time.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/python_config.h"
#include "ingest/documents/python_literal.h"
#include "ingest/documents/python_settings.h"
#include "ingest/ingest.h"

namespace {

void read_csv(std::string_view text) {
  for (const char delimiter : {',', ';', '\t', '|', base::guess_delimiter(text)}) {
    base::CsvReader reader = base::csv_over(text, {.delimiter = delimiter});
    while (const base::CsvRow* row = reader.next()) {
      for (std::size_t i = 0; i <= row->cells.size(); ++i) (void)row->where(i);
    }
  }
}

void read_zip(std::string_view archive) {
  const auto members = base::list_zip(archive);
  if (!members.has_value()) return;
  for (const base::ZipMember& member : members.value()) (void)base::unpack_zip_member(archive, member, 1u << 20);
}

/// What is written has to be read back without a fault.
void read_json(std::string_view text) {
  const base::JsonParse parse = base::parse_json(text);
  if (parse.ok && !base::parse_json(base::write_json(parse.value)).ok) __builtin_trap();
}

using Parse = void (*)(std::string_view text);
constexpr std::array<Parse, 11> kParsers = {
    read_json,
    [](std::string_view text) { (void)base::parse_yaml(text); },
    read_csv,
    [](std::string_view text) { (void)base::outline_markdown(text); },
    [](std::string_view text) { (void)base::render_markdown(text, {}); },
    [](std::string_view text) { (void)ingest::parse_note(text, "notes.md", "run"); },
    [](std::string_view text) { (void)ingest::parse_python_literal(text); },
    [](std::string_view text) { (void)ingest::parse_python_settings(text); },
    [](std::string_view text) { (void)ingest::parse_python_config(text); },
    read_zip,
    [](std::string_view text) { (void)base::zone_offset(text); },
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  kParsers[data[0] % kParsers.size()](std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  return 0;
}
