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
