#include "vocabulary/names/download_names.h"

#include "base/text/utf8.h"
#include "vocabulary/word_list.h"

namespace vocabulary {

std::string ending_of_file(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? "" : base::to_lower(name.substr(dot + 1));
}

std::optional<std::string_view> download_ending(std::string_view name) {
  const std::string ending = ending_of_file(name);
  if (ending == "json") return "json";
  if (ending == "csv") return "csv";
  if (is_on_list(ending, "txt,log,md,tsv,yaml,yml,toml,jsonl")) return "txt";
  return std::nullopt;
}

bool is_run_by_browsers(std::string_view name) {
  return is_on_list(ending_of_file(name), "svg,html,htm,js,mjs,xhtml,xht,xml,shtml,mht,mhtml,swf,wasm");
}

std::optional<std::string_view> image_type(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "png";
  if (bytes.starts_with("\xff\xd8\xff"sv)) return "jpg";
  if (bytes.starts_with("RIFF"sv) && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP"sv) return "webp";
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "gif";
  return std::nullopt;
}

}  // namespace vocabulary
