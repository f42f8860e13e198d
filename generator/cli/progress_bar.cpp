#include "cli/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace cli {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr auto kBarInterval = std::chrono::milliseconds(100);
constexpr auto kLineInterval = std::chrono::seconds(5);

}  // namespace

ProgressBar::Style progress_style(bool quiet) {
  if (quiet) return ProgressBar::Style::none;
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return isatty(STDERR_FILENO) == 1 && !dumb ? ProgressBar::Style::bar : ProgressBar::Style::lines;
}

void ProgressBar::begin(std::string stage, std::string unit, std::size_t all) {
  finish();
  const std::lock_guard lock(mutex_);
  stage_ = std::move(stage);
  unit_ = std::move(unit);
  all_ = all;
  done_ = 0;
  const auto wait = style_ == Style::bar ? Clock::duration(kBarInterval) : Clock::duration(kLineInterval);
  next_show_ = (Clock::now() + wait).time_since_epoch().count();
}

void ProgressBar::advance(std::size_t done) {
  if (style_ == Style::none) return;
  if (Clock::now().time_since_epoch().count() < next_show_.load()) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  const auto wait = style_ == Style::bar ? Clock::duration(kBarInterval) : Clock::duration(kLineInterval);
  next_show_ = (Clock::now() + wait).time_since_epoch().count();
  show(done);
}

void ProgressBar::show(std::size_t done) {
  const std::size_t percent = all_ == 0 ? 100 : done * 100 / all_;
  if (style_ == Style::lines) {
    std::fprintf(stderr, "%s %zu of %zu %s\n", stage_.c_str(), done, all_, unit_.c_str());
    return;
  }
  const std::size_t filled = std::min(kBarWidth, percent * kBarWidth / 100);
  std::string bar(filled, '#');
  bar.append(kBarWidth - filled, '.');
  std::fprintf(stderr, "\r\033[K%-9s [%s] %zu of %zu %s", stage_.c_str(), bar.c_str(), done, all_, unit_.c_str());
  std::fflush(stderr);
  shown_ = true;
}

void ProgressBar::finish() {
  const std::lock_guard lock(mutex_);
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace cli
