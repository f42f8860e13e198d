#include "ingest/formats/gym/environment.h"

#include <cstddef>

#include "ingest/files/path_text.h"
#include "ingest/formats/shared/logger_files.h"

namespace ingest {

std::string gym_environment(std::string_view folder) {
  for (std::string_view rest = folder; !rest.empty(); rest = folder_of(rest)) {
    const std::string_view part = name_of(rest);
    const std::size_t dash = part.rfind("-v");
    if (dash == std::string_view::npos || dash < 2 || dash + 2 == part.size() || part[0] < 'A' || part[0] > 'Z')
      continue;
    if (is_digits(part.substr(dash + 2))) return printable(part);
  }
  return {};
}

}  // namespace ingest
