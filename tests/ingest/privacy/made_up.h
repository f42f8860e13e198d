#pragma once
/// Made-up secrets, put together from pieces here so that no scanner of secrets trips over this repository.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// `length` characters of `alphabet`, drawn by a fixed rule: always the same for a `seed`.
inline std::string drawn(std::size_t length, unsigned seed = 1,
                         std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") {
  std::string out;
  unsigned state = seed * 2'654'435'761u + 12'345u;
  for (std::size_t i = 0; i < length; ++i) {
    state = state * 1'664'525u + 1'013'904'223u;
    out += alphabet[(state >> 16) % alphabet.size()];
  }
  return out;
}

inline std::string drawn_hex(std::size_t length, unsigned seed = 1) {
  return drawn(length, seed, "0123456789abcdef");
}

/// One of each shape that is known. `core`: what must not be left of it.
struct MadeUp {
  std::string text, core;
};
inline std::vector<MadeUp> secrets_with_shapes() {
  std::vector<MadeUp> out;
  const auto add = [&](std::string prefix, std::string core, std::string suffix = "") {
    out.push_back({prefix + core + suffix, core});
  };
  const std::string capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  add("AK"
      "IA",
      drawn(16, 1, capitals));
  add("gh"
      "p_",
      drawn(36, 2));
  add("gh"
      "o_",
      drawn(36, 3));
  add("github"
      "_pat_",
      drawn(22, 4), "_" + drawn(59, 5));
  add("gl"
      "pat-",
      drawn(20, 6));
  add("h"
      "f_",
      drawn(34, 7));
  add("api"
      "_org_",
      drawn(34, 8));
  add("s"
      "k-",
      drawn(48, 9));
  add("s"
      "k-proj-",
      drawn(40, 10));
  add("sk"
      "-ant-api03-",
      drawn(90, 11));
  add("local"
      "-",
      drawn_hex(40, 12));
  add("xo"
      "xb-123456789012-",
      drawn(24, 13));
  add("xo"
      "xe.xoxp-1-",
      drawn(80, 14));
  add("xa"
      "pp-1-A0-",
      drawn(40, 15) + "1");
  add("eyJhbGciOi"
      "JIUzI1NiJ9.eyJ",
      drawn(40, 16), "." + drawn(43, 17));
  add("sk_"
      "live_",
      drawn(24, 18));
  add("S"
      "K",
      drawn_hex(32, 19));
  add("py"
      "pi-AgEI",
      drawn(80, 20));
  add("AI"
      "za",
      drawn(35, 21));
  add("GOC"
      "SPX-",
      drawn(28, 22));
  add("r"
      "8_",
      drawn(37, 23));
  add("do"
      "p_v1_",
      drawn_hex(64, 24));
  add("nv"
      "api-",
      drawn(64, 25));
  add("gs"
      "k_",
      drawn(52, 26));
  add("np"
      "m_",
      drawn(36, 27));
  add("da"
      "pi",
      drawn_hex(32, 28));
  add("dckr"
      "_pat_",
      drawn(27, 29));
  add("hv"
      "s.",
      drawn(40, 30));
  add("S"
      "G.",
      drawn(22, 31), "." + drawn(43, 32));
  add("ya"
      "29.",
      drawn(60, 33));
  add("eyJ"
      "hcGlf",
      drawn(60, 34), "==");
  add("123456789:A", drawn(34, 35));
  add("AGE-SECRET"
      "-KEY-1",
      drawn(58, 36, capitals));
  add("https://hooks."
      "slack.com/services/T00000000/B00000000/",
      drawn(24, 37));
  add("https://discord"
      ".com/api/webhooks/123456789012345678/",
      drawn(68, 38));
  add("postgresql://mlflow:", drawn(16, 39), "@db.example/mlflow");
  add("postgresql://mlflow:p/", drawn(16, 40), "@db.example/mlflow");
  add("https://", drawn(32, 41), "@github.com/x/y");
  add("-----BEGIN RSA PRIVATE"
      " KEY-----\n",
      drawn(64, 42),
      "\n-----END RSA PRIVATE"
      " KEY-----");
  add("-----BEGIN PRIVATE"
      " KEY-----\\n",
      drawn(64, 43),
      "\\n-----END PRIVATE"
      " KEY-----\\n");
  return out;
}

/// What looks like a secret and is none.
inline std::vector<std::string> harmless_texts() {
  return {drawn_hex(40, 50),
          drawn_hex(64, 51),
          "sha256:" + drawn_hex(64, 52),
          "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
          "hf-internal-testing/tiny-random-gpt2",
          "hf_bertbaseuncasedfinetuned",
          "sk-resnet50-imagenet-224-epochs90",
          "facebook/opt-350m",
          "ckpt_" + drawn(12, 53) + ".pt",
          "wandering-sky-42",
          "max_tokens=4096",
          "--max-tokens 4096 --pad-token <pad>",
          "pad_token: [PAD]",
          "n_tokens: 1,000,000",
          "tokens: 512",
          "secret_dim=64",
          "password_strength_loss: 0.25",
          "token_type: bert",
          "forward pass: 3 ms",
          "mAP@0.5:0.95",
          "recall@10",
          "org/model@main",
          "package@1.2.3",
          "token = tokenizer.next_token(ids)",
          "api_key = os.environ[\"OPENAI_API_KEY\"]",
          "export WANDB_API_KEY=$WANDB_API_KEY",
          "password: ${DB_PASSWORD}",
          "HUB_TOKEN=<HUB_TOKEN>",
          "Password: see the wiki",
          "The token: the smallest unit of text",
          "user: the person who started the run",
          "PWD=/data/runs",
          "https://example.org/users/guide",
          "https://example.org/home/page",
          "/data/imagenet/train",
          "/scratch/datasets/coco",
          "~100 steps",
          "better per\\-token representations",
          "primary_key: id",
          "sort_key=val/acc",
          "attention.key_dim: 64",
          "git@github.com:owner/name.git"};
}

}  // namespace support
