#include "vocabulary/column_roles.h"

#include <cstddef>
#include <string>

#include "base/text/utf8.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/moment_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/secret_names.h"
#include "vocabulary/word_list.h"
#include "vocabulary/words/foreign_words.h"

namespace vocabulary {
namespace {

struct WholeNames {
  ColumnRole role;
  std::string_view names;  // a list as word_list.h has it, like all below
};

constexpr WholeNames kWholeNames[] = {
    {ColumnRole::id, "id,run id,run uuid,trial id,experiment id,exp id"},
    {ColumnRole::name,
     "name,run,run name,run path,experiment,experiment name,exp,exp name,trial,trial name,variant,"
     "setting,setup,configuration,json file"},
    {ColumnRole::model, "model,model name,method,approach,algorithm,algo,agent"},
    {ColumnRole::status, "status,state"},
    {ColumnRole::tags, "tags"},
    {ColumnRole::note,
     "note,notes,comment,comments,remarks,observations,motivation,description,descripci\xc3\xb3n,descripcion,"
     "impact analysis"},
    {ColumnRole::decision, "decision,keep discard"},
    {ColumnRole::about,
     "source type,source name,source version,pid,file,files,file name,filename,path,"
     "output dir,config hash,unnamed 0,index,rank"},
    {ColumnRole::item,
     "class,class name,category,support,image,image id,img,sequence,sample,sample id,frame,episode,feature,"
     "label,labels,token"},
    {ColumnRole::parameter, "fold"},
    {ColumnRole::prediction, "target,y true,y pred,pred,preds,prediction,predicted,ground truth"},
    {ColumnRole::result, "best epoch,epoch,params,param count,result,top"},
};

/// What was set, whatever stands before: "loss_weight", "train_batch_size".
constexpr std::string_view kSettingEndings =
    "size,weight,weights,type,function,fn,threshold,thresh,coef,coeff,coefficient,dim,dims,decay,layer,layers,"
    "units,heads,patience,lr,seed,momentum,width,depth,dataset,split,steps,epochs,workers,factor,eps,name,"
    "min delta,ratio";

/// What was set, anywhere in a name. The words of category.h are no such list: they sort what is known to be a
/// parameter, and would take the name of a model ("ResNet50 with Adam") for one.
constexpr std::string_view kSettingWords =
    "lr,learning rate,lr 0,batch,dropout,optimizer,optimiser,optim,scheduler,warmup,seed,random state,hidden,"
    "layer,layers,units,dim,depth,width,heads,weight decay,momentum,alpha,beta,gamma,lambda,eta,tau,theta,"
    "sigma,epsilon,buf,buffer,clip,coef,temperature,subsample,crop,interpolation,img size,image size,"
    "resolution,size,backbone,arch,architecture,encoder,dataset,data set,data,augmentation,augment,aug,"
    "activation,kernel,filters,estimator,features,featurizer,env,env id,environment,epochs,n epochs,num epochs,"
    "max epochs,n estimators,max depth,pretrained,freeze,frozen,unfrozen,embedding,embed,hyperparameter,"
    "penalty,regularization,precision bits,quantization,loss function,loss fn,criterion,device,fold,version,"
    "tag,one hot,reg,colsample,min child weight,num layers,solver,strategy,iterations,max iter";

/// Sizes of models, which metric_patterns.h does not have: they are no metrics.
constexpr std::string_view kCounts = "params m,param count,size mb,size kb,size gb,size mib,size bytes";

/// Statistics of something measured, in front of its name: "mean_auc", "avg_step".
constexpr std::string_view kStatistics = "mean,avg,average,std,stdev,median,best,final";

/// What a row of a log is, in any word of a column's name.
constexpr std::string_view kKindsOfRows =
    "event,events,phase,stage,kind,metric,metrics,key,tag,tags,variable,measure,series,action,message,msg,logger,"
    "severity,level name,log level,value,step type,row,record,reason,error,exception,info,text,prompt,response,output,"
    "input,best,is best,improved,checkpoint,ckpt,saved,early stop,eta,elapsed,remaining,time,date";
constexpr std::string_view kSummaryLabels =
    "average,avg,mean,media,promedio,moyenne,mittelwert,durchschnitt,std,stdev,std dev,sd,standard deviation,"
    "median,min,max,minimum,maximum,total,sum,overall,macro avg,weighted avg,mean std,mean ± std,variance,var";

std::string_view first_of_words(std::string_view spaced) {
  return spaced.substr(1, spaced.find(' ', 1) - 1);
}

std::string_view last_word(std::string_view spaced) {
  const std::size_t end = spaced.size() - 1;
  const std::size_t start = spaced.rfind(' ', end - 1) + 1;
  return spaced.substr(start, end - start);
}

/// "seed_0_step": what one repeat gave.
bool is_of_one_seed(std::string_view spaced) {
  constexpr std::string_view kSeed = " seed ";
  if (!spaced.starts_with(kSeed)) return false;
  const std::size_t end = spaced.find_first_not_of("0123456789", kSeed.size());
  return end > kSeed.size() && end != std::string_view::npos && end + 1 < spaced.size();
}

}  // namespace

ColumnRole role_of_column(std::string_view name) {
  name = name.substr(0, 200);
  std::string spaced = spaced_words(name);
  if (has_foreign_words(name)) {
    spaced = " ";
    for (const std::string& word : in_english(words_of(name))) spaced += word + ' ';
  }
  if (spaced.size() < 3) return ColumnRole::unknown;
  const std::string_view words = std::string_view(spaced).substr(1, spaced.size() - 2);
  for (const WholeNames& whole : kWholeNames) {
    if (is_on_list(words, whole.names)) return whole.role;
  }
  if (const Moment moment = moment_of(words); moment != Moment::none)
    return moment == Moment::start ? ColumnRole::date : ColumnRole::finish;
  const bool personal = names_a_machine(base::trim(name)) || names_a_user(base::trim(name));
  if (personal || last_word(spaced) == "file" || last_word(spaced) == "files") return ColumnRole::about;
  if (is_curve_axis(name)) return ColumnRole::result;
  const MeasureAt measure = find_measure(name);
  if (measure == MeasureAt::end) return ColumnRole::result;
  const bool best = has_any_words(spaced, "best");
  if (!best && is_on_list(last_word(spaced), kSettingEndings)) return ColumnRole::parameter;
  if (measure == MeasureAt::inside || has_any_words(spaced, kCounts) || is_of_one_seed(spaced))
    return ColumnRole::result;
  if (has_any_words(spaced, kSettingWords)) return ColumnRole::parameter;
  const std::string_view first = first_of_words(spaced);
  if (words != first && (is_on_list(first, kStatistics) || split_of(first) != Split::none)) return ColumnRole::result;
  return ColumnRole::unknown;
}

bool may_name_a_training(std::string_view name) {
  if (has_any_words(spaced_words(name.substr(0, 200)), kKindsOfRows)) return false;
  const ColumnRole role = role_of_column(name);
  return role == ColumnRole::unknown || role == ColumnRole::parameter || role == ColumnRole::model;
}

bool is_repeat_label(std::string_view cell) {
  const std::string spaced = spaced_words(cell.substr(0, 100));
  const std::size_t digits = spaced.find_first_of("0123456789");
  if (digits == std::string::npos || spaced.find_first_not_of("0123456789 ", digits) != std::string::npos) return false;
  return digits > 2 && is_on_list(spaced.substr(1, digits - 2), "run,seed,trial,repeat,fold,rep");
}

bool is_summary_label(std::string_view cell) {
  const std::string spaced = spaced_words(cell.substr(0, 100));
  if (spaced.size() < 3) return false;
  return is_on_list(spaced.substr(1, spaced.size() - 2), kSummaryLabels);
}

}  // namespace vocabulary
