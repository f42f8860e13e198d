#include "model/findings/experiment.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/html/attachments.h"
#include "render/html/html.h"
#include "render/html/notes.h"
#include "render/html/page.h"
#include "render/html/phrase.h"
#include "render/insight_text.h"
#include "render/pages/sections.h"
#include "render/tables/tables.h"
#include "words/best.h"
#include "words/counted_runs.h"
#include "words/experiment.h"
#include "words/measured_on.h"
#include "words/parts/decided.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace render {
namespace {

using base::Json;
using model::Experiment;

constexpr std::size_t kMostNotDrawnNamed = 4;
/// Repeats whose curves are drawn; more would be neither readable nor small.
constexpr std::size_t kMostRepeatsDrawn = 50;
constexpr std::size_t kMostChildren = 20;

std::string experiment_meta_html(const Site& site, const Experiment& experiment, const std::string& root) {
  std::vector<std::string> facts;
  const auto add = [&facts](std::string fact) { facts.push_back(std::move(fact)); };
  if (site.findings.projects.size() > 1) add(escape_html(site.project_of(experiment).name));
  if (!experiment.date.empty()) add(escape_html(words::format_date(experiment.date)));
  if (!experiment.experimenter.empty()) add("by " + escape_html(experiment.experimenter));
  const auto link = [&](model::Index index) {
    return link_html(root + site.addresses.experiment_pages[index], site.findings.experiments[index].shown());
  };
  if (experiment.versus_parent) add("changed from " + link(experiment.versus_parent->other));
  const auto baseline = site.project_of(experiment).baseline;
  if (baseline && &site.findings.experiments[*baseline] == &experiment) add("the baseline");
  if (!experiment.children.empty()) {
    std::vector<std::string> children;
    for (const model::Index child : experiment.children) children.push_back(link(child));
    add("led to " + words::listed_with_rest(std::move(children), kMostChildren));
  }
  add_tags(facts, experiment.tags);
  return meta_line_html({link_html(root + "experiments.html", "Experiments"), escape_html(experiment.id)}, facts);
}

void set_changes(const Site& site, Page& page, const Experiment& experiment) {
  const auto& comparison = experiment.versus_parent;
  set_flag(page.data, "has_changes", comparison && !comparison->changes.empty());
  const std::size_t parameters = experiment.config.parameters.size();
  if (comparison) {
    const std::string& parent = site.findings.experiments[comparison->other].shown();
    model::Table changes = changes_table(comparison->changes, parent, experiment.shown());
    link_parameters({site, page.root()}, site.project_of(experiment), comparison->changes, changes);
    set_table(page, page.data, "changes", site, changes);
    const auto changed = static_cast<std::size_t>(
        std::count_if(comparison->changes.begin(), comparison->changes.end(),
                      [](const model::ParameterChange& change) { return change.new_value.has_value(); }));
    const std::size_t same = parameters - std::min(parameters, changed);
    set_text(page.data, "same_text", words::counted(same, "parameter is", "parameters are") + " the same");
    if (comparison->changes.empty())
      set_text(page.data, "no_change_text", "Nothing in the configuration differs from " + parent + ".");
    if (experiment.parent_decided.guessed) {
      set_text(page.data, "parent_guess",
               "That it was changed from " + parent + " is a guess: " + words::decided_text(experiment.parent_decided) +
                   ".");
    }
  } else {
    set_text(page.data, "same_text", words::counted(parameters, "parameter", "parameters"));
  }
  std::string varying;
  for (const auto& name : experiment.varying) varying += (varying.empty() ? "" : ", ") + code_html(name);
  set_html(page.data, "varying_html", varying);
  Json blocks = config_blocks(experiment.config, "config", "config");
  set_flag(page.data, "has_config", blocks.items().size());
  page.data.set("config_blocks", std::move(blocks));
}

std::vector<RepeatCurves> repeat_curves(const Site& site, Page& page, const Experiment& experiment) {
  std::vector<RepeatCurves> repeats;
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
    if (repeats.size() == kMostRepeatsDrawn) break;
    if (!experiment.counts(i)) continue;
    const model::Index run = experiment.runs[i];
    RepeatCurves repeat{&site.input.runs[run], site.addresses.run_slugs[run], curves_of(site, run)};
    if (repeat.curves.empty()) continue;
    page.curve_slugs.push_back(repeat.slug);
    repeats.push_back(std::move(repeat));
  }
  return repeats;
}

/// "Not drawn, since it does not count: seed-4. Its own page has its curves."
std::string not_drawn_sentence(const Site& site, const Experiment& experiment) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
    const model::RunDigest& run = site.input.runs[experiment.runs[i]];
    if (!experiment.counts(i) && !run.series.empty())
      names.push_back(visible_text(run.name.empty() ? run.id : run.name));
  }
  if (names.empty()) return "";
  const bool one = names.size() == 1;
  return std::string("Not drawn, since ") + (one ? "it does" : "they do") +
         " not count: " + words::listed_within(std::move(names), kMostNotDrawnNamed) + ". " +
         (one ? "Its own page has its curves." : "Their own pages have their curves.");
}

void set_curves(const Site& site, Page& page, const Experiment& experiment) {
  const auto repeats = repeat_curves(site, page, experiment);
  std::vector<RepeatCurves> parent_repeats;
  std::string parent_id;
  if (experiment.versus_parent) {
    const auto& parent = site.findings.experiments[experiment.versus_parent->other];
    parent_id = parent.shown();
    parent_repeats = repeat_curves(site, page, parent);
  }
  const CurveCharts charts = experiment_curve_charts(repeats, experiment.shown(), parent_repeats, parent_id,
                                                     site.project_of(experiment), experiment.insights);
  const std::string html = charts_html(page, charts.charts);
  set_html(page.data, "curves_html", html);
  set_text(page.data, "curves_left_out", left_out_sentence(charts.left_out));
  std::string left_out;
  if (experiment.runs.size() > kMostRepeatsDrawn) {
    left_out = "Curves of the first " + words::format_count(kMostRepeatsDrawn) + " of " +
               words::counted(experiment.runs.size(), "repeat", "repeats") + " are drawn.";
  }
  const std::string not_counted = not_drawn_sentence(site, experiment);
  if (!left_out.empty() && !not_counted.empty()) left_out += " ";
  set_text(page.data, "repeats_left_out", left_out + not_counted);
  if (html.empty()) page.curve_slugs.clear();
}

/// Images and the confusion matrix of the first repeat that has any; the others have theirs on their own pages.
void set_run_attachments(const Site& site, Page& page, const Experiment& experiment) {
  for (const auto run : experiment.runs) {
    if (site.input.runs[run].artifacts.empty()) continue;
    const RunAttachments attachments = read_attachments(site, run);
    if (attachments.images.empty() && !attachments.confusion) continue;
    set_attachments(page.data, attachments, page.root(), "run");
    set_html(page.data, "attachments_of_html",
             link_html(page.root() + site.addresses.run_pages[run], site.input.runs[run].name));
    set_flag(page.data, "has_attachments", 1);
    return;
  }
}

void set_decision(Page& page, const Experiment& experiment) {
  if (experiment.decision == model::Decision::open) return;
  const bool keep = experiment.decision == model::Decision::keep;
  set_text(page.data, "decision", keep ? "Keep" : "Discard");
  set_text(page.data, "decision_class", keep ? "good" : "bad");
  set_text(page.data, "agreement", words::agreement_text(experiment));
  set_html(page.data, "decision_reason_html",
           experiment.decision_reason.empty()
               ? ""
               : inline_note_html(words::decision_reason_of(experiment.decision_reason)));
}

void set_lede(const Site& site, Page& page, const Experiment& experiment) {
  std::string lede = phrase_html(site, words::experiment_lede(site.findings, experiment), page.root());
  std::vector<std::string> chips;
  if (experiment.versus_parent && experiment.versus_parent->verdict != model::Verdict::none) {
    const model::Comparison& comparison = *experiment.versus_parent;
    chips.push_back(chip_html(words::verdict_text(site.project_of(experiment),
                                                  site.findings.experiments[comparison.other], experiment, comparison),
                              words::verdict_word(comparison.verdict).tone));
  }
  if (experiment.decision != model::Decision::open) {
    const words::Word decision = words::decision_word(experiment.decision);
    chips.push_back(chip_html(decision.text, decision.tone));
  }
  const words::Word status = words::status_word(experiment.status);
  if (status.tone == model::Tone::bad || status.tone == model::Tone::warn)
    chips.push_back(chip_html(status.text, status.tone));
  for (const auto& chip : chips) lede += " " + chip;
  set_html(page.data, "lede_html", std::move(lede));
}

/// "29 changes were judged together, so that a single lucky one does not count as proof."
std::string family_text(const Site& site, const Experiment& experiment) {
  const model::Project& project = site.project_of(experiment);
  const auto changes = static_cast<std::size_t>(
      std::count_if(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
        const auto& comparison = site.findings.experiments[index].versus_parent;
        return comparison && model::is_tested(comparison->verdict);
      }));
  if (changes < 2) return "";
  return words::counted(changes, "change", "changes") +
         " were judged together, so that a single lucky one does not count as proof.";
}

/// What a tested verdict rests on.
std::string how_sure_text(const Site& site, const Experiment& experiment) {
  const model::Project& project = site.project_of(experiment);
  std::string out;
  for (const std::string& part : {words::verdict_reason(project, *experiment.versus_parent), words::noise_text(project),
                                  family_text(site, experiment)}) {
    if (!part.empty()) out += (out.empty() ? "" : " ") + part;
  }
  return out;
}

void set_hardware(const Site& site, Page& page, const Experiment& experiment) {
  std::set<model::Index> kinds;
  for (const auto run : experiment.runs) {
    if (const auto kind = site.findings.hardware_of_run[run]) kinds.insert(*kind);
  }
  set_flag(page.data, "mixed_hardware", kinds.size() > 1);
  if (kinds.empty()) return;
  const auto& hardware = site.findings.hardware[*kinds.begin()];
  auto pairs = hardware.hardware;
  pairs.insert(pairs.end(), hardware.software.begin(), hardware.software.end());
  if (pairs.empty()) return;
  set_flag(page.data, "has_environment", 1);
  set_table(page, page.data, "environment", site, pairs_table("environment", "Environment", pairs));
}

}  // namespace

Page experiment_page(const Site& site, model::Index index) {
  const Experiment& experiment = site.findings.experiments[index];
  Page page{.path = site.addresses.experiment_pages[index],
            .title = visible_text(experiment.id),
            .nav = "experiments",
            .template_name = "experiment.mustache"};
  const TableContext context{site, page.root()};
  const std::string title = experiment.title.empty() ? experiment.id : experiment.title;
  page.description =
      visible_text(title == experiment.id ? "Experiment " + experiment.id : experiment.id + ": " + title);
  set_html(page.data, "meta_html", experiment_meta_html(site, experiment, page.root()));
  set_text(page.data, "heading", title);
  set_lede(site, page, experiment);
  const bool parent_is_baseline =
      experiment.versus_parent && experiment.versus_parent->other == site.project_of(experiment).baseline;
  if (!parent_is_baseline)
    set_text(page.data, "versus_baseline", words::versus_baseline_text(site.findings, experiment));
  if (experiment.versus_parent && model::is_tested(experiment.versus_parent->verdict))
    set_text(page.data, "noise_text", how_sure_text(site, experiment));
  set_decision(page, experiment);
  set_changes(site, page, experiment);
  set_table(page, page.data, "metrics", site, metrics_table(context, experiment));
  set_text(page.data, "best_point", words::best_point_sentence(site.project_of(experiment), experiment));
  set_text(page.data, "measured_on", words::measured_on_sentence(words::measured_on(site.findings, experiment)));
  set_sayings(page.data, experiment_sayings(site, experiment, page.root()));
  set_curves(site, page, experiment);
  NoteParts parts = gather_parts(experiment.notes);
  for (const auto run : experiment.runs) {
    for (const auto& note : site.input.runs[run].notes) add_parts(parts, note);
  }
  set_parts(page.data, parts);
  const std::size_t source = experiment.runs.empty() ? 0 : site.input.runs[experiment.runs[0]].source;
  const std::string slug = page.path.substr(page.path.find('/') + 1);
  set_html(page.data, "prose_html",
           prose_html(site, page, experiment.notes, experiment.note_texts, source,
                      "experiments/" + slug.substr(0, slug.rfind('.'))));
  model::Table repeats = repeats_table(context, experiment);
  set_text(page.data, "counted_text", words::counted_sentence(site.input.runs, experiment));
  set_text(page.data, "repeats_heading", experiment.runs.size() == 1 ? "Run" : "Repeats");
  set_table(page, page.data, "repeats", site, repeats);
  set_run_attachments(site, page, experiment);
  set_hardware(site, page, experiment);
  return page;
}

}  // namespace render
