#pragma once
/// A suite in words: what is best over all tasks, what on each, and what nobody can tell.

#include <cstddef>
#include <string>

#include "model/findings/fwd.h"
#include "words/story/kind_story.h"

namespace model {
struct Suite;
}

namespace words {

/// "algorithms", "environments": what the rows and the columns are; "candidates" and "tasks" where their parameters do
/// not say.
std::string compared_noun(const model::Suite& suite, std::size_t count);
std::string task_noun(const model::Suite& suite, std::size_t count);

/// REQUIRES: Project::suite. A claim over all tasks stands only on SuiteRow::told; without enough runs for it, how many
/// columns each is best of is told, and that it was not tested.
KindStory suite_story(const model::Findings& findings, const model::Project& project);

}  // namespace words
