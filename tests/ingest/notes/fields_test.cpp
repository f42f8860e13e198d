#include "ingest/notes/fields.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ingest/notes/placeholder.h"
#include "ingest/notes/template.h"

namespace {

using ingest::NoteSection;
using model::Decision;

TEST(NotePlaceholders, CountAsEmpty) {
  for (const char* text :
       {"", "[Observation 1]", "*[Observation 1]*", "Try [suggestion 1]", "Changed [parameter] from [old] to [new]",
        "Accuracy: [X%]", "**Training Loss:** [X] → [Y]", "Training Time: [Z hours]", "[YYYY-MM-DD]", "YYYY-MM-DD",
        "[Name]", "[Keep/Discard] this configuration because [reason]", "[Issue 1]: [How it was resolved]",
        "[TODO: describe this]", "[...]"})
    EXPECT_TRUE(ingest::says_nothing(text, {})) << text;
}

TEST(NotePlaceholders, AreNotLinksBoxesFootnotesOrValues) {
  for (const char* text :
       {"[text](url)", "![image](url)", "[^1]", "[x]", "[ ]", "[0.5, 0.3]", "[512, 256]", "[relu, gelu]", "['a', 'b']",
        "`[Name]`", "x[old]", "\\[Name]", "Try again", "see [text][label]"})
    EXPECT_FALSE(ingest::says_nothing(text, {})) << text;
  EXPECT_FALSE(ingest::says_nothing("[Paper]", {"paper"}));
}

TEST(NotePlaceholders, BecomeAnEllipsisInsideAText) {
  EXPECT_EQ(ingest::without_placeholders("Try [suggestion 1] with lr 0.1", {}), "Try … with lr 0.1");
  EXPECT_EQ(ingest::without_placeholders("Use [brackets] and `[Name]`", {}), "Use [brackets] and `[Name]`");
  EXPECT_EQ(ingest::without_placeholders("Try [suggestion 1]", {}), "");
}

TEST(NoteLabels, ReadHeadingsInAnyDress) {
  for (const char* text : {"Observations", "OBSERVATIONS:", "**Observations**", "✅ Observations ✅", "2.1) Observations",
                           "__Observations__:"})
    EXPECT_EQ(ingest::read_note_label(text), (ingest::NoteLabel{NoteSection::observations, ""})) << text;
  EXPECT_EQ(ingest::read_note_label("What didn’t work?"), (ingest::NoteLabel{NoteSection::did_not_work, ""}));
  EXPECT_EQ(ingest::read_note_label("**Decision:** keep"), (ingest::NoteLabel{NoteSection::decision, "keep"}));
  EXPECT_EQ(ingest::read_note_label("Run Notes - 2026-01-02"),
            (ingest::NoteLabel{NoteSection::run_notes, "2026-01-02"}));
}

TEST(NoteLabels, LeaveOtherHeadingsAlone) {
  for (const char* text : {"Beobachtungen", "Issues with batch norm", "Results: 92%", "Décision",
                           "Observationsprotokoll", "", "What worked in the end"})
    EXPECT_EQ(ingest::read_note_label(text), std::nullopt) << text;
}

TEST(NoteDecisions, AreSaidByTheFirstWord) {
  const std::vector<std::tuple<const char*, Decision, const char*>> cases{
      {"Keep this configuration because it is faster", Decision::keep, "it is faster"},
      {"KEEP", Decision::keep, ""},
      {"**Keep** since it wins.", Decision::keep, "it wins."},
      {"✅ keep: best so far", Decision::keep, "best so far"},
      {"Keep. Faster and better.", Decision::keep, "Faster and better."},
      {"[Keep] this configuration because it is faster", Decision::keep, "it is faster"},
      {"Discard — unstable", Decision::discard, "unstable"},
      {"Discarded for the nightly run because slow", Decision::discard, "for the nightly run because slow"},
      {"Keep this configuration because [reason]", Decision::keep, ""},
      {"Wait for more seeds", Decision::open, "Wait for more seeds"},
      {"[Keep/Discard] this configuration because it is faster", Decision::open, "it is faster"},
      {"Keeper of the flame", Decision::open, "Keeper of the flame"},
  };
  for (const auto& [text, decision, reason] : cases)
    EXPECT_EQ(ingest::read_decision(text, {}), (ingest::SaidDecision{decision, reason})) << text;
  EXPECT_EQ(ingest::read_decision("[Keep/Discard] this configuration because [reason]", {}), std::nullopt);
  EXPECT_EQ(ingest::read_decision("", {}), std::nullopt);
}

model::NoteIssue issue_of(std::string text, std::vector<base::MarkdownItem> children = {}) {
  base::MarkdownItem item;
  item.markdown = std::move(text);
  item.children = std::move(children);
  return ingest::read_issue(item, {}).value_or(model::NoteIssue{"(nothing)", "", 0});
}

TEST(NoteIssues, ArePartedFromTheirResolution) {
  using Issue = model::NoteIssue;
  EXPECT_EQ(issue_of("OOM at 256: reduced to 128"), (Issue{"OOM at 256", "reduced to 128", 0}));
  EXPECT_EQ(issue_of("Error: CUDA OOM → smaller batch"), (Issue{"Error: CUDA OOM", "smaller batch", 0}));
  EXPECT_EQ(issue_of("Crash - Resolved: new driver"), (Issue{"Crash", "new driver", 0}));
  EXPECT_EQ(issue_of("`a: b` in [x: y](u) failed: quoted it"), (Issue{"`a: b` in [x: y](u) failed", "quoted it", 0}));
  EXPECT_EQ(issue_of("see http://x.example/a"), (Issue{"see http://x.example/a", "", 0}));
  EXPECT_EQ(issue_of("Loss is NaN: unresolved"), (Issue{"Loss is NaN", "", 0}));
  EXPECT_EQ(issue_of("Loss is NaN: [How it was resolved]"), (Issue{"Loss is NaN", "", 0}));
  EXPECT_EQ(issue_of("[OOM]: restarted"), (Issue{"[OOM]", "restarted", 0}));
  EXPECT_EQ(issue_of("None."), (Issue{"(nothing)", "", 0}));
  base::MarkdownItem child;
  child.markdown = "**Resolved:** clipped";
  EXPECT_EQ(issue_of("Loss: NaN", {child}), (Issue{"Loss: NaN", "clipped", 0}));
}

TEST(NoteDates, MustBeDaysOfTheCalendar) {
  EXPECT_EQ(ingest::find_iso_date("on 2026-01-02T10:00"), "2026-01-02");
  EXPECT_EQ(ingest::find_iso_date("2026-02-30"), "");
  EXPECT_EQ(ingest::find_iso_date("12026-01-02"), "");
  EXPECT_EQ(ingest::find_iso_date("2.1.2026"), "");
}

}  // namespace
