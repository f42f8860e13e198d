#pragma once
/// What a Weights & Biases run says of the run that another logger kept: it is mostly the same.

#include "ingest/second_logger.h"

namespace ingest {

extern const SecondLogger kWandbBeside;

}  // namespace ingest
