#pragma once
/// The gate that everything passes before it is shown or written. What was read becomes what may be published.

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "base/result.h"
#include "ingest/ingest.h"
#include "ingest/privacy/redact.h"
#include "model/content_page.h"
#include "model/note.h"
#include "model/notice.h"
#include "model/output_file.h"
#include "model/previous_site.h"
#include "model/run_digest.h"
#include "model/settings.h"

namespace ingest {

/// Made when everything was read, so that what is withheld anywhere is known. Safe to use from several threads.
/// Texts are cleaned in place by all rules; the same text becomes the same wherever it stands, so that ids still match.
class Gate {
 public:
  /// `redactor` and `withheld` as they were used for reading.
  Gate(const Redactor& redactor, const WithheldValues& withheld, const model::Settings& settings);
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  void clean(std::string& text) const;
  /// All but run.artifacts[].path and run.key: with the first its files are read, by the other it is told apart.
  /// Notices: what is withheld here, as nothing withheld it when the run was read.
  void clean(model::RunDigest& run, std::vector<model::Notice>& notices) const;
  void clean(model::Notice& notice) const;
  void clean(model::Note& note) const;
  void clean(model::NoteText& text) const;
  void clean(model::ContentPage& page) const;
  void clean(LeftFiles& left) const;
  void clean(model::PreviousSite& site) const;
  /// The keys of runs, which must stay different: those that are alike then get a number.
  void clean_keys(std::vector<model::RunDigest>& runs, std::vector<model::Notice>& notices) const;

  /// A file of a source as it may be published: see artifact_text.h. One that is neither text nor a picture stays as it
  /// is, if the setting publish_files names it.
  base::Result<std::string> clean_file(const std::string& path, std::string bytes) const;

  const Redactor& redactor() const { return redactor_; }
  const KnownValues& known() const { return known_; }

 private:
  std::uint64_t clean_counting(std::string& text) const;

  KnownValues known_;
  std::vector<std::string> published_files_;
  Redactor redactor_;
};

/// The last look at every file of the site: what the gate knows to be withheld, and shapes of secrets and of home
/// folders, are replaced, whatever way they took. `caught` says how many: a field that somebody forgot to clean.
class GuardedSink : public model::OutputSink {
 public:
  GuardedSink(const Gate& gate, model::OutputSink& next) : gate_(gate), next_(next) {}
  base::Result<void> put(model::OutputFile file) override;
  /// The files in which something was caught, sorted; at most 20.
  std::vector<std::string> caught() const;

 private:
  const Gate& gate_;
  model::OutputSink& next_;
  mutable std::mutex mutex_;
  std::vector<std::string> caught_;
};

}  // namespace ingest
