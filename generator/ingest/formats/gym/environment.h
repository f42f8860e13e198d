#pragma once
/// The environments of Gym, by the folders that runs in them are kept in.

#include <string>
#include <string_view>

namespace ingest {

/// "Hopper-v2" of "ES/Hopper-v2/run-1": the id of an environment as Gym writes them, where folders are all that says
/// it. Returns of different environments are no numbers to compare. Empty: no part of the path is one.
std::string gym_environment(std::string_view folder);

}  // namespace ingest
