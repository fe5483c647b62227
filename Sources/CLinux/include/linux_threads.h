#pragma once

#include <stdint.h>

/// Names the calling thread (at most 15 bytes), as `top -H` shows it.
void linux_thread_name(const char *name);

/// Asks for SCHED_FIFO for the calling thread. Returns 0, or the errno of the refusal.
int linux_thread_realtime(int priority);

/// CLOCK_MONOTONIC in nanoseconds.
int64_t linux_monotonic(void);

/// Sleeps until CLOCK_MONOTONIC shows `instant` nanoseconds; an interrupted sleep goes on.
void linux_sleep_until(int64_t instant);
