#pragma once
/// Names of runs without the parts that count or date them: for runs that left no configuration.

#include <string>
#include <string_view>

namespace vocabulary {

/// `name` with every time stamp replaced by "@" and every number of a repeat by "#":
/// - time stamps: eight digits or more in a row; a year, month and day with whatever digits follow; hours, minutes and
///   seconds with separators between; a month's name before a day ("Aug25");
/// - numbers after seed, run, version, trial, rep, repeat, replicate, fold, try, attempt, job, worker, split, directly
/// or
///   after a separator; after a lone "s" directly ("ppo_s3"); a name that is nothing but a number.
/// Any other number stays: resnet18 and resnet34, mobile_v1 and mobile_v2 are different things.
std::string name_without_counters(std::string_view name);

}  // namespace vocabulary
