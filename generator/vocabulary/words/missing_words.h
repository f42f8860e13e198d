#pragma once
/// Words that stand in a cell where there is no value.

#include <string_view>

namespace vocabulary {

/// Nothing but blanks, "NA", "N/A", "none", "null", dashes, and the words that spreadsheets write in place of a result:
/// "#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", also in other languages ("#WERT!", "#NV"),
/// "#ERROR!" and "Err:502". Without regard to case. "nan" and "inf" are numbers.
bool is_missing_word(std::string_view cell);

}  // namespace vocabulary
