// Readers: bytes of input per second, one thread. Each checks that it read every row.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analysis/run/digest.h"
#include "base/csv/csv.h"
#include "base/json/json.h"
#include "base/markdown/markdown.h"
#include "bench/samples.h"
#include "ingest/ingest.h"
#include "ingest/privacy/redact.h"

namespace {

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes));
}

void split_csv(benchmark::State& state) {
  const std::string text = bench::metrics_csv(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    base::CsvReader reader = base::csv_over(text);
    std::size_t cells = 0;
    while (const base::CsvRow* row = reader.next()) cells += row->cells.size();
    if (cells != static_cast<std::size_t>((state.range(0) + 1) * (2 + bench::kMetrics)))
      state.SkipWithError("cells lost");
  }
  count_bytes(state, text.size());
}

void parse_json_config(benchmark::State& state) {
  const std::string text = bench::config_json();
  for (auto _ : state) {
    const base::JsonParse parsed = base::parse_json(text);
    if (!parsed.ok || parsed.value.members().size() != 4) state.SkipWithError("members lost");
  }
  count_bytes(state, text.size());
}

void render_note(benchmark::State& state) {
  const std::string text = bench::notes_md();
  for (auto _ : state) {
    if (base::render_markdown(text, {}).html.empty()) state.SkipWithError("nothing rendered");
  }
  count_bytes(state, text.size());
}

/// A whole native run from memory, to its digest.
void read_run(benchmark::State& state, const char* file, const std::string& metrics) {
  std::vector<ingest::Source> sources;
  sources.push_back({"runs", std::make_unique<support::MemoryFiles>(std::map<std::string, std::string>{
                                 {std::string("a/") + file, metrics}, {"a/config.json", bench::config_json()}})});
  const model::Settings settings;
  const ingest::Redactor redactor(settings);
  const ingest::Discovery found = ingest::discover(sources, settings, redactor);
  for (auto _ : state) {
    std::uint64_t points = 0;
    ingest::read_unit(found.units.at(0), sources, settings, redactor, [&](ingest::ReadRun read) {
      for (const auto& series : analysis::digest_run(read.run, settings).digest.series) points += series.points;
    });
    if (points != static_cast<std::uint64_t>(state.range(0)) * bench::kMetrics) state.SkipWithError("points lost");
  }
  count_bytes(state, metrics.size());
}

void read_csv_run(benchmark::State& state) {
  read_run(state, "metrics.csv", bench::metrics_csv(static_cast<int>(state.range(0))));
}
void read_jsonl_run(benchmark::State& state) {
  read_run(state, "metrics.jsonl", bench::metrics_jsonl(static_cast<int>(state.range(0))));
}

BENCHMARK(parse_json_config);
BENCHMARK(render_note);
BENCHMARK(split_csv)->Arg(100)->Arg(10'000)->Arg(100'000);
BENCHMARK(read_csv_run)->Arg(100)->Arg(10'000)->Arg(100'000);
BENCHMARK(read_jsonl_run)->Arg(100)->Arg(10'000)->Arg(100'000);

}  // namespace

BENCHMARK_MAIN();
