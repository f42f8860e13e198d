#include "model/note.h"

#include <gtest/gtest.h>

namespace model {
namespace {

TEST(Note, IsEmptyWhenOnlyItsPlaceIsKnown) {
  Note note;
  note.file = "runs/a/notes.md";
  note.folder = "a";
  note.front_matter = base::Json::object();
  EXPECT_TRUE(note.is_empty());
}

/// A note in which one part alone says something: the lists first, then the texts.
template <typename Part>
void say(Part& part) {
  part.push_back({});
}

TEST(Note, IsNotEmptyWhicheverPartSaysSomething) {
  int parts = 0;
  const auto count = [&parts](const auto&) { ++parts; };
  const Note nothing;
  for_each_list(count, nothing);
  for_each_text(count, nothing);
  EXPECT_EQ(parts, 12);
  for (int said = 0; said < parts; ++said) {
    Note note;
    int at = 0;
    const auto fill = [&](auto& part) {
      if (at++ == said) say(part);
    };
    for_each_list(fill, note);
    for_each_text(fill, note);
    EXPECT_FALSE(note.is_empty()) << said;
  }
}

TEST(Note, IsNotEmptyOnceAnythingWasSaid) {
  Note open_decision, task, prose;
  open_decision.decision_said = true;
  task.next_steps.push_back({.text = "try dropout"});
  prose.prose = "Looks fine.";
  EXPECT_FALSE(open_decision.is_empty());
  EXPECT_FALSE(task.is_empty());
  EXPECT_FALSE(prose.is_empty());
}

}  // namespace
}  // namespace model
