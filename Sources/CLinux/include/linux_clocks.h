#pragma once

#include <stdint.h>

/// What the kernel says of its clock (adjtimex, read only).
struct linux_clock_state {
  /// 1 when a time service keeps the clock synchronised (STA_UNSYNC is clear).
  int synchronised;
  /// The kernel's bound of the error, in microseconds.
  int64_t max_error_us;
};

int linux_clock_state_read(struct linux_clock_state *state);
