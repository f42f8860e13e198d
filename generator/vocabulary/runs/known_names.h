#pragma once
/// What people put into the names of runs: data sets, environments, models, algorithms, optimisers, settings.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vocabulary {

enum class KnownName : std::uint8_t { none, environment, dataset, model, algorithm, optimizer };
inline constexpr std::size_t kKnownNames = 6;

/// A data set, an algorithm, an optimiser, or an environment that is known without its version, by its letters and
/// digits alone and without regard to case: "fashionmnist", "ddpg". Models: by their first letters, see is_model_stem.
KnownName known_name(std::string_view letters);

/// "resnet" of "resnet18".
bool is_model_stem(std::string_view letters);
/// "base", "small", "xl": a size behind a model's name.
bool is_model_size(std::string_view letters);

/// The environment's id in a part of a path: "CartPole-v1" of "ppo_CartPole-v1_3", "PongNoFrameskip-v4"; a view into
/// `part`. Empty: there is none. `sure`: what is called like an environment is one ("Bandit-v0"); otherwise only known
/// ones are, since models have versions too ("MobileNet-v2").
std::string_view environment_in(std::string_view part, bool sure);

/// "dataset", "env": what such a parameter is called.
std::string_view parameter_of(KnownName kind);
/// Whether the last part of a parameter's name says the same: "arch" for a model.
bool says_known(KnownName kind, std::string_view last_part);

/// A number for each setting that is known under several names, by the words of one, joined by blanks: "lr" and
/// "learning rate" are one. 0: not known.
int setting_of(std::string_view words);

}  // namespace vocabulary
