#define _GNU_SOURCE
#include "linux_clocks.h"

#include <sys/timex.h>

int linux_clock_state_read(struct linux_clock_state *state) {
  struct timex timex = {0};
  int result = adjtimex(&timex);
  if (result < 0) return -1;
  state->synchronised = (timex.status & STA_UNSYNC) == 0 && result != TIME_ERROR;
  state->max_error_us = timex.maxerror;
  return 0;
}
