#pragma once
/// Values that stand behind the name of a secret, a person or a machine in a text.

#include <cstddef>
#include <optional>
#include <string_view>

#include "ingest/privacy/find.h"

namespace ingest {

/// Whether a name may be told from its value by this character.
bool may_part_name(char c);

/// The value that text[at] parts from its name, from text[from] on, if `judge` has it withheld. Dresses:
/// NAME=VALUE, NAME: VALUE, "NAME": "VALUE", NAME => VALUE, env["NAME"] = "VALUE", --name VALUE, "--name", "VALUE",
/// ("NAME", "VALUE"), <name>VALUE</name>, | NAME | VALUE |, "Bearer VALUE", "password VALUE"; lists and dictionaries
/// are taken whole. A value ends with its quotes, else at white space, or where the next name begins ("&b=", ",lr=").
/// A word of a sentence behind a colon ("Password: see the wiki") and code ("token = args.token") are none.
/// O(length of name and value), at most some thousand characters.
std::optional<Find> named_value_at(std::string_view text, std::size_t at, std::size_t from, const JudgeName& judge);

}  // namespace ingest
