#include "vocabulary/words/foreign_words.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "base/text/fold.h"
#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

struct Meaning {
  std::string_view english;
  std::string_view words;  // as fold_letters() writes them; a list as word_list.h has it
};

/// Whole words in Latin letters.
constexpr Meaning kLatinWords[] = {
    {"accuracy",
     "acuracia,acuracidade,exatidao,exactitud,exactitude,accuratezza,genauigkeit,korrektklassifikationsrate,"
     "akurasi,ketepatan"},
    {"precision", "precisao,precisione,prazision,praezision,presisi"},
    {"recall", "revocacao,exhaustividad,rappel,richiamo,trefferquote"},
    {"sensitivity", "sensibilidade,sensibilidad,sensibilite,sensibilita,sensitivitat,sensitivitaet,sensitivitas"},
    {"specificity", "especificidade,especificidad,specificite,specificita,spezifitat,spezifitaet,spesifisitas"},
    {"loss", "perda,perdas,perdida,perdidas,perte,pertes,perdita,perdite,verlust,verluste,kerugian"},
    {"error", "erro,erros,errore,errori,erreur,erreurs,fehler,kesalahan,galat"},
    {"error rate", "fehlerrate,fehlerquote"},
    {"score", "pontuacao,puntuacion,puntaje,punteggio,bewertung,skor"},
    {"reward", "recompensa,recompensas,recompense,recompenses,ricompensa,belohnung,imbalan"},
    {"mean",
     "media,medio,medias,medios,promedio,moyenne,moyen,mittel,mittlere,mittlerer,mittelwert,durchschnitt,"
     "durchschnittliche,durchschnittlicher,rata"},
    {"std", "desvio,desviacion,ecart,abweichung,standardabweichung,deviazione,scarto,simpangan"},
    {"standard", "padrao,estandar"},
    {"best", "melhor,mejor,meilleur,meilleure,migliore,beste,bester,terbaik"},
    {"train",
     "treino,treinamento,entrenamiento,entreno,entrainement,apprentissage,addestramento,allenamento,pelatihan,"
     "latih"},
    {"validation", "validacao,validacion,validazione,validierung,validasi"},
    {"test", "teste,prueba,pruefung,prufung,pengujian,uji"},
    {"time", "tempo,tiempo,temps,zeit,laufzeit,waktu"},
    {"duration", "duracao,duracion,duree,durata,dauer,durasi"},
    {"epoch", "epoca,epoque,epoche"},
    {"epochs", "epocas,epoques,epochen"},
    {"iteration", "iteracao,iteracion,iterazione,iterasi"},
    {"step", "paso,passo,etape,schritt,langkah"},
    {"lr", "lernrate"},
    {"learning", "aprendizado,aprendizagem,aprendizaje,apprendimento,pembelajaran"},
    {"rate", "taxa,tasa,taux,tasso,laju"},
    {"model", "modelo,modele,modell,modello"},
    {"experiment", "experimento,esperimento,eksperimen,percobaan"},
};

/// Several of one thing, as histories call their lists.
constexpr Meaning kPlurals[] = {
    {"loss", "losses"},  {"acc", "accs"},       {"accuracy", "accuracies"}, {"error", "errors"},
    {"score", "scores"}, {"reward", "rewards"}, {"return", "returns"},
};

/// What German puts before a word of the list above, without a blank.
constexpr Meaning kGermanStarts[] = {
    {"train", "trainings,training,train"},
    {"validation", "validierungs,validations,val"},
    {"test", "test"},
};

/// Anywhere in a word that is not written in Latin letters; longer before shorter.
constexpr Meaning kStems[] = {
    {"learning rate", "学习率,學習率,学習率,학습률"},
    {"balanced accuracy", "平衡准确率"},
    {"accuracy", "准确率,準確率,正确率,正確率,准确度,準確度,正解率,精度,정확도,точност,аккураси"},
    {"precision", "精确率,精確率,精准率,精准度,精确度,查准率,適合率,정밀도,прецизионност"},
    {"recall", "召回率,查全率,再現率,재현율,полнот"},
    {"mean squared error", "均方误差,均方誤差,平均二乗誤差,평균제곱오차"},
    {"rmse", "均方根误差,均方根誤差"},
    {"mean absolute error", "平均绝对误差,平均絕對誤差,平均絶対誤差,평균절대오차"},
    {"error rate", "错误率,錯誤率,誤り率,오류율"},
    {"loss", "损失,損失,손실,потер,лосс"},
    {"error", "误差,誤差,오차,오류,ошибк,погрешност"},
    {"f 1 score", "f1分数,f1值"},
    {"score", "得分,分数,スコア,점수,оценк"},
    {"reward", "奖励,獎勵,报酬,報酬,보상,наград,вознагражден"},
    {"return", "回报,回報,収益"},
    {"train", "训练,訓練,学習,학습,훈련,обуч,тренир"},
    {"validation", "验证,驗證,検証,검증,валидац"},
    {"test", "测试,測試,テスト,테스트,тест"},
    {"eval", "评估,評估,評価,평가"},
    {"mean", "平均,평균,средн"},
    {"std", "标准差,標準差,標準偏差,표준편차"},
    {"best", "最佳,最优,最良,최고,лучш"},
    {"time", "时间,時間,시간,врем"},
    {"epochs", "轮数,エポック数,에포크수"},
    {"epoch", "轮次,epoch数,エポック,에포크,에폭,эпох"},
    {"iteration", "迭代次数,迭代,反復,イテレーション,반복,итерац"},
    {"step", "步数,步骤,ステップ,스텝,шаг"},
    {"model", "模型,モデル,모델,модел"},
    {"experiment", "实验,實驗,実験,실험,эксперимент"},
};

std::string_view find_meaning(std::span<const Meaning> list, std::string_view word) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const Meaning& meaning) { return is_on_list(word, meaning.words); });
  return found == list.end() ? std::string_view{} : found->english;
}

/// "trainingsverlust": both halves, or nothing.
std::string joined_in_german(std::string_view word) {
  for (const Meaning& start : kGermanStarts) {
    std::string_view list = start.words;
    while (!list.empty()) {
      const std::string_view one = list.substr(0, list.find(','));
      list.remove_prefix(std::min(one.size() + 1, list.size()));
      if (!word.starts_with(one)) continue;
      const std::string_view rest = find_meaning(kLatinWords, word.substr(one.size()));
      if (!rest.empty()) return std::string(start.english) + " " + std::string(rest);
    }
  }
  return {};
}

struct Stem {
  std::size_t length = 0;
  std::string_view english;
};

Stem stem_at(std::string_view rest) {
  for (const Meaning& meaning : kStems) {
    std::string_view list = meaning.words;
    while (!list.empty()) {
      const std::string_view one = list.substr(0, list.find(','));
      list.remove_prefix(std::min(one.size() + 1, list.size()));
      if (rest.starts_with(one)) return {one.size(), meaning.english};
    }
  }
  return {};
}

bool is_cyrillic(char32_t c) {
  return c >= 0x400 && c <= 0x4FF;
}

/// Letters of any script; not the brackets, dots and signs beyond ASCII.
bool is_letter_beyond_latin(char32_t c) {
  return (c >= 0x370 && c <= 0x1FFF) || (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || c > 0xFFFF;
}

/// The English words in a word of another script, and what is left between them. The ending of a Russian word says
/// nothing more.
std::string in_english_stems(std::string_view word) {
  std::string out;
  bool found = false, open = false;
  for (std::size_t at = 0; at < word.size();) {
    const Stem stem = stem_at(word.substr(at));
    if (stem.length > 0) {
      if (!out.empty()) out += ' ';
      out += stem.english;
      found = true;
      open = false;
      at += stem.length;
      while (at < word.size() && is_cyrillic(base::step_utf8(word, at).character)) {
        at += base::step_utf8(word, at).length;
      }
      continue;
    }
    const base::Utf8Step step = base::step_utf8(word, at);
    if (step.character < 0x80 || is_letter_beyond_latin(step.character)) {
      if (!open && !out.empty()) out += ' ';
      open = true;
      out.append(word.substr(at, step.length));
    } else {
      open = false;
    }
    at += step.length;
  }
  return found ? out : std::string();
}

/// Empty: the word is not on the lists.
std::string english_of(std::string_view word) {
  if (word.size() < 3) return {};
  const std::string folded = base::fold_letters(word);
  if (base::find_non_ascii(folded) != std::string::npos) return in_english_stems(folded);
  const std::string_view whole = find_meaning(kLatinWords, folded);
  if (!whole.empty()) return std::string(whole);
  const std::string_view plural = find_meaning(kPlurals, folded);
  if (!plural.empty()) return std::string(plural);
  const std::string joined = joined_in_german(folded);
  if (!joined.empty()) return joined;
  return folded == word ? std::string() : folded;  // "précision" is precision
}

}  // namespace

std::vector<std::string> in_english(std::vector<std::string> words) {
  std::vector<std::string> out;
  out.reserve(words.size());
  for (std::string& word : words) {
    const std::string english = english_of(word);
    if (english.empty()) {
      out.push_back(std::move(word));
      continue;
    }
    for (std::string& one : words_of(english)) out.push_back(std::move(one));
  }
  return out;
}

bool has_foreign_words(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return !english_of(word).empty(); });
}

}  // namespace vocabulary
