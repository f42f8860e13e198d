#pragma once
/// What a number stands on: the data, the machine, the libraries.

#include <string>
#include <vector>

#include "model/config.h"
#include "model/findings/fwd.h"

namespace words {

/// Plain texts; an empty one is not known.
struct MeasuredOn {
  std::string data;       ///< "dataset = cifar10, eval_split = test"
  std::string machine;    ///< "8 × Tesla P100"; "2 different machines"
  std::string framework;  ///< "torch 1.13.0"; "different versions"
};

/// "dataset = cifar10, eval_split = test"; above four, how many more.
std::string data_text(const std::vector<model::Parameter>& measured_on);
MeasuredOn measured_on(const model::Findings& findings, const model::Experiment& experiment);
/// Of all experiments of a project that have runs; data: what its ranking is about, where that is one of several.
MeasuredOn measured_on(const model::Findings& findings, const model::Project& project);
/// "Measured on dataset = cifar10; Tesla P100; torch 1.13.0." Empty where nothing is known.
std::string measured_on_sentence(const MeasuredOn& parts);

}  // namespace words
