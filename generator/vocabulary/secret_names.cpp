#include "vocabulary/secret_names.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

/// Anywhere in a name, in singular or plural, also as the end of a glued word ("PGPASSWORD").
constexpr std::string_view kSecretWords =
    "password,passwd,pwd,passphrase,passcode,secret,apikey,accesskey,credential,authorization,bearer,secretkey,"
    "connectionstring,connstr,privatekey,masterkey,webhook,mnemonic,accesstoken,authtoken,apitoken,totp";
constexpr std::string_view kWholeSecretWords = "cred,creds,auths,cookie,cookies";
/// At the end of a name.
constexpr std::string_view kTextWords = "token,pass,pw,auth,pat,jwt,otp,pin,salt,dsn,sid,csrf,xsrf,session";
constexpr std::string_view kRandomWords = "key,nonce,signature,sig,license,hmac";
/// Before "key": api_key, access_key_id …
constexpr std::string_view kKeyKinds =
    "api,access,private,secret,account,encryption,decryption,signing,storage,auth,master,subscription,service,license,"
    "hmac,ssh,shared,host,deploy,root,admin,consumer,application,activation,session,crypto,cipher,aes,rsa,gpg,pgp,tls,"
    "ssl,vpn,wireguard,recovery,bot,product,integration,ingest,ingestion,write,personal,developer,jwt,fernet,symmetric";
/// Before "token": these give access.
constexpr std::string_view kTokenServices =
    "auth,access,api,hub,refresh,security,sas,personal,deploy,bearer,csrf,xsrf,oauth,service,account,push,write,read,"
    "registry,identity,client,app,webhook,device,job,ci,runner,project,upload,download,user,admin,notebook,jupyter,"
    "session,login,secret,private";
/// Before "token": these are about text or sequences.
constexpr std::string_view kTokenKinds =
    "max,min,num,n,pad,eos,bos,sep,cls,mask,unk,start,end,stop,image,class,next,special,first,last,blank,per,prev,word,"
    "audio,video,patch,mem,dist,go,sos,prompt,vocab,text,input,output,completion,context,total,new,generated,cached,"
    "reasoning,query,register,action,latent,speech,visual,added,extra,unknown,padding,separator,beginning,"
    "time,state,source,target,src,tgt,seen,trained,train,eval,val,begin,by,of,each,object,question,answer,thinking";
constexpr std::string_view kServices =
    "wandb,openai,hf,huggingface,anthropic,claude,aws,amazon,azure,gcp,google,comet,neptune,clearml,mlflow,cohere,"
    "mistral,groq,replicate,stripe,sendgrid,twilio,slack,discord,telegram,github,gh,gitlab,bitbucket,npm,pypi,docker,"
    "dockerhub,datadog,sentry,pinecone,weaviate,qdrant,langchain,langsmith,langfuse,serpapi,serper,tavily,elevenlabs,"
    "deepgram,assemblyai,kaggle,databricks,snowflake,supabase,vercel,netlify,cloudflare,digitalocean,heroku,runpod,"
    "paperspace,openrouter,perplexity,fireworks,deepseek,xai,gemini,nvidia,ngc,swanlab,polyaxon,dagshub,roboflow,"
    "labelbox,mysql,postgres,postgresql,pg,redis,mongo,mongodb,sftp,ftp,smtp,imap,mail,email,db,database,sql,ldap,"
    "jenkins,jira,confluence,atlassian,notion,airtable,algolia,mailgun,mailchimp,firebase,vault,consul,kubernetes,k8s,"
    "grafana,influx,influxdb,elastic,elasticsearch,opensearch,rabbitmq,kafka,artifactory,nexus,quay,sonar,codecov,"
    "coveralls,netrc,dropbox,onedrive,box,figma,hubspot,zendesk,shopify,square,paypal,plaid,okta,zoom,reddit,"
    "twitter,facebook,linkedin,youtube,spotify,mapbox,rapidapi,voyage,jina,zapier,tensorboard,trackio,aim,bedrock,"
    "watson,ibm,oracle,oci,alibaba,aliyun,tencent,baidu,dashscope,zhipu,moonshot,yandex,portkey,litellm";
/// Before "pass": these are no passwords.
constexpr std::string_view kPassKinds =
    "forward,backward,first,second,third,single,multi,one,two,low,high,band,all,by,n,num,per,test,max,min,full,warmup,"
    "train,eval,val,inference,sampling,is,did,dry,fast,slow,last,next,final,each,data";
/// Behind a name: what it has then is a number or a kind, not the secret itself.
constexpr std::string_view kMeasures =
    "dim,dims,size,loss,len,length,count,num,number,rate,weight,weights,type,types,strength,std,mean,ratio,prob,"
    "dropout,layer,layers,head,heads,embedding,embeddings,embed,policy,policies,expiry,expires,ttl,timeout,age,enabled,"
    "required,format,index,idx,position,limit,budget,usage,acc,accuracy,score,f1,precision,recall,scale,width,depth,"
    "provider,method,mode,scheme,kind,lr,steps,epochs,freq,frequency,norm,bias,init,range,threshold,level,ids,"
    "reduction,pooling,pool,mixing,shift,drop,pruning,merging,dataset,classifier,classification,mask,masking,manager,"
    "throughput,second,sec,latency,ms,seconds,entropy,perplexity,per,backend,version";
/// Behind a secret word these say only how it is written.
constexpr std::string_view kForms = "value,string,str,text,b64,base64,pem,hex,raw,plain,plaintext,encoded,enc,header";

constexpr std::string_view kMachineWords = "host,hostname,nodename,fqdn,nodelist,ipaddr,macaddr,ip,ipv4,ipv6";
constexpr std::string_view kMachinePairs =
    "node name,computer name,machine name,machine id,host name,ip address,mac address,node list,host ip,submit host";
constexpr std::string_view kUserWords = "user,username,login,userid,logname,submitter,assignee,fullname,surname";
constexpr std::string_view kUserPairs =
    "user name,user id,created by,submitted by,launched by,started by,full name,real name,first name,last name,"
    "family name,given name";
constexpr std::string_view kMailWords = "email,mail,mails,emails,mailto";
constexpr std::string_view kMailPairs = "e mail,mail address,email address,reply to,mail user,mail to,email to";

bool is_lower_or_digit(char c) {
  return base::is_lower(c) || base::is_digit(c);
}

/// Not as name_words.h has it: a secret may stand behind letters of another script.
/// "apiKey", "API_KEY" and "api-key" are all {"api", "key"}; numbers at the end are left out ("password2").
std::vector<std::string> key_words(std::string_view key) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(base::to_lower(word));
    word.clear();
  };
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if (!base::is_upper(c) && !is_lower_or_digit(c)) {
      flush();
      continue;
    }
    if (base::is_upper(c) && i > 0 && is_lower_or_digit(key[i - 1])) flush();
    word += c;
  }
  flush();
  const auto is_number = [](const std::string& text) { return std::all_of(text.begin(), text.end(), base::is_digit); };
  while (words.size() > 1 && is_number(words.back())) words.pop_back();
  if (!words.empty() && words.back().size() > 3) {
    std::string& last = words.back();
    while (last.size() > 3 && base::is_digit(last.back())) last.pop_back();
  }
  return words;
}

std::string singular(const std::string& word) {
  return word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's' ? word.substr(0, word.size() - 1) : word;
}

/// Whether one of the words of `list` ends a longer word: "pgpassword", "dbpasswd".
bool ends_glued(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    const std::string_view item = list.substr(0, list.find(','));
    if (word.size() > item.size() && item.size() >= 6 && word.ends_with(item)) return true;
    list.remove_prefix(std::min(list.size(), item.size() + 1));
  }
  return false;
}

/// "githubtoken", "wandbkey": a service and what it asks for.
bool is_glued_service(std::string_view word, std::string_view tail) {
  if (word.size() <= tail.size() || !word.ends_with(tail)) return false;
  const std::string_view head = word.substr(0, word.size() - tail.size());
  return is_on_list(head, kServices) || (head.size() > 2 && is_on_list(head, kKeyKinds));
}

bool is_pair(const std::vector<std::string>& words, std::string_view pairs) {
  if (words.size() < 2) return false;
  return is_on_list(words[words.size() - 2] + " " + words.back(), pairs);
}

bool is_last_on(const std::vector<std::string>& words, std::string_view list) {
  return !words.empty() && is_on_list(words.back(), list);
}

bool names_a_connection(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool string = words[i + 1] == "string" || words[i + 1] == "str";
    if (string && (words[i] == "connection" || words[i] == "conn")) return true;
  }
  return false;
}

Secrecy of_token(const std::vector<std::string>& words, std::size_t at) {
  if (at > 0 && is_on_list(words[at - 1], kTokenKinds)) return Secrecy::none;
  for (std::size_t i = 0; i < at; ++i) {
    if (is_on_list(words[i], kServices) || is_on_list(words[i], kTokenServices)) return Secrecy::always;
  }
  return Secrecy::if_text;
}

Secrecy of_key(const std::vector<std::string>& words, std::size_t at) {
  for (std::size_t i = 0; i < at; ++i) {
    if (is_on_list(words[i], kServices) || is_on_list(words[i], kKeyKinds)) return Secrecy::always;
  }
  return Secrecy::if_random;
}

/// By the word that the name ends with, but for words that say how the secret is written.
Secrecy of_last_word(const std::vector<std::string>& words) {
  std::size_t last = words.size() - 1;
  if (last > 0 && words[last] == "id" && is_on_list(words[last - 1], "key,secret,session")) --last;
  while (last > 0 && is_on_list(words[last], kForms)) --last;
  const std::string word = singular(words[last]);
  if (word == "token") return of_token(words, last);
  if (word == "key") return of_key(words, last);
  if (word == "pass" && last > 0 && is_on_list(words[last - 1], kPassKinds)) return Secrecy::none;
  if (word == "session" && last > 0) return Secrecy::if_random;
  if (is_on_list(word, kTextWords)) {
    const bool of_service = last > 0 && is_on_list(words[last - 1], kServices);
    return of_service ? Secrecy::always : Secrecy::if_text;
  }
  if (is_glued_service(word, "token") || is_glued_service(word, "key") || is_glued_service(word, "pass")) {
    return Secrecy::always;
  }
  return is_on_list(word, kRandomWords) ? Secrecy::if_random : Secrecy::none;
}

}  // namespace

Secrecy secrecy_of(std::string_view key) {
  const std::vector<std::string> words = key_words(key);
  if (words.empty() || is_on_list(words.back(), kMeasures)) return Secrecy::none;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = singular(words[i]);
    if (is_on_list(word, kSecretWords) || is_on_list(words[i], kWholeSecretWords) || ends_glued(word, kSecretWords)) {
      return Secrecy::always;
    }
    const bool key_follows = i + 1 < words.size() && singular(words[i + 1]) == "key";
    if (key_follows && is_on_list(words[i], "api,access,private,secret,account")) return Secrecy::always;
  }
  return names_a_connection(words) ? Secrecy::always : of_last_word(words);
}

bool names_a_secret(std::string_view key) {
  return secrecy_of(key) >= Secrecy::if_text;
}

bool names_a_machine(std::string_view key) {
  const std::vector<std::string> words = key_words(key);
  return is_last_on(words, kMachineWords) || is_pair(words, kMachinePairs);
}

bool names_a_user(std::string_view key) {
  const std::vector<std::string> words = key_words(key);
  return is_last_on(words, kUserWords) || is_pair(words, kUserPairs);
}

bool names_a_mail_address(std::string_view key) {
  const std::vector<std::string> words = key_words(key);
  return is_last_on(words, kMailWords) || is_pair(words, kMailPairs);
}

}  // namespace vocabulary
