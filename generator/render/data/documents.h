#pragma once
/// One function for each file of data/. Strict JSON; arrays in the order the pages show; full precision.

#include <span>
#include <string>

#include "model/findings/fwd.h"
#include "render/addresses.h"
#include "render/render.h"

namespace render {

std::string site_json(const SiteInput& input);
std::string experiments_json(const SiteInput& input, const Addresses& addresses);
/// An experiment against another one: "versus_parent" of experiments.json.
base::Json comparison_json(const model::Findings& findings, const model::Experiment& experiment,
                           const model::Comparison& comparison);
std::string runs_json(const SiteInput& input, const Addresses& addresses);
std::string parameters_document(const SiteInput& input);
std::string best_json(const SiteInput& input, const Addresses& addresses);
std::string journal_json(const SiteInput& input, const Addresses& addresses);
std::string notices_json(const SiteInput& input);
std::string health_json(const SiteInput& input);
std::string changes_json(const SiteInput& input, const Addresses& addresses);
/// The list in it: what changed since the site that was built before, or, where nothing did, what that site said of
/// its own changes. So the list always tells of the last build in which something changed. Empty: a first build.
base::Json changes_of(const SiteInput& input, const Addresses& addresses);

/// Tables as RFC 4180 with a header; text cells that a spreadsheet would run as a formula begin with an apostrophe.
std::string experiments_csv(const SiteInput& input);
std::string runs_csv(const SiteInput& input);

/// Atom (RFC 4287), up to 50 changes (new experiments apart) and the newest 50 dated experiments. Addresses are
/// absolute if the site's address is known.
std::string feed_xml(const SiteInput& input, const Addresses& addresses);
/// sitemaps.org 0.9, of `pages` (from the site's root). REQUIRES: settings.base_url is not empty (the format has no
/// relative addresses).
std::string sitemap_xml(const SiteInput& input, std::span<const std::string> pages);

/// An array of documents as it grows, so that ten thousand of them are never values at once:
/// {"$schema": …, "<name>": [ … one item a line … ]}.
class JsonList {
 public:
  JsonList(const char* schema, const char* name);
  void add(const base::Json& item);
  std::string finish();
  /// The same with one more member after the list.
  std::string finish(const char* name, const base::Json& more);

 private:
  std::string text_;
  bool first_ = true;
};

}  // namespace render
