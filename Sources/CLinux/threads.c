#define _GNU_SOURCE
#include "linux_threads.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>

void linux_thread_name(const char *name) { pthread_setname_np(pthread_self(), name); }

int linux_thread_realtime(int priority) {
  struct sched_param parameters = {.sched_priority = priority};
  return pthread_setschedparam(pthread_self(), SCHED_FIFO | SCHED_RESET_ON_FORK, &parameters);
}

int64_t linux_monotonic(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void linux_sleep_until(int64_t instant) {
  struct timespec until = {.tv_sec = instant / 1000000000, .tv_nsec = instant % 1000000000};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {
  }
}
