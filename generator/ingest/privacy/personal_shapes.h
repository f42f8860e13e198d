#pragma once
/// Names of people and machines that are known by where they stand: home folders, addresses.

#include <cstddef>
#include <optional>
#include <string_view>

#include "ingest/privacy/find.h"

namespace ingest {

/// Whether one of these shapes may be known by this character, which need not be its first.
bool may_tell_person(char c);

/// What text[at] makes known, from text[from] on:
/// - home folders: "/home/NAME", "/home2/NAME", "/Users/First Last", "C:\Users\NAME", "/afs/…/user/NAME",
///   "/scratch/NAME", "/u/NAME", "~NAME/", "\\server\NAME", "MyDrive/NAME", with what stands before them; also in the
///   name of a file that was made from a path ("_home_NAME_data");
/// - "NAME@host:/path", and NAME@host where the host is called like one of a cluster ("gpu01");
/// - e-mail addresses.
/// O(size of the find), at most some hundred characters.
std::optional<Find> personal_shape_at(std::string_view text, std::size_t at, std::size_t from);

}  // namespace ingest
