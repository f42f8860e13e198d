#include "words/alike_notices.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>

#include "words/parts/lists.h"

namespace words {
namespace {

using NoticeKind = std::tuple<model::Severity, std::string_view, std::string_view, std::string_view>;

/// A file is named from its source's parent on.
NoticeKind kind_of(const model::Notice& notice) {
  const std::string_view file = notice.file;
  return {notice.severity, file.substr(0, file.find('/')), notice.code, notice.what};
}

}  // namespace

std::vector<model::Notice> fold_alike(std::span<const model::Notice> notices) {
  struct Group {
    std::size_t first = 0, size = 0;
    std::uint64_t times = 0;
  };
  std::map<NoticeKind, Group> groups;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    Group& group = groups.try_emplace(kind_of(notices[i]), Group{.first = i}).first->second;
    ++group.size;
    group.times += notices[i].count;
  }
  std::vector<model::Notice> out;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    const Group& group = groups.at(kind_of(notices[i]));
    const bool folds = notices[i].severity != model::Severity::error && group.size > kMostAlikeShown;
    if (folds && group.first != i) continue;
    model::Notice& notice = out.emplace_back(notices[i]);
    if (!folds) continue;
    if (group.times > group.size) notice.count = group.times;
    notice.what += "; the same at " + counted(group.size - 1, "other place", "other places");
  }
  return out;
}

}  // namespace words
