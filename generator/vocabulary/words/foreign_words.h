#pragma once
/// Words of other languages than English for what is measured, on which data, and along which axis: Portuguese,
/// Spanish, French, Italian, German, Indonesian, Russian, Chinese, Japanese and Korean.

#include <string>
#include <string_view>
#include <vector>

namespace vocabulary {

/// `words` as words_of() gives them, each that is known in another language replaced by the English words of
/// metric_patterns.h; the others as they are. With and without accents, in any case, German and Chinese, Japanese and
/// Korean words also joined ("Trainingsgenauigkeit" is train accuracy, "验证准确率" is validation accuracy).
/// Plurals of measures are singular ("losses"). O(words × list); words that are the same in English are not on the
/// list.
std::vector<std::string> in_english(std::vector<std::string> words);

/// Whether in_english() would change any word of `name`. A quick no for most names.
bool has_foreign_words(std::string_view name);

}  // namespace vocabulary
