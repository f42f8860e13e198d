#pragma once
/// Dates and times under the names that readers use.

#include "base/text/iso_time.h"

namespace ingest {

using base::parse_timestamp;
using base::timestamp_text;

}  // namespace ingest
