#pragma once
/// Opening the files of a run: compressed or not, errors turned into notices.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/files/files.h"
#include "ingest/run_format.h"

namespace ingest {

/// Configs, summaries and the like; larger ones are not read (file-too-large).
inline constexpr std::size_t kMaxDocumentBytes = 16u << 20;
/// Of a compressed metric file, undone.
inline constexpr std::uint64_t kMaxDecompressedBytes = 4ull << 30;

/// The bytes of `path`, compression undone; nothing after an error notice that ends in `consequence`.
std::unique_ptr<base::ByteStream> open_file(const ReadContext& context, const std::string& path,
                                            const std::string& consequence);
/// The first `limit` bytes at most, compression undone; nothing after an error notice.
std::optional<std::string> read_beginning(const ReadContext& context, const std::string& path, std::size_t limit,
                                          const std::string& consequence);
/// The whole of a document of at most `limit` bytes, compression undone; nothing after an error notice.
std::optional<std::string> read_document(const ReadContext& context, const std::string& path, std::size_t limit,
                                         const std::string& consequence);
/// `text` of `path` with UTF-16 made UTF-8 (text-utf16: note): for tables, logs and notes, which people write. What
/// programs write for programs must be UTF-8, and its readers say so.
std::string in_utf8(const ReadContext& context, const std::string& path, std::string text);
/// The first bytes at most, compression undone and UTF-16 made UTF-8; "" if the file cannot be read.
std::string read_start(const base::FileReader& files, const std::string& path, std::size_t limit);

}  // namespace ingest
