#include "ingest/privacy/secret_shapes.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text/ascii.h"
#include "ingest/privacy/characters.h"
#include "ingest/privacy/withheld_texts.h"

namespace ingest {
namespace {

bool is_word(char c) {
  return is_letter_or_digit(c) || c == '_' || c == '-';
}
bool is_dotted_word(char c) {
  return is_word(c) || c == '.';
}
bool is_upper_or_digit(char c) {
  return base::is_upper(c) || base::is_digit(c);
}
bool is_base64(char c) {
  return is_word(c) || c == '+' || c == '/' || c == '=' || c == '%';
}
/// Of an address, or of a file that is named after one.
bool is_hook_path(char c) {
  return is_word(c) || c == '/' || c == '@';
}

/// What has to be in a key so that it is no name that people write.
enum class Holds : std::uint8_t { anything, digit, mixed };

/// A key that begins with `prefix` and goes on for at least `least` characters of its alphabet.
struct KeyShape {
  std::string_view prefix;
  bool (*alphabet)(char);
  std::size_t least;
  Holds holds = Holds::anything;
  bool in_words = false;  ///< the prefix is so peculiar that it counts right behind a letter, too
};

constexpr KeyShape kKeyShapes[]{
    {"AKIA", is_upper_or_digit, 16},
    {"ASIA", is_upper_or_digit, 16},
    {"ABIA", is_upper_or_digit, 16},
    {"FwoGZXIvYXdz", is_base64, 40, Holds::anything, true},
    {"IQoJb3JpZ2lu", is_base64, 40, Holds::anything, true},
    {"AIza", is_word, 35},
    {"ya29.", is_word, 20},
    {"GOCSPX-", is_word, 20, Holds::anything, true},
    {"1//0", is_word, 40, Holds::mixed},
    {"ghp_", is_letter_or_digit, 30, Holds::anything, true},
    {"gho_", is_letter_or_digit, 30, Holds::anything, true},
    {"ghu_", is_letter_or_digit, 30, Holds::anything, true},
    {"ghs_", is_letter_or_digit, 30, Holds::anything, true},
    {"ghr_", is_letter_or_digit, 30, Holds::anything, true},
    {"github_pat_", is_word, 22, Holds::anything, true},
    {"glpat-", is_dotted_word, 20, Holds::anything, true},
    {"gldt-", is_word, 18},
    {"glrt-", is_dotted_word, 18},
    {"glcbt-", is_word, 18},
    {"glptt-", is_word, 18},
    {"glft-", is_word, 18},
    {"glsoat-", is_word, 18},
    {"glimt-", is_word, 18},
    {"glagent-", is_word, 18},
    {"gloas-", is_word, 18},
    {"ATATT3", is_base64, 40, Holds::mixed},
    {"ATBB", is_letter_or_digit, 24, Holds::mixed},
    {"hf_", is_letter_or_digit, 20, Holds::mixed},
    {"api_org_", is_letter_or_digit, 20, Holds::mixed},
    {"sk-proj-", is_word, 20, Holds::mixed, true},
    {"sk-ant-", is_word, 20, Holds::mixed, true},
    {"sk-", is_word, 20, Holds::mixed},
    {"pk-lf-", is_word, 20, Holds::digit},
    {"lsv2_", is_word, 20, Holds::mixed},
    {"gsk_", is_letter_or_digit, 20, Holds::mixed},
    {"xai-", is_word, 40, Holds::mixed},
    {"pplx-", is_word, 30, Holds::mixed},
    {"tvly-", is_word, 16, Holds::mixed},
    {"r8_", is_letter_or_digit, 20, Holds::mixed},
    {"nvapi-", is_word, 30, Holds::mixed},
    {"tgp_v1_", is_word, 20, Holds::mixed},
    {"fw_", is_letter_or_digit, 20, Holds::mixed},
    {"csk-", is_letter_or_digit, 30, Holds::mixed},
    {"pcsk_", is_word, 20, Holds::mixed},
    {"jina_", is_word, 30, Holds::mixed},
    {"rpa_", is_letter_or_digit, 30, Holds::mixed},
    {"wandb_v1_", is_word, 20, Holds::mixed},
    {"local-", base::is_hex_digit, 40, Holds::digit},
    {"sk_live_", is_letter_or_digit, 16, Holds::mixed, true},
    {"sk_test_", is_letter_or_digit, 16, Holds::mixed, true},
    {"rk_live_", is_letter_or_digit, 16, Holds::mixed, true},
    {"pk_live_", is_letter_or_digit, 16, Holds::mixed, true},
    {"whsec_", is_base64, 16, Holds::mixed},
    {"sq0atp-", is_word, 20},
    {"sq0csp-", is_word, 20},
    {"shpat_", base::is_hex_digit, 24},
    {"shpss_", base::is_hex_digit, 24},
    {"shpca_", base::is_hex_digit, 24},
    {"SG.", is_dotted_word, 32, Holds::mixed},
    {"key-", base::is_hex_digit, 32, Holds::digit},
    {"xkeysib-", is_word, 32},
    {"SK", base::is_hex_digit, 32, Holds::digit},
    {"npm_", is_letter_or_digit, 30, Holds::mixed},
    {"pypi-", is_word, 40, Holds::mixed, true},
    {"rubygems_", is_letter_or_digit, 30, Holds::mixed},
    {"dckr_pat_", is_word, 16, Holds::mixed, true},
    {"dckr_oat_", is_word, 16, Holds::mixed, true},
    {"dapi", base::is_hex_digit, 32, Holds::digit},
    {"dop_v1_", base::is_hex_digit, 30, Holds::digit},
    {"doo_v1_", base::is_hex_digit, 30, Holds::digit},
    {"dor_v1_", base::is_hex_digit, 30, Holds::digit},
    {"hvs.", is_word, 20, Holds::mixed},
    {"hvb.", is_word, 20, Holds::mixed},
    {"AGE-SECRET-KEY-1", is_upper_or_digit, 20, Holds::anything, true},
    {"sntrys_", is_base64, 20, Holds::mixed},
    {"sntryu_", base::is_hex_digit, 30},
    {"glsa_", is_word, 30, Holds::mixed},
    {"glc_eyJ", is_base64, 30},
    {"NRAK-", is_upper_or_digit, 20},
    {"PMAK-", is_word, 30, Holds::mixed},
    {"lin_api_", is_letter_or_digit, 20, Holds::mixed},
    {"ntn_", is_letter_or_digit, 30, Holds::mixed},
    {"secret_", is_letter_or_digit, 40, Holds::mixed},
    {"figd_", is_word, 20, Holds::mixed},
    {"sbp_", base::is_hex_digit, 30, Holds::digit},
    {"pscale_", is_word, 30, Holds::mixed},
    {"tskey-", is_word, 20, Holds::mixed},
    {"dp.pt.", is_letter_or_digit, 30, Holds::mixed},
    {"eyJhcGlf", is_base64, 30, Holds::anything, true},  // {"api_…, as Neptune has it
    {"eyJrIjoi", is_base64, 30},
    {"xoxb-", is_word, 10, Holds::digit, true},
    {"xoxa-", is_word, 10, Holds::digit, true},
    {"xoxp-", is_word, 10, Holds::digit, true},
    {"xoxr-", is_word, 10, Holds::digit, true},
    {"xoxs-", is_word, 10, Holds::digit, true},
    {"xoxo-", is_word, 10, Holds::digit, true},
    {"xoxd-", is_base64, 10, Holds::digit, true},
    {"xoxe-", is_word, 10, Holds::digit, true},
    {"xoxe.xox", is_word, 10, Holds::digit, true},
    {"xapp-", is_word, 20, Holds::digit, true},
    {"hooks.slack.com", is_hook_path, 16},
    {"discord.com", is_hook_path, 40, Holds::digit},
    {"discordapp.com", is_hook_path, 40, Holds::digit},
    {"outlook.office.com", is_hook_path, 40, Holds::digit},
    {"webhook.office.com", is_hook_path, 40, Holds::digit},
};

constexpr std::size_t kLeastOfCut = 12;

/// Which of kKeyShapes begin with a character.
struct ShapesOfCharacter {
  std::uint8_t count = 0;
  std::array<std::uint8_t, 20> shapes{};
};

constexpr std::array<ShapesOfCharacter, 128> make_index() {
  std::array<ShapesOfCharacter, 128> out{};
  std::uint8_t number = 0;
  for (const KeyShape& shape : kKeyShapes) {
    ShapesOfCharacter& of = out[static_cast<std::size_t>(shape.prefix.front())];
    of.shapes[of.count++] = number++;
  }
  return out;
}
constexpr std::array<ShapesOfCharacter, 128> kShapeIndex = make_index();

constexpr std::array<std::uint64_t, 1024> make_beginnings() {
  std::array<std::uint64_t, 1024> out{};
  const auto set = [&](char first, char second) {
    const std::size_t bit =
        static_cast<std::size_t>(static_cast<unsigned char>(first)) * 256 + static_cast<unsigned char>(second);
    out[bit / 64] |= std::uint64_t{1} << (bit % 64);
  };
  for (const KeyShape& shape : kKeyShapes) set(shape.prefix[0], shape.prefix[1]);
  set('-', '-');
  set(':', '/');
  set(':', '_');
  set('e', 'y');
  for (char first = '0'; first <= '9'; ++first) {
    for (char second = '0'; second <= '9'; ++second) set(first, second);  // bots of Telegram
  }
  for (int second = 0; second < 256; ++second) {
    for (const char first : {'M', 'N', 'O'}) set(first, static_cast<char>(second));  // and of Discord
  }
  return out;
}

Find secret(std::string_view text, std::size_t begin, std::size_t end) {
  return {.begin = begin,
          .end = end,
          .replacement = kSecretText,
          .by = WithheldBy::shape,
          .look_for = text.substr(begin, end - begin)};
}

std::size_t end_of_run(std::string_view text, std::size_t at, bool (*alphabet)(char)) {
  while (at < text.size() && alphabet(text[at])) ++at;
  return at;
}

/// Texts in notices are cut with "…": of a key so much is left as there is.
bool is_cut(std::string_view text, std::size_t end) {
  return text.substr(end).starts_with("\u2026");
}

bool is_behind_word(std::string_view text, std::size_t at) {
  return at > 0 && is_letter_or_digit(text[at - 1]);
}

/// Digits, or capitals among small letters not only in front; in a run of 12 letters and digits at least.
bool is_mixed(std::string_view key) {
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = end_of_run(key, begin, is_letter_or_digit);
    const std::string_view run = key.substr(begin, end - begin);
    if (run.size() >= 12 && looks_random(run, 12)) return true;
    begin = std::max(end, begin + 1);
  }
  return false;
}

/// A run of letters and digits that is too long and too mixed to be the end of a word and what follows it ("task-" and
/// a checksum).
bool is_long_and_mixed(std::string_view key) {
  constexpr std::size_t kLeast = 30;
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = end_of_run(key, begin, is_letter_or_digit);
    const std::string_view run = key.substr(begin, end - begin);
    if (run.size() >= kLeast && std::any_of(run.begin(), run.end(), base::is_upper) &&
        std::any_of(run.begin(), run.end(), base::is_lower)) {
      return true;
    }
    begin = std::max(end, begin + 1);
  }
  return false;
}

bool holds(const KeyShape& shape, std::string_view key) {
  if (shape.holds == Holds::anything) return true;
  if (shape.holds == Holds::digit) return std::any_of(key.begin(), key.end(), base::is_digit);
  return is_mixed(key);
}

std::optional<Find> key_at(std::string_view text, std::size_t at) {
  // "aAKIA…" is no word that goes on.
  const bool behind_word = is_behind_word(text, at) && !(base::is_upper(text[at]) && base::is_lower(text[at - 1]));
  const std::string_view rest = text.substr(at);
  const ShapesOfCharacter& of = kShapeIndex[static_cast<unsigned char>(rest.front()) & 127u];
  for (std::size_t i = 0; i < of.count; ++i) {
    const KeyShape& shape = kKeyShapes[of.shapes[i]];
    if (!rest.starts_with(shape.prefix)) continue;
    const std::size_t body = at + shape.prefix.size();
    const std::size_t end = end_of_run(text, body, shape.alphabet);
    const bool cut = is_cut(text, end) && end - body >= std::min(shape.least, kLeastOfCut);
    if (!cut && (end - body < shape.least || !holds(shape, text.substr(body, end - body)))) continue;
    const bool sure = shape.in_words || (shape.alphabet == base::is_hex_digit && shape.prefix.size() > 4);
    if (behind_word && !sure && !cut && !is_long_and_mixed(text.substr(body, end - body))) continue;
    return secret(text, at, end);
  }
  return std::nullopt;
}

/// "eyJ….eyJ….…"
std::optional<Find> web_token_at(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("eyJ")) return std::nullopt;
  std::size_t end = end_of_run(text, at, is_word);
  if (end - at < 10 || end == text.size()) return std::nullopt;
  if (is_cut(text, end)) return secret(text, at, end);
  if (text[end] != '.') return std::nullopt;
  const bool signed_one = text.substr(end).starts_with(".eyJ");
  const std::size_t last = end_of_run(text, end, is_dotted_word);
  const bool encrypted = std::count(text.begin() + static_cast<std::ptrdiff_t>(end),
                                    text.begin() + static_cast<std::ptrdiff_t>(last), '.') >= 4;
  if (!signed_one && !encrypted) return std::nullopt;
  return secret(text, at, last);
}

/// "123456789:AA…" of Telegram; "M….….…" of Discord.
std::optional<Find> bot_token_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_word(text[at - 1])) return std::nullopt;
  if (base::is_digit(text[at])) {
    const std::size_t colon = end_of_run(text, at, base::is_digit);
    if (colon - at < 8 || colon - at > 12 || !text.substr(colon).starts_with(":A")) return std::nullopt;
    const std::size_t end = end_of_run(text, colon + 1, is_word);
    return end - colon >= 34 || (is_cut(text, end) && end - colon > kLeastOfCut) ? std::optional(secret(text, at, end))
                                                                                 : std::nullopt;
  }
  const std::size_t first = end_of_run(text, at, is_word);
  if (first - at < 23 || first - at > 40 || first == text.size() || text[first] != '.') return std::nullopt;
  const std::size_t second = end_of_run(text, first + 1, is_word);
  if (second - first != 7 || second == text.size() || text[second] != '.') return std::nullopt;
  const std::size_t end = end_of_run(text, second + 1, is_word);
  return end - second > 27 ? std::optional(secret(text, at, end)) : std::nullopt;
}

std::optional<Find> private_key_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kBegin = "-----BEGIN ", kEnd = "-----END ", kDashes = "-----";
  if (!text.substr(at).starts_with(kBegin)) return std::nullopt;
  const std::size_t close = text.find(kDashes, at + kBegin.size());
  if (close == std::string_view::npos || close - at > 80) return std::nullopt;
  if (text.substr(at, close - at).find("PRIVATE KEY") == std::string_view::npos) return std::nullopt;
  const std::size_t end_line = text.find(kEnd, close + kDashes.size());
  Find find = secret(text, at, text.size());
  find.look_for = {};  // its lines mean nothing alone
  if (end_line == std::string_view::npos) return find;
  const std::size_t end = text.find(kDashes, end_line + kEnd.size());
  find.end = end == std::string_view::npos ? text.size() : end + kDashes.size();
  return find;
}

bool ends_address(char c) {
  return static_cast<unsigned char>(c) <= ' ' || std::string_view("\"'<>`|").find(c) != std::string_view::npos;
}

/// Accounts that repositories are read with.
bool is_account_of_all(std::string_view user) {
  return user == "git" || user == "hg" || user == "svn" || user == "anonymous" || user == "user" || user == "oauth2";
}

/// Behind the slashes of an address: what stands before its "@". A password may hold slashes, if a colon stands before
/// the first of them and no port ("https://host:8080/a@b").
std::optional<Find> credentials_from(std::string_view text, std::size_t begin) {
  constexpr std::size_t kMost = 512;
  std::size_t at_sign = std::string_view::npos, last_at = at_sign, colon = at_sign, slash = at_sign;
  for (std::size_t i = begin; i < text.size() && i < begin + kMost && !ends_address(text[i]); ++i) {
    const char c = text[i];
    if (colon != std::string_view::npos && is_cut(text, i)) {
      last_at = i;  // what was cut off holds the "@"
      break;
    }
    if (c == '@') {
      last_at = i;
      if (slash == std::string_view::npos) at_sign = i;
    } else if (c == ':' && colon == std::string_view::npos && slash == std::string_view::npos) {
      colon = i;
    } else if ((c == '/' || c == '?' || c == '#') && slash == std::string_view::npos) {
      slash = i;
    }
  }
  std::size_t end = at_sign;
  if (end == std::string_view::npos) {
    if (last_at == std::string_view::npos || colon == std::string_view::npos) return std::nullopt;
    const std::string_view port = text.substr(colon + 1, slash - colon - 1);
    if (std::all_of(port.begin(), port.end(), base::is_digit)) return std::nullopt;
    end = last_at;
  }
  const std::string_view part = text.substr(begin, end - begin);
  if (part.empty() || part.starts_with(kSecretText) || part.starts_with('$') || part.starts_with('{')) {
    return std::nullopt;
  }
  Find find = secret(text, begin, end);
  if (colon == std::string_view::npos || colon > end) {
    if (is_account_of_all(part)) return std::nullopt;
  } else {
    find.look_for = text.substr(colon + 1, end - colon - 1);
  }
  return find;
}

/// At ":": "://", or ":__" in the name of a file that was made from an address.
std::optional<Find> credentials_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (!rest.starts_with("://") && !rest.starts_with(":__")) return std::nullopt;
  if (at == 0 || !base::is_letter(text[at - 1])) return std::nullopt;
  return credentials_from(text, at + 3);
}

}  // namespace

const std::array<std::uint64_t, 1024> kSecretBeginnings = make_beginnings();

std::optional<Find> secret_shape_at(std::string_view text, std::size_t at) {
  if (!may_begin_secret(text, at)) return std::nullopt;
  switch (text[at]) {
    case '-':
      return private_key_at(text, at);
    case ':':
      return credentials_at(text, at);
    default:
      break;
  }
  if (auto find = key_at(text, at)) return find;
  if (text[at] == 'e') return web_token_at(text, at);
  const bool bot = base::is_digit(text[at]) || text[at] == 'M' || text[at] == 'N' || text[at] == 'O';
  return bot ? bot_token_at(text, at) : std::nullopt;
}

}  // namespace ingest
