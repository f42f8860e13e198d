#include "ingest/files/file_text.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

#include "base/text/utf16.h"
#include "ingest/files/damage.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

/// Reads up to `limit` bytes into an empty string; false if the stream failed. Most files are small.
base::Result<void> read_up_to(base::ByteStream& stream, std::size_t limit, std::string& out) {
  constexpr std::size_t kFirstBlock = 16u << 10;
  std::size_t filled = 0;
  while (filled < limit) {
    if (filled == out.size()) out.resize(std::min(limit, std::max(kFirstBlock, 2 * filled)));
    const base::Result<std::size_t> count = stream.read(out.data() + filled, out.size() - filled);
    filled += count ? *count : 0;
    if (!count || *count == 0) {
      out.resize(filled);
      if (!count) return count.error();
      break;
    }
  }
  return {};
}

/// Says it when the first bytes of a text are damaged; what is left is read all the same.
class WatchedStream : public base::ByteStream {
 public:
  WatchedStream(std::unique_ptr<base::ByteStream> stream, std::string path, std::function<void(model::Notice)> notice)
      : stream_(std::move(stream)), path_(std::move(path)), notice_(std::move(notice)) {}

  base::Result<std::size_t> read(char* buffer, std::size_t size) override {
    base::Result<std::size_t> count = stream_->read(buffer, size);
    if (!notice_ || !count) return count;
    const auto notice = std::exchange(notice_, nullptr);
    const std::optional<Damage> damage = find_damaged_beginning(name_of(path_), {buffer, *count});
    if (damage) notice(notice_of(*damage, path_));
    return count;
  }

 private:
  std::unique_ptr<base::ByteStream> stream_;
  std::string path_;
  std::function<void(model::Notice)> notice_;
};

}  // namespace

std::unique_ptr<base::ByteStream> open_file(const ReadContext& context, const std::string& path,
                                            const std::string& consequence) {
  base::Result<std::unique_ptr<base::ByteStream>> stream = context.files.open(path);
  if (stream) {
    return std::make_unique<WatchedStream>(base::decompressed(std::move(*stream), kMaxDecompressedBytes), path,
                                           context.notice);
  }
  context.notice(notice_of(stream.error(), path, consequence));
  return nullptr;
}

std::optional<std::string> read_beginning(const ReadContext& context, const std::string& path, std::size_t limit,
                                          const std::string& consequence) {
  const std::unique_ptr<base::ByteStream> stream = open_file(context, path, consequence);
  if (!stream) return std::nullopt;
  std::string text;
  const base::Result<void> done = read_up_to(*stream, limit, text);
  if (done) return text;
  context.notice(notice_of(done.error(), path, consequence));
  return std::nullopt;
}

std::optional<std::string> read_document(const ReadContext& context, const std::string& path, std::size_t limit,
                                         const std::string& consequence) {
  std::optional<std::string> text = read_beginning(context, path, limit + 1, consequence);
  if (!text || text->size() <= limit) return text;
  const base::Error error{base::Error::Kind::limit, path,
                          "larger than the limit of " + std::to_string(limit) + " bytes"};
  context.notice(notice_of(error, path, consequence));
  return std::nullopt;
}

std::string in_utf8(const ReadContext& context, const std::string& path, std::string text) {
  if (!base::is_utf16(text)) return text;
  context.notice({.severity = base::Severity::note,
                  .code = "text-utf16",
                  .file = path,
                  .at = {1, 1},
                  .what = "in UTF-16; read as such"});
  return base::from_utf16(text);
}

std::string read_start(const base::FileReader& files, const std::string& path, std::size_t limit) {
  base::Result<std::unique_ptr<base::ByteStream>> opened = files.open(path);
  if (!opened) return "";
  std::string text;
  const std::unique_ptr<base::ByteStream> stream = base::decompressed(std::move(*opened), kMaxDecompressedBytes);
  const base::Result<void> done = read_up_to(*stream, limit, text);
  return done && base::is_utf16(text) ? base::from_utf16(text) : text;
}

}  // namespace ingest
