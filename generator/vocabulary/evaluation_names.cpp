#include "vocabulary/evaluation_names.h"

#include <cstddef>
#include <string>
#include <vector>

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
constexpr std::string_view kHolders = "dataset,data set,data,datamodule,env,environment,benchmark,task";
// "dataset_settings", "env_kwargs": a holder all the same.
constexpr std::string_view kHolderEndings =
    "settings,setting,config,configuration,cfg,conf,args,arguments,params,parameters,kwargs,options,opts,spec,info";
constexpr std::string_view kSelectors = "name,id,path,version,root,file,dir";

bool is_holder(std::string_view part) {
  std::vector<std::string> words = words_of(part);
  if (words.size() > 1 && is_on_list(words.back(), kHolderEndings)) words.pop_back();
  return is_on_list(joined_words(words), kHolders);
}

}  // namespace

bool names_evaluation(std::string_view parameter) {
  const std::size_t dot = parameter.rfind('.');
  const std::string name =
      joined_words(words_of(dot == std::string_view::npos ? parameter : parameter.substr(dot + 1)));
  if (is_on_list(name, kEvaluations)) return true;
  if (dot == std::string_view::npos || !is_on_list(name, kSelectors)) return false;
  const std::string_view above = parameter.substr(0, dot);
  return is_holder(above.substr(above.rfind('.') + 1));  // npos + 1 is 0
}

}  // namespace vocabulary
