#pragma once
/// Lists of names in one text, as tables of name patterns keep them: "lr,learning rate,batch size".

#include <string>
#include <string_view>
#include <vector>

namespace vocabulary {

/// Whether the words of a name on `list` (between commas, its words parted by one blank) stand side by side in
/// `spaced`, which has one blank before, between and after its words: " initial learning rate ". O(list × spaced).
bool has_any_words(std::string_view spaced, std::string_view list);

/// Whether `name` is on `list`.
bool is_on_list(std::string_view name, std::string_view list);

/// Whether any of `words` is on `list`.
bool any_on_list(const std::vector<std::string>& words, std::string_view list);

}  // namespace vocabulary
