#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compute_findings.h"
#include "analysis/run/digest.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "render/addresses.h"
#include "render/render.h"
#include "support/digest_builder.h"

namespace {

using support::RunBuilder;
using testing::HasSubstr;
using testing::Not;

class MemorySink : public model::OutputSink {
 public:
  base::Result<void> put(model::OutputFile file) override {
    const std::lock_guard lock(mutex_);
    if (!files_.emplace(file.path, std::move(file.bytes)).second) {
      return base::Error{base::Error::Kind::invalid, file.path, "written twice"};
    }
    return {};
  }
  std::map<std::string, std::string> take_files() { return std::move(files_); }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> files_;
};

/// A site made from runs by the program's own analysis.
struct Built {
  std::map<std::string, std::string> files;
  std::vector<model::Notice> late;
  std::string error;

  std::string page(const std::string& path) const {
    const auto found = files.find(path);
    return found == files.end() ? "" : found->second;
  }
};

struct Workspace {
  std::vector<model::Run> runs;
  std::vector<analysis::ExperimentNotes> notes;
  std::vector<model::ContentPage> pages;
  std::vector<model::Notice> notices;
  model::Settings settings;
  std::map<std::string, std::string> files;
  unsigned jobs = 1;
};

Built build(const Workspace& workspace) {
  Built built;
  const auto spool = base::open_spool("");
  std::vector<model::RunDigest> digests;
  for (const auto& run : workspace.runs) {
    auto digested = analysis::digest_run(run, workspace.settings);
    digested.digest.curves = *(*spool)->append(model::encode_curves(digested.curves));
    digests.push_back(std::move(digested.digest));
  }
  const auto findings = analysis::compute_findings({&digests, &workspace.notes, &workspace.settings});
  const std::vector<model::SourceSummary> sources{{.label = "runs", .files = 3}};
  const render::SiteInput input{.findings = findings,
                                .runs = digests,
                                .notices = workspace.notices,
                                .pages = workspace.pages,
                                .sources = sources,
                                .settings = workspace.settings,
                                .curves = **spool,
                                .theme = render::built_in_theme(),
                                .version = "1.2.3",
                                .read_file = [&](std::size_t, const std::string& path) -> base::Result<std::string> {
                                  const auto found = workspace.files.find(path);
                                  if (found == workspace.files.end())
                                    return base::Error{base::Error::Kind::missing, path, "there is no such file"};
                                  return found->second;
                                },
                                .jobs = workspace.jobs};
  MemorySink sink;
  const auto result = render::render_site(input, sink, built.late);
  built.files = sink.take_files();
  if (!result) built.error = result.error().where + ": " + result.error().what;
  return built;
}

model::Run run_of(const std::string& experiment, int seed, double rate, std::vector<double> accuracy) {
  model::Run run = RunBuilder(experiment + "-s" + std::to_string(seed))
                       .param("learning_rate", rate)
                       .param("batch_size", 64)
                       .param("seed", seed)
                       .metric("val/accuracy", std::move(accuracy))
                       .build();
  run.experiment = experiment;
  run.seed = std::to_string(seed);
  run.started_at = "2026-03-0" + experiment.substr(experiment.size() - 1) + "T10:00:00Z";
  return run;
}

/// Means 0.90 and 0.95 at the best step, deviations 0.01: the difference is 5.0 points.
Workspace two_experiments() {
  Workspace workspace;
  workspace.settings.title = "Digits, revisited";
  workspace.runs = {run_of("EXP1", 1, 0.001, {0.5, 0.89}), run_of("EXP1", 2, 0.001, {0.5, 0.90}),
                    run_of("EXP1", 3, 0.001, {0.5, 0.91}), run_of("EXP2", 1, 0.01, {0.6, 0.94}),
                    run_of("EXP2", 2, 0.01, {0.6, 0.95}),  run_of("EXP2", 3, 0.01, {0.6, 0.96})};
  return workspace;
}

bool is_page(const std::string& path) {
  return path.ends_with(".html");
}

/// The file an address on a page leads to, from the site's root.
std::string target_of(const std::string& page, std::string address) {
  address.resize(std::min(address.find('#'), address.size()));
  if (address.empty()) return page;
  std::string folder = page.substr(0, page.rfind('/') == std::string::npos ? 0 : page.rfind('/') + 1);
  while (address.starts_with("../")) {
    address.erase(0, 3);
    folder.pop_back();
    folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
  }
  return folder + address;
}

std::vector<std::string> addresses_on(const std::string& html) {
  std::vector<std::string> out;
  for (const std::string name : {" href=\"", " src=\""}) {
    for (std::size_t at = html.find(name); at != std::string::npos; at = html.find(name, at + 1)) {
      const std::size_t from = at + name.size();
      out.push_back(html.substr(from, html.find('"', from) - from));
    }
  }
  return out;
}

TEST(Site, EveryLinkLeadsToAFileOfTheSite) {
  const Built built = build(two_experiments());
  ASSERT_EQ(built.error, "");
  for (const auto& [path, html] : built.files) {
    if (!is_page(path)) continue;
    for (const auto& address : addresses_on(html)) {
      if (address.starts_with("http")) continue;
      EXPECT_TRUE(built.files.contains(target_of(path, address))) << path << " links to " << address;
    }
  }
}

TEST(Site, EveryPageStartsWithThePolicyAndHasNoInlineStyle) {
  const Built built = build(two_experiments());
  for (const auto& [path, html] : built.files) {
    if (!is_page(path)) continue;
    EXPECT_THAT(html, HasSubstr("<head>\n<meta http-equiv=\"Content-Security-Policy\"")) << path;
    EXPECT_THAT(html, HasSubstr("<html lang=\"en\">")) << path;
    EXPECT_THAT(html, Not(HasSubstr(" style=\""))) << path;
    EXPECT_THAT(html, Not(HasSubstr("<style"))) << path;
    EXPECT_THAT(html, HasSubstr("Digits, revisited</title>")) << path;
    EXPECT_THAT(html, HasSubstr("<h1>")) << path;
  }
}

/// Titles in the navigation of a page, the current one in brackets.
std::vector<std::string> navigation_of(const std::string& html) {
  const std::size_t from = html.find("<nav "), end = html.find("</nav>");
  std::vector<std::string> titles;
  for (std::size_t at = html.find("<a ", from); at < end; at = html.find("<a ", at + 1)) {
    const std::size_t text = html.find('>', at) + 1;
    const std::string title = html.substr(text, html.find('<', text) - text);
    const bool current = html.substr(at, text - at).find("aria-current=\"page\"") != std::string::npos;
    titles.push_back(current ? "[" + title + "]" : title);
  }
  return titles;
}

Workspace with_a_page_of_its_own() {
  Workspace workspace = two_experiments();
  workspace.settings.base_url = "https://example.org/digits";
  workspace.pages = {{.name = "methods", .title = "Methods", .text = {.file = "pages/methods.md", .text = "How."}}};
  return workspace;
}

TEST(Site, TheNavigationIsTheSameOnEveryPageAndShowsWhereOneIs) {
  const std::vector<std::string> titles = {"Overview", "Experiments", "Best",    "Parameters", "Journal",
                                           "Methods",  "Environment", "Sources", "Report"};
  const std::map<std::string, std::string> current = {
      {"index", "Overview"},  {"experiments", "Experiments"}, {"best", "Best"},     {"parameters", "Parameters"},
      {"journal", "Journal"}, {"pages", "Methods"},           {"report", "Report"}, {"environment", "Environment"},
      {"sources", "Sources"}, {"runs", "Experiments"},        {"404", ""}};
  const Built built = build(with_a_page_of_its_own());
  for (const auto& [path, html] : built.files) {
    if (!is_page(path)) continue;
    std::vector<std::string> expected = titles;
    for (std::string& title : expected) {
      if (title == current.at(path.substr(0, path.find_first_of("/.")))) title = "[" + title + "]";
    }
    EXPECT_EQ(navigation_of(html), expected) << path;
  }
}

TEST(Site, PagesWithoutContentAreNotInTheNavigation) {
  const std::vector<std::string> expected = {"[Overview]",  "Experiments", "Journal",
                                             "Environment", "Sources",     "Report"};
  EXPECT_EQ(navigation_of(build({}).page("index.html")), expected);
}

TEST(Site, TheSitemapNamesEveryPageOnceButTheOneForMissingAddresses) {
  const Built built = build(with_a_page_of_its_own());
  const std::string& sitemap = built.page("sitemap.xml");
  std::multiset<std::string> listed, pages;
  for (std::size_t at = sitemap.find("<loc>"); at != std::string::npos; at = sitemap.find("<loc>", at + 1)) {
    listed.insert(sitemap.substr(at + 5, sitemap.find("</loc>", at) - at - 5));
  }
  for (const auto& [path, html] : built.files) {
    if (is_page(path) && path != "404.html") pages.insert("https://example.org/digits/" + path);
  }
  EXPECT_EQ(listed, pages);
  EXPECT_THAT(sitemap, HasSubstr("/digits/parameters/learning-rate"));
  for (const char* page : {"index.html", "parameters.html", "pages/methods.html"}) {
    EXPECT_TRUE(listed.contains(std::string("https://example.org/digits/") + page)) << page;
  }
}

TEST(Site, WithoutAnAddressThereIsNoSitemap) {
  EXPECT_FALSE(build(two_experiments()).files.contains("sitemap.xml"));
}

TEST(Site, NoticesThatDifferInTheirPlaceAreListedOnceAndKeptEachByTheirRun) {
  Workspace workspace = two_experiments();
  for (std::size_t i = 0; i < workspace.runs.size(); ++i) {
    workspace.runs[i].key = "0:" + std::to_string(i);
    workspace.notices.push_back({.code = "text-column",
                                 .file = "runs/" + std::to_string(i) + "/metrics.csv",
                                 .what = "a column of words",
                                 .run_key = workspace.runs[i].key});
  }
  const Built built = build(workspace);
  const std::string sources = built.page("sources.html"), data = built.page("data/notices.json");
  EXPECT_THAT(sources, HasSubstr("a column of words; the same at 5 other places"));
  EXPECT_THAT(sources, HasSubstr("0 errors, 0 warnings, 6 notes."));
  std::size_t pages = 0;
  for (const auto& [path, html] : built.files) {
    if (path.starts_with("runs/")) pages += html.find("a column of words") != std::string::npos;
  }
  EXPECT_EQ(pages, 6);
  for (const char* place : {"runs/0/metrics.csv", "runs/5/metrics.csv"}) EXPECT_THAT(data, HasSubstr(place));
}

TEST(Site, TheFrontPageSaysWhatWasFound) {
  const std::string html = build(two_experiments()).page("index.html");
  EXPECT_THAT(
      html,
      HasSubstr("<h1>Validation accuracy (best value) rose from 90.0\u202f% to 95.0\u202f%: a higher learning rate "
                "clearly helped</h1>"));
  EXPECT_THAT(html, HasSubstr("<b>+5.0 points</b>"));
  // Equal variances: standard error 0.01·√(2/3) = 0.008165, 4 degrees of freedom, t = 2.7764: ± 2.27 points.
  EXPECT_THAT(html, HasSubstr("+2.7 to +7.3"));
  EXPECT_THAT(html, HasSubstr("± 1.0, 3 repeats"));
  EXPECT_THAT(html, HasSubstr("The one change is <b>clearly better</b>."));
}

TEST(Site, TheFrontPageClaimsNothingThatNoiseExplains) {
  Workspace workspace;
  workspace.runs = {run_of("EXP1", 1, 0.001, {0.89}), run_of("EXP1", 2, 0.001, {0.90}),
                    run_of("EXP1", 3, 0.001, {0.91}), run_of("EXP2", 1, 0.01, {0.895}),
                    run_of("EXP2", 2, 0.01, {0.905}), run_of("EXP2", 3, 0.01, {0.915})};
  const std::string html = build(workspace).page("index.html");
  // 0.5 points with a standard error of 0.8 points: p is about 0.57.
  EXPECT_THAT(html, HasSubstr("<h1>EXP2 is the best of 2: validation accuracy 90.5\u202f%, not told apart from "
                              "the baseline&apos;s 90.0\u202f%</h1>"));
  EXPECT_THAT(html, HasSubstr("The one change is too close to call."));
}

TEST(Site, TheFrontPageAsksForRepeatsWhereThereAreNone) {
  Workspace workspace;
  workspace.runs = {run_of("EXP1", 1, 0.001, {0.90}), run_of("EXP2", 1, 0.01, {0.95})};
  const std::string html = build(workspace).page("index.html");
  EXPECT_THAT(
      html, HasSubstr("<h1>EXP2 is the best of 2: validation accuracy 95.0\u202f%, against 90.0\u202f% of EXP1</h1>"));
  EXPECT_THAT(html, HasSubstr(", too few repeats for an interval."));
  EXPECT_THAT(html, HasSubstr("Nothing was run twice, so no difference can be told from run-to-run noise"));
}

TEST(Site, ThreadsDoNotChangeABit) {
  Workspace workspace = two_experiments();
  const Built one = build(workspace);
  workspace.jobs = 4;
  const Built four = build(workspace);
  EXPECT_EQ(one.files, four.files);
}

TEST(Site, WithoutRunsItSaysSo) {
  const Built built = build({});
  ASSERT_EQ(built.error, "");
  EXPECT_THAT(built.page("index.html"), HasSubstr("No runs were found"));
  EXPECT_TRUE(built.files.contains(".nojekyll"));
  EXPECT_TRUE(built.files.contains("404.html"));
}

TEST(Site, OneRunWithoutAnObjectiveIsStillAReport) {
  Workspace workspace;
  workspace.runs = {RunBuilder("only").metric("queue_length", {1, 2, 3}).build()};
  const Built built = build(workspace);
  ASSERT_EQ(built.error, "");
  EXPECT_THAT(built.page("index.html"), HasSubstr("1 experiment with 1 run"));
}

TEST(Site, NamesOfRunsCannotBecomeMarkup) {
  const std::string name = "<script>alert(1)</script>\" onload=\"x\u202e";
  Workspace workspace;
  workspace.runs = {RunBuilder(name).param(name, "<img src=x onerror=alert(1)>").metric(name, {0.1, 0.2}).build()};
  workspace.runs[0].key = "0:a";
  workspace.settings.title = name;
  const Built built = build(workspace);
  ASSERT_EQ(built.error, "");
  for (const auto& [path, html] : built.files) {
    if (!is_page(path)) continue;
    EXPECT_THAT(html, Not(HasSubstr("<script>alert"))) << path;
    EXPECT_THAT(html, Not(HasSubstr("<img src=x"))) << path;
    EXPECT_THAT(html, Not(HasSubstr("\" onload=\"x"))) << path;
    EXPECT_THAT(html, Not(HasSubstr("\u202e"))) << path;
  }
}

TEST(Site, ImagesOfNotesAreCopiedAndThoseOutsideAreRefused) {
  Workspace workspace = two_experiments();
  analysis::ExperimentNotes notes{.experiment = "EXP2", .source_folder = "EXP2"};
  notes.note.file = "runs/EXP2/experiment.md";
  notes.note.folder = "EXP2";
  notes.note.prose = "![inside](plot.png)\n\n![outside](../../secret.png)\n\n[text](javascript:alert(1))";
  notes.text = {.file = notes.note.file, .folder = "EXP2"};
  workspace.notes = {notes};
  workspace.files["EXP2/plot.png"] = "\x89PNG\r\n\x1a\nrest";
  const Built built = build(workspace);
  ASSERT_EQ(built.error, "");
  std::set<std::string> codes;
  for (const auto& notice : built.late) codes.insert(notice.code);
  EXPECT_TRUE(codes.contains("md-image-out-of-source"));
  std::size_t images = 0;
  for (const auto& [path, bytes] : built.files) images += path.starts_with("files/") && path.ends_with(".png");
  EXPECT_EQ(images, 1u);
  EXPECT_THAT(built.page("sources.html"), HasSubstr("md-image-out-of-source"));
}

TEST(Site, ContentPagesEmbedTablesAndNameUnknownOnes) {
  Workspace workspace = two_experiments();
  model::ContentPage page{.name = "what-we-learned", .title = "What we learned"};
  page.text.file = "pages/what-we-learned.md";
  page.text.text = "# What we learned\n\n```table\nquick-results\n```\n\n```table\nquick-reslts\n```\n";
  workspace.pages = {page};
  const Built built = build(workspace);
  const std::string html = built.page("pages/what-we-learned.html");
  EXPECT_THAT(html, HasSubstr("<table id=\"quick-results-embed-1\""));
  EXPECT_THAT(html, HasSubstr("href=\"../experiments/"));
  ASSERT_EQ(built.late.size(), 1u);
  EXPECT_EQ(built.late[0].code, "page-embed-unknown");
  EXPECT_EQ(built.late[0].at.line, 7u);
}

TEST(Site, ContentPagesEmbedWhatPaidForItsTraining) {
  Workspace workspace = two_experiments();
  for (auto& run : workspace.runs) run.series.push_back({.name = "training_time_s", .values = {10, 20}});
  model::ContentPage page{.name = "what-paid", .title = "What paid"};
  page.text.text = "```table\ngains\n```\n";
  workspace.pages = {page};
  const Built built = build(workspace);
  const std::string html = built.page("pages/what-paid.html");
  EXPECT_THAT(built.late, testing::IsEmpty());
  EXPECT_THAT(html, HasSubstr("<table id=\"gains-embed-1\""));
  // 5 points for three runs of 20 seconds each.
  EXPECT_THAT(html, HasSubstr("Gain a minute, points"));
  EXPECT_THAT(
      html,
      HasSubstr(
          "<td class=\"num\">1\u202fmin 0\u202fs <span class=\"pm\">3 runs</span></td><td class=\"num\">+5.0</td>"));
}

TEST(Site, TheLogLeadsToThePagesOfParameters) {
  const Built built = build(two_experiments());
  std::string address;
  for (const auto& [path, html] : built.files) {
    if (path.starts_with("parameters/learning-rate")) address = path;
  }
  ASSERT_NE(address, "");
  EXPECT_THAT(built.page("experiments.html"),
              HasSubstr("<td><a href=\"" + address + "\"><code>learning_rate</code></a></td>"));
}

/// F1 from 0.80 to 0.85 (deviations 0.01), inference from 11 to 15 ms (deviations 1 ms).
Workspace secondary_objectives() {
  Workspace workspace = two_experiments();
  workspace.settings.defaults.secondary_objectives = {"val/f1", "inference_time_ms", "val/accuracy", "val/f1"};
  const std::vector<double> f1{0.79, 0.80, 0.81, 0.84, 0.85, 0.86}, time{10, 11, 12, 14, 15, 16};
  for (std::size_t i = 0; i < workspace.runs.size(); ++i) {
    workspace.runs[i].series.push_back({.name = "val/f1", .values = {f1[i], f1[i]}});
    workspace.runs[i].series.push_back({.name = "inference_time_ms", .values = {time[i], time[i]}});
  }
  return workspace;
}

TEST(Site, SecondaryObjectivesStandBesideTheObjectiveWithTheirOwnSenseOfBetter) {
  const Built built = build(secondary_objectives());
  // By hand: the difference ± 2.7764 * sqrt(2 / 3) = 2.267 (4 degrees of freedom), the mean of three ± 4.3027 / sqrt(3)
  // = 2.484.
  const std::string f1 =
      "<td class=\"num\">0.850 <span class=\"pm\">± 0.010</span><br><span class=\"good\">+0.050</span></td>";
  const std::string time =
      "<td class=\"num\">15.0\u202fms <span class=\"pm\">± 1.0</span><br><span class=\"bad\">+4.0\u202fms</span></td>";
  for (const char* page : {"index.html", "best.html", "report.html"}) {
    EXPECT_THAT(built.page(page), HasSubstr(f1 + time)) << page;
  }
  const std::string best = built.page("best.html");
  EXPECT_THAT(best, HasSubstr(">11.0\u202fms<br><span class=\"pm\">8.5 to 13.5\u202fms</span></td>"));
  EXPECT_THAT(best, HasSubstr(">15.0\u202fms<br><span class=\"pm\">12.5 to 17.5\u202fms</span></td>"));
  EXPECT_THAT(best, HasSubstr("<td class=\"num bad\">+4.0\u202fms <span class=\"pm\">+36\u202f%</span></td>"));
  EXPECT_THAT(best, HasSubstr("<td class=\"num good\">+0.050 <span class=\"pm\">+6\u202f%</span></td>"));
  const std::string said =
      "is <b>better</b> than the baseline in validation F1 (0.800 → 0.850, 95\u202f% interval +0.027 to +0.073), but "
      "<b>worse</b> in inference time (11.0 → 15.0\u202fms, 95\u202f% interval +1.7\u202fms to +6.3\u202fms).";
  EXPECT_THAT(built.page("index.html"), HasSubstr(said));
  EXPECT_THAT(built.page("report.html"), HasSubstr(said));
}

TEST(Site, AnObjectiveWithoutARoleStandsInTheBaselineAgainstTheBest) {
  Workspace workspace = two_experiments();
  for (auto& run : workspace.runs) run.series[0].name = "reward";
  const std::string html = build(workspace).page("index.html");
  const std::string row =
      "<tr><th scope=\"row\">Reward, mean of the last tenth</th><td class=\"num muted\">0.900 <span class=\"pm\">± "
      "0.010</span></td>"
      "<td class=\"num\">0.950 <span class=\"pm\">± 0.010</span></td><td class=\"num good\">+0.050 ";
  EXPECT_LT(html.find("<table id=\"performance\""), html.find(row));
  EXPECT_THAT(html, HasSubstr(row));
}

TEST(Site, TheTableOfMetricsStartsWithTheObjectives) {
  const Built built = build(secondary_objectives());
  std::string html;
  for (const auto& [path, bytes] : built.files) {
    if (path.starts_with("experiments/exp2")) html = bytes;
  }
  const std::size_t table = html.find("<table id=\"metrics\"");
  const std::size_t accuracy = html.find("val/accuracy</span>", table);
  const std::size_t f1 = html.find("val/f1, secondary objective</span>", table);
  const std::size_t time = html.find("inference_time_ms, secondary objective</span>", table);
  EXPECT_LT(accuracy, f1);
  EXPECT_LT(f1, time);
  EXPECT_NE(time, std::string::npos);
}

TEST(Site, TheFrontPageAndTheReportTellOfTheHealthOfTheData) {
  Workspace workspace;
  for (int i = 1; i <= 3; ++i) workspace.runs.push_back(run_of("EXP" + std::to_string(i), 1, i, {0.5, 0.5 + i * 0.1}));
  const std::string line =
      "Check the data: <a href=\"sources.html#health\">1 remark</a>, on experiments with one run only.";
  const Built few = build(workspace), healthy = build(two_experiments());
  for (const char* page : {"index.html", "report.html"}) {
    EXPECT_THAT(few.page(page), HasSubstr(line)) << page;
    EXPECT_THAT(healthy.page(page), Not(HasSubstr("Check the data"))) << page;
  }
  EXPECT_THAT(few.page("sources.html"), HasSubstr("id=\"health\""));
}

TEST(Addresses, RunsWithOneIdGetDifferentPages) {
  const std::vector<model::RunDigest> runs = {support::digest(RunBuilder("run")), [] {
                                                auto second = support::digest(RunBuilder("run"));
                                                second.key = "1:run";
                                                return second;
                                              }()};
  const auto addresses = render::make_addresses({}, runs);
  EXPECT_EQ(addresses.run_pages[0], "runs/run.html");
  EXPECT_NE(addresses.run_pages[1], addresses.run_pages[0]);
  EXPECT_EQ(render::root_from("runs/run.html"), "../");
  EXPECT_EQ(render::root_from("index.html"), "");
}

}  // namespace
