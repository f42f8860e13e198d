#include "render/pages/since_last.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "render/data/documents.h"
#include "render/html/html.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using base::Json;
using model::PublishedChange;

struct Label {
  std::string_view text = "Change";
  model::Tone tone = model::Tone::calm;
};

Label label_of(const PublishedChange& change) {
  static const std::map<std::string, Label, std::less<>> kLabels{
      {"objective", {"Objective", model::Tone::warn}}, {"new_best", {"New best", model::Tone::good}},
      {"verdict", {"Verdict", model::Tone::calm}},     {"decision", {"Decision", model::Tone::calm}},
      {"new_experiment", {"New", model::Tone::calm}},  {"new_runs", {"New runs", model::Tone::calm}},
      {"task", {"Task", model::Tone::good}},           {"gone", {"Gone", model::Tone::warn}}};
  if (change.regression) return {"Regression", model::Tone::bad};
  const auto found = kLabels.find(change.kind);
  return found == kLabels.end() ? Label{} : found->second;
}

/// The sentence, its first words a link if they are the experiment's id and its page is on this site.
std::string sentence_html(const Site& site, const PublishedChange& change) {
  const std::string& sentence = change.sentence;
  const std::string id = visible_text(change.experiment);
  const auto& pages = site.addresses.experiment_pages;
  const auto page = std::find(pages.begin(), pages.end(), change.page);
  if (id.empty() || page == pages.end() || !sentence.starts_with(id)) return escape_html(sentence);
  return link_html(*page, id) + escape_html(std::string_view(sentence).substr(id.size()));
}

}  // namespace

void set_since_last(Json& data, const Site& site) {
  std::vector<PublishedChange> changes = changes_of(site.input, site.addresses);
  std::stable_partition(changes.begin(), changes.end(), [](const PublishedChange& one) { return one.regression; });
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(changes.size(), kMostChangesShown); ++i) {
    const Label label = label_of(changes[i]);
    Json item = Json::object();
    set_html(item, "label_html", chip_html(label.text, label.tone));
    set_html(item, "sentence_html", sentence_html(site, changes[i]));
    list.push(std::move(item));
  }
  data.set("has_since", Json::boolean(!changes.empty()));
  data.set("since", std::move(list));
  if (changes.size() > kMostChangesShown)
    set_text(data, "since_more", words::format_count(changes.size() - kMostChangesShown));
}

}  // namespace render
