#define _GNU_SOURCE
#include "linux_thread.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>

void linux_thread_name(const char *name) {
  pthread_setname_np(pthread_self(), name);
}

int linux_thread_make_realtime(int priority) {
  struct sched_param parameters = {.sched_priority = priority};
  return sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameters) == 0 ? 0 : errno;
}
