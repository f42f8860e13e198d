#include <span>
#include <string>

#include "render/render.h"
#include "render/theme/embedded_files.h"

namespace render {

const Theme& built_in_theme() {
  static const Theme theme = [] {
    Theme files;
    for (const EmbeddedFile& file : std::span(kEmbeddedFiles, kEmbeddedFileCount)) {
      files.emplace(file.name, std::string(file.begin, file.end));
    }
    return files;
  }();
  return theme;
}

}  // namespace render
