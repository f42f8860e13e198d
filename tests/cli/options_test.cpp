#include "cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Greeting {
  std::string name;
  std::string tone = "kind";
  bool loud = false;
};
Greeting given;  // what the last Greet was called with
cli::CommonOptions common_of_greet;

class Greet : public cli::CommandCall {
 public:
  std::vector<cli::Option> options() override {
    return {{"--loud", &greeting_.loud, "Say it loud"},
            {"NAME", &greeting_.name, "Whom to greet"},
            {.names = "--tone", .value = &greeting_.tone, .help = "How", .value_name = "TONE", .needs = "--loud"}};
  }
  int run(const cli::CommonOptions& common) override {
    given = greeting_;
    common_of_greet = common;
    return 7;
  }

 private:
  Greeting greeting_;
};

class Wait : public cli::CommandCall {
 public:
  int run(const cli::CommonOptions&) override { return 8; }
};

constexpr cli::Command kTwo[] = {
    {"greet", "Greet somebody", []() -> std::unique_ptr<cli::CommandCall> { return std::make_unique<Greet>(); }},
    {"wait", "Do nothing", []() -> std::unique_ptr<cli::CommandCall> { return std::make_unique<Wait>(); }}};

cli::ParsedArguments parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "trialpress");
  return cli::parse_arguments(kTwo, static_cast<int>(arguments.size()), arguments.data());
}

TEST(Options, TheCommandThatWasNamedRunsWithItsOwnOptionsAndTheCommonOnes) {
  const auto parsed = parse({"greet", "--loud", "-j", "3", "Ada", "runs", "more", "--tone", "warm", "-q"});
  ASSERT_NE(parsed.call, nullptr) << parsed.text;
  EXPECT_EQ(parsed.call->run(parsed.common), 7);
  EXPECT_EQ(given.name, "Ada");
  EXPECT_TRUE(given.loud);
  EXPECT_EQ(given.tone, "warm");
  EXPECT_THAT(common_of_greet.sources, ElementsAre("runs", "more"));
  EXPECT_EQ(common_of_greet.jobs, 3u);
  EXPECT_TRUE(common_of_greet.quiet);
}

TEST(Options, WhatIsNotGivenKeepsItsDefault) {
  const auto parsed = parse({"greet", "Ada"});
  ASSERT_NE(parsed.call, nullptr) << parsed.text;
  parsed.call->run(parsed.common);
  EXPECT_FALSE(given.loud);
  EXPECT_EQ(given.tone, "kind");
  EXPECT_TRUE(common_of_greet.sources.empty());
  EXPECT_EQ(common_of_greet.jobs, 0u);
}

TEST(Options, AnotherCommandTakesTheCommonOptionsOnly) {
  const auto parsed = parse({"wait", "runs"});
  ASSERT_NE(parsed.call, nullptr) << parsed.text;
  EXPECT_EQ(parsed.call->run(parsed.common), 8);
  EXPECT_EQ(parse({"wait", "--loud"}).exit_code, cli::kUsage);
}

TEST(Options, WrongUsageEndsWithTwoAndSaysWhatIsWrong) {
  for (const auto& [arguments, said] : std::vector<std::pair<std::vector<const char*>, std::string>>{
           {{}, "A subcommand is required"},
           {{"greet"}, "NAME is required"},
           {{"greet", "Ada", "--tone", "warm"}, "--tone requires --loud"},
           {{"greet", "Ada", "-j", "0"}, "--jobs"},
           {{"dance"}, "subcommand is required"}}) {
    const auto parsed = parse(arguments);
    EXPECT_EQ(parsed.call, nullptr);
    EXPECT_EQ(parsed.exit_code, cli::kUsage) << said;
    EXPECT_THAT(parsed.text, HasSubstr(said));
  }
}

TEST(Options, HelpNamesEveryCommandAndEveryOption) {
  const auto all = parse({"--help"});
  EXPECT_EQ(all.call, nullptr);
  EXPECT_EQ(all.exit_code, 0);
  for (const char* said : {"greet", "Greet somebody", "wait", "Do nothing"}) EXPECT_THAT(all.text, HasSubstr(said));
  const auto greet = parse({"greet", "--help"});
  for (const char* said : {"NAME", "Whom to greet", "--tone TONE=kind", "--loud", "SOURCE", "--config", "--jobs"}) {
    EXPECT_THAT(greet.text, HasSubstr(said));
  }
}

TEST(Commands, HaveNamesOfTheirOwnAndALineOfHelp) {
  std::set<std::string_view> names;
  for (const cli::Command& command : cli::commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    EXPECT_FALSE(command.help.empty()) << command.name;
    EXPECT_EQ(command.help.find('\n'), std::string_view::npos) << command.name;
    EXPECT_NE(command.make(), nullptr) << command.name;
  }
  EXPECT_THAT(names, testing::IsSupersetOf({"build", "check", "list", "best", "diff"}));
}

}  // namespace
