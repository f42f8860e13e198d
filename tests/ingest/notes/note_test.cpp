#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "ingest/ingest.h"
#include "support/conformance.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

model::Note note_of(std::string_view text) {
  return ingest::parse_note(text, "runs/a/notes.md", "a").note;
}

std::string with_carriage_returns(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

constexpr std::string_view kUnfilledExperiment = R"(### Experiment ID: [EXP001]
**Date:** [YYYY-MM-DD]
**Experimenter:** [Name]

#### Base Configuration
```python
# Copy your original configuration here
batch_size: 64,
learning_rate: 0.001,
img_size: 224,
base_model: 'ResNet50',
dense_units: [512, 256],
dropout_rates: [0.5, 0.3],
augmentation: {
  rotation_range: 0.2,
  zoom_range: 0.15,
  horizontal_flip: True
}
...
```

#### Modified Configuration
```python
# Copy your modified configuration here
batch_size: 64,
...
```

#### Metrics
- Training Accuracy: [X%] → [Y%]
- Validation Accuracy: [X%] → [Y%]
- Training Loss: [X] → [Y]
- Validation Loss: [X] → [Y]
- Training Time: [X hours] → [Y hours]

#### Training Curves
[Insert or describe training curves, loss plots]

#### Observations
- What worked:
  - [Observation 1]
  - [Observation 2]
- What didn't work:
  - [Issue 1]
  - [Issue 2]
- Unexpected behaviors:
  - [Behavior 1]
  - [Behavior 2]

#### Next Steps
- [ ] Try [suggestion 1]
- [ ] Investigate [issue 1]
- [ ] Test [hypothesis 1]

---

## Hardware Configuration
- GPU: [Model]
- RAM: [Amount]
- Framework Versions:
  - TensorFlow: [Version]
)";

constexpr std::string_view kUnfilledRun = R"(### Run Notes - [Date]

#### Configuration Changes
- Changed [parameter] from [old] to [new]
- Motivation: [Why this change was made]

#### Results
- Accuracy: [X%]
- Loss: [Y]
- Training Time: [Z hours]

#### Observations
- [Key observation 1]
- [Key observation 2]

#### Issues Encountered
- [Issue 1]: [How it was resolved]
- [Issue 2]: [How it was resolved]

#### Decision
- [Keep/Discard] this configuration because [reason]

#### Follow-up Questions
- [Question 1]
- [Question 2]
)";

TEST(Notes, FindsNothingInTheUnfilledTemplate) {
  for (const std::string_view text : {kUnfilledExperiment, kUnfilledRun}) {
    const auto parsed = ingest::parse_note(text, "f", "d");
    EXPECT_TRUE(parsed.note.is_empty()) << parsed.note.prose;
    EXPECT_THAT(parsed.issues, IsEmpty());
    EXPECT_TRUE(note_of(with_carriage_returns(text)).is_empty());
  }
}

TEST(Notes, FindsNothingInTheWholeTemplateFile) {
  NEEDS_SHARED("experiment-log-template.md");
  const std::string text = support::file_bytes(support::shared_path("experiment-log-template.md"));
  EXPECT_TRUE(note_of(text).is_empty()) << note_of(text).prose;
}

TEST(Notes, ReadsAFilledExperiment) {
  const auto note = note_of(R"(### Experiment ID: EXP007
**Date:** 2026-01-05
**Experimenter:** Kim Doe

#### Base Configuration
```python
batch_size: 32
```

#### Metrics
- Training Accuracy: 91% → 93%

#### Observations
- What worked:
  - Larger **batches**, see [the plot](plots/a.png)
  - `lr[0]` of [0.5, 0.3]
    - twice as fast
- What didn't work:
  - Dropout 0.7
- Unexpected behaviors:
  - Loss spiked[^1]

#### Next Steps
- [ ] Try a lower rate
- [x] Investigate the spike
- Read the paper
)");
  EXPECT_EQ(note.file, "runs/a/notes.md");
  EXPECT_EQ(note.folder, "a");
  ASSERT_NE(note.front_matter.find("id"), nullptr);
  EXPECT_EQ(note.front_matter.find("id")->text(), "EXP007");
  EXPECT_EQ(note.title, "");
  EXPECT_EQ(note.date, "2026-01-05");
  EXPECT_EQ(note.experimenter, "Kim Doe");
  EXPECT_THAT(note.worked,
              ElementsAre("Larger **batches**, see [the plot](plots/a.png)", "`lr[0]` of [0.5, 0.3] – twice as fast"));
  EXPECT_THAT(note.did_not_work, ElementsAre("Dropout 0.7"));
  EXPECT_THAT(note.unexpected, ElementsAre("Loss spiked[^1]"));
  EXPECT_THAT(note.observations, IsEmpty());
  EXPECT_THAT(note.next_steps,
              ElementsAre(model::Task{"Try a lower rate", false, 24}, model::Task{"Investigate the spike", true, 25},
                          model::Task{"Read the paper", false, 26}));
  EXPECT_EQ(
      note.prose,
      "#### Base Configuration\n\n```python\nbatch_size: 32\n```\n\n#### Metrics\n\n- Training Accuracy: 91% → 93%");
}

TEST(Notes, ReadsFilledRunNotes) {
  const auto note = note_of(R"(### Run Notes - 2026-02-03

#### Configuration Changes
- Changed batch_size from 32 to 64
- Motivation: the GPU was idle

#### Observations
- Loss fell faster
- Accuracy the same

#### Issues Encountered
- Out of memory at 256: reduced to 128
- Loss is NaN

#### Decision
- Keep this configuration because it is faster

#### Follow-up Questions
- Does it hold at 512?
)");
  EXPECT_EQ(note.date, "2026-02-03");
  EXPECT_EQ(note.title, "");
  EXPECT_EQ(note.motivation, "the GPU was idle");
  EXPECT_THAT(note.observations, ElementsAre("Loss fell faster", "Accuracy the same"));
  EXPECT_THAT(note.issues, ElementsAre(model::NoteIssue{"Out of memory at 256", "reduced to 128", 12},
                                       model::NoteIssue{"Loss is NaN", "", 13}));
  EXPECT_TRUE(note.decision_said);
  EXPECT_EQ(note.decision, model::Decision::keep);
  EXPECT_EQ(note.decision_reason, "it is faster");
  EXPECT_THAT(note.questions, ElementsAre("Does it hold at 512?"));
  EXPECT_EQ(note.prose, "#### Configuration Changes\n\n- Changed batch_size from 32 to 64");
}

TEST(Notes, FindsHeadingsInAnyLevelCaseOrderAndDress) {
  const auto note = note_of(R"(###### FOLLOW-UP QUESTIONS ❓
- Why?

# ✅ **Next steps:**
- Sleep

Decision
--------
DISCARD it: no gain.

**Issues encountered**

- A → B

## 3. what didn’t work
One paragraph
on two lines.

__Motivation:__ curiosity
)");
  EXPECT_THAT(note.questions, ElementsAre("Why?"));
  EXPECT_THAT(note.next_steps, ElementsAre(model::Task{"Sleep", false, 5}));
  EXPECT_EQ(note.decision, model::Decision::discard);
  EXPECT_EQ(note.decision_reason, "no gain.");
  EXPECT_THAT(note.issues, ElementsAre(model::NoteIssue{"A", "B", 13}));
  EXPECT_THAT(note.did_not_work, ElementsAre("One paragraph on two lines."));
  EXPECT_EQ(note.motivation, "curiosity");
  EXPECT_EQ(note.prose, "");
}

TEST(Notes, LeavesProseInOtherLanguagesUntouched) {
  const std::string text =
      "## Beobachtungen\n\n- Es lief *gut* [siehe Abbildung].\n- **Datum:** gestern\n\n### Nächste Schritte\n\n- [ ] "
      "Mehr "
      "Daten\n\n[Siehe Anhang]\n\n### Fazit\n\n| a | b |\n|---|---|\n| 1 | 2 |";
  const auto note = note_of(text + "\n");
  EXPECT_EQ(note.prose, text);
  EXPECT_EQ(note.title, "Beobachtungen");
  EXPECT_THAT(note.next_steps, IsEmpty());
  EXPECT_THAT(note.observations, IsEmpty());
  EXPECT_FALSE(note.decision_said);
}

TEST(Notes, KeepsProseAroundTheTemplatesParts) {
  const auto note = note_of(
      "# Second try\n\nBefore.\n\n## Observations\n\n- seen\n\n## Mehr\n\nAfter [a link][l].\n\n[l]: "
      "http://x.example\n");
  EXPECT_EQ(note.title, "Second try");
  EXPECT_THAT(note.observations, ElementsAre("seen"));
  EXPECT_EQ(note.prose, "Before.\n\n## Mehr\n\nAfter [a link][l].\n\n[l]: http://x.example");
}

TEST(Notes, KeepsWhatAFieldCannotHoldUnderItsHeading) {
  const auto note = note_of("## Observations\n\n- seen\n\n```\nlog\n```\n\n## Decision\nkeep\n");
  EXPECT_THAT(note.observations, ElementsAre("seen"));
  EXPECT_EQ(note.prose, "## Observations\n\n```\nlog\n```");
}

TEST(Notes, MakesNoNonsenseOfAHalfFilledTemplate) {
  const auto note = note_of(R"(### Experiment ID: [EXP007]
**Date:** [YYYY-MM-DD]
**GPU:** A100

#### Base Configuration
```python
# Copy your original configuration here
batch_size: 96,
```

#### Metrics
- Training Accuracy: 91% → [Y%]
- Training Loss: [X] → [Y]

#### Observations
- What worked:
  - [Observation 1]
- What didn't work:
  - None
- Unexpected behaviors:
  - [Behavior 1]

#### Issues Encountered
- Slow loader: [How it was resolved]
- [Issue 2]: restarted

#### Next Steps
- [ ] Try [suggestion 1]
- [ ] Try [suggestion 2] with a lower rate

#### Decision
- Keep this configuration because [reason]
)");
  EXPECT_EQ(note.front_matter.find("id")->text(), "EXP007");
  EXPECT_EQ(note.date, "");
  EXPECT_THAT(note.worked, IsEmpty());
  EXPECT_THAT(note.did_not_work, IsEmpty());
  EXPECT_THAT(note.unexpected, IsEmpty());
  EXPECT_THAT(note.issues,
              ElementsAre(model::NoteIssue{"Slow loader", "", 24}, model::NoteIssue{"…", "restarted", 25}));
  EXPECT_THAT(note.next_steps, ElementsAre(model::Task{"Try … with a lower rate", false, 29}));
  EXPECT_EQ(note.decision, model::Decision::keep);
  EXPECT_EQ(note.decision_reason, "");
  EXPECT_EQ(note.prose,
            "**GPU:** A100\n\n#### Base Configuration\n\n```python\n# Copy your original configuration "
            "here\nbatch_size: 96,\n```"
            "\n\n#### Metrics\n\n- Training Accuracy: 91% → …");
}

TEST(Notes, PartsNestedTasks) {
  const auto note = note_of("## Next steps\n- Soon:\n  - [ ] a\n  - [x] b\n- [ ] c\n  - why\n  - [ ] d\n");
  EXPECT_THAT(note.next_steps, ElementsAre(model::Task{"Soon: a", false, 3}, model::Task{"Soon: b", true, 4},
                                           model::Task{"c – why", false, 5}, model::Task{"d", false, 7}));
}

TEST(Notes, ReadsLabelledItemsAndPlainValues) {
  const auto note =
      note_of("Date: 2026-03-04\nAuthor: Kim\nParent: EXP002\n\nText.\n\n- **Decision:** Keep, it works\n- other\n");
  EXPECT_EQ(note.date, "2026-03-04");
  EXPECT_EQ(note.experimenter, "Kim");
  EXPECT_EQ(note.parent, "EXP002");
  EXPECT_EQ(note.decision, model::Decision::keep);
  EXPECT_EQ(note.decision_reason, "it works");
  EXPECT_EQ(note.prose, "Text.\n\n- other");
}

TEST(Notes, SaysWhereADateIsNotOne) {
  const auto parsed = ingest::parse_note("---\ntitle: x\n---\n\n**Date:** 2 January\n", "f", "d");
  EXPECT_EQ(parsed.note.date, "");
  ASSERT_EQ(parsed.issues.size(), 1u);
  EXPECT_EQ(parsed.issues[0].code, "note-date");
  EXPECT_EQ(parsed.issues[0].at.line, 5u);
  EXPECT_THAT(parsed.issues[0].what, HasSubstr("2 January"));
}

TEST(Notes, ReadsFrontMatter) {
  const auto parsed = ingest::parse_note(R"(---
id: EXP003
title: Bigger batches
date: 2026-02-03
author: Kim
parent: EXP001
decision: discard
reason: no gain
tags: [batch, 2]
motivation: speed
---
## Next steps
- go on
)",
                                         "f", "d");
  const auto& note = parsed.note;
  EXPECT_EQ(note.title, "Bigger batches");
  EXPECT_EQ(note.date, "2026-02-03");
  EXPECT_EQ(note.experimenter, "Kim");
  EXPECT_EQ(note.parent, "EXP001");
  EXPECT_EQ(note.decision, model::Decision::discard);
  EXPECT_EQ(note.decision_reason, "no gain");
  EXPECT_THAT(note.tags, ElementsAre("batch", "2"));
  EXPECT_EQ(note.motivation, "speed");
  EXPECT_EQ(note.front_matter.find("id")->text(), "EXP003");
  EXPECT_EQ(parsed.text.first_line, 12u);
  EXPECT_EQ(parsed.text.text, "## Next steps\n- go on\n");
  EXPECT_THAT(note.next_steps, ElementsAre(model::Task{"go on", false, 13}));
  EXPECT_THAT(parsed.issues, IsEmpty());
}

TEST(Notes, WarnsOfWrongTypesAndBrokenFrontMatter) {
  const auto wrong = ingest::parse_note(
      "---\ntitle: [a, b]\ndate: soon\nexperimenter: [Name]\nparent: {a: 1}\n---\n## Decision\nkeep\n", "f", "d");
  ASSERT_EQ(wrong.issues.size(), 3u);
  EXPECT_EQ(wrong.issues[0].code, "note-field");
  EXPECT_EQ(wrong.issues[0].at.line, 2u);
  EXPECT_EQ(wrong.issues[1].code, "note-date");
  EXPECT_EQ(wrong.issues[1].at.line, 3u);
  EXPECT_EQ(wrong.issues[2].at.line, 5u);
  EXPECT_EQ(wrong.note.decision, model::Decision::keep);

  const auto broken = ingest::parse_note("---\ntitle: x\ntags: [a\n---\n## Decision\nkeep\n", "f", "d");
  ASSERT_FALSE(broken.issues.empty());
  EXPECT_EQ(broken.issues[0].severity, base::Severity::warning);
  EXPECT_THAT(broken.issues[0].at.line, testing::AllOf(testing::Ge(3u), testing::Le(4u)));
  EXPECT_EQ(broken.note.decision, model::Decision::keep);
}

TEST(Notes, TakesLinesAcrossThePageForNoFrontMatter) {
  EXPECT_EQ(note_of("---\nJust text.\n").prose, "Just text.");
  EXPECT_THAT(note_of("---\nJust text.\n---\nMore.\n").prose, HasSubstr("Just text."));
  EXPECT_TRUE(note_of("---\n---\n").is_empty());
}

TEST(Notes, KeepsATextOverTheLimitsAsProse) {
  const std::string text = "## Decision\nkeep\n" + std::string((1u << 20) + 1, 'a');
  const auto parsed = ingest::parse_note(text, "f", "d");
  EXPECT_EQ(parsed.note.prose, text);
  EXPECT_FALSE(parsed.note.decision_said);
  ASSERT_EQ(parsed.issues.size(), 1u);
  EXPECT_EQ(parsed.issues[0].code, "md-too-large");
}

TEST(Notes, SurvivesTruncationAnywhere) {
  const std::string whole = std::string(kUnfilledExperiment) + std::string(kUnfilledRun);
  for (std::size_t size = 0; size < whole.size(); size += 7) note_of(std::string_view(whole).substr(0, size));
  EXPECT_EQ(note_of("").prose, "");
  EXPECT_TRUE(note_of("").is_empty());
}

}  // namespace
