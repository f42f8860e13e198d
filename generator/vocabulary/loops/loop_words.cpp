#include "vocabulary/loops/loop_words.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

constexpr std::size_t kMaxStatusBytes = 200;
constexpr std::size_t kMaxDescriptionBytes = 2'000;
constexpr std::size_t kFewestCommitDigits = 7;

// Lists as word_list.h has them. With a star: whatever begins or ends so.
constexpr std::string_view kKeepWords =
    "keep,kept,best,new_best,new-best,newbest,accepted,accept,baseline,improved,\xe4\xbf\x9d\xe7\x95\x99,"
    "\xe5\x9f\xba\xe7\xba\xbf,\xe6\x8e\xa5\xe5\x8f\x97";
constexpr std::string_view kDiscardWords =
    "discard,discarded,revert,reverted,rollback,rolled-back,rolledback,rejected,reject,dropped,drop,size_violation,"
    "checks_failed,guard_failed,screen_discard,\xe5\x9b\x9e\xe6\xbb\x9a,\xe4\xb8\xa2\xe5\xbc\x83,"
    "\xe6\x94\xbe\xe5\xbc\x83,\xe6\x8b\x92\xe7\xbb\x9d";
constexpr std::string_view kFailedWords =
    "crash,crashed,fail,failed,failure,error,errored,oom,timeout,timed-out,timedout,killed,kill,diverged,nan,"
    "metric-error,metric_error,hook-blocked,hook_blocked,\xe5\xb4\xa9\xe6\xba\x83,\xe5\xa4\xb1\xe8\xb4\xa5";
constexpr std::string_view kOpenWords =
    "pending,running,wip,tentative,partial,ok,done,completed,complete,finished,success,info,support,contender,verify,"
    "verified,no-op,noop,no_op,duplicate,skipped,skip,repair,empty,planned,queued,deferred,blocked,todo,started,"
    "inconclusive,neutral,maybe,hold,measured,logged";
constexpr std::string_view kNoValueWords = "no-op,noop,no_op,skipped,skip,empty,planned,queued,pending,todo,deferred";
/// Words that logs of training use as well tell no loop.
constexpr std::string_view kCommonWords =
    "best,accepted,accept,improved,drop,dropped,crashed,fail,failed,failure,error,errored,timeout,killed,kill,diverged,"
    "nan";

bool starts_with_any(std::string_view word, std::string_view a, std::string_view b) {
  return word.starts_with(a) || word.starts_with(b);
}

bool is_keep(std::string_view word) {
  return is_on_list(word, kKeepWords) || starts_with_any(word, "keep-", "keep_") || word.ends_with("-keep") ||
         word.ends_with("_keep") || word.starts_with("\xe4\xbf\x9d\xe7\x95\x99") ||
         word.starts_with("\xe5\x9f\xba\xe7\xba\xbf");
}

bool is_discard(std::string_view word) {
  return is_on_list(word, kDiscardWords) || starts_with_any(word, "discard-", "discard_") ||
         word.ends_with("-discard") || word.ends_with("_discard") || word.starts_with("\xe5\x9b\x9e\xe6\xbb\x9a");
}

/// Lower case, without marks before it, cut where the word ends.
std::string first_status_word(std::string_view cell) {
  std::string text = base::to_lower(base::trim(cell.substr(0, kMaxStatusBytes)));
  std::size_t from = 0;
  while (from < text.size()) {
    const base::Utf8Step step = base::step_utf8(text, from);
    const bool sign = step.character >= 0x2190 && (step.character < 0x2E80 || step.character >= 0xFE00);
    const bool mark = text[from] == ' ' || text[from] == '*' || text[from] == '[' || text[from] == '`' ||
                      text[from] == '"' || text[from] == '\'';
    if (!sign && !mark) break;
    from += step.length;
  }
  std::size_t to = from;
  while (to < text.size()) {
    const base::Utf8Step step = base::step_utf8(text, to);
    const char c = text[to];
    const bool end = c == ' ' || c == '(' || c == '\t' || c == ',' || c == ';' || c == ':' || c == '*' || c == ']' ||
                     c == '`' || c == '"' || c == '\'' || c == '.' || c == '!' || c == '/' ||
                     (step.character >= 0x2010 && step.character < 0x2E80) || step.character >= 0xFE00;
    if (end) break;
    to += step.length;
  }
  return text.substr(from, to - from);
}

struct ColumnNames {
  LoopColumn column;
  std::string_view names;
};

constexpr ColumnNames kColumnNames[] = {
    {LoopColumn::commit,
     "commit,git commit,head commit,candidate ref,experiment commit,git sha,sha,commit hash,git hash,commit sha,hash,"
     "revision,commit id"},
    {LoopColumn::parent,
     "parent,parent commit,base commit,parent ref,parent best commit,parent id,parent exp,parent experiment,based on,"
     "parent version"},
    {LoopColumn::id,
     "iteration,iter,experiment,exp,exp id,id,run id,run,round,config id,trial number,trial,version,try,attempt,"
     "experiment id,experiment name,experiment no,no,num,exp no,exp num,step,generation,idx,index,name"},
    {LoopColumn::status, "status,decision,verdict,result,outcome,keep discard,keep or discard,action"},
    {LoopColumn::kept_flag, "kept,keep,is kept,accepted"},
    {LoopColumn::title,
     "title,description,idea,desc,change,changes,what changed,experiment description,modification,strategy,summary,"
     "what,change description,mutation"},
    {LoopColumn::observation,
     "note,notes,hypothesis,expected result,interpretation,agrees with hypothesis,rationale,motivation,learned,"
     "learning,learnings,evidence,analysis,comment,comments,plan,insight,insights,observation,observations,finding,"
     "findings,conclusion,review,takeaway,transferability,result notes,details"},
    {LoopColumn::reason, "reason,review note,rollback reason,decision reason,why,rejection reason,discard reason"},
    {LoopColumn::issue, "failure cause,failure mode,error,error message,exception,exc type,failure,failure reason"},
    {LoopColumn::next_step,
     "next hypothesis,next step,next steps,next,next idea,next action,next action hint,next focus,follow up"},
    {LoopColumn::derived,
     "metric before,old value,old metric,previous,previous best,best so far,running best,baseline value,confidence,"
     "pct peak,expected,champion,change pct,pct change,percent change,change percent,gain,gain pct"},
    {LoopColumn::cost,
     "time,duration,elapsed,wall time,wall,num steps,steps,step count,params,num params,parameters,param count,size,"
     "mfu,mfu percent,gpus count,epochs,tokens,cost,budget,vram,memory,mem,peak memory,peak mem,total tokens,loc,"
     "lines,artifact,artifact mb,artifact bytes"},
    {LoopColumn::speed, "tok s,tok per sec,tokens per sec,tokens per second,tokens s,throughput,latency,speed,tps,fps"},
    {LoopColumn::gate,
     "guard,guard metric,gate,gate status,correctness,roundtrip,val pass,math,json,tests,checks,test"},
    {LoopColumn::session, "session,thread,segment"},
    {LoopColumn::grouping,
     "kind,track,batch id,phase,axis,tag,tags,kernel type,method,type,category,change type,language,design,model,"
     "model id,experiment group,group,branch,source branch,area,component"},
    {LoopColumn::machine, "machine,gpu,gpus,hardware,device,backend,accelerator,gpu name,gpu type,node"},
    {LoopColumn::started, "timestamp,date,created at,created,started at,started,start time,datetime,ts,time utc"},
    {LoopColumn::finished, "completed at,finished at,completed,finished,end time,ended at"},
    {LoopColumn::seed, "seed,random seed"},
    {LoopColumn::metric_name, "metric name,objective name"},
    {LoopColumn::metric_direction, "metric direction,direction,best direction"},
};

/// Of the try before, or of all: "old_score" beside "new_score".
constexpr std::string_view kEarlierWords = "old,previous,prev,prior,before,baseline,current best,best so far";
constexpr std::string_view kDerivedWords = "delta,improvement,vs,cumulative,predicted,relative,rel,speedup,diff";
constexpr std::string_view kCostWords =
    "memory,mem,vram,ram,seconds,minutes,hours,runtime,secs,sec,time,usd,dollars,artifact,bytes,budget,duration,"
    "gflops,flops,params,iterations,"
    "elapsed,walltime,steps,gb,mb,kb";
constexpr std::string_view kSpeedWords = "tok,tokens,throughput,latency,tps,fps,tflops";

/// Words that say that a try only measures again what was measured.
constexpr std::string_view kRepeatWords =
    "rerun,reran,rerunning,again,repro,reproduce,reproduced,reproducing,reproduction,repeat,repeated,repeating,"
    "confirm,confirmed,confirming,confirmation,verify,verifying,verification,recheck,replicate,replication,"
    "replicated,remeasure,remeasured,second run,third run,2 nd run,3 rd run,no changes,no change,unchanged,"
    "variance check,noise check,re run,re ran,re check,re measure,2 nd,3 rd,sanity check";
constexpr std::string_view kFillers =
    "of,the,a,an,with,for,at,to,from,in,on,same,config,configuration,code,settings,run,runs,check,new,another,"
    "different,other,try,trying,test,testing,use,change,changed,changing,switch,random,variance,noise,only,just,and,"
    "is,was,this,that,result,results,value,second,third,exact,identical,current,number,set";

/// "→" and the like, which are letters for whoever splits words.
bool is_sign(std::string_view word) {
  const char32_t character = word.empty() ? 0 : base::step_utf8(word, 0).character;
  return character >= 0x2000 && character < 0x2E80;
}

bool is_number_word(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Goes on from "seed" to the last of its numbers, which are no change of anything else: "42 to 137". The seed that a
/// try was made with; empty where there is none or several.
/// `changed`: an arrow stands somewhere in the description.
std::string take_seed(const std::vector<std::string_view>& words, bool changed, std::size_t& at) {
  std::vector<std::string_view> numbers;
  for (; at + 1 < words.size(); ++at) {
    const std::string_view next = words[at + 1];
    if (is_number_word(next)) {
      numbers.push_back(next);
    } else if (!is_sign(next) && !is_on_list(next, "to,from,vs")) {
      break;
    }
    changed = changed || is_sign(next) || next == "to";
  }
  const bool one = numbers.size() == 1 || (numbers.size() == 2 && changed);
  return one ? std::string(numbers.back()) : "";
}

}  // namespace

StatusWord read_try_status(std::string_view cell) {
  StatusWord said;
  said.word = first_status_word(cell);
  const std::string& word = said.word;
  if (word.empty() || word == "-" || word == "n" || word == "none") {
    if (word == "none") said.word.clear();
    return said;
  }
  if (is_keep(word)) {
    said.status = TryStatus::keep;
  } else if (is_discard(word)) {
    said.status = TryStatus::discard;
  } else if (is_on_list(word, kFailedWords)) {
    said.status = TryStatus::failed;
  } else {
    said.status = is_on_list(word, kOpenWords) ? TryStatus::open : TryStatus::unknown;
  }
  said.baseline = word.starts_with("baseline") || word.starts_with("\xe5\x9f\xba\xe7\xba\xbf");
  said.no_value = is_on_list(word, kNoValueWords);
  const bool decided = said.status != TryStatus::open && said.status != TryStatus::unknown;
  said.tells_loop = decided && !is_on_list(word, kCommonWords);
  return said;
}

StatusWord read_kept_flag(std::string_view cell) {
  const std::string word = base::to_lower(base::trim(cell.substr(0, kMaxStatusBytes)));
  if (is_on_list(word, "1,true,yes,y")) return {.status = TryStatus::keep, .word = "kept", .tells_loop = true};
  if (is_on_list(word, "0,false,no,n")) return {.status = TryStatus::discard, .word = "not kept", .tells_loop = true};
  return read_try_status(cell);
}

LoopColumn role_of_loop_column(std::string_view name) {
  const std::string spaced = spaced_words(name.substr(0, kMaxStatusBytes));
  if (spaced.size() < 3) return LoopColumn::other;
  const std::string_view words = std::string_view(spaced).substr(1, spaced.size() - 2);
  for (const ColumnNames& known : kColumnNames) {
    if (is_on_list(words, known.names)) return known.column;
  }
  if (words.starts_with("next ")) return LoopColumn::next_step;
  if (words.find(' ') != std::string_view::npos && has_any_words(spaced, kEarlierWords)) return LoopColumn::derived;
  if (has_any_words(spaced, kDerivedWords)) return LoopColumn::derived;
  if (has_any_words(spaced, kSpeedWords)) return LoopColumn::speed;
  if (has_any_words(spaced, kCostWords)) return LoopColumn::cost;
  return LoopColumn::other;
}

bool is_commit(std::string_view text) {
  text = base::trim(text);
  return text.size() >= kFewestCommitDigits && text.size() <= 64 &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

TriedWords tried_words(std::string_view description) {
  const std::string spaced = spaced_words(description.substr(0, kMaxDescriptionBytes));
  std::vector<std::string_view> words;
  for (std::size_t at = 1; at < spaced.size();) {
    const std::size_t end = spaced.find(' ', at);
    words.push_back(std::string_view(spaced).substr(at, end - at));
    at = end + 1;
  }
  TriedWords tried;
  tried.words = " ";
  bool other_repeat = false;
  std::size_t seeds = 0;
  const bool arrow = description.substr(0, kMaxDescriptionBytes).find("->") != std::string_view::npos;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string pair = std::string(words[i]) + (i + 1 < words.size() ? " " + std::string(words[i + 1]) : "");
    if (words[i] == "seed" || words[i] == "seeds") {
      tried.seed = true;
      const std::string number = take_seed(words, arrow, i);
      tried.seed_number = seeds++ == 0 ? number : "";
    } else if (is_on_list(pair, kRepeatWords)) {
      other_repeat = true;
      ++i;
    } else if (is_on_list(words[i], kRepeatWords)) {
      other_repeat = true;
    } else if (!is_sign(words[i]) && !is_on_list(words[i], kFillers)) {
      tried.words.append(words[i]).append(1, ' ');
    }
  }
  tried.repeats = other_repeat || tried.seed;
  tried.seed = tried.seed && !other_repeat;
  return tried;
}

}  // namespace vocabulary
