#define _GNU_SOURCE
#include "linux_clock_watch.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <unistd.h>

static int arm(int fd) {
  // The kernel takes no time_t beyond KTIME_MAX; 2^33 seconds are the year 2242.
  struct itimerspec never = {.it_value = {.tv_sec = (time_t)1 << 33}};
  return timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
}

int linux_clock_watch_open(void) {
  int fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (fd < 0) return -1;
  if (arm(fd) == 0) return fd;
  int error = errno;
  close(fd);
  errno = error;
  return -1;
}

int linux_clock_watch_wait(int watch_fd, int stop_fd, int timeout_ms) {
  struct pollfd waits[] = {
      {.fd = stop_fd, .events = POLLIN},
      {.fd = watch_fd, .events = POLLIN},
  };
  int ready;
  do {
    ready = poll(waits, 2, timeout_ms);
  } while (ready < 0 && errno == EINTR);
  if (ready < 0) return -1;
  if (waits[0].revents != 0) return LINUX_CLOCK_WATCH_STOPPED;
  if (ready == 0) return LINUX_CLOCK_WATCH_QUIET;

  uint64_t expirations;
  if (read(watch_fd, &expirations, sizeof expirations) >= 0) {
    // It fired: the wall clock was set beyond the year 2242. That, too, is a step.
    return arm(watch_fd) == 0 ? LINUX_CLOCK_WATCH_SET : -1;
  }
  if (errno == EAGAIN) return LINUX_CLOCK_WATCH_QUIET;
  if (errno != ECANCELED) return -1;
  return arm(watch_fd) == 0 ? LINUX_CLOCK_WATCH_SET : -1;
}
