#include "render/html/attachments.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/binary/content_hash.h"
#include "base/json/json.h"
#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "base/text/wildcards.h"
#include "model/index.h"
#include "vocabulary/names/download_names.h"

namespace render {
namespace {

using model::Artifact;

std::string file_name_of(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

std::string reason_for(const std::string& name) {
  if (vocabulary::is_run_by_browsers(name)) return "not copied: a browser would run what is in it";
  return "not copied: neither image nor text, nor named under \"publish_files\"";
}

/// The ending of a file that the settings name, if it is fit for an address.
std::string named_ending(const std::string& ending) {
  const bool fit = !ending.empty() && ending.size() <= 8 && std::all_of(ending.begin(), ending.end(), [](char c) {
    return base::is_lower(c) || base::is_digit(c);
  });
  return fit ? ending : "bin";
}

void add_image(RunAttachments& out, Attachment attachment, const std::string& folder, std::size_t number,
               std::string bytes) {
  const auto type = vocabulary::image_type(bytes);
  if (!type) {
    attachment.reason = "not copied: its first bytes are of no PNG, JPEG, WebP or GIF";
    out.downloads.push_back(std::move(attachment));
    return;
  }
  attachment.image = true;
  attachment.page_path = attachment_path(folder, number, bytes, *type);
  out.files.push_back({attachment.page_path, std::move(bytes)});
  out.images.push_back(std::move(attachment));
}

void add_artifact(const Site& site, RunAttachments& out, const model::RunDigest& run, const std::string& folder,
                  std::size_t number) {
  const Artifact& artifact = run.artifacts[number];
  Attachment attachment{.name = artifact.name, .size_bytes = artifact.size_bytes};
  const std::string ending = vocabulary::ending_of_file(artifact.name);
  const bool image = ending == "png" || ending == "jpg" || ending == "jpeg" || ending == "webp" || ending == "gif";
  const auto text_ending = vocabulary::download_ending(artifact.name);
  const bool named = !vocabulary::is_run_by_browsers(artifact.name) &&
                     base::any_matches(base::lowered_patterns(site.input.settings.publish_files), artifact.name);
  if (!image && !text_ending && !named) {
    attachment.reason = reason_for(artifact.name);
    out.downloads.push_back(std::move(attachment));
    return;
  }
  auto bytes = site.input.read_file(run.source, artifact.path);
  if (!bytes) {
    attachment.reason = "not copied: " + bytes.error().what;
    out.downloads.push_back(std::move(attachment));
    return;
  }
  if (image) {
    add_image(out, std::move(attachment), folder, number, std::move(*bytes));
    return;
  }
  if (!out.confusion && base::to_lower(file_name_of(artifact.name)) == "confusion_matrix.json") {
    out.confusion = parse_confusion_matrix(*bytes, artifact.name);
  }
  attachment.page_path =
      attachment_path(folder, number, *bytes, text_ending ? *text_ending : std::string_view(named_ending(ending)));
  out.files.push_back({attachment.page_path, std::move(*bytes)});
  out.downloads.push_back(std::move(attachment));
}

}  // namespace

std::string attachment_path(const std::string& folder, std::size_t number, std::string_view bytes,
                            std::string_view ending) {
  return "files/" + folder + "/" + std::to_string(number + 1) + "-" +
         base::hex_text(base::content_hash(bytes)).substr(0, 8) + "." + std::string(ending);
}

RunAttachments read_attachments(const Site& site, model::Index index) {
  const model::RunDigest& run = site.input.runs[index];
  RunAttachments out;
  const std::string folder = "runs/" + site.addresses.run_slugs[index];
  const std::size_t shown = std::min(run.artifacts.size(), vocabulary::kMostDownloads);
  for (std::size_t i = 0; i < shown; ++i) add_artifact(site, out, run, folder, i);
  out.left_out = run.artifacts.size() - shown;
  return out;
}

}  // namespace render
