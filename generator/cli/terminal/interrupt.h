#pragma once
/// Ctrl-C and SIGTERM as a value the stages look at, so that an interrupted build cleans up after itself.

namespace cli {

/// Installs handlers for SIGINT, SIGTERM and SIGHUP; ignores SIGPIPE and SIGXFSZ, whose system calls then fail with a
/// reason.
void watch_for_interrupts();
/// The signal that came, or 0.
int interrupted();

}  // namespace cli
