#pragma once
/// What runs call themselves, looked at as file names.

#include <string_view>

namespace ingest {

/// Why an id is not fit for a file name, as the end of the sentence "it …"; "" if it is fit. Ids are only shown, and
/// addresses are made of them safely, so this is for people who will look for the file.
/// Unfit: empty, ".", "..", with "/", "\", a percent code of one of these, a control character, a trailing dot or
/// blank, a device name of Windows (CON, COM1, …), or the name of a page (*.html).
std::string_view unfit_for_file_name(std::string_view id);

}  // namespace ingest
