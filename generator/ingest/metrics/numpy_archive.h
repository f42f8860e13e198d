#pragma once
/// Arrays of numbers as NumPy saves them: *.npy, and *.npz, a zip archive of them.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/run_format.h"

namespace ingest {

/// Larger archives are not read, nor larger members of them.
inline constexpr std::size_t kMaxNumpyBytes = 64u << 20;

struct NumpyArray {
  std::vector<std::size_t> shape;  ///< lengths of the axes; empty: a single number
  std::vector<double> values;      ///< the last axis runs fastest; whole numbers from 2^53 on are rounded
};

/// The array of a *.npy file: booleans, whole and floating-point numbers of any byte order, 16 to 64 bits. An Error for
/// anything else: objects (pickles, which may run code), texts, structures, and files that are cut.
base::Result<NumpyArray> parse_npy(std::string_view bytes);

/// The arrays of an archive called `names`, as far as they are there and can be read; nothing after an error notice
/// that ends in `consequence`. What is wrong with a single array is a warning (npz-array). Its name and size go to
/// `run`.
std::optional<std::map<std::string, NumpyArray>> read_numpy_archive(const ReadContext& context, const std::string& path,
                                                                    const std::vector<std::string_view>& names,
                                                                    model::Run& run, const std::string& consequence);

}  // namespace ingest
