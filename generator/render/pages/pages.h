#pragma once
/// The pages of the site, one file each in pages/. Each makes the data of one page; render.cpp writes them.

#include <cstddef>
#include <span>

#include "model/index.h"
#include "render/html/page.h"

namespace render {

Page overview_page(const Site& site);                             ///< index.html
Page log_page(const Site& site);                                  ///< experiments.html
Page experiment_page(const Site& site, model::Index experiment);  ///< experiments/<slug>.html
Page run_page(const Site& site, model::Index run);                ///< runs/<slug>.html; writes the run's curve file too
Page best_page(const Site& site);                                 ///< best.html
Page parameters_page(const Site& site);                           ///< parameters.html
/// parameters/<slug>.html of a parameter that has a page: both are places in Findings.
Page parameter_page(const Site& site, model::Index project, model::Index parameter);
Page environment_page(const Site& site);  ///< environment.html
Page journal_page(const Site& site);      ///< journal.html
/// sources.html; `late` are the notices of the pages made before it.
Page sources_page(const Site& site, std::span<const model::Notice> late);
Page report_page(const Site& site);                       ///< report.html
Page content_page(const Site& site, std::size_t number);  ///< pages/<slug>.html
Page not_found_page(const Site& site);                    ///< 404.html

}  // namespace render
