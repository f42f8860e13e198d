#pragma once
/// Generated runs for the benchmarks, the same on every machine.

#include <cmath>
#include <string>

#include "base/text/number_text.h"
#include "support/memory_files.h"

namespace bench {

inline constexpr int kMetrics = 6;

/// One value of a falling, wavy curve.
inline double value_at(int row, int metric) {
  return (1.0 + 0.1 * std::sin(row * 0.37 + metric)) / (1.0 + row * 0.01);
}

inline std::string metrics_csv(int rows) {
  std::string text = "step,epoch,a/loss,b/loss,c/loss,d/loss,e/loss,val/loss\n";
  for (int row = 0; row < rows; ++row) {
    text += std::to_string(row) + "," + std::to_string(row / 100);
    for (int metric = 0; metric < kMetrics; ++metric) {
      text += ',';
      base::append_number(text, value_at(row, metric));
    }
    text += '\n';
  }
  return text;
}

inline std::string metrics_jsonl(int rows) {
  std::string text;
  for (int row = 0; row < rows; ++row) {
    text += "{\"step\": " + std::to_string(row);
    for (int metric = 0; metric < kMetrics; ++metric) {
      text += ", \"" + std::string(1, static_cast<char>('a' + metric)) + "/loss\": ";
      base::append_number(text, value_at(row, metric));
    }
    text += "}\n";
  }
  return text;
}

inline const char* config_json() {
  return R"({"lr": 0.001, "batch_size": 64, "seed": 1, "model": {"name": "cnn", "layers": [64, 128], "dropout": 0.3}})";
}

inline const char* notes_md() {
  return "## Observations\n\n- What worked:\n  - A **higher** rate, see <https://example.org/a>\n- What didn't work:\n"
         "  - ~~Warm-up~~\n\n## Issues Encountered\n\n- Slow start: larger batch\n\n## Decision\n\n"
         "- Keep this configuration because the gain is real\n\n## Next Steps\n\n- [ ] Try 0.002\n- [x] Repeat\n\n"
         "| a | b |\n|---|---|\n| 1 | 2 |\n";
}

}  // namespace bench
