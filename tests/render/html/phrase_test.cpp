#include "render/html/phrase.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/files/spool.h"
#include "model/run_digest.h"
#include "model/settings.h"
#include "render/render.h"
#include "render/site.h"
#include "support/findings_log.h"
#include "words/parts/phrase.h"

namespace {

/// The phrase on a page that is one folder below the root; "a<b" is the one experiment, with the one run.
std::string html(const support::FindingsLog& log, const words::Phrase& phrase) {
  std::vector<model::RunDigest> runs(1);
  runs[0].key = runs[0].id = "run-1";
  const auto spool = base::open_spool("");
  const model::Settings settings;
  const render::SiteInput input{.findings = log.findings(),
                                .runs = runs,
                                .notices = {},
                                .pages = {},
                                .sources = {},
                                .settings = settings,
                                .curves = **spool,
                                .theme = render::built_in_theme(),
                                .version = "1",
                                .read_file = {}};
  return render::phrase_html(*render::make_site(input), phrase, "../");
}

TEST(PhraseHtml, MarksAndLinksItsPieces) {
  support::FindingsLog log;
  log.project();
  log.experiment("a<b", support::once(0.5)).slug = "a-b";
  const words::Phrase phrase = "Of " + words::experiment_link(log.findings(), 0) + ", " +
                               words::run_link(0, "run & run") + " has " + words::strong("> 1") + " " +
                               words::logged_name("loss<x>") + " and " + words::file_name("trialpress.json") + ": " +
                               words::health_link("findings");
  EXPECT_EQ(html(log, phrase),
            "Of <a href=\"../experiments/a-b.html\">a&lt;b</a>, <a href=\"../runs/run-1.html\">run &amp; run</a> has "
            "<b>&gt; 1</b> <code>loss&lt;x&gt;</code> and <code>trialpress.json</code>: <a "
            "href=\"../sources.html#health\">findings</a>");
}

TEST(PhraseHtml, EscapesPlainText) {
  support::FindingsLog log;
  EXPECT_EQ(html(log, "p < 0.001 & <script>"), "p &lt; 0.001 &amp; &lt;script&gt;");
}

}  // namespace
