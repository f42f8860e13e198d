#include <span>
#include <string_view>

#include "vocabulary/metrics/lists.h"

namespace vocabulary {
namespace {

constexpr MetricPattern benchmark(std::string_view words, std::string_view measure) {
  return share(task_score(words, measure));
}

constexpr MetricPattern kLanguage[] = {
    task_score("bleu 4", "BLEU-4"),
    task_score("sacrebleu", "BLEU"),
    task_score("codebleu", "CodeBLEU"),
    task_score("bleu", "BLEU"),
    task_score("bleuscore", "BLEU"),
    task_score("rougescore", "ROUGE"),
    task_score("chrfscore", "chrF"),
    task_score("bleurt", "BLEURT"),
    task_score("rouge l", "ROUGE-L"),
    task_score("rouge", "ROUGE"),
    task_score("meteor", "METEOR"),
    task_score("cider", "CIDEr"),
    task_score("spice", "SPICE"),
    task_score("chrf", "chrF"),
    task_score("bertscore", "BERTScore"),
    task_score("bert score", "BERTScore"),
    task_score("comet", "COMET"),
    task_score("cometkiwi", "COMETKiwi"),
    share(task_score("exact match", "exact match")),
    alone(share(task_score("em", "exact match"))),
    alone(share(task_score("exact", "exact match"))),
    alone(share(task_score("las", "LAS"))),
    alone(share(task_score("uas", "UAS", 1))),
    task_error("translation edit rate", "translation edit rate"),
    task_error("translation error rate", "translation edit rate"),
    alone(task_error("ter", "translation edit rate")),
    task_score("norm edit dis", "normalised edit similarity"),  // of text recognisers: one minus the distance
    task_error("normalized edit distance", "normalised edit distance"),
    task_error("edit distance", "edit distance"),
    task_error("levenshtein", "Levenshtein distance"),
    task_error("word error rate", "word error rate"),
    task_error("character error rate", "character error rate"),
    task_error("char error rate", "character error rate"),
    task_error("phone error rate", "phoneme error rate"),
    task_error("phoneme error rate", "phoneme error rate"),
    task_error("token error rate", "token error rate"),
    task_error("sentence error rate", "sentence error rate"),
    task_error("equal error rate", "equal error rate"),
    task_error("diarization error rate", "diarisation error rate"),
    task_error("wer", "word error rate"),
    task_error("cer", "character error rate"),
    task_error("eer", "equal error rate"),
    alone(task_error("per", "phoneme error rate")),
    alone(task_error("mer", "match error rate", 1)),
    alone(task_error("wil", "word information lost", 1)),
    alone(task_error("der", "diarisation error rate")),
    alone(task_error("jer", "Jaccard error rate", 1)),
    task_score("pesq", "PESQ"),
    task_score("estoi", "ESTOI", 1),
    task_score("stoi", "STOI"),
    task_score("si sdr", "SI-SDR"),
    task_score("sisdr", "SI-SDR"),
    task_score("si snr", "SI-SNR"),
    task_score("sisnr", "SI-SNR"),
    task_score("sdri", "SDR improvement"),
    alone(task_score("sdr", "SDR")),
    task_score("signal distortion ratio", "SDR"),
    task_score("signal noise ratio", "SNR"),
    task_error("match error rate", "match error rate", 1),
    alone(task_score("snr", "SNR", 1)),
    alone(task_score("mos", "mean opinion score")),
    task_score("dnsmos", "DNSMOS"),
    task_score("utmos", "UTMOS"),
    task_score("nisqa", "NISQA"),
    task_score("visqol", "ViSQOL"),
    task_error("mel cepstral distortion", "mel-cepstral distortion"),
    alone(task_error("mcd", "mel-cepstral distortion")),
    alone(task_error("lsd", "log-spectral distance")),

    error("perplexity", "perplexity"),
    error("ppl", "perplexity"),
    error("bits per byte", "bits per byte"),
    error("bits per char", "bits per character"),
    error("bits per character", "bits per character"),
    error("bits per dim", "bits per dimension"),
    error("bits per dimension", "bits per dimension"),
    error("bits per token", "bits per token"),
    error("bits per word", "bits per word"),
    error("bits dim", "bits per dimension"),
    error("bpb", "bits per byte"),
    error("bpc", "bits per character"),
    error("bpd", "bits per dimension"),

    alone(benchmark("pass", "pass rate")),  // pass@1
    benchmark("pass at", "pass rate"),
    benchmark("mmlu", "MMLU"),
    benchmark("cmmlu", "CMMLU"),
    benchmark("ceval", "C-Eval"),
    benchmark("gsm 8 k", "GSM8K"),
    benchmark("hellaswag", "HellaSwag"),
    benchmark("winogrande", "WinoGrande"),
    benchmark("arc challenge", "ARC challenge"),
    benchmark("arc easy", "ARC easy"),
    benchmark("truthfulqa", "TruthfulQA"),
    benchmark("triviaqa", "TriviaQA"),
    benchmark("humaneval", "HumanEval"),
    benchmark("human eval", "HumanEval"),
    benchmark("mbpp", "MBPP"),
    benchmark("boolq", "BoolQ"),
    benchmark("piqa", "PIQA"),
    benchmark("openbookqa", "OpenBookQA"),
    benchmark("bbh", "BBH"),
    benchmark("agieval", "AGIEval"),
    benchmark("gpqa", "GPQA"),
    benchmark("ifeval", "IFEval"),
    benchmark("livecodebench", "LiveCodeBench"),
    benchmark("swe bench", "SWE-bench"),
    task_score("mt bench", "MT-Bench"),
    task_score("alpacaeval", "AlpacaEval"),
    alone(task_score("elo", "Elo rating")),
};

}  // namespace

std::span<const MetricPattern> language_patterns() {
  return kLanguage;
}

}  // namespace vocabulary
