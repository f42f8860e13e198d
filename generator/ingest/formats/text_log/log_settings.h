#pragma once
/// Hyper-parameters that a script prints before it trains.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

struct LogSetting {
  std::uint32_t line = 0;
  std::string key, value;
};

/// Gathers the lines between two events that may be settings:
///
///   Namespace(lr=0.1, batch_size=64), {'lr': 0.1, 'batch_size': 64}   all that is in them
///   batch_size ........ 64                                           a list of arguments
///   lr: 0.1, batch_size = 64                                          a line each
///
/// Lines one by one count if the name is that of a parameter, and, three or more in a row of which one is, all of
/// these.
class LogSettings {
 public:
  void add_line(std::string_view text, std::uint32_t line);
  /// What was gathered is settings of what follows; begins anew.
  std::vector<LogSetting> take();
  bool empty() const { return pending_.empty(); }

 private:
  struct Pending {
    LogSetting setting;
    bool known = false;  ///< the name is that of a parameter
    bool sure = false;   ///< from a list that says that it is one
    bool plain = false;  ///< the name is an identifier
  };
  void add(std::string_view key, std::string_view value, std::uint32_t line, bool sure);
  bool add_arguments(std::string_view text, std::uint32_t line);

  std::vector<Pending> pending_;
  std::size_t bytes_ = 0, lines_ = 0;
};

}  // namespace ingest
