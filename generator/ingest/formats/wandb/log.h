#pragma once
/// The transaction log of a Weights & Biases run (*.wandb): a header of 7 bytes, then blocks of 32 KiB of chunks with
/// a checksum, a length and a kind (whole, first, middle, last); records are chunks put together. Memory is that of the
/// largest record.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/files/files.h"

namespace ingest {

/// Larger records are left out and counted as damage.
inline constexpr std::size_t kMaxWandbRecordBytes = 64u << 20;

/// ":W&B" and the magic number.
bool starts_like_wandb_log(std::string_view head);

class WandbRecords {
 public:
  explicit WandbRecords(std::unique_ptr<base::ByteStream> stream) : stream_(std::move(stream)) {}
  /// The next record, valid until the next call; nothing at the end or after a failure.
  std::optional<std::string_view> next();
  /// The log ends inside a record.
  bool cut() const { return cut_; }
  std::uint64_t damaged() const { return damaged_; }  ///< places that were stepped over
  std::uint64_t bytes_read() const { return bytes_read_; }
  const std::optional<base::Error>& error() const { return error_; }

 private:
  enum class Chunk : std::uint8_t { whole = 1, first = 2, middle = 3, last = 4 };
  bool load_block();
  bool next_chunk(Chunk& kind, std::string_view& data);
  void damage();

  std::unique_ptr<base::ByteStream> stream_;
  std::array<char, 32768> block_{};
  std::size_t at_ = 0, filled_ = 0;
  std::string record_;
  bool inside_ = false, skipping_ = false, started_ = false, cut_ = false;
  std::uint64_t damaged_ = 0, bytes_read_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace ingest
