#pragma once
/// What a value looks like, as far as that says whether it is a secret.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "vocabulary/secret_names.h"

namespace ingest {

/// What a name says of its value, with the settings `redact` and `show` applied.
struct NameVerdict {
  vocabulary::Secrecy secrecy = vocabulary::Secrecy::none;
  bool machine = false, user = false, mail = false;
  bool any() const { return secrecy != vocabulary::Secrecy::none || machine || user || mail; }
};

/// "12", "-3.5e4", "1,000,000".
bool is_plain_number(std::string_view text);

/// What stands for a secret that was kept back, and words for no value: "<HUB_TOKEN>", "${TOKEN}", "****", "None", "";
/// also what this program writes for what it withholds.
bool stands_for_secret(std::string_view text);

/// Whether people write such a text: words, in any case and joined by anything, with short numbers: "resnet50-v2",
/// "ResNetEncoder", "val/acc". A drawn text ("zq8dKf31Vx") seldom does. O(length).
bool looks_written(std::string_view text);

/// At least `least` characters without white space that nobody would write.
bool looks_random(std::string_view text, std::size_t least);

/// "https://example.org/a", "/data/x", "../b", "C:\x".
bool looks_like_place(std::string_view text);

/// Whether the value of a key with this verdict is withheld as a secret.
bool is_secret_value(const NameVerdict& verdict, std::string_view value);

/// Whether it is withheld as the name of a machine or a person: no number, no word for none, no "localhost".
bool is_personal_value(const NameVerdict& verdict, std::string_view value);

/// Whether a value that was withheld is looked for elsewhere: at least 6 characters, no number, no common word, no name
/// that accounts of machines share ("ubuntu").
bool is_worth_looking_for(std::string_view value, bool personal);

}  // namespace ingest
