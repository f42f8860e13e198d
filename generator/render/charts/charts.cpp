#include "render/charts/charts.h"

#include <array>

namespace render {
namespace {

constexpr std::array kChartDefinitions{
    ChartDefinition{"progress", progress_chart},
    ChartDefinition{"trade-off", trade_off_chart},
};

}  // namespace

std::span<const ChartDefinition> chart_definitions() {
  return kChartDefinitions;
}

}  // namespace render
