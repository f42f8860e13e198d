#include "analysis/config/run_places.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/name_words.h"
#include "vocabulary/run_names.h"
#include "vocabulary/word_list.h"

namespace analysis {
namespace {

using PlaceKind = model::ParameterValue::Kind;
using Words = std::vector<std::string>;

constexpr std::string_view kPlaces =
    "dir,directory,path,folder,file,root,location,prefix,filename,fname,fn,subdir,subdirectory,dirname,dirpath,"
    "filepath,filepaths,paths";
constexpr std::string_view kFolders = "dir,directory,folder,dirpath,dirname";
constexpr std::string_view kFileNames = "fn,fname";  // "output_fn" may be a function
constexpr std::string_view kPlaceGroups = "filepaths,paths,dirs,folders,directories,files";
constexpr std::string_view kWriting =
    "output,out,save,log,logs,logging,results,result,run,runs,work,tensorboard,tb,dump,artifact,artifacts,"
    "wandb,export,exp,experiment,outputs,saving,cache,tmp,temp,logger";
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
/// Folders that hold what runs wrote.
constexpr std::string_view kRunFolders =
    "results,result,runs,run,output,outputs,out,log,logs,lightning_logs,tb_logs,mlruns,wandb,multirun,"
    "ray_results,experiments,exps,saves,saved,saved_models,artifacts,work_dirs";
/// Words of the names of checkpoints that training leaves.
constexpr std::string_view kTrainingStates = "last,latest,best,final,epoch,step,iter,checkpoint,ckpt";
constexpr std::string_view kCheckpointExtensions[] = {".pt", ".pth",  ".ckpt",  ".pkl", ".tar",  ".safetensors", ".bin",
                                                      ".h5", ".hdf5", ".keras", ".npz", ".onnx", ".zip"};

/// Whole names.
constexpr std::string_view kOutputs =
    "logdir,outdir,workdir,savedir,rundir,output,default_root_dir,model_dir,save_to,logfile,outpath,savepath,"
    "logpath,ckptdir,cwd";
/// Words of checkpoints that others made.
constexpr std::string_view kBorrowed = "pretrained,pretrain,pretraining,imagenet,base,foundation,hub";
/// Sections that say nothing of what their parameters are.
constexpr std::string_view kPlainSections = "train,training,config,configs,cfg";

bool any_of(const Words& words, std::string_view list) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return vocabulary::is_on_list(word, list); });
}

/// Parts of a dotted path, in words.
struct Name {
  std::string leaf;  // in lower case
  Words words;       // of the last part
  Words parent;      // of the part above
  Words all;         // of every part, plain sections aside

  explicit Name(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    const std::string exact = dot == std::string::npos ? path : path.substr(dot + 1);
    const std::string above = dot == std::string::npos ? std::string() : path.substr(0, dot);
    leaf = base::to_lower(exact);
    words = vocabulary::words_of(exact);
    parent = vocabulary::words_of(std::string_view(above).substr(above.rfind('.') + 1));  // npos + 1 is 0
    all = words;
    for (const std::string& word : vocabulary::words_of(above)) {
      if (!vocabulary::is_on_list(word, kPlainSections)) all.push_back(word);
    }
  }
  bool ends_in_place() const {
    return !words.empty() &&
           (vocabulary::is_on_list(words.back(), kPlaces) || vocabulary::is_on_list(words.back(), kCheckpoints));
  }
};

bool is_about_input(const Words& words) {
  return any_of(words, kData) || any_of(words, kWeights);
}

bool names_output(const Name& name, const std::string& value) {
  if (vocabulary::is_on_list(name.leaf, kOutputs)) return true;
  if (!vocabulary::is_on_list(name.words.back(), kPlaces)) return false;
  const bool may_be_function = vocabulary::is_on_list(name.words.back(), kFileNames);
  if (may_be_function && value.find_first_of("./\\") == std::string::npos) return false;
  const Words before(name.words.begin(), name.words.end() - 1);
  if (any_of(before, kWriting)) return true;
  const bool about_input = is_about_input(name.words);
  if (!about_input && any_of(before, kCheckpoints) && vocabulary::is_on_list(name.words.back(), kFolders)) return true;
  if (about_input || name.parent.empty()) return false;
  return vocabulary::is_on_list(name.parent.back(), kWriting) ||
         vocabulary::is_on_list(name.parent.back(), kPlaceGroups) ||
         (vocabulary::is_on_list(name.parent.back(), kCheckpoints) &&
          vocabulary::is_on_list(name.words.back(), kFolders));
}

bool names_resuming(const Name& name) {
  return any_of(name.words, kResuming) &&
         std::all_of(name.words.begin(), name.words.end(), [](const std::string& word) {
           return vocabulary::is_on_list(word, kResuming) || vocabulary::is_on_list(word, kAboutResuming) ||
                  vocabulary::is_on_list(word, kPlaces) || vocabulary::is_on_list(word, kCheckpoints);
         });
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts = base::path_parts(path, "/\\");
  std::erase(parts, ".");
  return parts;
}

/// "model" of "model.pt": only a checkpoint's extension is one, since names of runs have dots of their own.
std::string_view stem_of(std::string_view part) {
  for (const std::string_view extension : kCheckpointExtensions) {
    if (part.ends_with(extension)) return part.substr(0, part.size() - extension.size());
  }
  return part;
}

bool looks_like_path(std::string_view text) {
  return text.find_first_of("/\\") != std::string_view::npos || stem_of(text).size() < text.size();
}

bool has_time_stamp(std::string_view part) {
  return vocabulary::name_without_counters(part).find('@') != std::string::npos;
}

bool is_hash_part(std::string_view part) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-'; };
  return part.size() >= 8 && std::all_of(part.begin(), part.end(), is_hex) &&
         part.find_first_of("0123456789") != std::string_view::npos &&
         part.find_first_of("abcdef") != std::string_view::npos;
}

/// What a run is called.
struct Marks {
  std::vector<std::string_view> names;   // last parts of its id, name and folder
  std::vector<std::string_view> folder;  // parts

  explicit Marks(const model::RunDigest& run) : folder(parts_of(run.folder)) {
    for (const std::string_view text : {std::string_view(run.id), std::string_view(run.name)}) {
      if (const auto parts = parts_of(text); !parts.empty()) names.push_back(parts.back());
    }
    if (!folder.empty()) names.push_back(folder.back());
  }
  bool has(std::string_view part) const { return std::find(names.begin(), names.end(), part) != names.end(); }
};

/// What holds for all values of a parameter that were seen.
struct Evidence {
  std::size_t values = 0;
  std::set<std::string_view> different;
  bool paths = true;
  bool unique = true;         // each has the run's own time stamp or hash
  bool own_directory = true;  // each has the run's name above its last part
  bool own = true;            // each has the run's name
  bool own_folder = true;     // each is a stretch of the run's folder
  bool dated = true;          // each has a time stamp
  bool written = true;        // each lies where runs write, or is left by training

  void add(std::string_view value, const Marks& run) {
    ++values;
    different.insert(value);
    if (!looks_like_path(value)) paths = false;
    if (!paths) return;
    const std::vector<std::string_view> parts = parts_of(value);
    if (parts.empty()) return void(paths = false);
    bool is_unique = false, directory = false, stamped = false, folder_of_runs = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool named = run.has(parts[i]) || (i + 1 == parts.size() && run.has(stem_of(parts[i])));
      is_unique = is_unique || (named && (has_time_stamp(parts[i]) || is_hash_part(parts[i])));
      directory = directory || (named && i + 1 < parts.size());
      stamped = stamped || has_time_stamp(parts[i]);
      folder_of_runs = folder_of_runs || vocabulary::is_on_list(base::to_lower(parts[i]), kRunFolders);
    }
    const Words words_of_file = vocabulary::words_of(stem_of(parts.back()));
    unique = unique && is_unique;
    own_directory = own_directory && directory;
    own = own && (directory || run.has(parts.back()) || run.has(stem_of(parts.back())));
    own_folder = own_folder && parts.size() >= 2 &&
                 std::search(run.folder.begin(), run.folder.end(), parts.begin(), parts.end()) != run.folder.end();
    dated = dated && stamped;
    const bool left_by_training =
        any_of(words_of_file, kTrainingStates) && !any_of(vocabulary::words_of(value), kBorrowed);
    written = written && (folder_of_runs || left_by_training);
  }
};

bool is_place(const Name& name, const Evidence& seen) {
  if (!seen.paths || name.words.empty()) return false;
  if (seen.unique) return true;
  if (any_of(name.all, kData)) return false;
  const bool several = seen.different.size() > 1;
  if (any_of(name.all, kWeights)) return seen.own_folder || (several && seen.own_directory);
  const auto consists_of = [&](std::string_view more) {
    return std::all_of(name.words.begin(), name.words.end(), [&](const std::string& word) {
      return vocabulary::is_on_list(word, kPlaces) || vocabulary::is_on_list(word, kNeutral) ||
             vocabulary::is_on_list(word, more);
    });
  };
  if (!name.ends_in_place() && !consists_of(kCheckpoints)) return false;
  if (seen.own_folder || (several && seen.own)) return true;
  const bool all_differ = several && seen.different.size() == seen.values;
  if (all_differ && seen.dated) return true;
  if (seen.written && consists_of(kCheckpoints)) return true;
  return all_differ && seen.values > 2 && consists_of("");
}

bool is_no_value(const model::ParameterValue& value) {
  if (value.kind == PlaceKind::null) return true;
  if (value.kind == PlaceKind::boolean) return value.text == "false";
  return value.kind == PlaceKind::text && (value.text.empty() || base::to_lower(value.text) == "none");
}

}  // namespace

bool is_named_as_place(const model::Parameter& parameter) {
  const PlaceKind kind = parameter.value.kind;
  if (kind == PlaceKind::number || kind == PlaceKind::list) return false;
  const Name name(parameter.path);
  if (name.words.empty()) return false;
  return names_resuming(name) || names_output(name, parameter.value.text);
}

std::set<std::string> find_run_places(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  std::map<std::string_view, Evidence> seen;
  for (const model::Index index : members) {
    const Marks run(runs[index]);
    for (const model::Parameter& parameter : runs[index].config.parameters) {
      if (is_no_value(parameter.value)) continue;
      Evidence& evidence = seen[parameter.path];
      if (parameter.value.kind != PlaceKind::text) evidence.paths = false;
      if (evidence.paths) evidence.add(parameter.value.text, run);
    }
  }
  std::set<std::string> places;
  for (const auto& [path, evidence] : seen) {
    const std::string exact(path);
    if (evidence.values > 0 && is_place(Name(exact), evidence)) places.insert(exact);
  }
  return places;
}

}  // namespace analysis
