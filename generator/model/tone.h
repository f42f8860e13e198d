#pragma once
/// What something is to a reader: good news, bad news, or neither. A theme gives tones their colours.

#include <cstdint>

namespace model {

enum class Tone : std::uint8_t { none, good, bad, calm, warn, muted };

}  // namespace model
