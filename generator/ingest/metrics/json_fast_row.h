#pragma once
/// The fast path for lines such as {"step": 10, "loss": 0.25}.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ingest {

struct FlatCell {
  std::string_view key;
  double value = 0;
  std::size_t offset = 0;  ///< of the value in the line
};

/// The members of a flat JSON object whose values are numbers (NaN, Infinity and -Infinity too) or null, which is left
/// out. False, with `cells` unspecified, for anything else: the line may still be good JSON, and belongs to the parser
/// that can say what is wrong with it. Keys hold no escape and only printable ASCII.
bool read_flat_row(std::string_view line, std::vector<FlatCell>& cells);

}  // namespace ingest
