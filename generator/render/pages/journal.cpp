#include "model/findings/journal.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/html/notes.h"
#include "render/html/page.h"
#include "render/pages/sections.h"
#include "render/tables/tables.h"
#include "words/experiment.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace render {
namespace {

using base::Json;

constexpr std::size_t kMostEntries = 500;
constexpr std::size_t kMostOpenEndsOfJournal = 1000;

const model::Note* note_of(const Site& site, const model::JournalEntry& entry) {
  if (entry.run) {
    const auto& notes = site.input.runs[*entry.run].notes;
    return entry.note < notes.size() ? &notes[entry.note] : nullptr;
  }
  if (!entry.experiment) return nullptr;
  const auto& notes = site.findings.experiments[*entry.experiment].notes;
  return entry.note < notes.size() ? &notes[entry.note] : nullptr;
}

Json entry_data(const Site& site, const model::JournalEntry& entry, const model::Note& note) {
  Json data = Json::object();
  set_text(data, "entry_date", entry.date.empty() ? "Undated" : words::format_date(entry.date));
  std::string where;
  std::string title = note.title;
  if (entry.experiment) {
    const auto& experiment = site.findings.experiments[*entry.experiment];
    where = link_html(site.addresses.experiment_pages[*entry.experiment], experiment.shown());
    if (!entry.run && title.empty()) title = experiment.title;
  }
  if (entry.run) {
    const RunLink link = site.run_link(*entry.run);
    where += (where.empty() ? "" : " / ") + link_html(link.page, link.label);
  }
  set_html(data, "where_html", where);
  set_text(data, "entry_title", title);
  if (note.decision_said && note.decision != model::Decision::open) {
    const words::Word decision = words::decision_word(note.decision);
    std::string html = chip_html(decision.text, decision.tone);
    if (!note.decision_reason.empty())
      html += " because " + inline_note_html(words::decision_reason_of(note.decision_reason));
    set_html(data, "entry_decision_html", html);
  } else {
    set_html(data, "entry_decision_html", "");
  }
  set_parts(data, gather_parts({note}));
  return data;
}

std::string lede_of(const Site& site, const OpenEnds& ends, std::size_t open_steps) {
  std::vector<std::string> parts;
  const auto add = [&parts](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) parts.push_back(words::counted(count, one, many));
  };
  add(site.findings.journal.size(), "note", "notes");
  add(open_steps, "open next step", "open next steps");
  add(ends.questions.size(), "open question", "open questions");
  add(ends.open_issues.size(), "open issue", "open issues");
  return parts.empty() ? "What was noted, what is open, and what failed." : "With " + words::listed(parts) + ".";
}

/// Decisions that the verdict against the parent speaks against, then those it does not bear out.
void set_disagreements(const Site& site, Page& page) {
  Json items = Json::array();
  std::size_t left_out = 0;
  for (const auto agreement : {model::Agreement::disagrees, model::Agreement::unproven}) {
    for (model::Index i = 0; i < site.findings.experiments.size(); ++i) {
      const auto& experiment = site.findings.experiments[i];
      if (experiment.agreement != agreement) continue;
      if (items.items().size() == kMostOpenEndsOfJournal) {
        ++left_out;
        continue;
      }
      const auto& parent = site.findings.experiments[experiment.versus_parent->other];
      const std::string verdict =
          words::verdict_sentence(site.project_of(experiment), parent, experiment, *experiment.versus_parent);
      Json item = Json::object();
      set_html(item, "item_html",
               link_html(page.root() + site.addresses.experiment_pages[i], experiment.shown()) + ": " +
                   escape_html(words::agreement_text(experiment) + " " + verdict + "."));
      items.push(std::move(item));
    }
  }
  set_flag(page.data, "has_disagreements", items.items().size());
  page.data.set("disagreements", std::move(items));
  set_text(page.data, "disagreements_more", left_out > 0 ? words::format_count(left_out) : "");
}

}  // namespace

Page journal_page(const Site& site) {
  Page page{.path = "journal.html", .title = "Journal", .nav = "journal", .template_name = "journal.mustache"};
  page.description = "Notes by date, open next steps, questions and issues, and what failed.";
  set_text(page.data, "heading", "Journal");
  const OpenEnds ends = collect_open_ends(site, nullptr, page.root());
  std::size_t open = 0;
  for (const auto& step : ends.next_steps) open += !step.done;
  set_text(page.data, "lede", lede_of(site, ends, open));
  set_open_ends(page.data, "next_steps", ends.next_steps, kMostOpenEndsOfJournal);
  set_open_ends(page.data, "questions", ends.questions, kMostOpenEndsOfJournal);
  set_open_ends(page.data, "open_issues", ends.open_issues, kMostOpenEndsOfJournal);
  set_open_ends(page.data, "solved_issues", ends.solved_issues, kMostOpenEndsOfJournal);
  set_flag(page.data, "has_open_ends", ends.next_steps.size() + ends.questions.size() + ends.open_issues.size());
  set_disagreements(site, page);
  set_table(page, page.data, "failures", site, failures_table({site, page.root()}));
  Json entries = Json::array();
  std::size_t left_out = 0;
  for (const auto& entry : site.findings.journal) {
    const model::Note* note = note_of(site, entry);
    if (note == nullptr || note->is_empty()) continue;
    if (entries.items().size() == kMostEntries) {
      ++left_out;
      continue;
    }
    entries.push(entry_data(site, entry, *note));
  }
  set_flag(page.data, "has_entries", entries.items().size());
  page.data.set("entries", std::move(entries));
  set_text(page.data, "entries_more", left_out > 0 ? words::format_count(left_out) : "");
  return page;
}

}  // namespace render
