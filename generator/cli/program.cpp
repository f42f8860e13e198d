#include "cli/program.h"

#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/options.h"

namespace cli {

int run_program(int argc, char** argv) {
  watch_for_interrupts();
  try {
    const ParsedArguments parsed = parse_arguments(commands(), argc, argv);
    if (parsed.call == nullptr) {
      std::FILE* stream = parsed.exit_code == 0 ? stdout : stderr;
      std::fputs(parsed.text.c_str(), stream);
      return std::fflush(stream) == 0 ? parsed.exit_code : kNothingBuilt;
    }
    return parsed.call->run(parsed.common);
  } catch (const std::bad_alloc&) {
    std::fputs("trialpress: out of memory; the old site is as it was\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "trialpress: %s; the old site is as it was\n", error.what());
  }
  return kNothingBuilt;
}

}  // namespace cli
