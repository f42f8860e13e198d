#include "render/render.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <utility>

#include "base/parallel.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "render/data/data_files.h"
#include "render/pages/pages.h"

namespace render {
namespace {

using base::Error;
using base::Result;
using model::OutputFile;

/// Pages are made in this order; each gets a slot for its notices, so that they do not depend on timing.
std::vector<std::function<Page()>> page_makers(const Site& site) {
  std::vector<std::function<Page()>> makers;
  makers.emplace_back([&site] { return overview_page(site); });
  makers.emplace_back([&site] { return log_page(site); });
  makers.emplace_back([&site] { return best_page(site); });
  makers.emplace_back([&site] { return parameters_page(site); });
  makers.emplace_back([&site] { return environment_page(site); });
  makers.emplace_back([&site] { return journal_page(site); });
  makers.emplace_back([&site] { return report_page(site); });
  makers.emplace_back([&site] { return not_found_page(site); });
  for (std::size_t i = 0; i < site.input.pages.size(); ++i) {
    makers.emplace_back([&site, i] { return content_page(site, i); });
  }
  for (std::size_t i = 0; i < site.findings.experiments.size(); ++i) {
    makers.emplace_back([&site, i] { return experiment_page(site, i); });
  }
  for (std::size_t i = 0; i < site.addresses.parameter_pages.size(); ++i) {
    for (std::size_t k = 0; k < site.addresses.parameter_pages[i].size(); ++k) {
      if (!site.addresses.parameter_pages[i][k].empty())
        makers.emplace_back([&site, i, k] { return parameter_page(site, i, k); });
    }
  }
  for (std::size_t i = 0; i < site.input.runs.size(); ++i) {
    makers.emplace_back([&site, i] { return run_page(site, i); });
  }
  return makers;
}

Result<void> write_page(const Site& site, Page& page, model::OutputSink& sink) {
  auto html = render_page(site, page);
  if (!html) return html.error();
  for (auto& file : page.files) {
    auto put = sink.put(std::move(file));
    if (!put) return put.error();
  }
  return sink.put({page.path, std::move(*html)});
}

/// The first failure by order of pages, whatever thread met it.
class FirstError {
 public:
  bool any() const { return any_; }
  void add(std::size_t order, Error error) {
    const std::lock_guard lock(mutex_);
    if (!any_ || order < order_) {
      order_ = order;
      error_ = std::move(error);
      any_ = true;
    }
  }
  Result<void> result() const {
    if (any_) return error_;
    return {};
  }

 private:
  std::mutex mutex_;
  std::atomic<bool> any_ = false;
  std::size_t order_ = 0;
  Error error_;
};

Result<void> write_pages(const Site& site, model::OutputSink& sink, std::vector<model::Notice>& late_notices) {
  const auto makers = page_makers(site);
  const auto& input = site.input;
  std::vector<std::vector<model::Notice>> notices(makers.size());
  std::atomic<std::size_t> done = 0;
  FirstError failure;
  base::parallel_for(makers.size(), input.jobs, [&](std::size_t i) {
    if (failure.any()) return;
    Page page = makers[i]();
    auto written = write_page(site, page, sink);
    if (!written) failure.add(i, written.error());
    notices[i] = std::move(page.notices);
    if (input.progress) input.progress(++done, makers.size());
  });
  for (auto& of_page : notices) {
    std::move(of_page.begin(), of_page.end(), std::back_inserter(late_notices));
  }
  return failure.result();
}

Result<void> write_assets(const Site& site, model::OutputSink& sink) {
  for (const auto& [name, path] : site.assets) {
    auto put = sink.put({path, site.input.theme.find("assets/" + name)->second});
    if (!put) return put.error();
  }
  // GitHub Pages would leave out files whose names begin with "_" and run the rest through Jekyll.
  return sink.put({".nojekyll", ""});
}

}  // namespace

Result<void> render_site(const SiteInput& input, model::OutputSink& sink, std::vector<model::Notice>& late_notices) {
  auto site = make_site(input);
  if (!site) return site.error();
  auto assets = write_assets(*site, sink);
  if (!assets) return assets.error();
  std::vector<model::Notice> late;
  auto pages = write_pages(*site, sink, late);
  if (!pages) return pages.error();
  Page sources = sources_page(*site, late);
  auto written = write_page(*site, sources, sink);
  if (!written) return written.error();
  std::move(late.begin(), late.end(), std::back_inserter(late_notices));
  return render_data_files(input, site->addresses, sink);
}

}  // namespace render
