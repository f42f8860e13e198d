#pragma once
/// The names beside a site that a build uses, and the step that makes the new site the site.

#include <string>

#include "base/result.h"

namespace publish {

/// ".<name>.trialpress-<pid>", of this process.
std::string staging_name(const std::string& site_name);

/// Makes `staging` the site `name`, both folders of `parent`. If there was a site (`has_old`), it has the name
/// `staging` afterwards: an exchange in one step; or two renames where the system has no exchange, between which only
/// restore_interrupted() can bring the old site back. Where the old one cannot be renamed, since a lower layer of an
/// overlay file system holds it, a copy of it stands aside meanwhile, and it is gone afterwards. After an Error the old
/// site is in place.
base::Result<void> swap_in(int parent, const std::string& staging, const std::string& name, bool has_old);

/// Undoes what a killed build left between its two renames: the old site gets its name back.
base::Result<void> restore_interrupted(int parent, const std::string& name);

enum class Leftovers { all, of_ended_processes };
/// Removes what killed builds of this site left beside it, as well as it can.
void remove_leftovers(int parent, const std::string& name, Leftovers which);

}  // namespace publish
