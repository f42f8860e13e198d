#pragma once
/// The settings of a run: the tree as it was written, and its leaves by dotted path.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"

namespace model {

/// A leaf. Lists whose items are scalars (or lists of scalars) are one leaf; lists of objects are descended into
/// with the index as a path part ("layers.0.units"). Empty objects and lists are leaves.
struct ParameterValue {
  enum class Kind : std::uint8_t { null, boolean, number, text, list };
  Kind kind = Kind::null;
  std::string text;   ///< as shown: numbers as written, text without quotes, lists as compact JSON
  double number = 0;  ///< of kind number
  /// Same setting: numbers by value (0.001 == 1e-3), everything else by kind and text.
  bool operator==(const ParameterValue& other) const;
};

struct Parameter {
  std::string path;  ///< "augmentation.rotation_range"; a dot inside a key is kept as it is
  ParameterValue value;
  bool operator==(const Parameter&) const = default;
};

struct Config {
  base::Json tree;                    ///< an object, or null when the run has no config; secrets already withheld
  std::vector<Parameter> parameters;  ///< leaves in the order of the file
  /// The leaf at `path`, or nullptr. O(parameters).
  const ParameterValue* find(std::string_view path) const;
  bool operator==(const Config&) const = default;
};

/// Leaves of `tree` (an object; anything else gives an empty config).
Config make_config(base::Json tree);

}  // namespace model
