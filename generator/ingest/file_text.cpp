#include "ingest/file_text.h"

#include "ingest/notice_log.h"

namespace ingest {
namespace {

/// Appends up to `limit` bytes; false if the stream failed.
base::Result<void> append_up_to(base::ByteStream& stream, std::size_t limit, std::string& out) {
  constexpr std::size_t kBlock = 64u << 10;
  while (out.size() < limit) {
    const std::size_t begin = out.size();
    out.resize(std::min(limit, begin + kBlock));
    const base::Result<std::size_t> count = stream.read(out.data() + begin, out.size() - begin);
    out.resize(begin + (count ? *count : 0));
    if (!count) return count.error();
    if (*count == 0) break;
  }
  return {};
}

}  // namespace

std::unique_ptr<base::ByteStream> open_file(const ReadContext& context, const std::string& path,
                                            const std::string& consequence) {
  base::Result<std::unique_ptr<base::ByteStream>> stream = context.files.open(path);
  if (stream) return base::decompressed(std::move(*stream), kMaxDecompressedBytes);
  context.notice(notice_of(stream.error(), path, consequence));
  return nullptr;
}

std::optional<std::string> read_document(const ReadContext& context, const std::string& path, std::size_t limit,
                                         const std::string& consequence) {
  const std::unique_ptr<base::ByteStream> stream = open_file(context, path, consequence);
  if (!stream) return std::nullopt;
  std::string text;
  const base::Result<void> done = append_up_to(*stream, limit + 1, text);
  if (!done) {
    context.notice(notice_of(done.error(), path, consequence));
    return std::nullopt;
  }
  if (text.size() <= limit) return text;
  const base::Error error{base::Error::Kind::limit, path,
                          "larger than the limit of " + std::to_string(limit) + " bytes"};
  context.notice(notice_of(error, path, consequence));
  return std::nullopt;
}

std::string read_start(const base::FileReader& files, const std::string& path, std::size_t limit) {
  base::Result<std::unique_ptr<base::ByteStream>> opened = files.open(path);
  if (!opened) return "";
  std::string text;
  const std::unique_ptr<base::ByteStream> stream = base::decompressed(std::move(*opened), kMaxDecompressedBytes);
  if (!append_up_to(*stream, limit, text)) return text;
  return text;
}

}  // namespace ingest
