#include "vocabulary/secret_names.h"

#include <cstddef>
#include <string>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

constexpr std::string_view kSecretWords =
    "password,passwd,pwd,passphrase,secret,secrets,apikey,accesskey,credential,credentials,authorization,bearer,"
    "secretkey,connectionstring,privatekey";
/// Before "key": api_key, access_key_id …
constexpr std::string_view kKeyWords = "api,access,private,secret,account,encryption,signing,storage,auth";
/// Before "token": these are about text or sequences.
constexpr std::string_view kTokenKinds =
    "max,min,num,n,pad,eos,bos,sep,cls,mask,unk,start,end,stop,image,class,next,special,first,last,blank,per,prev,word,"
    "audio,video,patch,mem,dist,go,sos,prompt";
constexpr std::string_view kMachineKeys = "host,hostname,nodename,node_name,fqdn,computer_name";
constexpr std::string_view kUserKeys = "user,username,user_name,login,userid";

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Not as name_words.h has it: a secret may stand behind letters of another script.
/// "apiKey", "API_KEY" and "api-key" are all {"api", "key"}.
std::vector<std::string> key_words(std::string_view key) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(base::to_lower(word));
    word.clear();
  };
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if (!base::is_upper(c) && !is_lower_or_digit(c)) {
      flush();
      continue;
    }
    if (base::is_upper(c) && i > 0 && is_lower_or_digit(key[i - 1])) flush();
    word += c;
  }
  flush();
  return words;
}

bool says_token(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != "token") continue;
    const bool last = i + 1 == words.size() || words[i + 1] == "value" || words[i + 1] == "secret";
    if (last && (i == 0 || !is_on_list(words[i - 1], kTokenKinds))) return true;
  }
  return false;
}

}  // namespace

bool names_a_secret(std::string_view key) {
  const std::vector<std::string> words = key_words(key);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_on_list(words[i], kSecretWords)) return true;
    const bool key_follows = i + 1 < words.size() && words[i + 1] == "key";
    if (key_follows && is_on_list(words[i], kKeyWords)) return true;
    if (words[i] == "connection" && i + 1 < words.size() && words[i + 1] == "string") return true;
  }
  return says_token(words);
}

bool names_a_machine(std::string_view key) {
  return is_on_list(base::to_lower(key), kMachineKeys);
}

bool names_a_user(std::string_view key) {
  return is_on_list(base::to_lower(key), kUserKeys);
}

}  // namespace vocabulary
