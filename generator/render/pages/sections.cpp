#include "render/pages/sections.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text/iso_time.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/attachments.h"
#include "render/html/config_text.h"
#include "render/html/html.h"
#include "render/html/phrase.h"
#include "render/pages/kind_section.h"
#include "render/tables/cells.h"
#include "words/best.h"
#include "words/guesses.h"
#include "words/health.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/phrase.h"
#include "words/story/project_story.h"

namespace render {
namespace {

constexpr std::size_t kLongestConfig = 256u << 10;  // of one language, of which there are three

using base::Json;
using model::Project;

struct Figure {
  std::string title;
  std::string number;
  std::string tone;
  std::string detail_html;
};

void push_figure(Json& list, const Figure& figure) {
  Json data = Json::object();
  set_text(data, "figure_title", figure.title);
  set_text(data, "figure_number", figure.number);
  set_text(data, "figure_tone", figure.tone);
  set_html(data, "figure_html", figure.detail_html);
  list.push(std::move(data));
}

std::string experiment_link(const Site& site, model::Index index, const std::string& root) {
  return link_html(root + site.addresses.experiment_pages[index], site.findings.experiments[index].shown());
}

void push_best(Json& list, const Site& site, const Project& project, model::Purpose purpose, const std::string& root) {
  const auto* best = words::find_best(project, purpose);
  const auto* objective = words::objective_of(project);
  if (best == nullptr || objective == nullptr) return;
  const auto& experiment = site.findings.experiments[best->experiment];
  const auto* estimate = words::objective_estimate(site.findings, experiment);
  if (estimate == nullptr) return;
  std::string detail = words::certainty_text(*estimate, objective->kind);
  if (purpose == model::Purpose::speed) {
    const auto* time = find_role(project, experiment, model::Role::training_time);
    if (time != nullptr) detail = "in " + words::format_value(time->at_best.mean, project.metrics[time->metric].kind);
    const auto* accuracy = words::find_best(project, model::Purpose::accuracy);
    const bool same = accuracy != nullptr && accuracy->experiment == best->experiment;
    if (std::isfinite(best->tolerance)) {
      detail += std::string(same ? "; nothing faster is" : ",") + " within " +
                words::format_value(best->tolerance * 100, model::ValueKind::plain) + "\u202f% of " +
                (best->of_range ? "the range" : "the best");
    }
  }
  push_figure(list,
              {words::purpose_title(project, purpose), words::format_estimate(*estimate, objective->kind).mean, "",
               experiment_link(site, best->experiment, root) + " <small>" + escape_html(detail) + "</small>"});
}

void push_against_baseline(Json& list, const Site& site, const Project& project) {
  const auto* best = words::find_best(project, model::Purpose::accuracy);
  const auto* objective = words::objective_of(project);
  if (best == nullptr || objective == nullptr || best->experiment == project.baseline) return;
  const auto& comparison = site.findings.experiments[best->experiment].versus_baseline;
  if (!comparison || !std::isfinite(comparison->objective.estimate)) return;
  const auto& difference = comparison->objective;
  const bool tested = std::isfinite(difference.low) && std::isfinite(difference.high);
  const std::string detail =
      tested ? "95\u202f% interval " + words::format_interval(difference.low, difference.high, objective->kind)
             : "too few repeats for an interval";
  push_figure(list, {"Against the baseline", words::format_difference(difference, objective->kind),
                     std::string(tone_class(words::tone_of(difference, objective->direction))),
                     "<small>" + escape_html(detail) + "</small>"});
}

void push_time_spent(Json& list, const Site& site, const Project& project) {
  std::size_t runs = 0;
  std::size_t crashed = 0;
  std::size_t diverged = 0;
  const auto* objective = words::objective_of(project);
  for (const auto index : project.experiments) {
    for (const auto run_index : site.findings.experiments[index].runs) {
      const auto& run = site.input.runs[run_index];
      ++runs;
      const bool failed = run.status == model::RunStatus::failed || run.status == model::RunStatus::killed;
      const auto* series = objective != nullptr ? run.find_series(objective->name) : nullptr;
      const bool non_finite = std::any_of(run.series.begin(), run.series.end(), [](const model::SeriesDigest& one) {
        return one.points > 0 && !std::isfinite(one.last.value);
      });
      crashed += failed;
      diverged +=
          !failed && (non_finite || (series != nullptr && series->points > 0 && !std::isfinite(series->last.value)));
    }
  }
  std::string detail = words::counted(runs, "run", "runs");
  if (crashed > 0) detail += ", " + words::format_count(crashed) + " failed";
  if (diverged > 0) detail += ", " + words::format_count(diverged) + " diverged";
  if (project.runs_with_time == 0) {
    detail.replace(0, words::counted(runs, "run", "runs").size(),
                   "of " + words::counted(project.experiments.size(), "experiment", "experiments"));
    push_figure(list, {"Runs", words::format_count(runs), "", "<small>" + escape_html(detail) + "</small>"});
    return;
  }
  if (project.runs_with_time < runs)
    detail += "; " + words::format_count(project.runs_with_time) + " say how long they took";
  push_figure(list, {"Training time spent", words::format_duration(project.training_time_s), "",
                     "<small>" + escape_html(detail) + "</small>"});
}

void collect_note(OpenEnds& ends, const model::Note& note, const std::string& link) {
  const std::string mark = " <span class=\"meta\">" + link + "</span>";
  for (const auto& task : note.next_steps)
    ends.next_steps.push_back({inline_note_html(task.text) + mark, "", task.done});
  for (const auto& question : note.questions) ends.questions.push_back({inline_note_html(question) + mark, "", false});
  for (const auto& issue : note.issues) {
    if (issue.resolution.empty()) {
      ends.open_issues.push_back({inline_note_html(issue.text) + mark, "", false});
    } else {
      ends.solved_issues.push_back({inline_note_html(issue.text) + mark, inline_note_html(issue.resolution), false});
    }
  }
}

Json config_block(const std::string& id, const std::string& language, const std::string& text) {
  Json block = Json::object();
  set_text(block, "block_id", id);
  set_text(block, "language", language);
  set_html(block, "text_html", escape_lines(text));
  return block;
}

Json attachment_data(const Attachment& attachment, const std::string& root) {
  Json data = Json::object();
  set_text(data, "file_name", attachment.name);
  set_html(data, "file_name_html", breakable_html(attachment.name));
  set_text(data, "file_href", attachment.page_path.empty() ? "" : root + attachment.page_path);
  set_text(data, "file_reason", attachment.reason);
  set_text(data, "file_size",
           attachment.size_bytes > 0 ? words::format_bytes(static_cast<double>(attachment.size_bytes)) : "");
  return data;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) out.append(out.empty() ? "" : between).append(part);
  return out;
}

}  // namespace

std::string section_name(const Site& site, const Project& project) {
  if (site.findings.projects.size() == 1) return "";
  return project.name.empty() ? "Without a name" : project.name;
}

/// "last run 24 November 2026 · built 30 November 2026"; without what is not known.
std::string dates_text(const Site& site, const Project& project) {
  std::string newest;
  for (const model::Index experiment : project.experiments) {
    for (const model::Index run : site.findings.experiments[experiment].runs)
      newest = std::max(newest, base::utc_date(site.input.runs[run].started_at));
  }
  std::string out = newest.empty() ? "" : "last run " + words::format_date(newest);
  const std::string& built = site.input.built_on;
  if (!built.empty()) out += (out.empty() ? "" : " · ") + std::string("built ") + words::format_date(built);
  return out;
}

void set_project_head(Json& data, const Site& site, const Project& project, const std::string& root) {
  const std::string dates = dates_text(site, project);
  set_text(data, "project_line", words::project_line(site.findings, project) + (dates.empty() ? "" : " · " + dates));
  set_text(data, "headline", words::headline(site.findings, project));
  set_flag(data, "alone", site.findings.projects.size() == 1);
  set_html(data, "lede_html", phrase_html(site, words::project_lede(site.findings, project), root));
  set_story(data, site, words::project_story(site.findings, project), root);
  set_html(data, "health_html", phrase_html(site, words::health_line(project), root));
  data.set("figures", key_figures(site, project, root));
}

std::string meta_line_html(const std::vector<std::string>& way, const std::vector<std::string>& facts) {
  std::string out = joined(way, " / ");
  for (const std::string& fact : facts) out += " · " + fact;
  return out;
}

void add_tags(std::vector<std::string>& facts, const std::vector<std::string>& tags) {
  for (const std::string& tag : tags) facts.push_back("<span class=\"tag\">" + escape_html(tag) + "</span>");
}

Json key_figures(const Site& site, const Project& project, const std::string& root) {
  if (project.leaderboard && !project.leaderboard->ranked.empty()) return leaderboard_figures(site, project, root);
  Json list = Json::array();
  push_best(list, site, project, model::Purpose::accuracy, root);
  push_best(list, site, project, model::Purpose::speed, root);
  push_against_baseline(list, site, project);
  push_time_spent(list, site, project);
  return list;
}

OpenEnds collect_open_ends(const Site& site, const Project* project, const std::string& root) {
  OpenEnds ends;
  for (std::size_t i = 0; i < site.findings.experiments.size(); ++i) {
    const auto& experiment = site.findings.experiments[i];
    if (project != nullptr && &site.project_of(experiment) != project) continue;
    const std::string link = experiment_link(site, i, root);
    for (const auto& note : experiment.notes) collect_note(ends, note, link);
    for (const auto run : experiment.runs) {
      if (site.input.runs[run].notes.empty()) continue;
      const std::string run_link = link_html(root + site.addresses.run_pages[run], site.input.runs[run].name);
      for (const auto& note : site.input.runs[run].notes) collect_note(ends, note, run_link);
    }
  }
  std::stable_partition(ends.next_steps.begin(), ends.next_steps.end(), [](const OpenEnd& end) { return !end.done; });
  return ends;
}

void set_open_ends(Json& data, const std::string& key, const std::vector<OpenEnd>& ends, std::size_t limit) {
  Json list = Json::array();
  for (std::size_t i = 0; i < ends.size() && i < limit; ++i) {
    Json item = Json::object();
    set_html(item, "end_html", ends[i].html);
    set_html(item, "resolution_html", ends[i].resolution_html);
    set_flag(item, "done", ends[i].done);
    list.push(std::move(item));
  }
  set_flag(data, "has_" + key, ends.size());
  data.set(key, std::move(list));
  set_text(data, key + "_more", ends.size() > limit ? words::format_count(ends.size() - limit) : "");
}

Json config_blocks(const model::Config& config, const std::string& prefix, const std::string& python_name) {
  Json blocks = Json::array();
  if (!config.tree.is_object() || config.tree.members().empty()) return blocks;
  const std::string json = config_json(config.tree);
  if (json.size() > kLongestConfig) {
    blocks.push(config_block(prefix + "-data", "Where it is",
                             "Too long to be shown here: it is whole in data/runs.json, under \"config\" of the run."));
    return blocks;
  }
  blocks.push(config_block(prefix + "-json", "JSON", json));
  blocks.push(config_block(prefix + "-yaml", "YAML", config_yaml(config.tree)));
  blocks.push(config_block(prefix + "-python", "Python", config_python(config.tree, python_name)));
  return blocks;
}

void set_story(Json& data, const Site& site, const std::vector<words::Phrase>& sentences, const std::string& root) {
  Json list = Json::array();
  for (const words::Phrase& sentence : sentences) {
    Json item = Json::object();
    set_html(item, "sentence_html", phrase_html(site, sentence, root));
    list.push(std::move(item));
  }
  set_flag(data, "has_story", sentences.size());
  data.set("story", std::move(list));
}

void set_guesses(Json& data, const Site& site, const Project& project) {
  Json list = Json::array();
  for (const auto& guess : words::guesses_of(site.findings, project)) {
    Json item = Json::object();
    set_text(item, "guess_what", guess.what);
    set_text(item, "guess_chosen", guess.chosen);
    set_text(item, "guess_how", guess.how);
    set_html(item, "setting_html", escape_lines(guess.setting));
    list.push(std::move(item));
  }
  set_text(data, "guess_count", list.items().empty() ? "" : words::counted(list.items().size(), "guess", "guesses"));
  set_flag(data, "has_guesses", list.items().size());
  data.set("guesses", std::move(list));
}

std::vector<model::Curve> curves_of(const Site& site, model::Index run) {
  return model::read_curves(site.input.runs[run], site.input.curves);
}

std::string left_out_sentence(const std::vector<std::string>& metrics) {
  constexpr std::size_t kMost = 8;
  if (metrics.empty()) return "";
  return "Without a chart (too few values, or too many charts for one page): " +
         words::listed_with_rest(metrics, kMost) + ".";
}

void set_attachments(Json& data, const RunAttachments& attachments, const std::string& root,
                     const std::string& prefix) {
  Json images = Json::array();
  for (const auto& image : attachments.images) images.push(attachment_data(image, root));
  Json downloads = Json::array();
  for (const auto& download : attachments.downloads) downloads.push(attachment_data(download, root));
  set_flag(data, "has_images", attachments.images.size());
  data.set("images", std::move(images));
  set_flag(data, "has_downloads", attachments.downloads.size());
  data.set("downloads", std::move(downloads));
  set_text(data, "attachments_left_out",
           attachments.left_out > 0 ? words::counted(attachments.left_out, "artifact", "artifacts") : "");
  set_html(data, "confusion_html",
           attachments.confusion ? confusion_matrix_html(*attachments.confusion, prefix + "-confusion") : "");
}

}  // namespace render
