#pragma once
/// The program's version, from CMakeLists.txt.

namespace cli {

#ifndef TRIALPRESS_VERSION
#error "TRIALPRESS_VERSION is set by CMakeLists.txt"
#endif
inline constexpr const char* kVersion = TRIALPRESS_VERSION;

}  // namespace cli
