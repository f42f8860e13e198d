#pragma once
/// Findings about the health of the data, in sentences.

#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/run_digest.h"
#include "words/parts/phrase.h"

namespace words {

/// One sentence a finding, with links to the experiments and runs it speaks of. `runs`: those of the findings.
std::vector<Phrase> health_sentences(const model::Findings& findings, std::span<const model::RunDigest> runs,
                                     const model::Project& project);

/// "5 findings on the health of the data: copies of one run, values that are not finite and 2 more kinds.", the most
/// serious kinds first, with a link to all of them. Empty without findings.
Phrase health_line(const model::Project& project);

}  // namespace words
