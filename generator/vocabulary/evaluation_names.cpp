#include "vocabulary/evaluation_names.h"

#include <cstddef>
#include <string>

#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

// Whole last parts of names, as words.
constexpr std::string_view kEvaluations =
    "data,dataset,dataset name,dataset id,data set,data name,eval dataset,eval set,eval split,eval data,val set,val "
    "split,val data,test set,test split,test data,validation set,validation split,validation data,env,env id,env "
    "name,environment,environment id,environment name,benchmark,task,task name,metric,eval metric,num classes,n "
    "classes,target,label column,target column,num labels,test size,validation fraction,num fewshot,num few shot,n "
    "shot,num shots";
// Below these, a name, a path or a version says which one.
constexpr std::string_view kHolders = "dataset,data,datamodule,env,environment,benchmark,task";
constexpr std::string_view kSelectors = "name,id,path,version,root,file,dir";

std::string joined_words(std::string_view text) {
  std::string out;
  for (const std::string& word : words_of(text)) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace

bool names_evaluation(std::string_view parameter) {
  const std::size_t dot = parameter.rfind('.');
  const std::string name = joined_words(dot == std::string_view::npos ? parameter : parameter.substr(dot + 1));
  if (is_on_list(name, kEvaluations)) return true;
  if (dot == std::string_view::npos || !is_on_list(name, kSelectors)) return false;
  const std::string_view above = parameter.substr(0, dot);
  return is_on_list(joined_words(above.substr(above.rfind('.') + 1)), kHolders);  // npos + 1 is 0
}

}  // namespace vocabulary
