#include "vocabulary/place_names.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

constexpr std::string_view kPlaces =
    "dir,directory,path,folder,file,root,location,prefix,filename,fname,fn,subdir,subdirectory,dirname,dirpath,"
    "filepath,filepaths,paths";
constexpr std::string_view kFolders = "dir,directory,folder,dirpath,dirname";
constexpr std::string_view kFileNames = "fn,fname";  // "output_fn" may be a function
constexpr std::string_view kPlaceGroups = "filepaths,paths,dirs,folders,directories,files";
constexpr std::string_view kWriting =
    "output,out,save,log,logs,logging,results,result,run,runs,work,tensorboard,tb,dump,artifact,artifacts,"
    "wandb,export,exp,experiment,outputs,saving,cache,tmp,temp,logger";
constexpr std::string_view kTitles =
    "name,id,title,label,version,identifier,uid,uuid,comment,suffix,postfix,filename,workdir,rundir,logdir,savedir,"
    "outdir,trial,job,tag";
constexpr std::string_view kCheckpoints = "checkpoint,checkpoints,ckpt,ckpts";
constexpr std::string_view kResuming = "resume,resuming,resumed";
constexpr std::string_view kAboutResuming = "from,to,auto,load,training,run,id,last,latest,epoch,step,iter,name,state";
constexpr std::string_view kNeutral =
    "load,loading,from,state,dict,full,abs,absolute,local,current,previous,prev,last,latest,best,final,restore,"
    "saved,pt,pth";
constexpr std::string_view kData =
    "data,dataset,datasets,train,training,val,valid,validation,test,eval,image,images,img,label,labels,"
    "annotation,annotations,ann,split,splits,fold,folds,corpus,text,csv,json,input,inputs,source,src,sample,"
    "samples,video,videos,audio,features,vocab,config,configs,cfg,conf,yaml,hyp,script,prompt,prompts,env,task";
constexpr std::string_view kWeights =
    "model,models,weights,weight,pretrained,pretrain,pretraining,init,initial,backbone,encoder,decoder,teacher,"
    "student,network,net,tokenizer,embedding,embeddings,base,foundation";

/// Whole names.
constexpr std::string_view kOutputs =
    "logdir,outdir,workdir,savedir,rundir,output,default_root_dir,model_dir,save_to,logfile,outpath,savepath,"
    "logpath,ckptdir,cwd";

constexpr std::string_view kRunFolders =
    "results,result,runs,run,output,outputs,out,log,logs,lightning_logs,tb_logs,mlruns,wandb,multirun,"
    "ray_results,experiments,exps,saves,saved,saved_models,artifacts,work_dirs,vis_data";

/// Sections that say nothing of what their parameters are.
constexpr std::string_view kPlainSections = "train,training,config,configs,cfg";

}  // namespace

PlaceName::PlaceName(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  const std::string exact = dot == std::string::npos ? path : path.substr(dot + 1);
  const std::string above = dot == std::string::npos ? std::string() : path.substr(0, dot);
  leaf_ = base::to_lower(exact);
  words_ = words_of(exact);
  parent_ = words_of(std::string_view(above).substr(above.rfind('.') + 1));  // npos + 1 is 0
  all_ = words_;
  for (const std::string& word : words_of(above)) {
    if (!is_on_list(word, kPlainSections)) all_.push_back(word);
  }
}

bool PlaceName::speaks_of_data() const {
  return any_on_list(all_, kData);
}

bool PlaceName::speaks_of_weights() const {
  return any_on_list(all_, kWeights);
}

bool PlaceName::ends_in_place() const {
  return !words_.empty() && (is_on_list(words_.back(), kPlaces) || is_on_list(words_.back(), kCheckpoints));
}

bool PlaceName::may_be_output() const {
  if (speaks_of_data() || speaks_of_weights() || words_.empty()) return false;
  return ends_in_place() || any_on_list(words_, kWriting) || any_on_list(words_, kTitles) ||
         any_on_list(words_, kCheckpoints);
}

bool PlaceName::consists_of(std::string_view more) const {
  return std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
    return is_on_list(word, kPlaces) || is_on_list(word, kNeutral) || is_on_list(word, more);
  });
}

bool PlaceName::says_only_place() const {
  return consists_of("");
}

bool PlaceName::says_only_place_or_checkpoint() const {
  return consists_of(kCheckpoints);
}

bool PlaceName::says_output(const std::string& value) const {
  if (is_on_list(leaf_, kOutputs)) return true;
  if (!is_on_list(words_.back(), kPlaces)) return false;
  const bool may_be_function = is_on_list(words_.back(), kFileNames);
  if (may_be_function && value.find_first_of("./\\") == std::string::npos) return false;
  const std::vector<std::string> before(words_.begin(), words_.end() - 1);
  if (any_on_list(before, kWriting)) return true;
  const bool about_input = any_on_list(words_, kData) || any_on_list(words_, kWeights);
  if (!about_input && any_on_list(before, kCheckpoints) && is_on_list(words_.back(), kFolders)) return true;
  if (about_input || parent_.empty()) return false;
  return is_on_list(parent_.back(), kWriting) || is_on_list(parent_.back(), kPlaceGroups) ||
         (is_on_list(parent_.back(), kCheckpoints) && is_on_list(words_.back(), kFolders));
}

bool PlaceName::says_resuming() const {
  return any_on_list(words_, kResuming) && std::all_of(words_.begin(), words_.end(), [](const std::string& word) {
           return is_on_list(word, kResuming) || is_on_list(word, kAboutResuming) || is_on_list(word, kPlaces) ||
                  is_on_list(word, kCheckpoints);
         });
}

bool holds_runs(std::string_view folder) {
  return is_on_list(base::to_lower(folder), kRunFolders);
}

bool is_named_as_place(const model::Parameter& parameter) {
  using Kind = model::ParameterValue::Kind;
  if (parameter.value.kind == Kind::number || parameter.value.kind == Kind::list) return false;
  const PlaceName name(parameter.path);
  return !name.is_empty() && (name.says_resuming() || name.says_output(parameter.value.text));
}

}  // namespace vocabulary
