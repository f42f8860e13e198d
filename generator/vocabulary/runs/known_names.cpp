#include "vocabulary/runs/known_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

constexpr std::string_view kDatasets =
    "mnist,fashionmnist,fmnist,kmnist,emnist,qmnist,cifar,cifar10,cifar100,svhn,stl10,imagenet,imagenet1k,imagenet21k,"
    "tinyimagenet,miniimagenet,imagenette,coco,coco2017,voc,voc2007,voc2012,pascalvoc,cityscapes,ade20k,celeba,lsun,"
    "ffhq,food101,caltech101,caltech256,flowers102,oxfordpets,stanfordcars,cub200,dtd,eurosat,places365,kitti,"
    "nuscenes,shapenet,modelnet10,modelnet40,scannet,kinetics400,ucf101,hmdb51,imdb,sst,sst2,sst5,mnli,qnli,qqp,mrpc,"
    "rte,cola,stsb,wnli,snli,squad,squadv2,glue,superglue,boolq,agnews,yelp,yelppolarity,dbpedia,trec,wikitext,"
    "wikitext2,wikitext103,ptb,enwik8,text8,openwebtext,fineweb,tinystories,shakespeare,tinyshakespeare,gsm8k,mmlu,"
    "hellaswag,xsum,cnndailymail,samsum,wmt14,wmt16,iwslt14,multi30k,conll2003,librispeech,commonvoice,ljspeech,vctk,"
    "speechcommands,esc50,urbansound8k,cora,citeseer,pubmed,ogbnarxiv,ogbnproducts,qm9,zinc,mutag,proteins,"
    "movielens,ml100k,ml1m,ml10m,ml20m,criteo,iris,titanic,californiahousing,covertype,etth1,etth2,ettm1,ettm2,"
    "brats,brats2020,isic2018,isic2019,chexpert,mimiccxr,medmnist,pathmnist,dermamnist";
constexpr std::string_view kAlgorithms =
    "ppo,ppo2,sac,dqn,ddqn,ddpg,td3,a2c,a3c,trpo,vpg,reinforce,impala,qrdqn,c51,tqc,acktr,acer,maddpg,mappo,qmix,"
    "ppolstm,recurrentppo,maskableppo,dreamer,dreamerv2,dreamerv3,muzero,alphazero,cql,iql,bcq,awac,sarsa,"
    "qlearning,cmaes,neat";
constexpr std::string_view kOptimizers =
    "sgd,adam,adamw,adagrad,adadelta,rmsprop,nadam,radam,adamax,lamb,lars,lion,lbfgs,adafactor,muon,sophia,shampoo,"
    "adabelief,yogi,nesterov,ranger";
constexpr std::string_view kEnvironments =
    "cartpole,acrobot,pendulum,mountaincar,mountaincarcontinuous,lunarlander,lunarlandercontinuous,bipedalwalker,"
    "bipedalwalkerhardcore,carracing,frozenlake,taxi,cliffwalking,blackjack,ant,hopper,humanoid,humanoidstandup,"
    "halfcheetah,walker2d,swimmer,reacher,invertedpendulum,inverteddoublependulum,pusher,thrower,striker,pong,breakout,"
    "spaceinvaders,qbert,seaquest,beamrider,enduro,mspacman,asteroids,alien,boxing,freeway,montezumarevenge,"
    "fetchreach,fetchpush,fetchslide,fetchpickandplace,minitaur,cheetahrun,walkerwalk,walkerrun,hopperhop,"
    "cartpoleswingup,fingerspin,reachereasy,cupcatch,ballincupcatch";
/// Names that are words of other things too: an environment only with its version.
constexpr std::string_view kEnvironmentOnlyWithVersion = "ant,taxi,alien,pusher,thrower,striker,freeway,boxing,reacher";
constexpr std::string_view kModels =
    "resnet,resnext,wideresnet,preresnet,wrn,vgg,densenet,mobilenet,mobilenetv,shufflenet,squeezenet,mnasnet,"
    "efficientnet,efficientnetv,regnet,inception,inceptionv,googlenet,xception,alexnet,lenet,vit,deit,beit,swin,"
    "convnext,convnextv,mixer,mlpmixer,convmixer,coatnet,maxvit,unet,unetr,segformer,deeplab,deeplabv,fcn,maskrcnn,"
    "fasterrcnn,retinanet,yolo,yolov,yolox,ssd,detr,bert,roberta,distilbert,albert,deberta,debertav,electra,xlnet,"
    "gpt,gptneo,gptj,bloom,llama,mistral,mixtral,qwen,gemma,falcon,mamba,bart,pegasus,longformer,"
    "whisper,wav2vec,hubert,lstm,bilstm,gru,rnn,cnn,mlp,tcn,transformer,autoencoder,vae,gan,dcgan,wgan,stylegan,"
    "gcn,gat,gin,graphsage,xgboost,xgb,lightgbm,lgbm,catboost,randomforest,logreg,logistic,svm,knn,tabnet,nbeats,"
    "informer,autoformer,patchtst,deepar,dino,dinov,simclr,moco,byol,mae";
constexpr std::string_view kModelSizes =
    "tiny,small,base,medium,large,huge,giant,xl,xxl,xs,nano,mini,micro,cased,uncased";
constexpr std::string_view kNoEnvironment = "net,model,exp,run,test,version,baseline,train,final,try,attempt,data";

constexpr std::string_view kSays[kKnownNames] = {
    "",
    "env,env id,env name,environment,environment id,environment name,game,task,gym id",
    "dataset,data set,dataset name,data,data name,dataset id,task,task name,corpus,benchmark",
    "model,model name,model type,arch,architecture,backbone,network,net,encoder,base model,model id,classifier,"
    "pretrained model,model name or path,base model name or path,estimator",
    "algo,algorithm,agent,algorithm name,algo name,method,policy",
    "optimizer,optimiser,optim,opt,optimizer name,optimizer type,solver"};

/// Names of one setting, in names of runs and in configurations.
constexpr std::string_view kSettings[] = {
    "lr,learning rate,learningrate,base lr,init lr,initial lr,lr 0,max lr,peak lr,peak learning rate,lrate,"
    "initial learning rate,base learning rate,learning rate init,adam lr,optimizer lr,lr init",
    "bs,batch size,batch,batchsize,bsz,train batch size,per device train batch size,minibatch size,mini batch size,"
    "batch sz,minibatch,train bs,train batch",
    "wd,weight decay,weightdecay,l 2,l 2 reg,l 2 penalty,wdecay",
    "r,rank,lora r,lora rank",
    "alpha,lora alpha,la",
    "ep,epochs,epoch,num epochs,n epochs,max epochs,num train epochs,nepochs,nb epochs,total epochs",
    "dropout,drop,do,dropout rate,drop rate,dropout p,p drop,dropout prob,lora dropout,drop prob",
    "momentum,mom",
    "gamma,discount,discount factor,gam",
    "tau,polyak",
    "beta",
    "beta 1,b 1",
    "beta 2,b 2",
    "lambda,lam,lmbda,lambd",
    "sigma,sig",
    "rho",
    "delta",
    "kappa",
    "theta",
    "epsilon,eps",
    "temperature,temp,tmp",
    "depth,max depth,maxdepth,md",
    "width,widen,widen factor",
    "hidden,hid,hidden size,hs,hidden dim,hdim,d hidden,n hidden,hidden units,hidden sizes,nhid,hidden dims,hiddens",
    "d,dim,d model,dmodel,embed dim,emb,embedding dim,edim,emb dim,n embd,embed,embedding size,model dim",
    "layers,nl,n layers,num layers,layer,nlayers,nlayer,n layer,num hidden layers,nb layers",
    "heads,nh,n heads,num heads,nheads,nhead,n head,num attention heads",
    "units,neurons,n units,num units",
    "filters,nf,n filters,num filters",
    "channels,ch,n channels,base channels",
    "ks,kernel,kernel size",
    "k,top k,topk",
    "n",
    "warmup,wu,warmup steps,warmup ratio,warmup epochs,num warmup steps",
    "steps,n steps,num steps,max steps,nsteps,iters,iterations,total timesteps,timesteps,n iter,max iter",
    "seq len,seqlen,sl,seq,sequence length,ctx,context,context length,block size,max len,max length,maxlen,"
    "max seq len,max seq length,seq length,ctxlen",
    "patch,patch size,ps",
    "imgsz,img,image size,img size,res,resolution,input size,size,sz,crop,crop size,imsize",
    "clip,grad clip,clip grad,max grad norm,gc,clipnorm,gradient clip,gradclip,clip range",
    "ent,ent coef,entropy coef,entcoef,entropy,entropy coefficient",
    "buffer,buf,buffer size,replay size,replay buffer size",
    "noise,noise std,noise scale,noise level",
    "ls,label smoothing,smoothing,smooth,label smoothing factor",
    "mixup,mixup alpha",
    "cutmix,cutmix alpha",
    "cutout",
    "frac,fraction,percent,pct,ratio,data fraction,train fraction,train frac,data frac,subset",
    "samples,n samples,num samples,nsamples,ns,train size,n train,ntrain,num train samples,train samples",
    "trees,n estimators,estimators,n trees,ntrees,num trees",
    "threshold,thr,thresh",
    "margin",
    "accum,accumulation,gradient accumulation steps,ga,grad accum,grad acc,accumulation steps,accumulate grad batches",
    "experts,n experts,num experts",
    "window,win,window size,lookback,seq window",
    "horizon,hor,pred len",
    "stride",
    "degree",
    "scale",
    "factor",
    "weight,loss weight",
    "penalty,pen",
    "coef,coefficient",
    "bits,bit,n bits,nbits,quant",
    "nodes,n nodes",
    "agents,n agents,num agents",
    "envs,n envs,num envs,nenvs",
    "vocab,vocab size",
    "shots,shot,n shot,k shot,nshot,n shots,kshot",
    "l 1,l 1 reg",
    "reg,regularization,reg lambda",
    "decay,lr decay",
    "lengthscale,length scale",
    "patience",
    "freeze,frozen,frozen layers,n frozen",
    "nstep,n step",
    "groups,n groups",
    "clusters,n clusters",
    "components,n components",
    "latent,latent dim,z dim,zdim,latent size",
    "min lr,minimum lr,lr min",
    "actor lr,lr actor,policy lr",
    "critic lr,lr critic,value lr",
    "mbs,micro batch size",
    "gbs,global batch size",
    "drop path,drop path rate,droppath",
    "droprate",
    "workers,num workers,n workers",
    "gpus,gpu,n gpus,num gpus",
    "gae lambda,gae"};

std::unordered_set<std::string_view> set_of(std::string_view list) {
  std::unordered_set<std::string_view> names;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    names.insert(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

bool is_environment_char(char c) {
  return base::is_letter(c) || base::is_digit(c) || c == '-';
}

std::string letters_and_digits(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (base::is_letter(c) || base::is_digit(c)) letters += c;
  }
  return base::to_lower(letters);
}

/// "Breakout" of "ALE/Breakout-v5" and "BreakoutNoFrameskip-v4".
bool is_known_environment(std::string_view stem) {
  static const std::unordered_set<std::string_view> kNames = set_of(kEnvironments);
  std::string letters = letters_and_digits(stem);
  for (const std::string_view tail : {"noframeskip", "deterministic", "ram"}) {
    if (letters.size() > tail.size() && letters.ends_with(tail)) letters.erase(letters.size() - tail.size());
  }
  return kNames.contains(letters);
}

}  // namespace

KnownName known_name(std::string_view letters) {
  static const std::unordered_set<std::string_view> datasets = set_of(kDatasets), algorithms = set_of(kAlgorithms),
                                                    optimizers = set_of(kOptimizers), alone = set_of(kEnvironments);
  if (letters.size() > 40) return KnownName::none;
  const std::string name = base::to_lower(letters);
  if (datasets.contains(name)) return KnownName::dataset;
  if (algorithms.contains(name)) return KnownName::algorithm;
  if (optimizers.contains(name)) return KnownName::optimizer;
  if (alone.contains(name) && !is_on_list(name, kEnvironmentOnlyWithVersion)) return KnownName::environment;
  return KnownName::none;
}

bool is_model_stem(std::string_view letters) {
  static const std::unordered_set<std::string_view> kStems = set_of(kModels);
  return letters.size() <= 40 && kStems.contains(base::to_lower(letters));
}

bool is_model_size(std::string_view letters) {
  return is_on_list(base::to_lower(letters), kModelSizes);
}

std::string_view environment_in(std::string_view part, bool sure) {
  for (std::size_t at = part.find("-v"); at != std::string_view::npos; at = part.find("-v", at + 1)) {
    std::size_t end = at + 2;
    while (end < part.size() && base::is_digit(part[end])) ++end;
    if (end == at + 2 || end > at + 4) continue;
    if (end < part.size() && (base::is_letter(part[end]) || part[end] == '.')) continue;
    std::size_t begin = at;
    while (begin > 0 && is_environment_char(part[begin - 1])) --begin;
    // "ppo-CartPole-v1": ids start with a capital.
    while (begin < at && !base::is_upper(part[begin])) {
      const std::size_t dash = part.find('-', begin);
      begin = dash >= at ? at : dash + 1;
    }
    if (at - begin < 2) continue;
    const std::string_view stem = part.substr(begin, at - begin);
    if (is_known_environment(stem) || is_known_environment(stem.substr(stem.rfind('-') + 1)))
      return part.substr(begin, end - begin);
    const std::vector<std::string> words = words_of(stem);
    const bool other = std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return is_model_stem(word) || is_on_list(word, kNoEnvironment);
    });
    if (sure && !other) return part.substr(begin, end - begin);
  }
  return {};
}

std::string_view parameter_of(KnownName kind) {
  constexpr std::array<std::string_view, kKnownNames> kNames{"", "env", "dataset", "model", "algo", "optimizer"};
  return kNames[static_cast<std::size_t>(kind)];
}

bool says_known(KnownName kind, std::string_view last_part) {
  std::string words;
  for (const std::string& word : words_of(last_part)) words += (words.empty() ? "" : " ") + word;
  return is_on_list(words, kSays[static_cast<std::size_t>(kind)]);
}

int setting_of(std::string_view words) {
  static const std::unordered_map<std::string_view, int> kNumbers = [] {
    std::unordered_map<std::string_view, int> numbers;
    int number = 0;
    for (const std::string_view row : kSettings) {
      ++number;
      for (const std::string_view name : set_of(row)) numbers.emplace(name, number);
    }
    return numbers;
  }();
  const auto found = kNumbers.find(words);
  return found == kNumbers.end() ? 0 : found->second;
}

}  // namespace vocabulary
