#pragma once
/// Keys whose names say that their values must not be published.

#include <string_view>

namespace vocabulary {

/// One of the words password, secret, credential, …, or a pair like "api key"; "token" unless it is a word of text
/// processing ("max_tokens", "pad_token", "tokenizer"). `key` is the last part of a dotted path; "apiKey", "API_KEY"
/// and "api-key" are the same.
bool names_a_secret(std::string_view key);

/// "host", "hostname", "node_name" and the like, without regard to case.
bool names_a_machine(std::string_view key);

/// "user", "username", "login" and the like, without regard to case.
bool names_a_user(std::string_view key);

}  // namespace vocabulary
