#include "ingest/privacy/known_values.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/privacy/redact.h"

namespace {

using ingest::Redactor;
using ingest::WithheldValues;

std::string redact(const WithheldValues& withheld, const std::string& text) {
  const ingest::KnownValues known = withheld.known();
  ingest::Redactions found;
  return Redactor({}).with_known(known).redact_text(text, found);
}

TEST(KnownValues, StandForThemselvesAnywhere) {
  WithheldValues withheld;
  ingest::Redactions found;
  Redactor({}, &withheld).redact_text("db.password=zqhydra-1234", found);
  EXPECT_EQ(redact(withheld, "tag zqhydra-1234, run_zqhydra-1234_a"), "tag (withheld), run_(withheld)_a");
  EXPECT_EQ(redact(withheld, "xzqhydra-12345"), "xzqhydra-12345");  // part of a longer word, by chance
}

TEST(KnownValues, TheLongestCountsAndAllBeginningsAreSeen) {
  WithheldValues withheld;
  for (const char* value : {"zq8dKf31", "zq8dKf31Vx0a8LmQ", "zq8dKf31Vx0a8LmQwert9"}) withheld.add(value, false);
  EXPECT_EQ(redact(withheld, "zq8dKf31Vx0a8LmQwert9!"), "(withheld)!");
  EXPECT_EQ(redact(withheld, "zq8dKf31Vx0a8LmQ!"), "(withheld)!");
  EXPECT_EQ(redact(withheld, "zq8dKf31!"), "(withheld)!");
}

TEST(KnownValues, NumbersCommonWordsAndShortTextsAreNotLookedFor) {
  WithheldValues withheld;
  for (const char* value : {"123456789", "baseline", "abc12", "ubuntu", "None", "password"}) withheld.add(value, false);
  withheld.add("ubuntu", true);
  EXPECT_TRUE(withheld.known().empty());
}

TEST(KnownValues, NamesOfPeopleCountBetweenOtherCharacters) {
  WithheldValues withheld;
  ingest::Redactions found;
  Redactor({}, &withheld).redact_text("/home/alicetester/x", found);
  EXPECT_EQ(redact(withheld, "by alicetester_2, alicetesters"), "by (withheld)_2, alicetesters");
}

TEST(KnownValues, AreFoundInMarkupToo) {
  WithheldValues withheld;
  withheld.add("zq<8&dKf31", false);
  EXPECT_EQ(redact(withheld, "a zq&lt;8&amp;dKf31 b"), "a (withheld) b");
}

}  // namespace
