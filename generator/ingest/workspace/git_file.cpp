#include "ingest/workspace/git_file.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstddef>
#include <utility>
#include <vector>

extern char** environ;

namespace ingest {
namespace {

using base::Error;

struct Output {
  std::string text;
  int status = 0;          ///< exit code; 128 and above: ended by a signal
  bool too_large = false;  ///< `text` is cut
  int not_started = 0;     ///< errno
};

/// Reads to the end or the limit. False: over the limit.
bool drain(int from, std::size_t limit, std::string& text) {
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t got = read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > limit) return false;
  }
}

Output run_git(std::vector<std::string> arguments, std::size_t limit) {
  Output output;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    output.not_started = errno;
    return output;
  }
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  output.not_started = posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (output.not_started == 0) {
    output.too_large = !drain(ends[0], limit, output.text);
    if (output.too_large) kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    output.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }
  close(ends[0]);
  return output;
}

constexpr std::size_t kShortAnswer = 4096;
constexpr int kCommandNotFound = 127;

}  // namespace

base::Result<void> find_branch(const std::string& branch) {
  const Output repository = run_git({"git", "rev-parse", "--git-dir"}, kShortAnswer);
  if (repository.not_started != 0 || repository.status == kCommandNotFound) {
    return Error{Error::Kind::missing, "", "git is not there, which reads the branch \"" + branch + "\""};
  }
  if (repository.status != 0) {
    return Error{Error::Kind::missing, "",
                 "the current folder is in no git repository, so there is no branch \"" + branch + "\""};
  }
  const Output commit = run_git({"git", "rev-parse", "--verify", "--quiet", branch + "^{commit}"}, kShortAnswer);
  if (commit.status == 0) return {};
  return Error{Error::Kind::missing, "",
               "there is no branch \"" + branch + "\" here; a branch that was only fetched is called origin/" + branch};
}

base::Result<std::string> read_git_file(const std::string& name, std::size_t limit) {
  assert(!name.starts_with('-'));
  const std::string path = name.substr(name.find(':') + 1);
  // The plumbing behind `git show`: it takes files only, and no setting of the user changes the bytes.
  Output file = run_git({"git", "cat-file", "blob", name}, limit);
  if (file.too_large) {
    return Error{Error::Kind::limit, path, path + " of the previous site is over " + std::to_string(limit) + " bytes"};
  }
  if (file.not_started == 0 && file.status == 0) return std::move(file.text);
  return Error{Error::Kind::missing, path, "there is no " + path + " on that branch"};
}

}  // namespace ingest
