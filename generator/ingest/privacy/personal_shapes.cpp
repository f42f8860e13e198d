#include "ingest/privacy/personal_shapes.h"

#include <algorithm>
#include <string>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "ingest/privacy/characters.h"
#include "ingest/privacy/withheld_texts.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using vocabulary::is_on_list;

constexpr std::size_t kLongestPath = 4'096;
/// What stands in "/scratch/…" and "/media/…" where no name does.
constexpr std::string_view kNoNames =
    "tmp,temp,data,datasets,dataset,shared,share,public,common,local,cache,models,checkpoints,runs,results,logs,log,"
    "project,projects,users,user,home,homes,work,jobs,slurm,imagenet,imagenet1k,cifar10,cifar,coco,mnist,usb,cdrom,"
    "disk,output,outputs,input,inputs,bin,lib,etc,dev,proc,sys,login,logout,settings,profile,site-packages,share,"
    "guide,docs,hive,dir,page,path,pages,url,team,group,groups,lab,all";
/// File systems of clusters: what is called "scratch" or "user" below them has folders of people.
constexpr std::string_view kClusterFolders =
    "afs,nfs,net,cephfs,ceph,gpfs,lustre,cluster,beegfs,rds,storage,mnt,data,export,network,global,p,n,glade,pscratch,"
    "work,fs,vol,proj,fastdata,netscratch,hpc,hpcwork,nobackup,orfeo,leonardo,project";

bool is_word_char(char c) {
  return is_letter_or_digit(c) || c == '_' || c == '-';
}
bool is_path(char c) {
  return is_word_char(c) || c == '.' || c == '/' || c == '\\' || c == ':' || c == '~' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_slash(char c) {
  return c == '/' || c == '\\';
}
bool ends_path_part(char c) {
  return is_slash(c) || static_cast<unsigned char>(c) <= ' ' ||
         std::string_view("\"'`:;,|<>(){}[]*?=&").find(c) != std::string_view::npos;
}

Find home(std::size_t begin, std::size_t end, std::string_view name) {
  return {.begin = begin, .end = end, .replacement = kHomeText, .by = WithheldBy::home, .look_for = name};
}

/// A part of a path; `next` is behind the separators that follow it.
struct Part {
  std::size_t begin = 0, end = 0, next = 0;
  std::string lower;
  bool is_last() const { return next == end; }
};

/// `flat`: parts stand between underscores, in the name of a file that was made from a path.
Part part_from(std::string_view text, std::size_t begin, bool flat) {
  Part part{.begin = begin, .end = begin};
  const auto ends = [&](char c) { return ends_path_part(c) || (flat && c == '_'); };
  while (part.end < text.size() && part.end < begin + 256 && !ends(text[part.end])) ++part.end;
  part.next = part.end;
  while (part.next < text.size() && (flat ? text[part.next] == '_' : is_slash(text[part.next]))) ++part.next;
  if (part.end - begin <= 24) part.lower = base::to_lower(text.substr(begin, part.end - begin));
  return part;
}

bool is_numbered(std::string_view text, std::string_view word) {
  return text.starts_with(word) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(word.size()), text.end(), base::is_digit);
}

enum class Marker { none, sure, of_cluster };

/// Whether a folder of this name holds those of people. `first`: of an absolute path; `above`: its first part.
Marker marker_of(const std::string& part, bool first, const std::string& above) {
  if (is_numbered(part, "home") || part == "homes" || part == "users" || part == "mydrive") return Marker::sure;
  const bool cluster = is_on_list(above, kClusterFolders) || is_numbered(above, "nfs") || is_numbered(above, "vol") ||
                       is_numbered(above, "fs") || is_numbered(above, "data");
  if (part == "user" && (first || cluster)) return Marker::of_cluster;
  const bool scratch = part.starts_with("scratch") || part.ends_with("scratch");
  if (scratch && (first || cluster)) return Marker::of_cluster;
  if (first && (part == "u" || part == "media" || part == "nobackup")) return Marker::of_cluster;
  return part == "media" && above == "run" ? Marker::of_cluster : Marker::none;
}

/// The name behind a marker, with the folders of one letter that some file systems sort names into.
std::optional<Part> name_from(std::string_view text, std::size_t begin, bool flat, Marker marker) {
  Part part = part_from(text, begin, flat);
  for (int letters = 0; part.end - part.begin == 1 && !part.is_last() && letters < 2; ++letters) {
    part = part_from(text, part.next, flat);
  }
  if (part.end == part.begin) return std::nullopt;
  const std::string_view name = text.substr(part.begin, part.end - part.begin);
  if (name == kHomeText || name.front() == '$' || name == "." || name == "..") return std::nullopt;
  if ((marker == Marker::of_cluster || flat) && is_on_list(part.lower, kNoNames)) return std::nullopt;
  if (marker == Marker::of_cluster) {
    // Accounts have small letters; what has others is mostly a project, or no path at all ("+a/u/Xy0" of base64).
    if (!base::is_lower(name.front()) || std::any_of(name.begin(), name.end(), base::is_upper)) return std::nullopt;
  }
  return part;
}

/// "First Last" as the name of a folder: the second word is capital, or a backslash follows it.
std::size_t end_of_full_name(std::string_view text, const Part& name) {
  if (name.end + 1 >= text.size() || text[name.end] != ' ') return name.end;
  std::size_t end = name.end + 1;
  while (end < text.size() && (is_word_char(text[end]) || text[end] == '.')) ++end;
  const bool folder = end < text.size() && end > name.end + 1 && is_slash(text[end]);
  return folder && (base::is_upper(text[name.end + 1]) || text[end] == '\\') ? end : name.end;
}

/// Where the path that holds text[at] begins; nothing: it is relative, or no path of this machine.
std::optional<std::size_t> begin_of_path(std::string_view text, std::size_t at, std::size_t from, bool any_depth) {
  std::size_t begin = at;
  while (begin > from && at - begin < kLongestPath && is_path(text[begin - 1])) --begin;
  const std::string_view before = text.substr(begin, at - begin);
  if (const std::size_t scheme = before.find("://"); scheme != std::string_view::npos) {
    const std::string_view name = before.substr(0, scheme);
    if (!name.ends_with("file") && name != "sftp" && name != "ssh" && name != "dbfs") return std::nullopt;
    return begin + scheme + 3;
  }
  if (begin == at || is_slash(text[begin]) || text[begin] == '~') return begin;
  // "-I/home/NAME": glued to a flag.
  const std::size_t glued = std::min(before.find_first_of("/\\"), at - begin);
  if (glued <= 2 && text[begin] != '.') return glued == 2 && text[begin + 1] == ':' ? begin : begin + glued;
  const bool rooted = before.find(":/") != std::string_view::npos || before.find(":\\") != std::string_view::npos ||
                      before.ends_with(':');
  return rooted || any_depth ? std::optional(begin) : std::nullopt;
}

/// text[at] is a slash in front of a marker ("/home").
std::optional<Find> home_at(std::string_view text, std::size_t at, std::size_t from) {
  if (at + 2 >= text.size()) return std::nullopt;
  const char first_letter = static_cast<char>(text[at + 1] | 0x20);
  if (std::string_view("humsnplcf").find(first_letter) == std::string_view::npos) return std::nullopt;
  const Part marker_part = part_from(text, at + 1, false);
  if (marker_part.is_last()) return std::nullopt;
  if (marker_of(marker_part.lower, true, "nfs") == Marker::none && marker_part.lower != "media") return std::nullopt;
  // Relative ones, too: "backup/home/NAME". What stands in "docs/users" is mostly somebody's guide.
  const bool any_depth = is_numbered(marker_part.lower, "home") || text.substr(at + 1, 5) == "Users";
  const std::optional<std::size_t> begin = begin_of_path(text, at, from, any_depth);
  if (!begin) return std::nullopt;
  std::size_t first = *begin;
  while (first < at && !is_slash(text[first])) ++first;
  while (first < at && is_slash(text[first])) ++first;
  const Part above = part_from(text, std::min(first, at + 1), false);
  const bool is_first = first >= at;
  const Marker marker = marker_of(marker_part.lower, is_first, is_first ? "" : above.lower);
  if (marker == Marker::none) return std::nullopt;
  const std::optional<Part> name = name_from(text, marker_part.next, false, marker);
  if (!name) return std::nullopt;
  const std::size_t end = marker == Marker::sure ? end_of_full_name(text, *name) : name->end;
  const bool look_for = marker == Marker::sure && marker_part.lower != "mydrive" && end == name->end;
  return home(*begin, end, look_for ? text.substr(name->begin, name->end - name->begin) : std::string_view());
}

/// "_home_NAME_data" at the beginning of a name.
std::optional<Find> flat_home_at(std::string_view text, std::size_t at) {
  const bool begins = at == 0 || is_slash(text[at - 1]) || (at > 4 && text.substr(at - 5, 5) == "file:");
  if (!begins) return std::nullopt;
  std::size_t begin = at;
  while (begin < text.size() && text[begin] == '_') ++begin;
  std::string above;
  for (int depth = 0; depth < 6; ++depth) {
    const Part part = part_from(text, begin, true);
    if (part.is_last() || part.end == part.begin) return std::nullopt;
    const Marker marker = marker_of(part.lower, depth == 0, above);
    if (marker != Marker::none && part.lower != "u" && part.lower != "media" && part.lower != "user") {
      if (const auto name = name_from(text, part.next, true, marker)) {
        std::size_t end = name->end;
        if (end + 1 < text.size() && text[end] == ' ' && base::is_upper(text[end + 1])) {
          const Part last_name = part_from(text, end + 1, true);
          if (!last_name.is_last()) end = last_name.end;
        }
        return home(at, end, {});
      }
    }
    if (depth == 0) above = part.lower;
    begin = part.next;
  }
  return std::nullopt;
}

/// "~NAME/".
std::optional<Find> tilde_home_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_path(text[at - 1]) && !is_slash(text[at - 1]) && !base::is_letter(text[at - 1])) return std::nullopt;
  std::size_t end = at + 1;
  while (end < text.size() && end < at + 64 &&
         (base::is_lower(text[end]) || base::is_digit(text[end]) || text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  const bool name = end - at > 3 && base::is_lower(text[at + 1]);
  if (!name || end == text.size() || (text[end] != '/' && text[end] != '_')) return std::nullopt;
  if (text[end] == '_' && at > 1 && !is_slash(text[at - 1])) return std::nullopt;
  return home(at, end, text.substr(at + 1, end - at - 1));
}

/// "\\server\NAME", also with each backslash doubled.
std::optional<Find> share_at(std::string_view text, std::size_t at) {
  if (at > 0 && (text[at - 1] == '\\' || text[at - 1] == ':')) return std::nullopt;
  std::size_t server = at;
  while (server < text.size() && text[server] == '\\') ++server;
  const std::size_t lead = server - at;
  if (lead != 2 && lead != 4) return std::nullopt;
  std::size_t end = server;
  while (end < text.size() && (is_word_char(text[end]) || text[end] == '.')) ++end;
  std::size_t name = end;
  while (name < text.size() && text[name] == '\\') ++name;
  if (end - server < 2 || (name - end) * 2 != lead) return std::nullopt;
  std::size_t name_end = name;
  while (name_end < text.size() && !ends_path_part(text[name_end])) ++name_end;
  return name_end > name ? std::optional(home(at, name_end, {})) : std::nullopt;
}

bool is_mail_local(char c) {
  return is_letter_or_digit(c) || std::string_view("._%+-").find(c) != std::string_view::npos;
}
bool is_mail_host(char c) {
  return is_letter_or_digit(c) || c == '.' || c == '-';
}

/// "gpu01", "node-3", "login2", "ip-10-0-0-1".
bool is_called_like_host(std::string_view host) {
  const std::size_t letters =
      static_cast<std::size_t>(std::find_if_not(host.begin(), host.end(), base::is_letter) - host.begin());
  return letters < host.size() &&
         is_on_list(base::to_lower(host.substr(0, letters)),
                    "gpu,node,login,cn,compute,worker,host,server,srv,dgx,hpc,cluster,ip,frontend,desktop,workstation,"
                    "gn,slurm,nid");
}

/// Before "@host:": what metrics, packages and revisions have before theirs is no name of a person.
bool is_scp_path(std::string_view text, std::size_t colon) {
  if (colon + 1 >= text.size()) return false;
  const char c = text[colon + 1];
  return c == '/' || c == '~' || c == '_' || c == '.' || base::is_letter(c);
}

std::optional<Find> address_at(std::string_view text, std::size_t at, std::size_t from) {
  std::size_t begin = at;
  while (begin > from && at - begin < 128 && is_mail_local(text[begin - 1])) --begin;
  std::size_t end = at + 1;
  while (end < text.size() && end < at + 256 && is_mail_host(text[end])) ++end;
  const std::size_t host_end = end;
  while (end > at + 1 && !is_letter_or_digit(text[end - 1])) --end;
  const std::string_view host = text.substr(at + 1, end - at - 1), user = text.substr(begin, at - begin);
  if (user.empty() || host.empty() || user == "git") return std::nullopt;
  const std::size_t dot = host.rfind('.');
  const bool domain = dot != std::string_view::npos && dot > 0 && host.size() - dot >= 3 &&
                      std::all_of(host.begin() + static_cast<std::ptrdiff_t>(dot) + 1, host.end(), base::is_letter);
  if (domain) {
    return Find{.begin = begin,
                .end = end,
                .replacement = kMailText,
                .by = WithheldBy::mail,
                .look_for = text.substr(begin, end - begin)};
  }
  const bool copied = host_end < text.size() && text[host_end] == ':' && is_scp_path(text, host_end);
  const bool machine = base::is_letter(host.front()) && host.size() >= 3 && base::is_lower(user.front());
  const bool below = begin > 1 && text[begin - 1] == '/';  // "org/model@main:f16"
  if (!machine || !((copied && !below) || is_called_like_host(host))) return std::nullopt;
  return Find{.begin = begin, .end = end, .replacement = kWithheldText, .by = WithheldBy::person, .look_for = user};
}

}  // namespace

bool may_tell_person(char c) {
  return c == '/' || c == '\\' || c == '@' || c == '~' || c == '_';
}

std::optional<Find> personal_shape_at(std::string_view text, std::size_t at, std::size_t from) {
  switch (text[at]) {
    case '@':
      return address_at(text, at, from);
    case '~':
      return tilde_home_at(text, at);
    case '_':
      return flat_home_at(text, at);
    case '\\':
      if (auto share = share_at(text, at)) return share;
      return home_at(text, at, from);
    case '/':
      return home_at(text, at, from);
    default:
      return std::nullopt;
  }
}

}  // namespace ingest
