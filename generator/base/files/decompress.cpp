#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/files/files.h"

namespace base {
namespace {

constexpr std::size_t kFirstInputBytes = 16u << 10;  // most files are plain, and small
constexpr std::size_t kInputBytes = 256u << 10;

Error damaged(const std::string& what) {
  return {Error::Kind::invalid, "", what};
}

/// What one step of a decoder did with the input and output it was offered.
struct Step {
  std::size_t consumed = 0, produced = 0;
  bool member_ended = false;  ///< at a place where the data may end, or another member may follow
};

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual Result<Step> step(std::string_view input, char* out, std::size_t size) = 0;
  /// Whether `rest`, which stands after a member, begins another one.
  virtual bool begins_member(std::string_view rest) const = 0;
};

bool looks_like_gzip(std::string_view head) {
  return head.starts_with("\x1f\x8b");
}

bool looks_like_zstd(std::string_view head) {
  if (head.starts_with("\x28\xb5\x2f\xfd")) return true;
  // A skippable frame, as parallel compressors put in front.
  return head.size() >= 4 && (head[0] & 0xf0) == 0x50 && head.substr(1, 3) == "\x2a\x4d\x18";
}

class GzipDecoder final : public Decoder {
 public:
  GzipDecoder() { ready_ = ::inflateInit2(&state_, 15 + 16) == Z_OK; }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;
  ~GzipDecoder() override {
    if (ready_) ::inflateEnd(&state_);
  }

  Result<Step> step(std::string_view input, char* out, std::size_t size) override {
    if (!ready_) return damaged("no memory to undo gzip");
    if (ended_) ::inflateReset(&state_);
    ended_ = false;
    const auto offered = static_cast<uInt>(input.size());
    const auto room = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    // zlib reads through this pointer only; its type predates const.
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    state_.avail_in = offered;
    state_.next_out = reinterpret_cast<Bytef*>(out);
    state_.avail_out = room;
    const int status = ::inflate(&state_, Z_NO_FLUSH);
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
      return damaged(std::string("damaged gzip data") + (state_.msg != nullptr ? std::string(": ") + state_.msg : ""));
    }
    ended_ = status == Z_STREAM_END;
    return Step{offered - state_.avail_in, room - state_.avail_out, ended_};
  }

  bool begins_member(std::string_view rest) const override { return looks_like_gzip(rest); }

 private:
  z_stream state_{};
  bool ready_ = false, ended_ = false;
};

class ZstdDecoder final : public Decoder {
 public:
  ZstdDecoder() : state_(::ZSTD_createDStream()) {}
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;
  ~ZstdDecoder() override { ::ZSTD_freeDStream(state_); }

  Result<Step> step(std::string_view input, char* out, std::size_t size) override {
    if (state_ == nullptr) return damaged("no memory to undo zstd");
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer produced{out, size, 0};
    const std::size_t status = ::ZSTD_decompressStream(state_, &produced, &in);
    if (::ZSTD_isError(status) != 0) return damaged(std::string("damaged zstd data: ") + ::ZSTD_getErrorName(status));
    return Step{in.pos, produced.pos, status == 0};
  }

  bool begins_member(std::string_view rest) const override { return looks_like_zstd(rest); }

 private:
  ZSTD_DStream* state_;
};

class DecompressedStream final : public ByteStream {
 public:
  DecompressedStream(std::unique_ptr<ByteStream> stream, std::uint64_t limit)
      : stream_(std::move(stream)), limit_(limit) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (failure_) return *failure_;
    if (size == 0) return std::size_t{0};
    if (!looked_) {
      if (const Result<void> looked = look_at_head(); !looked) return fail(looked.error());
    }
    const Result<std::size_t> count = decoder_ ? read_decoded(buffer, size) : read_plain(buffer, size);
    if (!count || !goes_on_alike({buffer, *count})) return count;
    return fail({Error::Kind::limit, "",
                 std::to_string(kMaxEqualBytes >> 20) + " MiB of the same byte in a row, which are no data"});
  }

 private:
  std::string_view rest() const { return {input_.data() + begin_, input_.size() - begin_}; }

  Error fail(const Error& error) {
    failure_ = error;
    return error;
  }

  /// Whether the last kMaxEqualBytes were alike. Costs a look at two bytes where they differ.
  bool goes_on_alike(std::string_view bytes) {
    if (bytes.empty()) return false;
    const bool alike =
        bytes.front() == bytes.back() && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0;
    equal_ = !alike ? 0 : equal_ > 0 && last_ == bytes.front() ? equal_ + bytes.size() : bytes.size();
    last_ = bytes.back();
    return equal_ >= kMaxEqualBytes;
  }

  /// Reads on behind what is left of the input.
  Result<void> fill() {
    if (at_end_) return {};
    input_.erase(0, begin_);
    begin_ = 0;
    const std::size_t kept = input_.size();
    const std::size_t wanted = decoder_ ? kInputBytes : kFirstInputBytes;
    input_.resize(kept + wanted);
    const Result<std::size_t> count = stream_->read(input_.data() + kept, wanted);
    input_.resize(kept + (count ? *count : 0));
    if (!count) return count.error();
    at_end_ = *count == 0;
    return {};
  }

  /// Reads until `size` bytes are at hand or the input ends.
  Result<void> fill_to(std::size_t size) {
    while (rest().size() < size && !at_end_) {
      if (const Result<void> filled = fill(); !filled) return filled;
    }
    return {};
  }

  Result<void> look_at_head() {
    looked_ = true;
    if (const Result<void> filled = fill_to(4); !filled) return filled;
    if (looks_like_gzip(rest())) {
      decoder_ = std::make_unique<GzipDecoder>();
    } else if (looks_like_zstd(rest())) {
      decoder_ = std::make_unique<ZstdDecoder>();
    }
    return {};
  }

  Result<std::size_t> read_plain(char* buffer, std::size_t size) {
    if (rest().empty()) return stream_->read(buffer, size);
    const std::size_t count = rest().copy(buffer, size);
    begin_ += count;
    return count;
  }

  Result<std::size_t> read_decoded(char* buffer, std::size_t size) {
    for (;;) {
      if (between_members_) {
        const Result<bool> more = find_member();
        if (!more) return fail(more.error());
        if (!*more) return std::size_t{0};
      }
      char beyond = 0;
      const bool full = produced_ == limit_;
      char* const out = full ? &beyond : buffer;
      const std::size_t room = full ? 1 : static_cast<std::size_t>(std::min<std::uint64_t>(size, limit_ - produced_));
      const Result<Step> step = decoder_->step(rest(), out, room);
      if (!step) return fail(step.error());
      begin_ += step->consumed;
      between_members_ = step->member_ended;
      if (full && step->produced > 0) {
        return fail({Error::Kind::limit, "",
                     "larger than the limit of " + std::to_string(limit_) + " bytes when decompressed"});
      }
      produced_ += step->produced;
      if (step->produced > 0) return step->produced;
      if (between_members_ || step->consumed > 0) continue;
      if (at_end_) return fail(damaged("the compressed data ends early"));
      if (const Result<void> filled = fill(); !filled) return fail(filled.error());
    }
  }

  /// After a member: another one, the end, or (an error) something else. Zero bytes are padding.
  Result<bool> find_member() {
    if (const Result<void> filled = fill_to(4); !filled) return filled.error();
    if (rest().empty()) return false;
    if (decoder_->begins_member(rest())) {
      between_members_ = false;
      return true;
    }
    while (!rest().empty()) {
      if (rest().find_first_not_of('\0') != std::string_view::npos) {
        return damaged("bytes that are not compressed data follow the compressed data");
      }
      begin_ = input_.size();
      if (const Result<void> filled = fill(); !filled) return filled.error();
    }
    return false;
  }

  std::unique_ptr<ByteStream> stream_;
  std::uint64_t limit_, produced_ = 0, equal_ = 0;
  char last_ = 0;
  std::unique_ptr<Decoder> decoder_;
  std::optional<Error> failure_;
  std::string input_;
  std::size_t begin_ = 0;
  bool looked_ = false, at_end_ = false, between_members_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> decompressed(std::unique_ptr<ByteStream> stream, std::uint64_t limit) {
  return std::make_unique<DecompressedStream>(std::move(stream), limit);
}

}  // namespace base
