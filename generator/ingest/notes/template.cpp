#include "ingest/notes/template.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text/utf8.h"

namespace ingest {
namespace {

using Section = NoteSection;

constexpr std::array kHeadings = std::to_array<std::pair<std::string_view, Section>>({
    {"base configuration", Section::prose},
    {"modified configuration", Section::prose},
    {"metrics", Section::prose},
    {"results", Section::prose},
    {"training curves", Section::prose},
    {"deep learning model experiment tracking", Section::prose},
    {"experiment log template", Section::prose},
    {"detailed experiment documentation", Section::prose},
    {"parameter change impact summary table", Section::prose},
    {"quick results overview", Section::prose},
    {"best configurations found", Section::prose},
    {"best for accuracy", Section::prose},
    {"best for speed", Section::prose},
    {"hardware configuration", Section::prose},
    {"notes template for each run", Section::prose},
    {"performance comparison chart", Section::prose},
    {"usage instructions", Section::prose},
    {"notes", Section::prose},
    {"run notes", Section::run_notes},
    {"experiment id", Section::experiment},
    {"configuration changes", Section::changes},
    {"config changes", Section::changes},
    {"date", Section::date},
    {"experimenter", Section::experimenter},
    {"author", Section::experimenter},
    {"parent", Section::parent},
    {"parent experiment", Section::parent},
    {"base experiment", Section::parent},
    {"based on", Section::parent},
    {"tags", Section::tags},
    {"motivation", Section::motivation},
    {"decision", Section::decision},
    {"observations", Section::observations},
    {"observation", Section::observations},
    {"key observations", Section::observations},
    {"what worked", Section::worked},
    {"what worked well", Section::worked},
    {"worked", Section::worked},
    {"what didn't work", Section::did_not_work},
    {"what didnt work", Section::did_not_work},
    {"what did not work", Section::did_not_work},
    {"what didn't", Section::did_not_work},
    {"what did not", Section::did_not_work},
    {"didn't work", Section::did_not_work},
    {"did not work", Section::did_not_work},
    {"unexpected", Section::unexpected},
    {"unexpected behavior", Section::unexpected},
    {"unexpected behaviors", Section::unexpected},
    {"unexpected behaviour", Section::unexpected},
    {"unexpected behaviours", Section::unexpected},
    {"unexpected observations", Section::unexpected},
    {"unexpected results", Section::unexpected},
    {"issues encountered", Section::issues},
    {"issue encountered", Section::issues},
    {"issues", Section::issues},
    {"problems encountered", Section::issues},
    {"problems", Section::issues},
    {"next steps", Section::next_steps},
    {"next step", Section::next_steps},
    {"todo", Section::next_steps},
    {"to do", Section::next_steps},
    {"follow-up questions", Section::questions},
    {"follow up questions", Section::questions},
    {"followup questions", Section::questions},
    {"open questions", Section::questions},
    {"questions", Section::questions},
});

constexpr std::array kTemplateLines = std::to_array<std::string_view>({
    "# Configuration that achieved best speed/accuracy trade-off",
    "# Configuration that achieved highest accuracy",
    "# Copy your modified configuration here",
    "# Copy your original configuration here",
    "'augmentation': {",
    "'base_model': 'EfficientNetB0',",
    "'base_model': 'MobileNetV3Small',",
    "'batch_size': 128,",
    "'batch_size': 64,",
    "'dense_units': [256, 128],",
    "'dense_units': [512, 256],",
    "'dropout_rates': [0.3, 0.2],",
    "'dropout_rates': [0.5, 0.3],",
    "'horizontal_flip': True",
    "'img_size': 180,",
    "'img_size': 224,",
    "'learning_rate': 0.001,",
    "'rotation_range': 0.1,",
    "'rotation_range': 0.2,",
    "'zoom_range': 0.15,",
    "- Back up configurations",
    "- Date all entries",
    "- Document failed experiments too",
    "- Include visualizations when possible",
    "- Save model checkpoints",
    "...",
    "1. Create a new experiment ID for each significant change",
    "2. Fill in the experiment log table first",
    "3. Document detailed configurations and results",
    "4. Update the parameter impact summary table",
    "5. Keep track of hardware usage and training time",
    "6. Add observations and next steps",
    "7. Regular backup of this documentation",
    "Remember to:",
    "augmentation: {",
    "base_model: 'ResNet50',",
    "batch_size: 64,",
    "config_best_accuracy = {",
    "config_best_speed = {",
    "dense_units: [512, 256],",
    "dropout_rates: [0.5, 0.3],",
    "horizontal_flip: True",
    "img_size: 224,",
    "learning_rate: 0.001,",
    "rotation_range: 0.2,",
    "zoom_range: 0.15,",
    "| Architecture | base_model | ResNet50, EfficientNetB0 | | | |",
    "| Batch Size | batch_size | 16, 32, 64, 128 | | | |",
    "| Data Augmentation | rotation_range | 0.1, 0.2, 0.3 | | | |",
    "| Dense Layers | units | 128, 256, 512 | | | |",
    "| Dropout | dropout_rate | 0.3, 0.5, 0.7 | | | |",
    "| EXP001 | Increased batch size | +1.7% accuracy | Keep |",
    "| EXP001 | YYYY-MM-DD | 85.5% | 87.2% | batch_size | 32 | 64 | +1.7% accuracy; faster training |",
    "| EXP002 | Added data augmentation | | |",
    "| EXP003 | Changed learning rate | | |",
    "| Experiment ID | Date | Base Accuracy | New Accuracy | Parameter Changed | Old Value | New Value | Impact "
    "Analysis |",
    "| Experiment ID | Key Changes | Result | Keep/Discard |",
    "| Fine-tuning | unfrozen_layers | 10, 30, 50 | | | |",
    "| Image Size | img_height/width | 180, 224, 299 | | | |",
    "| Inference Time | | | |",
    "| Learning Rate | learning_rate | 1e-3, 1e-4, 1e-5 | | | |",
    "| Memory Usage | | | |",
    "| Metric | Baseline | Best Experiment | Improvement |",
    "| Parameter Category | Parameter | Tested Values | Impact on Accuracy | Impact on Training Time | Recommended "
    "Range |",
    "| Training Accuracy | | | |",
    "| Training Time | | | |",
    "| Validation Accuracy | | | |",
    "}",
});

// Punctuation and signs, emoji among them: what may stand around a heading's words without being part of them.
bool is_decoration(char32_t c) {
  const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0x80) return !word;
  return (c >= 0x80 && c <= 0xBF) || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F000 && c <= 0x1FAFF) || c >= 0xE0000;
}

std::string_view without_decoration(std::string_view text) {
  while (!text.empty()) {
    const base::Utf8Step step = base::step_utf8(text, 0);
    if (!is_decoration(step.character)) break;
    text.remove_prefix(step.length);
  }
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::Utf8Step step = base::step_utf8(text, at);
    at += step.length;
    if (!is_decoration(step.character)) end = at;
  }
  return text.substr(0, end);
}

// "2.1) Observations" is numbered.
std::string_view without_numbering(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789.)");
  const bool numbered = end != std::string_view::npos && end > 0 && text[end] == ' ';
  return numbered ? without_decoration(text.substr(end)) : text;
}

std::string as_key(std::string_view text) {
  std::string key;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '*' || c == '_' || c == '`' || c == '~') continue;
    if (text.substr(i).starts_with("\u2019")) {
      key += '\'';
      i += 2;
    } else if (c == ' ' || c == '\t') {
      if (!key.empty() && key.back() != ' ') key += ' ';
    } else {
      key += c;
    }
  }
  return base::to_lower(without_numbering(without_decoration(key)));
}

std::optional<Section> find_heading(std::string_view text) {
  const std::string key = as_key(text);
  const auto found =
      std::find_if(kHeadings.begin(), kHeadings.end(), [&](const auto& entry) { return entry.first == key; });
  if (found == kHeadings.end()) return std::nullopt;
  return found->second;
}

// Marks that close what was opened before the colon: the "**" of "**Decision:** keep".
std::string_view without_closing_marks(std::string_view rest) {
  rest = base::trim(rest);
  const std::size_t marks = std::min(rest.find_first_not_of("*_"), rest.size());
  const bool closing = marks > 0 && (marks == rest.size() || rest[marks] == ' ');
  return closing ? base::trim(rest.substr(marks)) : rest;
}

}  // namespace

std::optional<NoteLabel> read_note_label(std::string_view text) {
  text = base::trim(text);
  constexpr std::size_t kLongestHeading = 200;
  if (text.size() <= kLongestHeading)
    if (const auto section = find_heading(text)) return NoteLabel{*section, {}};
  for (const std::string_view separator : {":", " - ", " – ", " — "}) {
    const std::size_t at = text.substr(0, kLongestHeading).find(separator);
    if (at == std::string_view::npos) continue;
    const auto section = find_heading(text.substr(0, at));
    if (section && *section != Section::prose)
      return NoteLabel{*section, std::string(without_closing_marks(text.substr(at + separator.size())))};
  }
  return std::nullopt;
}

std::optional<NoteLabel> read_bold_label(std::string_view line) {
  line = base::trim(line);
  if (!line.starts_with("**") && !line.starts_with("__")) return std::nullopt;
  const std::size_t close = line.find(line.substr(0, 2), 2);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view inside = base::trim(line.substr(2, close - 2));
  std::string_view rest = base::trim(line.substr(close + 2));
  const auto section = find_heading(inside);
  if (!section || *section == Section::prose) return std::nullopt;
  const bool separated = inside.ends_with(':') || rest.empty() || rest[0] == ':' || rest[0] == '-' ||
                         rest.starts_with("–") || rest.starts_with("—");
  if (!separated) return std::nullopt;
  while (!rest.empty() && (rest[0] == ':' || rest.starts_with("- ") || rest.starts_with("–") || rest.starts_with("—")))
    rest = base::trim(rest.substr(base::step_utf8(rest, 0).length));
  return NoteLabel{*section, std::string(rest)};
}

bool is_template_line(std::string_view line) {
  std::string words;
  for (const char c : base::trim(line)) {
    if (c != ' ' && c != '\t')
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  if (words.find_first_not_of("|-: ") == std::string::npos) return true;
  return std::find(kTemplateLines.begin(), kTemplateLines.end(), words) != kTemplateLines.end();
}

}  // namespace ingest
