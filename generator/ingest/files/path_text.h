#pragma once
/// Paths as text: taken apart, and made fit for people.

#include <string>
#include <string_view>

namespace ingest {

/// "a/b" of "a" and "b"; just the name when the folder is the root ("").
std::string join_path(std::string_view folder, std::string_view name);
/// "b.csv" of "a/b.csv".
std::string_view name_of(std::string_view path);
/// "a" of "a/b.csv"; "" of "b.csv".
std::string_view folder_of(std::string_view path);

/// `path` in UTF-8: a byte that is not becomes "\xNN", so that different names stay different.
std::string printable(std::string_view path);
/// Where a notice points: the label of the source and the path in it, printable, control characters made visible.
/// A source that is one file is named once.
std::string notice_place(std::string_view label, std::string_view path);

/// The name without ".gz" or ".zst".
std::string_view without_compression(std::string_view name);
/// The lower-case extension after the last dot, compression aside: "csv" of "a.CSV.gz"; "" if there is none.
std::string extension_of(std::string_view name);
/// `path` without its extension, compression aside: "logs/a" of "logs/a.csv.gz".
std::string_view without_extension(std::string_view path);

}  // namespace ingest
