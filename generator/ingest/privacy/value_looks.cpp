#include "ingest/privacy/value_looks.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "ingest/privacy/characters.h"
#include "ingest/privacy/withheld_texts.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using vocabulary::Secrecy;

constexpr std::string_view kNoValues = "none,null,nil,true,false,yes,no,on,off,undefined,nan,unset,empty,n/a,na";
/// Values of names such as "auth" and "token" that say how, not what.
constexpr std::string_view kWaysToSignIn =
    "auto,default,basic,bearer,digest,oauth,oauth2,ntlm,kerberos,ldap,saml,token,jwt,password,key,apikey,required,"
    "optional,disabled,enabled,anonymous,public,private,ok,passed,failed,pass,fail,word,words,char,chars,bpe,env,"
    "environment,prompt,string,str,text,hidden,redacted,masked,secret,mean,first,last,cls,special,subword";
constexpr std::string_view kNoMachines =
    "localhost,0.0.0.0,127.0.0.1,::1,x86_64,amd64,aarch64,arm64,cpu,gpu,cuda,tpu,mps,local,auto,default,any,all";
constexpr std::string_view kSharedAccounts =
    "root,user,users,admin,administrator,ubuntu,debian,centos,fedora,ec2-user,azureuser,jovyan,runner,runneradmin,"
    "vscode,docker,vagrant,jenkins,gitlab,github,nobody,guest,default,system,service,public,shared,worker,trainer,"
    "student,students,research,researcher,project,projects,team,tester,build,builder,deploy,developer,workspace,python,"
    "pytorch,tensorflow,nvidia,mlflow,wandb,anaconda,conda,miniconda,jupyter,colab,kaggle,linuxbrew,baseline,"
    "training,example,examples,experiment,experiments,datasets,dataset,models,results,server,master,compute,desktop,"
    "laptop,macbook,macbook-pro,container,cluster,login,gpu-server,person,people,customer,someone,anonymous";
constexpr std::size_t kLeastLookedFor = 6;

bool is_vowel(char c) {
  return std::string_view("aeiouyAEIOUY").find(c) != std::string_view::npos;
}

/// Letters between two changes of case: "Encoder", "GPT", "net".
bool is_hump_written(std::string_view hump) {
  if (hump.size() <= 2) return true;
  const bool capitals = std::all_of(hump.begin(), hump.end(), base::is_upper);
  if (capitals && hump.size() <= 5) return true;
  std::size_t cluster = 0, longest = 0, vowels = 0;
  for (const char c : hump) {
    cluster = is_vowel(c) ? 0 : cluster + 1;
    vowels += is_vowel(c) ? 1 : 0;
    longest = std::max(longest, cluster);
  }
  return longest <= 4 && (vowels > 0 || hump.size() <= 4) && vowels * 6 >= hump.size();
}

/// Letters alone.
bool are_letters_written(std::string_view word) {
  std::size_t humps = 0, short_humps = 0;
  for (std::size_t begin = 0; begin < word.size();) {
    std::size_t end = begin + 1;
    const bool capitals = base::is_upper(word[begin]) && end < word.size() && base::is_upper(word[end]);
    if (capitals) {
      while (end < word.size() && base::is_upper(word[end])) ++end;
      if (end < word.size() && end - begin > 2) --end;  // "GPTModel"
    } else {
      while (end < word.size() && base::is_lower(word[end])) ++end;
    }
    ++humps;
    if (end - begin <= 2) ++short_humps;
    if (!is_hump_written(word.substr(begin, end - begin))) return false;
    begin = end;
  }
  return short_humps <= 1 || short_humps * 3 <= humps;
}

/// Letters and digits without anything between: "resnet50", "v2", "20240131", "7b".
bool is_part_written(std::string_view part) {
  std::size_t turns = 0, digits = 0, begin = 0;
  for (std::size_t i = 1; i <= part.size(); ++i) {
    const bool goes_on = i < part.size() && base::is_digit(part[i]) == base::is_digit(part[begin]);
    if (goes_on) continue;
    const std::string_view piece = part.substr(begin, i - begin);
    if (base::is_digit(piece.front())) {
      digits += piece.size();
    } else if (!are_letters_written(piece)) {
      return false;
    }
    ++turns;
    begin = i;
  }
  if (turns == 1) return digits <= 14;  // a time stamp at most
  return turns <= 3 && digits <= 8 && part.size() <= 24;
}

std::string_view without_quotation(std::string_view text) {
  while (text.size() >= 2 && (text.front() == '"' || text.front() == '\'' || text.front() == '`')) {
    if (text.back() != text.front()) break;
    text = text.substr(1, text.size() - 2);
  }
  return text;
}

/// "<s>", "[PAD]", "</think>", "<|endoftext|>".
bool is_special_token(std::string_view text) {
  return text.size() >= 2 &&
         ((text.front() == '<' && text.back() == '>') || (text.front() == '[' && text.back() == ']'));
}

bool has_space(std::string_view text);

/// Where a secret is kept ("/run/secrets/token"), or the working directory of "PWD".
bool names_a_file(std::string_view text) {
  const bool place = text.find("://") == std::string_view::npos && looks_like_place(text);
  const auto is_separator = [](char c) { return c == '/' || c == '\\'; };
  return place && std::count_if(text.begin(), text.end(), is_separator) >= 2 && !has_space(text) && looks_written(text);
}

bool has_space(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace

bool is_plain_number(std::string_view text) {
  bool digit = false;
  if (std::count(text.begin(), text.end(), '.') > 1) return false;  // an address of a machine, a version
  for (const char c : text) {
    digit = digit || base::is_digit(c);
    if (!base::is_digit(c) && std::string_view("+-.,eE_%").find(c) == std::string_view::npos) return false;
  }
  return digit;
}

bool stands_for_secret(std::string_view text) {
  text = without_quotation(base::trim(text));
  if (text.empty() || is_withheld_text(text)) return true;
  if (vocabulary::is_on_list(base::to_lower(text), kNoValues)) return true;
  const auto is_name = [](char c) { return base::is_upper(c) || base::is_digit(c) || c == '_'; };
  for (const char* call : {"${", "$(", "{{", "%("}) {
    if (text.starts_with(call)) return true;
  }
  if (text.front() == '$' && text.size() > 2) return std::all_of(text.begin() + 1, text.end(), is_name);
  if (text.size() >= 3 && text.front() == '<' && text.back() == '>') {
    return std::all_of(text.begin() + 1, text.end() - 1, is_name);
  }
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); }) &&
         std::string_view("*xX.-_#?").find(text.front()) != std::string_view::npos;
}

bool looks_written(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    if (!is_letter_or_digit(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && is_letter_or_digit(text[end])) ++end;
    if (!is_part_written(text.substr(begin, end - begin))) return false;
    begin = end;
  }
  return true;
}

bool looks_random(std::string_view text, std::size_t least) {
  return text.size() >= least && !has_space(text) && !looks_written(text);
}

bool looks_like_place(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return true;
  if (text.starts_with('/') || text.starts_with("~/") || text.starts_with("./") || text.starts_with("../")) return true;
  return text.size() > 2 && base::is_letter(text[0]) && text[1] == ':' && (text[2] == '\\' || text[2] == '/');
}

bool is_secret_value(const NameVerdict& verdict, std::string_view value) {
  if (stands_for_secret(value) || names_a_file(value)) return false;
  switch (verdict.secrecy) {
    case Secrecy::none:
      return false;
    case Secrecy::if_random:
      return looks_random(value, 14) && !looks_like_place(value);
    case Secrecy::if_text:
      return !is_plain_number(value) && !is_special_token(value) && !has_space(value) && value.size() > 3 &&
             !vocabulary::is_on_list(base::to_lower(value), kWaysToSignIn);
    case Secrecy::always:
      return true;
  }
  return true;
}

bool is_personal_value(const NameVerdict& verdict, std::string_view value) {
  if (!verdict.machine && !verdict.user && !verdict.mail) return false;
  if (stands_for_secret(value) || is_plain_number(value)) return false;
  return !verdict.machine || !vocabulary::is_on_list(base::to_lower(value), kNoMachines);
}

bool is_worth_looking_for(std::string_view value, bool personal) {
  if (value.size() < kLeastLookedFor || is_plain_number(value) || stands_for_secret(value)) return false;
  const std::string lower = base::to_lower(value);
  if (vocabulary::is_on_list(lower, kSharedAccounts) || vocabulary::is_on_list(lower, kWaysToSignIn)) return false;
  if (vocabulary::is_on_list(lower, kNoMachines)) return false;
  if (personal) return !has_space(value) && !looks_like_place(value);
  if (!looks_written(value)) return true;
  const bool digit = std::any_of(value.begin(), value.end(), base::is_digit);
  return (digit && !looks_like_place(value)) || value.size() >= 16;
}

}  // namespace ingest
