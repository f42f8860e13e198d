#include "vocabulary/category.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

struct Row {
  const char* category;
  const char* names;  // separated by commas; the words of one must stand side by side in the parameter's name
};

// The first that fits decides, so that narrower names stand above wider ones. Words as words_of makes them: "lr0" is
// "lr 0".
constexpr Row kRows[] = {
    {"Learning rate", "learning rate,lr,lrs,lrf,eta,scheduler,schedule,warmup,warm up,decay rate,decay steps"},
    {"Architecture", "batch norm,batchnorm,layer norm,layernorm,norm layer"},
    {"Batch size", "batch,batchsize,batches,minibatch,minibatches,bs,accumulation steps"},
    {"Fine-tuning",
     "freeze,frozen,unfreeze,unfrozen,pretrained,finetune,fine tune,fine tuning,transfer,trainable,lora,adapter,"
     "from scratch,init weights"},
    {"Training length", "early stopping,early stop,patience,epochs,epoch"},
    {"Regularisation",
     "weight decay,wd,dropout,drop out,drop rate,drop path,droppath,l 1,l 2,label smoothing,smoothing,reg,regularizer,"
     "regularization,regularisation,lambda l,min child weight,min child samples,min samples,ccp alpha,stochastic depth,"
     "alpha,subsample,colsample"},
    {"Data augmentation",
     "augment,augmentation,augmentations,augmenter,aug,augs,mixup,cutmix,cutout,mosaic,flip,fliplr,flipud,rotation,"
     "rotate,degrees,jitter,randaugment,autoaugment,erasing,hsv,shear,crop,perspective,copy paste,translate"},
    {"Exploration",
     "ent coef,entropy coef,entropy,exploration,epsilon,gamma,gae lambda,gae,n steps,clip range,clip coef,intrinsic,"
     "replay,buffer size,tau,target update,learning starts,vf coef"},
    {"Loss", "loss,losses,criterion,pos weight,class weight,class weights,box,cls,dfl,margin,temperature"},
    {"Optimiser",
     "optimizer,optimiser,opt,optim,momentum,nesterov,beta,betas,adam,adamw,sgd,eps,grad clip,clip grad,gradient clip,"
     "grad norm,clip norm,clipnorm,clipvalue,solver,ema"},
    {"Training length",
     "num steps,max steps,total steps,train steps,timesteps,total timesteps,iterations,iters,max iter,n iter,niter"},
    {"Hardware",
     "device,devices,gpu,gpus,cpu,cpus,cuda,tpu,n jobs,workers,num workers,amp,precision,fp,bf,half,compile,threads"},
    {"Data",
     "img size,image size,imgsz,input size,img sz,resolution,dataset,data,preprocessing,normalize,scaler,features,"
     "feature,window,split,sampler,max length,max len,seq len,seq length,sequence length,vocab,fraction,train size,"
     "tokenizer,image,images,rect"},
    {"Architecture",
     "model,arch,architecture,backbone,encoder,decoder,head,heads,layer,layers,hidden,units,filters,kernel,channels,"
     "depth,width,activation,embed,embedding,dim,dims,n estimators,estimators,max features,num leaves,leaves,neurons,"
     "network,net,policy,algorithm,algo,classifier,bidirectional,pooling,stride,cell"},
    {"Training length", "steps"},
};

const char* category_of_part(std::string_view part) {
  std::string words = " ";
  for (const std::string& word : words_of(part)) words += word + ' ';
  const auto* row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& one) { return has_any_words(words, one.names); });
  return row == std::end(kRows) ? nullptr : row->category;
}

}  // namespace

std::string category_of(std::string_view parameter) {
  while (true) {
    const std::size_t dot = parameter.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? parameter : parameter.substr(dot + 1);
    if (const char* found = category_of_part(last)) return found;
    if (dot == std::string_view::npos) return "Other";
    parameter = parameter.substr(0, dot);
  }
}

}  // namespace vocabulary
