#include "ingest/workspace/previous_site.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/comparison.h"
#include "support/memory_files.h"

namespace {

base::Result<model::PreviousSite> read(const support::MemoryFiles& files) {
  return ingest::read_previous_site("site", [&](const std::string& path) { return files.read_all(path, 1u << 20); });
}

const std::string kExperiments =
    "{\"$schema\":\"x\",\"experiments\":[\n"
    "{\"id\":\"A\",\"project\":\"p\",\"runs\":[\"a1\",7,\"a2\"],\"decision\":\"keep\",\"objective\":{\"metric\":\"m\","
    "\"direction\":\"minimize\",\"mean\":0.25,\"n\":2},\"versus_parent\":{\"verdict\":\"clearly better\"}},\n"
    "{\"id\":\"B\",\"project\":\"p\"}\n]}\n";

TEST(PreviousSite, IsReadFromItsDataFiles) {
  const auto site = read(support::MemoryFiles(
      {{"data/experiments.json", kExperiments},
       {"data/best.json", "{\"best\": [{\"project\": \"p\", \"purpose\": \"accuracy\", \"experiment\": \"A\"}]}"},
       {"data/journal.json",
        "{\"tasks\":[{\"experiment\":\"A\",\"text\":\"t\",\"done\":false},"
        "{\"experiment\":\"A\",\"text\":\"u\",\"done\":true}]}"}}));
  ASSERT_TRUE(site) << site.error().what;
  ASSERT_EQ(site->experiments.size(), 2u);
  EXPECT_EQ(site->experiments[0].runs, (std::vector<std::string>{"a1", "a2"}));
  EXPECT_EQ(site->experiments[0].verdict, model::Verdict::clearly_better);
  EXPECT_EQ(site->experiments[0].decision, model::Decision::keep);
  EXPECT_EQ(site->experiments[0].direction, model::Direction::minimize);
  EXPECT_EQ(site->experiments[0].estimate.mean, 0.25);
  EXPECT_EQ(site->best.at("p"), "A");
  ASSERT_EQ(site->open_tasks.size(), 1u);
  EXPECT_EQ(site->open_tasks[0].project, "p");
  EXPECT_TRUE(site->changes.empty());
}

TEST(PreviousSite, ThatIsDamagedOrForeignIsAnError) {
  for (const std::string text : {"", "[]", "{\"experiments\":3}", "{\"experiments\":[\n{\"id\":\n"}) {
    const auto site = read(support::MemoryFiles({{"data/experiments.json", text}}));
    ASSERT_FALSE(site) << text;
    EXPECT_EQ(site.error().kind, base::Error::Kind::invalid);
  }
  for (std::size_t cut = 0; cut < kExperiments.size(); cut += 7)
    (void)read(support::MemoryFiles({{"data/experiments.json", kExperiments.substr(0, cut)}}));
}

TEST(PreviousSite, ThatSaysWhatWeHaveNoWordForSaysNothing) {
  const auto site = read(support::MemoryFiles().file("data/experiments.json",
                                                     "{\"experiments\":[\n{\"id\":\"A\",\"decision\":\"postponed\","
                                                     "\"versus_parent\":{\"verdict\":\"splendid\"}}\n]}"));
  ASSERT_TRUE(site) << site.error().what;
  EXPECT_EQ(site->experiments[0].verdict, model::Verdict::none);
  EXPECT_FALSE(site->experiments[0].decision);
}

TEST(PreviousSite, ChangesAreKeptAsTheyStandInTheFile) {
  const std::string first = R"({"sentence":"A\u003cB","kind":"new_best","difference":{"p":0.10},"regression":false})";
  const std::string second =
      R"({"kind":"verdict","sentence":"B got worse","experiment":"B","page":"b.html","date":"2025-03-01","regression":true})";
  const auto site = read(support::MemoryFiles(
      {{"data/experiments.json", kExperiments},
       {"data/changes.json", "{\"$schema\":\"x\",\"changes\":[\n" + first + ",\n" + second + "\n]}\n"}}));
  ASSERT_TRUE(site);
  const std::vector<model::PublishedChange> expected = {{.kind = "new_best", .sentence = "A<B", .json = first},
                                                        {.kind = "verdict",
                                                         .sentence = "B got worse",
                                                         .experiment = "B",
                                                         .page = "b.html",
                                                         .date = "2025-03-01",
                                                         .regression = true,
                                                         .json = second}};
  EXPECT_EQ(site->changes, expected);
}

TEST(PreviousSite, ChangesThatSomebodyLaidOutAnewAreRead) {
  const auto site = read(support::MemoryFiles(
      {{"data/experiments.json", kExperiments},
       {"data/changes.json", "{\n  \"changes\": [\n    { \"kind\": \"task\",\n \"sentence\": \"Done\" }\n  ]\n}\n"}}));
  ASSERT_TRUE(site);
  ASSERT_EQ(site->changes.size(), 1u);
  EXPECT_EQ(site->changes[0].sentence, "Done");
  EXPECT_EQ(site->changes[0].json, R"({"kind":"task","sentence":"Done"})");
}

TEST(PreviousSite, ChangesOfAnotherShapeAreLeftOut) {
  const auto site = read(support::MemoryFiles(
      {{"data/experiments.json", kExperiments}, {"data/changes.json", "{\"changes\":[{\"kind\":[1]}]}"}}));
  ASSERT_TRUE(site);
  EXPECT_TRUE(site->changes.empty());
}

TEST(PreviousSite, OnABranchIsTakenApart) {
  EXPECT_EQ(ingest::parse_site_on_branch("git:origin/pages:docs/")->path, "docs");
  EXPECT_EQ(ingest::parse_site_on_branch("git:origin/pages")->branch, "origin/pages");
  EXPECT_EQ(ingest::parse_site_on_branch("pages:")->branch, "pages");
  EXPECT_FALSE(ingest::parse_site_on_branch("git:--output=x"));
  EXPECT_FALSE(ingest::parse_site_on_branch("some/folder"));
}

}  // namespace
