// The wall clock of one program, wrong by as many nanoseconds as stand in the file that WRONG_CLOCK names: 8 bytes in the
// machine's order, read anew at each look at the clock. No time service keeps it. The monotonic clock goes on as it is.
// To be preloaded.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *wrong_by(void) {
  static const int64_t right = 0;
  static const volatile int64_t *shown;
  const volatile int64_t *known = __atomic_load_n(&shown, __ATOMIC_ACQUIRE);
  if (known) return known;
  known = &right;
  const char *path = getenv("WRONG_CLOCK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file >= 0) {
    void *page = mmap(NULL, sizeof right, PROT_READ, MAP_SHARED, file, 0);
    if (page != MAP_FAILED) known = page;
    close(file);
  }
  __atomic_store_n(&shown, known, __ATOMIC_RELEASE);
  return known;
}

static void shift(struct timespec *time) {
  int64_t now = time->tv_sec * INT64_C(1000000000) + time->tv_nsec + *wrong_by();
  time->tv_sec = now / 1000000000;
  time->tv_nsec = now % 1000000000;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int saved = errno;
  if (syscall(SYS_clock_gettime, clock, time) != 0) return -1;
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) shift(time);
  errno = saved;
  return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *result) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}

int adjtimex(struct timex *state) {
  if (syscall(SYS_adjtimex, state) < 0) return -1;
  state->status |= STA_UNSYNC;
  return TIME_ERROR;
}
