#include "render/pages/search_section.h"

#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/html/html.h"
#include "render/html/phrase.h"
#include "render/tables/tables.h"
#include "words/parts/lists.h"
#include "words/story/search.h"

namespace render {

base::Json search_section(Page& page, const Site& site, const model::Project& project, const std::string& suffix) {
  base::Json section = base::Json::object();
  const TableContext context{site, page.root()};
  const auto number = static_cast<model::Index>(&project - site.findings.projects.data());
  model::Chart progress = progress_chart(site.findings, number, site.addresses);
  progress.id += suffix;
  set_html(section, "trials_over_time_html", charts_html(page, {progress}));
  model::Table matters = what_matters_table(context, project);
  matters.id += suffix;
  set_flag(section, "has_matters", matters.rows.size());
  set_table(page, section, "matters", site, matters);
  set_html(section, "below_chance_html", phrase_html(site, words::below_chance_sentence(project), page.root()));
  set_html(section, "parallel_html", parallel_figure(site.findings, project));
  model::Table best = ten_best_table(context, project);
  best.id += suffix;
  set_table(page, section, "ten_best", site, best);
  set_text(section, "trials_all", words::counted(project.experiments.size(), "trial", "trials"));
  return section;
}

}  // namespace render
