#pragma once
/// Keys whose names say that their values must not be published.

#include <cstdint>
#include <string_view>

namespace vocabulary {

/// What a key's name says of its value; each includes those before it.
enum class Secrecy : std::uint8_t {
  none,
  if_random,  ///< "key", "cache_key", "signature": withheld if the value looks like nothing that people write
  if_text,    ///< "token", "session_id", "auth": withheld if it is one text; a count of tokens is none
  always,     ///< "password", "wandb_key", "connection_string"
};

/// The one judge of names. `key` is the last part of a dotted path; "apiKey", "API_KEY" and "api-key" are the same, and
/// so are "tokens" and "token", "PGPASSWORD" and "pg_password". A word of text processing before "token" ("max_tokens",
/// "pad_token") and a measure behind ("secret_dim", "password_strength_loss", "token_type") make it none.
/// O(size of the key × words known).
Secrecy secrecy_of(std::string_view key);

/// Whether a text under this key is withheld without a look at it: if_text or always.
bool names_a_secret(std::string_view key);

/// "host", "db_hostname", "node_name" and the like, without regard to case.
bool names_a_machine(std::string_view key);

/// "user", "username", "created_by" and the like, without regard to case.
bool names_a_user(std::string_view key);

/// "email", "reply_to" and the like, without regard to case.
bool names_a_mail_address(std::string_view key);

}  // namespace vocabulary
