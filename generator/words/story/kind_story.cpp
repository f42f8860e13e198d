#include "words/story/kind_story.h"

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "words/story/leaderboard.h"
#include "words/story/search.h"
#include "words/story/suite.h"

namespace words {

std::optional<KindStory> story_of_kind(const model::Findings& findings, const model::Project& project) {
  if (project.suite) return suite_story(findings, project);
  if (project.search) return search_story(findings, project);
  if (project.leaderboard) return leaderboard_story(findings, project);
  return std::nullopt;
}

}  // namespace words
