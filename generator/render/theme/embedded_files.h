#pragma once
/// The files of the built-in theme as the build put them into the program (see themes/CMakeLists.txt).

#include <cstddef>

namespace render {

struct EmbeddedFile {
  const char* name;  ///< "overview.mustache", "assets/report.css", …
  const char* begin;
  const char* end;
};

extern const EmbeddedFile kEmbeddedFiles[];
extern const std::size_t kEmbeddedFileCount;

}  // namespace render
