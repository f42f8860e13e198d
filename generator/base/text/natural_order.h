#pragma once
/// The order people expect of names with numbers in them.

#include <string_view>

namespace base {

/// EXP2 before EXP10: runs of digits compare by value, everything else by bytes; names equal so far (EXP2, EXP02) by
/// bytes as a whole, so that the order is total.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace base
