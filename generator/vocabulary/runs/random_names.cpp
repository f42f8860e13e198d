#include "vocabulary/runs/random_names.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text/ascii.h"
#include "vocabulary/run_names.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

/// Nouns of nature, and animals: what no part of a model is called.
constexpr std::string_view kNature =
    "sweep,sky,snow,breeze,moon,sun,sunset,sunrise,dawn,dusk,water,waterfall,river,lake,sea,ocean,wave,wind,rain,storm,"
    "thunder,lightning,cloud,fog,haze,mist,frost,ice,fire,flower,wildflower,leaf,grass,tree,wood,forest,pine,bush,"
    "meadow,field,hill,mountain,valley,dust,sand,shadow,silence,darkness,night,morning,star,planet,comet,galaxy,"
    "nebula,violet,serenity,terrain,dew,glade,brook,pond,butterfly,firefly,dragon,bird,feather,music,"
    "voice,energy,sound,paper,"
    "ant,ape,asp,auk,bat,bear,bee,boar,bug,calf,carp,cat,chimp,cod,colt,conch,cow,crab,crane,croc,crow,cub,deer,doe,"
    "dog,dolphin,donkey,dove,duck,eel,elk,fawn,finch,fish,flea,fly,foal,fowl,fox,frog,gnat,gnu,goat,goose,grouse,grub,"
    "gull,hare,hawk,hen,hog,horse,hound,jay,kit,kite,koi,lamb,lark,loon,lynx,mare,midge,mink,mole,moose,moth,mouse,"
    "mule,newt,owl,ox,panda,penguin,perch,pig,pug,quail,ram,rat,ray,robin,roo,rook,seal,shad,shark,sheep,shoat,shrew,"
    "shrike,shrimp,skink,skunk,sloth,slug,smelt,snail,snake,snipe,sow,sponge,squid,squirrel,stag,steed,stoat,stork,"
    "swan,tern,toad,trout,turtle,vole,wasp,whale,wolf,worm,wren,yak,zebra";

bool is_uuid(std::string_view text) {
  constexpr std::size_t kDashes[] = {8, 13, 18, 23};
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = std::find(std::begin(kDashes), std::end(kDashes), i) != std::end(kDashes);
    if (dash ? text[i] != '-' : !base::is_hex_digit(text[i])) return false;
  }
  return true;
}

bool is_small_word(std::string_view text) {
  return text.size() >= 2 && std::all_of(text.begin(), text.end(), base::is_lower);
}

}  // namespace

bool is_random_id(std::string_view text) {
  if (is_uuid(text)) return true;
  std::size_t letters = 0, digits = 0, turns = 0;
  bool hex = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!base::is_digit(text[i]) && !base::is_letter(text[i])) return false;
    hex = hex && base::is_hex_digit(text[i]);
    ++(base::is_digit(text[i]) ? digits : letters);
    if (i > 0 && base::is_digit(text[i]) != base::is_digit(text[i - 1])) ++turns;
  }
  if (letters == 0 || digits == 0) return false;
  if (base::is_letter(text.front()) && turns == 2 * letters - 1) return false;  // "b16e100"
  if (hex && text.size() >= 7 && turns >= 2) return true;
  return (text.size() >= 16 && turns >= 4) || (text.size() >= 8 && turns >= 3);
}

bool is_random_phrase(std::string_view text, bool drawn) {
  const std::size_t first = text.find('-');
  const std::size_t second = first == std::string_view::npos ? first : text.find('-', first + 1);
  if (second == std::string_view::npos) return false;
  const std::string_view adjective = text.substr(0, first), noun = text.substr(first + 1, second - first - 1),
                         number = text.substr(second + 1);
  if (!is_small_word(adjective) || !is_small_word(noun)) return false;
  if (number.empty() || number.size() > 5 || !std::all_of(number.begin(), number.end(), base::is_digit)) return false;
  return drawn || (is_on_list(noun, kNature) && !is_on_list(adjective, "run,exp,seed,test,train"));
}

bool is_marked_as_one(std::string_view name) {
  if (name_without_counters(name).find('@') != std::string::npos) return true;
  const std::size_t separator = name.find_last_of("-_. ");
  return is_uuid(name.size() >= 36 ? name.substr(name.size() - 36) : name) ||
         is_random_id(name.substr(separator + 1));  // npos + 1 is 0
}

}  // namespace vocabulary
