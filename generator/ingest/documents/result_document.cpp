#include "ingest/documents/result_document.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/contains.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/metrics/json.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/privacy/redact.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;
using vocabulary::ColumnRole;

constexpr std::size_t kMaxLeaves = 2'000, kMaxTreeDepth = 6, kMaxLabel = 200, kFilesWithout = 50, kMaxFiles = 2'000;
/// Names of objects that hold what was set, as whole names and as last words.
constexpr std::string_view kSettingHolders =
    "config,cfg,conf,configuration,args,arguments,params,parameters,hyperparameters,hyperparams,hparams,settings,"
    "options,setup,kwargs,opt";
/// Names of objects that say nothing of the results in them.
constexpr std::string_view kResultHolders =
    "metrics,metric,results,result,scores,score,performance,summary,final,final metrics,final results,test results,"
    "values,evaluation results,statistics,stats";
constexpr std::string_view kHistories = "history,histories,log,logs,log history,curve,curves,epochs,training history";
/// In names of files: what holds results, and what holds anything else.
constexpr std::string_view kResultWords =
    "result,results,metric,metrics,eval,evaluation,score,scores,performance,test,val,valid,validation,dev,report,"
    "summary,final,accuracy,resultados,metricas";
constexpr std::string_view kResultFolderWords =
    "result,results,metric,metrics,eval,evals,evaluation,score,scores,performance,report,reports,runs,experiments,"
    "outputs";
constexpr std::string_view kRunWords =
    "run,exp,experiment,trial,seed,fold,rep,output,outputs,benchmark,history,log,logs";
constexpr std::string_view kOtherWords =
    "config,configs,cfg,configuration,args,arguments,hparams,hyperparameters,hyperparams,params,parameters,settings,"
    "options,schema,package,lock,tsconfig,tokenizer,vocab,manifest,index,annotations,instances,search,space,sweep,"
    "defaults,default,threshold,thresholds,dataset,labels,classes,mapping,launch,tasks,cache,state,environment,"
    "metadata,meta,modules,special,preprocessor,generation";
/// In names of members that sum up those beside them.
constexpr std::string_view kSums = "avg,average,macro,weighted,micro,overall";
/// Measures that everything has, also what is no run.
constexpr std::string_view kVagueMeasures = "score,error,err,cost";
/// Limits that are set: "min_accuracy".
constexpr std::string_view kLimitWords = "min,target,required,threshold,expected,goal,limit";

std::string plain_words(std::string_view name) {
  const std::string spaced = vocabulary::spaced_words(name);
  return spaced.size() < 3 ? std::string() : spaced.substr(1, spaced.size() - 2);
}

std::string last_word_of(const std::string& words) {
  return words.substr(words.rfind(' ') + 1);  // npos + 1 is 0
}

bool has_word(std::string_view name, std::string_view list) {
  return vocabulary::has_any_words(vocabulary::spaced_words(name), list);
}

bool holds_settings(std::string_view key) {
  const std::string words = plain_words(key);
  return vocabulary::is_on_list(words, kSettingHolders) || vocabulary::is_on_list(last_word_of(words), kSettingHolders);
}

bool is_plain_holder(std::string_view key) {
  return vocabulary::is_on_list(plain_words(key), kResultHolders);
}

/// "per_class", "class_report": what is below belongs to classes of the data.
bool speaks_of_classes(std::string_view key) {
  return has_word(key, "class,classes,classwise,per label,labels,category,categories,confusion matrix");
}

bool names_a_split(std::string_view key) {
  const std::vector<std::string> words = vocabulary::words_of(key);
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return vocabulary::split_of(word) != vocabulary::Split::none; });
}

/// More decimals than anybody sets.
bool has_many_decimals(const Json& number) {
  const std::string& text = number.text();
  const std::size_t point = text.find('.');
  if (point == std::string::npos || text.find_first_of("eE") != std::string::npos) return false;
  return text.size() - point > 5;
}

/// Measured by name and value: "accuracy": 0.91, not "score": 120, "min_accuracy": 0.9.
bool is_measured(const std::string& name, const Json& value) {
  const vocabulary::MetricName metric = vocabulary::describe_metric(name);
  if (metric.pattern.empty() || metric.objective == vocabulary::ObjectiveClass::never) return false;
  const double number = value.as_number();
  if (metric.split != vocabulary::Split::none) return true;
  const bool vague = metric.objective == vocabulary::ObjectiveClass::anything ||
                     vocabulary::is_on_list(metric.pattern, kVagueMeasures);
  if (vague || has_word(name, kLimitWords)) return false;
  return number != std::floor(number) || (has_word(name, "best,final,accuracy") && number >= 0 && number <= 100);
}

bool is_number_list(const Json& value) {
  return value.is_array() && value.items().size() >= 2 &&
         std::all_of(value.items().begin(), value.items().end(),
                     [](const Json& item) { return item.is_number() || item.is_null(); });
}

/// "layers": [64, 64]
bool is_short_list(const Json& value) {
  constexpr std::size_t kMost = 16;
  return value.items().size() <= kMost && std::all_of(value.items().begin(), value.items().end(), [](const Json& item) {
           return !item.is_array() && !item.is_object();
         });
}

class DocumentDecision {
 public:
  ResultDocument decide(const Json& tree) {
    if (!tree.is_object()) return refuse("it is no object");
    if (count_leaves(tree, 0) > kMaxLeaves) return refuse("more than 2,000 values are data rather than results");
    if (holds_several(tree, 0)) {
      ResultDocument refused = refuse("it holds several runs or data sets, one object each");
      refused.holds_several = true;
      return refused;
    }
    for (const auto& [key, value] : tree.members()) {
      take(key, key, value, 0);
    }
    keep_equal_curves();
    if (out_.measured == 0) return refuse("no number in it is a result by its name");
    return std::move(out_);
  }

 private:
  ResultDocument refuse(std::string why) {
    out_ = {};
    out_.refusal = std::move(why);
    return std::move(out_);
  }

  /// Of objects; a list is one. Deep objects are one, too.
  static std::size_t count_leaves(const Json& value, std::size_t depth) {
    std::size_t count = 1;
    if (depth >= kMaxTreeDepth) return count;
    for (const auto& [key, inner] : value.members()) count += count_leaves(inner, depth + 1);
    return count;
  }

  /// Whether some number below is measured.
  static bool has_measured(const std::string& name, const Json& value, std::size_t depth) {
    if (value.is_number()) return is_measured(name, value);
    if (depth >= kMaxTreeDepth) return false;
    return std::any_of(value.members().begin(), value.members().end(), [&](const Json::Member& one) {
      return !holds_settings(one.first) && has_measured(name + "/" + one.first, one.second, depth + 1);
    });
  }

  /// Whether several members of `object`, or of an object in it, are objects with results of their own: models, data
  /// sets or conditions. Splits of the data, classes, and a mean beside its deviation are none.
  static bool holds_several(const Json& object, std::size_t depth) {
    if (depth >= kMaxTreeDepth) return false;
    std::size_t alike = 0;
    bool sums_up = false;
    for (const auto& [key, value] : object.members()) {
      sums_up = sums_up || has_word(key, kSums) || (value.is_number() && is_measured(key, value));
      if (!value.is_object() || holds_settings(key) || speaks_of_classes(key)) continue;
      if (holds_several(value, depth + 1)) return true;
      const bool says_what =
          is_plain_holder(key) || names_a_split(key) || vocabulary::find_measure(key) != vocabulary::MeasureAt::nowhere;
      if (!says_what && has_measured(key, value, depth)) ++alike;
    }
    return alike >= 2 && !sums_up;
  }

  /// `name`: parts joined with "/", holders that say nothing left out.
  void take(const std::string& name, const std::string& key, const Json& value, std::size_t depth) {
    if (value.is_object()) return take_object(name, key, value, depth);
    if (value.is_array()) return take_list(name, key, value, depth);
    if (value.is_null()) return;
    if (depth > 0) return take_inner(name, key, value);
    take_member(key, value);
  }

  void take_object(const std::string& name, const std::string& key, const Json& object, std::size_t depth) {
    if (object.members().empty()) return;
    if (speaks_of_classes(key)) return void(++out_.left_out);
    if (holds_settings(key)) {
      const bool spill = depth == 0 && vocabulary::is_on_list(plain_words(key), kSettingHolders);
      if (!spill) return void(out_.settings.set(key, object));
      for (const auto& [inner, value] : object.members()) out_.settings.set(inner, value);
      return;
    }
    if (depth + 1 >= kMaxTreeDepth) return void(++out_.left_out);
    const std::size_t slash = name.rfind('/');
    const std::string above = slash == std::string::npos ? "" : name.substr(0, slash + 1);
    const std::string prefix = is_plain_holder(key) ? above : name + "/";
    for (const auto& [inner, value] : object.members()) {
      take(prefix + inner, inner, value, depth + 1);
    }
  }

  void take_list(const std::string& name, const std::string& key, const Json& list, std::size_t depth) {
    const bool rows = !list.items().empty() && list.items()[0].is_object();
    if (depth <= 1 && is_number_list(list) && vocabulary::find_measure(key) != vocabulary::MeasureAt::nowhere) {
      out_.curves.emplace_back(name, list);
    } else if (depth == 0 && rows && vocabulary::is_on_list(plain_words(key), kHistories)) {
      out_.curves.emplace_back("", list);
    } else if (depth == 0 && is_short_list(list) && vocabulary::role_of_column(key) == ColumnRole::parameter) {
      out_.settings.set(key, list);
    } else {
      ++out_.left_out;
    }
  }

  void take_inner(const std::string& name, const std::string& key, const Json& value) {
    if (value.is_number()) {
      const bool set = vocabulary::role_of_column(key) == ColumnRole::parameter;
      return set ? void(out_.settings.set(name, value)) : add_result(name, value);
    }
    if (value.text().size() <= kMaxLabel) out_.settings.set(name, value);
  }

  void take_member(const std::string& key, const Json& value) {
    ColumnRole role = vocabulary::role_of_column(key);
    if (role == ColumnRole::unknown) role = role_by_content(value);
    const std::optional<double> written = value.is_string() ? base::parse_number(value.text()) : std::nullopt;
    if (role == ColumnRole::result && written) return add_result(key, Json::number(*written));
    if (role == ColumnRole::result && !value.is_number()) role = ColumnRole::parameter;
    switch (role) {
      case ColumnRole::result:
        return add_result(key, value);
      case ColumnRole::parameter:
      case ColumnRole::model:
        return take_setting(key, value);
      case ColumnRole::name:
        if (value.is_string()) out_.name = value.text();
        return;
      case ColumnRole::date:
        return void(out_.about.set("started_at", value));
      case ColumnRole::finish:
        return void(out_.about.set("finished_at", value));
      case ColumnRole::status:
        return void(out_.about.set("status", value));
      case ColumnRole::note:
        if (value.is_string()) out_.note += value.text() + "\n\n";
        return;
      case ColumnRole::decision:
        if (value.is_string()) out_.note += "#### Decision\n- " + value.text() + "\n\n";
        return;
      default:
        return;
    }
  }

  ColumnRole role_by_content(const Json& value) const {
    if (!value.is_number()) return ColumnRole::parameter;
    const bool result = out_.measured > 0 || has_many_decimals(value);
    return result ? ColumnRole::result : ColumnRole::parameter;
  }

  void take_setting(const std::string& key, const Json& value) {
    if (value.is_string() && value.text().size() > kMaxLabel) return void(++out_.left_out);
    out_.settings.set(key, value);
  }

  void add_result(const std::string& name, const Json& value) {
    out_.results.set(name, value);
    if (is_measured(name, value)) ++out_.measured;
  }

  /// Lists of other lengths than the first belong to something else.
  void keep_equal_curves() {
    if (out_.curves.empty()) return;
    const std::size_t rows = out_.curves[0].second.items().size();
    const bool of_rows = out_.curves[0].first.empty();
    const std::size_t before = out_.curves.size();
    std::erase_if(out_.curves, [&](const auto& curve) {
      return curve.first.empty() != of_rows || curve.second.items().size() != rows;
    });
    if (of_rows) out_.curves.erase(out_.curves.begin() + 1, out_.curves.end());
    out_.left_out += before - out_.curves.size();
    // Points of a precision-recall curve are lists of metrics, too.
    const bool trained = std::any_of(out_.curves.begin(), out_.curves.end(), [](const auto& curve) {
      return names_a_split(curve.first) || has_word(curve.first, "loss");
    });
    if (trained) ++out_.measured;
    if (!of_rows && !trained) {
      out_.left_out += out_.curves.size();
      out_.curves.clear();
    }
  }

  ResultDocument out_;
};

bool is_yaml(std::string_view path) {
  const std::string extension = extension_of(path);
  return extension == "yaml" || extension == "yml";
}

void add_curves(const ReadContext& context, const std::string& path, const ResultDocument& document, model::Run& run) {
  if (document.curves.empty() || run.axes.rows > 0) return;
  MetricColumns table(path, context.notice);
  if (document.curves[0].first.empty()) {
    for (const Json& row : document.curves[0].second.items()) {
      if (row.is_object()) add_json_row(row, table);
    }
  } else {
    table.use_rows_as_epochs();
    const std::size_t rows = document.curves[0].second.items().size();
    for (std::size_t i = 0; i < rows; ++i) {
      Json row = Json::object();
      for (const auto& [name, values] : document.curves) row.set(name, values.items()[i]);
      add_json_row(row, table);
    }
  }
  table.finish(run);
}

void add_values(const ReadContext& context, const std::string& path, const std::string& prefix, ResultDocument document,
                model::Run& run) {
  Json summary = std::move(document.about);
  for (auto& [name, value] : document.results.members()) summary.set(prefix + name, std::move(value));
  run.cells_read += summary.members().size();
  apply_summary(context, path, std::move(summary), run);
  if (run.config.parameters.empty() && !document.settings.members().empty()) {
    take_parameters(std::move(document.settings), run);
  }
  if (run.name.empty()) run.name = base::shorten(document.name, kMaxLabel);
  if (!document.note.empty()) {
    run.note_texts.push_back({.file = path, .folder = std::string(folder_of(path)), .text = document.note});
  }
  check_times(context, path, run);
  if (document.left_out == 0) return;
  context.notice({.severity = base::Severity::note,
                  .code = "result-lists",
                  .file = path,
                  .what = std::to_string(document.left_out) +
                          (document.left_out == 1 ? " list or long text is" : " lists and long texts are") +
                          " no result of a run by name or length; not read"});
}

/// Whether the document says anything beside its curves. One that cannot be parsed does not, which who read the curves
/// has said.
bool add_values_beside_curves(const ReadContext& context, const std::string& path, model::Run& run) {
  base::JsonParse parsed = base::parse_json(read_start(context.files, path, kMaxDocumentBytes));
  if (!parsed.ok) return false;
  context.redactor.redact_tree(parsed.value, path, context.notice);
  ResultDocument document = decide_result_document(parsed.value);
  if (!document.refusal.empty()) return false;
  add_values(context, path, "", std::move(document), run);
  return true;
}

/// Whether the document stands for a run by itself.
bool makes_a_run(const ResultDocument& document, std::string_view path) {
  if (!document.refusal.empty()) return false;
  if (document.measured >= 2) return true;
  const std::string_view file = name_of(without_extension(path)), folder = name_of(folder_of(path));
  return has_word(file, kResultWords) || has_word(file, kRunWords) || has_word(folder, kResultFolderWords) ||
         has_word(folder, kRunWords);
}

}  // namespace

ResultDocument decide_result_document(const Json& tree) {
  return DocumentDecision().decide(tree);
}

bool may_hold_results(std::string_view name) {
  const bool said = has_word(without_extension(name), kResultWords);
  if (base::contains(config_names(), name)) return false;
  if (is_yaml(name)) return said;
  return extension_of(name) == "json" && (said || !has_word(without_extension(name), kOtherWords));
}

std::vector<std::string> find_result_documents(const FolderView& folder) {
  std::vector<std::string> found;
  std::size_t without = 0;
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::file || !entry.refusal.empty() || !may_hold_results(entry.name)) continue;
    if (found.empty() && without >= kFilesWithout) break;
    const std::string path = join_path(folder.folder, entry.name);
    const std::string text = read_start(folder.files, path, kMaxResultBytes + 1);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool may_be = text.size() <= kMaxResultBytes && first != std::string::npos &&
                        (is_yaml(entry.name) || text[first] == '{') &&
                        text.find_first_of("0123456789") != std::string::npos;
    ++without;
    if (!may_be) continue;
    const base::JsonParse parsed = is_yaml(entry.name) ? base::parse_yaml(text) : base::parse_json(text);
    if (parsed.ok && makes_a_run(decide_result_document(parsed.value), path)) found.push_back(entry.name);
    // So many are data rather than runs.
    if (found.size() > kMaxFiles) return {};
  }
  return found;
}

void read_result_document(const ReadContext& context, const std::string& path, const std::string& prefix,
                          model::Run& run) {
  const std::optional<Json> tree = read_object(context, path, run, "no result is read");
  if (!tree) return;
  ResultDocument document = decide_result_document(*tree);
  add_curves(context, path, document, run);
  add_values(context, path, prefix, std::move(document), run);
}

void read_curves_and_values(const ReadContext& context, const std::string& path, bool values_too, model::Run& run) {
  std::vector<model::Notice> left_out;
  const auto hold = [&](model::Notice said) {
    if (said.code == "json-not-a-list") return left_out.push_back(std::move(said));
    context.notice(std::move(said));
  };
  read_metrics_json({context.files, context.unit, context.settings, hold, context.redactor}, path, run);
  if (values_too && run.axes.rows > 0 && add_values_beside_curves(context, path, run)) return;
  for (model::Notice& said : left_out) context.notice(std::move(said));
}

}  // namespace ingest
