// Charts: curves drawn per second.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "bench/samples.h"
#include "render/charts/charts.h"
#include "render/html/figure.h"

namespace {

model::Curve curve(int points) {
  model::Curve made{.metric = "val/loss", .source_points = static_cast<std::uint64_t>(points)};
  for (int i = 0; i < points; ++i) {
    made.x.push_back(i);
    made.y.push_back(bench::value_at(i, 0));
  }
  return made;
}

void draw_svg(benchmark::State& state) {
  const model::Curve drawn = curve(static_cast<int>(state.range(0)));
  model::Chart chart{.id = "c", .title = "Loss"};
  chart.traces.push_back({.name = "a", .x = drawn.x, .y = drawn.y});
  for (auto _ : state) {
    if (render::render_svg(chart).find("<path") == std::string::npos) state.SkipWithError("nothing drawn");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void write_chunk(benchmark::State& state) {
  const std::vector<model::Curve> curves(bench::kMetrics, curve(static_cast<int>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(render::curve_chunk("a", curves));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * bench::kMetrics);
}

BENCHMARK(draw_svg)->Arg(10)->Arg(100)->Arg(1000);
BENCHMARK(write_chunk)->Arg(10)->Arg(100)->Arg(1000);

}  // namespace
