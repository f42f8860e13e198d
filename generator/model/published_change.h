#pragma once
/// What changed from one build of a site to the next, as its data/changes.json tells it.

#include <string>

namespace model {

struct PublishedChange {
  std::string kind, sentence;
  std::string experiment, page, date;  ///< empty: none
  bool regression = false;
  std::string json;  ///< all of it, as it stands in the file, on one line
  bool operator==(const PublishedChange&) const = default;
};

}  // namespace model
