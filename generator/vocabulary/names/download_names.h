#pragma once
/// What the endings of files say of how a site offers them.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vocabulary {

/// Of a run's files so many are offered.
inline constexpr std::size_t kMostDownloads = 100;

/// "csv" of "logs/a.CSV"; "" if there is none.
std::string ending_of_file(std::string_view name);

/// What a text file is called in the site: "json", "csv" or "txt"; nothing: it is not known as text by its name.
std::optional<std::string_view> download_ending(std::string_view name);

/// Whether a browser would run what is in the file.
bool is_run_by_browsers(std::string_view name);

/// "png", "jpg", "webp" or "gif" by the first bytes of a picture; nothing for everything else.
std::optional<std::string_view> image_type(std::string_view bytes);

}  // namespace vocabulary
