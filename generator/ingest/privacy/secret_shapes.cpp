#include "ingest/privacy/secret_shapes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

bool is_word(char c) {
  return base::is_letter(c) || base::is_digit(c) || c == '_' || c == '-';
}
bool is_upper_or_digit(char c) {
  return base::is_upper(c) || base::is_digit(c);
}
bool is_letter_or_digit(char c) {
  return base::is_letter(c) || base::is_digit(c);
}
bool is_hook_path(char c) {
  return is_letter_or_digit(c) || c == '/';
}

/// A key that begins with `prefix` and goes on for at least `least` characters of its alphabet.
struct KeyShape {
  std::string_view prefix;
  bool (*alphabet)(char);
  std::size_t least;
  bool needs_digit;  ///< tells "sk-" keys from hyphenated words
};

constexpr std::array<KeyShape, 19> kKeyShapes{{
    {"AKIA", is_upper_or_digit, 16, false},
    {"ASIA", is_upper_or_digit, 16, false},
    {"AIza", is_word, 35, false},
    {"ghp_", is_letter_or_digit, 30, false},
    {"gho_", is_letter_or_digit, 30, false},
    {"ghu_", is_letter_or_digit, 30, false},
    {"ghs_", is_letter_or_digit, 30, false},
    {"ghr_", is_letter_or_digit, 30, false},
    {"github_pat_", is_word, 22, false},
    {"glpat-", is_word, 20, false},
    {"hf_", is_letter_or_digit, 20, false},
    {"sk-", is_word, 20, true},
    {"xoxb-", is_word, 10, true},
    {"xoxa-", is_word, 10, true},
    {"xoxp-", is_word, 10, true},
    {"xoxr-", is_word, 10, true},
    {"xoxs-", is_word, 10, true},
    {"pypi-", is_word, 40, true},
    {"hooks.slack.com/services/", is_hook_path, 8, false},
}};

/// A piece of the text that something else will stand for.
struct Piece {
  std::size_t begin = 0, end = 0;
  std::string_view replacement;
  std::uint64_t Redactions::*count = nullptr;
  std::size_t Redactions::*first = nullptr;
};

Piece secret(std::size_t begin, std::size_t end) {
  return {begin, end, kSecretText, &Redactions::secrets, &Redactions::first_secret};
}

std::size_t end_of_run(std::string_view text, std::size_t at, bool (*alphabet)(char)) {
  while (at < text.size() && alphabet(text[at])) ++at;
  return at;
}

std::optional<Piece> key_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_letter_or_digit(text[at - 1])) return std::nullopt;
  for (const KeyShape& shape : kKeyShapes) {
    if (!text.substr(at).starts_with(shape.prefix)) continue;
    const std::size_t body = at + shape.prefix.size();
    const std::size_t end = end_of_run(text, body, shape.alphabet);
    if (end - body < shape.least) continue;
    const std::string_view key = text.substr(body, end - body);
    if (shape.needs_digit && std::none_of(key.begin(), key.end(), base::is_digit)) continue;
    return secret(at, end);
  }
  return std::nullopt;
}

/// "eyJ….eyJ….…"
std::optional<Piece> web_token_at(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("eyJ") || (at > 0 && is_word(text[at - 1]))) return std::nullopt;
  std::size_t end = end_of_run(text, at, is_word);
  if (end - at < 10 || !text.substr(end).starts_with(".eyJ")) return std::nullopt;
  end = end_of_run(text, end + 1, is_word);
  if (end < text.size() && text[end] == '.') end = end_of_run(text, end + 1, is_word);
  return secret(at, end);
}

std::optional<Piece> private_key_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kBegin = "-----BEGIN ", kEnd = "-----END ", kDashes = "-----";
  if (!text.substr(at).starts_with(kBegin)) return std::nullopt;
  const std::size_t close = text.find(kDashes, at + kBegin.size());
  if (close == std::string_view::npos || close - at > 80) return std::nullopt;
  if (text.substr(at, close - at).find("PRIVATE KEY") == std::string_view::npos) return std::nullopt;
  const std::size_t end_line = text.find(kEnd, close + kDashes.size());
  if (end_line == std::string_view::npos) return secret(at, text.size());
  const std::size_t end = text.find(kDashes, end_line + kEnd.size());
  return secret(at, end == std::string_view::npos ? text.size() : end + kDashes.size());
}

/// At "://": what stands between it and an "@" before the path begins, if that holds a ":" (a lone user name is no
/// secret).
std::optional<Piece> credentials_at(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("://")) return std::nullopt;
  const std::size_t begin = at + 3;
  std::size_t at_sign = std::string_view::npos;
  bool colon = false;
  for (std::size_t i = begin; i < text.size() && i < begin + 512; ++i) {
    const char c = text[i];
    if (c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || static_cast<unsigned char>(c) <= ' ') break;
    if (c == ':' && at_sign == std::string_view::npos) colon = true;
    if (c == '@') at_sign = i;
  }
  if (at_sign == std::string_view::npos || !colon) return std::nullopt;
  return secret(begin, at_sign);
}

bool ends_path_part(char c) {
  return c == '/' || c == '\\' || static_cast<unsigned char>(c) <= ' ' ||
         std::string_view("\"'`:;,|<>(){}[]*?=&").find(c) != std::string_view::npos;
}

bool is_path(char c) {
  return is_word(c) || c == '.' || c == '/' || c == '\\' || c == ':' || c == '~';
}

/// "/home/NAME", "/Users/NAME" or "\Users\NAME", from where its path begins.
std::optional<Piece> home_at(std::string_view text, std::size_t at, std::size_t written) {
  if (text[at] != '/' && text[at] != '\\') return std::nullopt;
  const std::string head = base::to_lower(text.substr(at, 8));
  std::size_t name = 0;
  if (head.starts_with("/home/") || head.starts_with("\\home\\")) name = at + 6;
  if (head.starts_with("/users/") || head.starts_with("\\users\\")) name = at + 7;
  if (head.starts_with("\\\\users\\")) name = at + 8;
  if (name == 0) return std::nullopt;
  while (name < text.size() && (text[name] == '\\' || text[name] == '/')) ++name;
  std::size_t end = name;
  while (end < text.size() && !ends_path_part(text[end])) ++end;
  if (end == name) return std::nullopt;
  std::size_t begin = at;
  while (begin > written && is_path(text[begin - 1])) --begin;
  const std::string_view before = text.substr(begin, at - begin);
  const std::size_t scheme = before.find("://");
  if (scheme != std::string_view::npos) {
    if (before.substr(0, scheme) != "file") return std::nullopt;
    begin += scheme + 3;
  }
  return Piece{begin, end, "~", &Redactions::homes, &Redactions::first_home};
}

bool is_mail_local(char c) {
  return is_letter_or_digit(c) || std::string_view("._%+-").find(c) != std::string_view::npos;
}
bool is_mail_host(char c) {
  return is_letter_or_digit(c) || c == '.' || c == '-';
}

std::optional<Piece> mail_at(std::string_view text, std::size_t at, std::size_t written) {
  if (text[at] != '@') return std::nullopt;
  std::size_t begin = at;
  while (begin > written && is_mail_local(text[begin - 1])) --begin;
  std::size_t end = end_of_run(text, at + 1, is_mail_host);
  while (end > at + 1 && !is_letter_or_digit(text[end - 1])) --end;
  const std::string_view host = text.substr(at + 1, end - at - 1);
  const std::size_t dot = host.rfind('.');
  if (begin == at || dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) return std::nullopt;
  // "git@host:owner/name" is an address of a repository.
  if (text.substr(begin, at - begin) == "git" && end < text.size() && text[end] == ':') return std::nullopt;
  return Piece{begin, end, kMailText, &Redactions::addresses, &Redactions::first_address};
}

/// Whether a shape may begin at this character: most texts have few of these.
bool may_begin(char c) {
  return std::string_view("AghsxpeE-:/\\@").find(c) != std::string_view::npos;
}

std::optional<Piece> piece_at(std::string_view text, std::size_t at, std::size_t written, RedactMail mail) {
  if (auto piece = private_key_at(text, at)) return piece;
  if (auto piece = key_at(text, at)) return piece;
  if (auto piece = web_token_at(text, at)) return piece;
  if (auto piece = credentials_at(text, at)) return piece;
  if (auto piece = home_at(text, at, written)) return piece;
  return mail == RedactMail::withhold ? mail_at(text, at, written) : std::nullopt;
}

}  // namespace

std::string redact_text(std::string_view text, RedactMail mail, Redactions& found) {
  std::string out;
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!may_begin(text[at])) continue;
    const std::optional<Piece> piece = piece_at(text, at, written, mail);
    if (!piece) continue;
    if (found.*(piece->count) == 0) found.*(piece->first) = piece->begin;
    ++(found.*(piece->count));
    out += text.substr(written, piece->begin - written);
    out += piece->replacement;
    const std::string_view gone = text.substr(piece->begin, piece->end - piece->begin);
    out.append(static_cast<std::size_t>(std::count(gone.begin(), gone.end(), '\n')), '\n');
    written = piece->end;
    at = std::max(at, written - 1);
  }
  out += text.substr(written);
  return out;
}

}  // namespace ingest
