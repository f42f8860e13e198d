/// generator/ingest/walk/unread_files.h

#include "ingest/walk/unread_files.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ingest/read_support.h"
#include "support/sqlite_bytes.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kZeros(64, '\0');

std::string without_head(const std::string& text) {
  return kZeros + text.substr(text.size() < 64 ? text.size() : 64);
}

/// A healthy run beside it, so that there is a source.
std::map<std::string, std::string> beside_control(std::map<std::string, std::string> files) {
  files["ctl/metrics.csv"] = "step,loss\n0,1\n1,0.5\n";
  return files;
}

std::string errors_of(const ReadResult& read) {
  std::string out;
  for (const model::Notice& notice : read.notices) {
    if (notice.severity == base::Severity::error) out += notice.file + " [" + notice.code + "] " + notice.what + "\n";
  }
  return out;
}

struct Case {
  std::string path;
  std::string text;
  std::map<std::string, std::string> others = {};
};

/// What only one program calls so, as a power cut and as a cut leave it.
TEST(UnreadFiles, NamesOfOneProgramAreErrorsAndListedAsDamagedRuns) {
  const std::vector<Case> cases{
      {"hf/out/trainer_state.json",
       "{\"epoch\": 1.0, \"global_step\": 5, \"log_history\": [{\"step\": 5, \"loss\": 1}]}"},
      {"tb/r/events.out.tfevents.1700000000.h.1.0", std::string(100, 'x')},
      {"mm/vis_data/20240102_000000.json",
       "{\"lr\": 0.1, \"loss\": 1.0, \"step\": 1}\n{\"lr\": 0.1, \"loss\": 0.5, \"step\": 2}\n",
       {{"mm/vis_data/20240101_000000.json", "{\"loss\": 1.0, \"step\": 1}\n{\"loss\": 0.5, \"step\": 2}\n"},
        {"mm/vis_data/scalars.json", "{\"loss\": 1.0, \"step\": 1}\n"}}},
      {"wb/run-20240101_000000-abcdefgh/run-abcdefgh.wandb", ":W&B" + std::string(80, 'x')},
      {"cat/catboost_info/catboost_training.json", "{\"meta\": {\"test_sets\": []}, \"iterations\": []}" + kZeros},
  };
  for (const Case& one : cases) {
    std::map<std::string, std::string> files = one.others;
    files[one.path] = without_head(one.text);
    const std::size_t others = read_files(beside_control(one.others)).runs.size();
    const ReadResult read = read_files(beside_control(std::move(files)));
    EXPECT_THAT(errors_of(read), HasSubstr("runs/" + one.path)) << one.path;
    ASSERT_EQ(read.runs.size(), others + 1) << one.path;
    const auto damaged = [](const ingest::ReadRun& run) {
      for (const model::Notice& notice : run.notices) {
        if (notice.severity == base::Severity::error && notice.run_key == run.run.key) return true;
      }
      return false;
    };
    EXPECT_EQ(std::count_if(read.runs.begin(), read.runs.end(), damaged), 1) << one.path;
  }
}

TEST(UnreadFiles, AFileOfARunThatOthersHaveMarksThatRun) {
  const std::string state = "{\"log_history\": [{\"step\": 5, \"loss\": 1, \"epoch\": 1}], \"global_step\": 5}";
  const ReadResult read = read_files(
      {{"out/checkpoint-5/trainer_state.json", state}, {"out/checkpoint-9/trainer_state.json", without_head(state)}});
  ASSERT_EQ(read.runs.size(), 1u);
  const auto damaged = read.with_code("file-damaged");
  ASSERT_EQ(damaged.size(), 1u);
  EXPECT_EQ(damaged[0].file, "runs/out/checkpoint-9/trainer_state.json");
  EXPECT_EQ(damaged[0].run_key, read.run().key);
}

/// Common names: said where the file shows damage by itself.
TEST(UnreadFiles, CommonNamesAreErrorsWhereTheFileShowsDamage) {
  const std::string jsonl = "{\"step\": 1, \"loss\": 2}\n";
  for (const auto& [path, text] : std::map<std::string, std::string>{
           {"a/training.log", kZeros + "1,0.5,0.6\n"},
           {"a/log.jsonl", kZeros},
           {"a/my_history.json", "\x7f\"loss\": [1, 2]}"},
           {"a/numbers.json", "{\"results\": {\"task\": {\"acc\": 0.5, "},
           {"a/study.db", kZeros + support::sqlite_bytes("CREATE TABLE studies(a)").substr(64)},
       }) {
    const ReadResult read = read_files(beside_control({{path, text}}));
    EXPECT_THAT(errors_of(read), HasSubstr("runs/" + path)) << path;
  }
  const ReadResult log = read_files(beside_control({{"a/training.log", kZeros + "1,0.5,0.6\n"}}));
  EXPECT_THAT(log.ids(), Contains("a/training"));
}

TEST(UnreadFiles, AFileAmongOthersOfItsKindIsARunAsTheseAre) {
  const std::string curve = "epoch,loss,val_loss\n0,1,2\n1,0.5,1\n2,0.4,0.9\n";
  const ReadResult read = read_files({{"c/a.csv", curve}, {"c/b.csv", curve}, {"c/c.csv", without_head(curve)}});
  EXPECT_THAT(read.ids(), ElementsAre("c/a", "c/b", "c/c"));
  EXPECT_EQ(read.place_of("file-damaged"), "runs/c/c.csv:1:1 error");
}

/// What is read all the same says its damage, too: the first column is not "epoch" any more.
TEST(UnreadFiles, DamageOfWhatIsReadIsAnError) {
  const ReadResult read = read_files({{"a/metrics.csv", "\x7ftep,epoch,loss\n0,0,1\n1,1,0.5\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.place_of("file-damaged"), "runs/a/metrics.csv:1:1 error");
  EXPECT_THAT(read.with_code("file-damaged")[0].what, HasSubstr("byte 1 is 0x7F"));
}

TEST(UnreadFiles, LinesBehindALostFirstOneAreKept) {
  const ReadResult read =
      read_files({{"a/log.jsonl", kZeros + "\n{\"step\": 2, \"loss\": 2}\n{\"step\": 3, \"loss\": 1}\n"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(2, 1));
  EXPECT_THAT(read.with_code("file-damaged"), Not(IsEmpty()));
}

/// Nothing is said of files that are whole, or in the middle of being written.
TEST(UnreadFiles, WholeFilesOfNobodyAreNoErrors) {
  const ReadResult read = read_files(beside_control({
      {"a/package.json", "{\"name\": \"x\", \"dependencies\": {}}"},
      {"a/tsconfig.json", "{\n  // comments are no JSON\n  \"strict\": true,\n}"},
      {"a/notes.txt", "\x1b[31mred\x1b[0m and a bell \a\n"},
      {"a/windows.txt", std::string("\xff\xfeh\0i\0", 6)},
      {"a/empty.jsonl", ""},
      {"a/trainer_state.json", ""},
      {"a/Thumbs.db", "\xd0\xcf\x11\xe0" + std::string(200, '\0')},
      {"a/names.csv", "name,colour\nx,red\n"},
      {"a/meta.yaml", "package:\n  name: x\n"},
  }));
  EXPECT_EQ(errors_of(read), "");
  EXPECT_EQ(read.runs.size(), 1u);
}

TEST(UnreadFiles, APointerOfGitLfsIsSaidAndNoRun) {
  const ReadResult read = read_files(beside_control(
      {{"a/events.out.tfevents.1.h", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n"}}));
  EXPECT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(errors_of(read), HasSubstr("git lfs pull"));
}

}  // namespace
