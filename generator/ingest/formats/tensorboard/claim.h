#pragma once
/// Which event files of a folder and of its sub-folders are one run. The layout stands in tensorboard.cpp.

#include <string>
#include <string_view>

#include "ingest/run_format.h"

namespace ingest {

/// The unit's files are event files, the folder's own before those of each part, then documents.
Claim claim_events(const FolderView& folder);

bool is_event_file(std::string_view name);
/// Event files beside the metrics of the same run: claimed, so that they make no second run, and read for what
/// `metrics` lacks. Files that hold no event are not read (event-files-beside: note).
void claim_event_files(const FolderView& folder, std::string_view metrics, Claim& claim);

/// Event files below a run that another format reads, if exactly one sub-folder of `parent` has some and nothing else:
/// added to claim.beside. The caller claims the folder.
bool claim_only_event_folder(const base::FileReader& files, const std::string& parent, const std::string& run_folder,
                             Claim& claim);

/// "1700000000.12": the time as add_hparams names folders.
bool is_session_name(std::string_view name);
/// The series "a" of the tag "loss" in the folder "loss_a"; "" if the folder is none of this tag.
std::string_view series_in_folder(std::string_view folder, std::string_view tag);

}  // namespace ingest
