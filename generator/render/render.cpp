#include "render/render.h"

#include <algorithm>
#include <atomic>
#include <cassert>
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

Result<void> write_page(const Site& site, [[maybe_unused]] const PlannedPage& planned, Page& page,
                        model::OutputSink& sink) {
  assert(page.path == planned.item.page);
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

/// Those that are not `last`. Each gets a slot for its notices, so that they do not depend on timing.
Result<void> write_pages(const Site& site, std::span<const PlannedPage> plan, model::OutputSink& sink,
                         std::vector<model::Notice>& late_notices) {
  std::vector<std::vector<model::Notice>> notices(plan.size());
  std::atomic<std::size_t> done = 0;
  FirstError failure;
  base::parallel_for(plan.size(), site.input.jobs, [&](std::size_t i) {
    if (failure.any() || plan[i].last) return;
    Page page = plan[i].make({});
    auto written = write_page(site, plan[i], page, sink);
    if (!written) failure.add(i, written.error());
    notices[i] = std::move(page.notices);
    if (site.input.progress) site.input.progress(++done, plan.size());
  });
  for (auto& of_page : notices) {
    std::move(of_page.begin(), of_page.end(), std::back_inserter(late_notices));
  }
  return failure.result();
}

Result<void> write_last_pages(const Site& site, std::span<const PlannedPage> plan, model::OutputSink& sink,
                              std::span<const model::Notice> late_notices) {
  for (const PlannedPage& planned : plan) {
    if (!planned.last) continue;
    Page page = planned.make(late_notices);
    if (auto written = write_page(site, planned, page, sink); !written) return written;
  }
  return {};
}

/// Addresses for the sitemap.
std::vector<std::string> found_by_search(std::span<const PlannedPage> written) {
  std::vector<std::string> pages;
  for (const PlannedPage& page : written) {
    if (page.in_sitemap) pages.push_back(page.item.page);
  }
  return pages;
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
  const std::vector<PlannedPage> plan = plan_pages(*site);
  site->nav = navigation(plan);
  auto assets = write_assets(*site, sink);
  if (!assets) return assets.error();
  std::vector<model::Notice> late;
  if (auto written = write_pages(*site, plan, sink, late); !written) return written;
  if (auto written = write_last_pages(*site, plan, sink, late); !written) return written;
  std::move(late.begin(), late.end(), std::back_inserter(late_notices));
  return render_data_files(input, site->addresses, found_by_search(plan), sink);
}

}  // namespace render
