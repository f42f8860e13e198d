#include "ingest/formats/wandb/log.h"

#include <algorithm>
#include <cstddef>

#include "base/binary/crc32c.h"
#include "base/binary/protobuf_wire.h"

namespace ingest {
namespace {

constexpr std::size_t kFileHeader = 7, kChunkHeader = 7;
constexpr std::string_view kMagic = ":W&B\xe1\xbe";

}  // namespace

bool starts_like_wandb_log(std::string_view head) {
  return head.starts_with(kMagic);
}

bool WandbRecords::load_block() {
  at_ = 0;
  filled_ = 0;
  while (filled_ < block_.size() && !error_) {
    const base::Result<std::size_t> count = stream_->read(block_.data() + filled_, block_.size() - filled_);
    if (!count) error_ = count.error();
    if (!count || *count == 0) break;
    filled_ += *count;
    bytes_read_ += *count;
  }
  if (!started_) at_ = std::min(filled_, kFileHeader);
  started_ = true;
  return filled_ > 0;
}

/// The rest of the block cannot be trusted; reading goes on at the first record that begins in a later block.
void WandbRecords::damage() {
  ++damaged_;
  at_ = block_.size();
  inside_ = false;
  skipping_ = true;
}

bool WandbRecords::next_chunk(Chunk& kind, std::string_view& data) {
  while (true) {
    if (!started_ || block_.size() - std::min(at_, block_.size()) < kChunkHeader) {
      if (started_ && filled_ < block_.size()) return false;
      if (!load_block()) return false;
      continue;
    }
    if (at_ >= filled_) return false;
    if (filled_ - at_ < kChunkHeader) {
      cut_ = true;
      return false;
    }
    const std::string_view header(block_.data() + at_, kChunkHeader);
    const std::size_t size = static_cast<std::size_t>(base::read_little_endian(header.substr(4, 2)));
    const auto type = static_cast<unsigned char>(header[6]);
    if (type == 0 && size == 0) {  // space that was set aside
      at_ = block_.size();
      continue;
    }
    if (at_ + kChunkHeader + size > block_.size() || type < 1 || type > 4) {
      damage();
      continue;
    }
    if (at_ + kChunkHeader + size > filled_) {
      cut_ = true;
      return false;
    }
    const std::string_view checked(block_.data() + at_ + 6, size + 1);
    if (base::crc32(checked) != base::read_little_endian(header.substr(0, 4))) {
      damage();
      continue;
    }
    kind = static_cast<Chunk>(type);
    data = checked.substr(1);
    at_ += kChunkHeader + size;
    return true;
  }
}

std::optional<std::string_view> WandbRecords::next() {
  Chunk kind{};
  std::string_view data;
  while (next_chunk(kind, data)) {
    const bool begins = kind == Chunk::whole || kind == Chunk::first;
    if (begins) {
      if (inside_) ++damaged_;
      record_.clear();
      inside_ = true;
      skipping_ = false;
    } else if (!inside_) {
      if (!skipping_) ++damaged_;
      skipping_ = true;
      continue;
    }
    if (record_.size() + data.size() > kMaxWandbRecordBytes) {
      ++damaged_;
      inside_ = false;
      skipping_ = true;
      continue;
    }
    record_ += data;
    if (kind != Chunk::whole && kind != Chunk::last) continue;
    inside_ = false;
    return record_;
  }
  if (inside_) cut_ = true;
  return std::nullopt;
}

}  // namespace ingest
