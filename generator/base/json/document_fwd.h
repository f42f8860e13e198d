#pragma once
/// The type of JSON documents that Trialpress itself writes; document.h has all of it. The library is named here and in
/// document.h alone.

#include <nlohmann/json_fwd.hpp>

namespace base {

/// A value of a document to be written. Members stay in the order in which they were set.
using Document = nlohmann::ordered_json;

}  // namespace base
