#pragma once
/// Files of runs and notes that go to the site: images that are shown, and text that may be downloaded. What a file is,
/// its first bytes say; names are ours; nothing that a browser would run is copied.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/index.h"
#include "model/output_file.h"
#include "render/site.h"

namespace render {

/// "files/runs/<slug>/<number>-<hash8>.<ending>".
std::string attachment_path(const std::string& folder, std::size_t number, std::string_view bytes,
                            std::string_view ending);

struct Attachment {
  std::string name;       ///< as the run calls it; untrusted
  std::string page_path;  ///< where it is in the site; empty: not copied, see `reason`
  std::string reason;
  std::uint64_t size_bytes = 0;
  bool image = false;
};

/// labels[i] names row and column i; cells[i][j] counts how often i was taken for j.
struct ConfusionMatrix {
  std::string name;  ///< of the artifact
  std::vector<std::string> labels;
  std::vector<std::vector<double>> cells;
};

struct RunAttachments {
  std::vector<Attachment> images;
  std::vector<Attachment> downloads;  ///< text, JSON, CSV, and those that were not copied
  std::optional<ConfusionMatrix> confusion;
  std::vector<model::OutputFile> files;
  std::size_t left_out = 0;  ///< artifacts over vocabulary::kMostDownloads
};
inline constexpr std::size_t kMaxConfusionLabels = 60;

/// Reads the run's artifacts. The same run gives the same addresses wherever it is asked for.
RunAttachments read_attachments(const Site& site, model::Index run);

/// {"labels": […], "matrix": [[…], …]} or a bare square matrix of at most kMaxConfusionLabels rows; nothing for
/// anything else.
std::optional<ConfusionMatrix> parse_confusion_matrix(std::string_view json, std::string name);
/// A table whose cells are shaded by class (q0 to q9, share of the row); `id` is the element's.
std::string confusion_matrix_html(const ConfusionMatrix& matrix, const std::string& id);

}  // namespace render
