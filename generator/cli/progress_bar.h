#pragma once
/// Progress on standard error: a bar on a terminal, a line every few seconds elsewhere, nothing with --quiet.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace cli {

class ProgressBar {
 public:
  enum class Style { bar, lines, none };
  explicit ProgressBar(Style style) : style_(style) {}
  ~ProgressBar() { finish(); }

  /// Begins a stage: "Reading", "runs".
  void begin(std::string stage, std::string unit, std::size_t all);
  /// Safe from any thread; shows at most ten times a second (bar) or every five seconds (lines).
  void advance(std::size_t done);
  void advance_by_one() { advance(done_.fetch_add(1) + 1); }
  /// Clears the bar, so that messages can be printed.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void show(std::size_t done);

  Style style_;
  std::mutex mutex_;
  std::string stage_, unit_;
  std::size_t all_ = 0;
  std::atomic<std::size_t> done_{0};
  std::atomic<Clock::rep> next_show_{0};
  bool shown_ = false;
};

/// bar if standard error is a terminal that is not dumb, else lines.
ProgressBar::Style progress_style(bool quiet);

}  // namespace cli
