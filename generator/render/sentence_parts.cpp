#include "render/sentence_parts.h"

#include <cstddef>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/sentences.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

constexpr std::size_t kMostChangesNamed = 3;

}  // namespace

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string strong(const std::string& text) {
  return "<b>" + escape_html(text) + "</b>";
}

std::string what_there_is(const Site& site, const model::Project& project) {
  std::size_t runs = 0;
  for (const auto index : project.experiments) runs += site.findings.experiments[index].runs.size();
  return words::counted(project.experiments.size(), "experiment", "experiments") + " with " +
         words::counted(runs, "run", "runs");
}

std::string experiment_link_html(const Site& site, model::Index experiment, const std::string& root) {
  return link_html(root + site.addresses.experiment_pages[experiment], site.findings.experiments[experiment].id);
}

std::string experiment_links_html(const Site& site, const std::vector<model::Index>& experiments, std::size_t most,
                                  const std::string& root) {
  std::vector<std::string> links;
  for (const auto index : experiments) {
    if (links.size() == most) break;
    links.push_back(experiment_link_html(site, index, root));
  }
  if (experiments.size() > most) links.push_back(words::format_count(experiments.size() - most) + " more");
  return words::listed(links);
}

std::string cause_of(const std::vector<model::Change>& changes) {
  std::vector<std::string> phrases;
  for (const auto& change : changes) phrases.push_back(change_phrase(change));
  if (phrases.size() > kMostChangesNamed) {
    const std::size_t more = phrases.size() - (kMostChangesNamed - 1);
    phrases.resize(kMostChangesNamed - 1);
    phrases.push_back(words::counted(more, "other change", "other changes"));
  }
  return words::listed(phrases);
}

}  // namespace render
