#include "ingest/formats/mmengine/launch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/python_config.h"
#include "ingest/files/file_text.h"
#include "ingest/privacy/redact.h"

namespace ingest {
namespace {

constexpr std::size_t kLaunchLogBytes = 256u << 10;

struct EnvironmentLine {
  std::string_view key, value;
};

std::optional<EnvironmentLine> parse_line(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return std::nullopt;
  const EnvironmentLine parsed{base::trim(line.substr(0, colon)), base::trim(line.substr(colon + 2))};
  const bool is_listed = parsed.key.empty() || parsed.key[0] == '-';
  if (is_listed || parsed.value.empty() || parsed.key == "PyTorch compiling details") return std::nullopt;
  return parsed;
}

void add_line(const EnvironmentLine& line, model::Run& run) {
  run.environment.push_back(
      {.path = base::repair_utf8(line.key),
       .value = {.kind = model::ParameterValue::Kind::text, .text = base::repair_utf8(line.value)}});
}

template <class Take>
void for_each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

void add_python_config_text(const ReadContext& context, const std::string& path, std::string_view text,
                            model::Run& run) {
  PythonConfig config = parse_python_config(text);
  if (config.left_out > 0) {
    context.notice({.severity = base::Severity::note,
                    .code = "python-config",
                    .file = path,
                    .what = "assignments that could not be read as values; left out",
                    .count = config.left_out});
  }
  if (config.tree.members().empty()) return;
  context.redactor.redact_tree(config.tree, path, context.notice);
  take_parameters(std::move(config.tree), run);
}

void add_python_config(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, "no parameter is read");
  if (!text) return;
  run.files.push_back(path);
  run.bytes_read += text->size();
  add_python_config_text(context, path, *text, run);
}

void add_environment_text(std::string_view text, model::Run& run) {
  for_each_line(text, [&](std::string_view line) {
    if (const std::optional<EnvironmentLine> parsed = parse_line(line)) add_line(*parsed, run);
  });
}

void add_log_environment(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::string head = read_start(context.files, path, kLaunchLogBytes);
  enum class Part : std::uint8_t { other, system, runtime };
  Part part = Part::other;
  bool found = false;
  for_each_line(head, [&](std::string_view line) {
    if (line.starts_with("System environment:")) {
      part = Part::system;
    } else if (line.starts_with("Runtime environment:")) {
      part = Part::runtime;
    } else if (line.starts_with("-----") && found) {
      part = Part::other;
    }
    const std::optional<EnvironmentLine> parsed = parse_line(line);
    if (part == Part::other || !parsed || !line.starts_with("    ")) return;
    found = true;
    const bool is_seed = part == Part::runtime && parsed->key == "seed";
    if (is_seed && run.seed.empty() && base::parse_integer(parsed->value)) run.seed = parsed->value;
    if (!is_seed) add_line(*parsed, run);
  });
  if (found) run.files.push_back(path);
}

}  // namespace ingest
