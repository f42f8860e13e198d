#include "vocabulary/moment_names.h"

#include <algorithm>
#include <string>

#include "base/text/utf8.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

constexpr std::string_view kStarts =
    "date,datetime,created,created at,started,started at,start time,time stamp,now,fecha";
constexpr std::string_view kFinishes = "finished,finished at,end time";

}  // namespace

Moment moment_of(std::string_view name) {
  std::string words = base::to_lower(name);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  if (is_on_list(words, kStarts) || words == "timestamp" || words.ends_with(" timestamp")) return Moment::start;
  return is_on_list(words, kFinishes) ? Moment::finish : Moment::none;
}

}  // namespace vocabulary
