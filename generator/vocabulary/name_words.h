#pragma once
/// The words of a name, in two ways: "mAP" and "mIoU" are one word each, and "nEpochs" is two, which nothing but the
/// kind of name tells.

#include <string>
#include <string_view>
#include <vector>

namespace vocabulary {

/// For metrics. Lower-case words of a name, split at anything but letters and digits, between letters and digits, and
/// where camelCase turns after two small letters or more: "mAP50-95(B)" gives map, 50, 95, b. Bytes above 127 count as
/// letters.
std::vector<std::string> words_of(std::string_view name);

/// For parameters. Lower-case words of a name with a blank before, between and after, split likewise, but wherever a
/// capital follows a small letter: " n epochs ".
std::string spaced_words(std::string_view name);

/// The words with a blank between, as word_list.h has them.
std::string joined_words(const std::vector<std::string>& words);

}  // namespace vocabulary
