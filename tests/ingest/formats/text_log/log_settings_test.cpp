#include "ingest/formats/text_log/log_settings.h"

#include <gmock/gmock.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::pair<std::string, std::string>> settings_of(const std::vector<std::string>& lines) {
  ingest::LogSettings settings;
  std::uint32_t number = 0;
  for (const std::string& line : lines) settings.add_line(line, ++number);
  std::vector<std::pair<std::string, std::string>> out;
  for (const ingest::LogSetting& one : settings.take()) out.emplace_back(one.key, one.value);
  EXPECT_TRUE(settings.empty());
  return out;
}

TEST(LogSettings, AllOfANamespaceCount) {
  EXPECT_THAT(settings_of({"Namespace(lr=0.1, name='a, b', betas=(0.9, 0.99), zz=1)"}),
              ElementsAre(Pair("lr", "0.1"), Pair("name", "a, b"), Pair("betas", "(0.9, 0.99)"), Pair("zz", "1")));
}

TEST(LogSettings, ADictionaryNeedsTwoParameters) {
  EXPECT_THAT(settings_of({"args: {'lr': 0.1, 'batch_size': 64, 'x': True}"}),
              ElementsAre(Pair("lr", "0.1"), Pair("batch_size", "64"), Pair("x", "true")));
  EXPECT_THAT(settings_of({"{'loss': 0.5, 'lr': 0.1}"}), IsEmpty());  // a line of training
}

TEST(LogSettings, DotsMakeAList) {
  EXPECT_THAT(settings_of({"  batch_size ........ 64", "  zz ................ on"}),
              ElementsAre(Pair("batch_size", "64"), Pair("zz", "on")));
}

TEST(LogSettings, SingleLinesCountByTheirNames) {
  EXPECT_THAT(settings_of({"lr: 0.1", "hello: 5"}), ElementsAre(Pair("lr", "0.1")));
  // Three in a row of which one is known: a list.
  EXPECT_THAT(settings_of({"lr: 0.1", "zz: 5", "yy: on"}),
              ElementsAre(Pair("lr", "0.1"), Pair("zz", "5"), Pair("yy", "on")));
}

TEST(LogSettings, TheLastOfANameCounts) {
  EXPECT_THAT(settings_of({"Namespace(lr=0.1)", "Namespace(lr=0.2)"}), ElementsAre(Pair("lr", "0.2")));
}

}  // namespace
