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

const std::string& text_at(const Json& object, std::string_view key) {
  static const std::string kNone;
  const Json* value = object.find(key);
  return value != nullptr && value->is_string() ? value->text() : kNone;
}

bool is_regression(const Json& change) {
  const Json* value = change.find("regression");
  return value != nullptr && value->is_boolean() && value->as_boolean();
}

struct Label {
  std::string_view text = "Change";
  model::Tone tone = model::Tone::calm;
};

Label label_of(const Json& change) {
  static const std::map<std::string, Label, std::less<>> kLabels{
      {"objective", {"Objective", model::Tone::warn}}, {"new_best", {"New best", model::Tone::good}},
      {"verdict", {"Verdict", model::Tone::calm}},     {"decision", {"Decision", model::Tone::calm}},
      {"new_experiment", {"New", model::Tone::calm}},  {"new_runs", {"New runs", model::Tone::calm}},
      {"task", {"Task", model::Tone::good}},           {"gone", {"Gone", model::Tone::warn}}};
  if (is_regression(change)) return {"Regression", model::Tone::bad};
  const auto found = kLabels.find(text_at(change, "kind"));
  return found == kLabels.end() ? Label{} : found->second;
}

/// The sentence, its first words a link if they are the experiment's id and its page is on this site.
std::string sentence_html(const Site& site, const Json& change) {
  const std::string& sentence = text_at(change, "sentence");
  const std::string id = visible_text(text_at(change, "experiment"));
  const auto& pages = site.addresses.experiment_pages;
  const auto page = std::find(pages.begin(), pages.end(), text_at(change, "page"));
  if (id.empty() || page == pages.end() || !sentence.starts_with(id)) return escape_html(sentence);
  return link_html(*page, id) + escape_html(std::string_view(sentence).substr(id.size()));
}

}  // namespace

void set_since_last(Json& data, const Site& site) {
  const Json changes = changes_of(site.input, site.addresses);
  std::vector<const Json*> order;
  for (const Json& change : changes.items()) order.push_back(&change);
  std::stable_partition(order.begin(), order.end(), [](const Json* change) { return is_regression(*change); });
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(order.size(), kMostChangesShown); ++i) {
    const Label label = label_of(*order[i]);
    Json item = Json::object();
    set_html(item, "label_html", chip_html(label.text, label.tone));
    set_html(item, "sentence_html", sentence_html(site, *order[i]));
    list.push(std::move(item));
  }
  data.set("has_since", Json::boolean(!order.empty()));
  data.set("since", std::move(list));
  if (order.size() > kMostChangesShown)
    set_text(data, "since_more", words::format_count(order.size() - kMostChangesShown));
}

}  // namespace render
