#pragma once

/// A timerfd on CLOCK_REALTIME, armed so far ahead that it never fires, which the kernel cancels whenever the
/// wall clock is set (TFD_TIMER_CANCEL_ON_SET). Returns the descriptor, or -1 with errno.
int linux_clock_watch_open(void);

enum linux_clock_watch_event {
  /// The wall clock was set.
  LINUX_CLOCK_WATCH_SET = 1,
  /// `stop_fd` became readable.
  LINUX_CLOCK_WATCH_STOPPED = 2,
  /// Nothing happened for `timeout_ms`.
  LINUX_CLOCK_WATCH_QUIET = 3,
};

/// Waits for one of the events; -1 with errno when waiting is impossible.
int linux_clock_watch_wait(int watch_fd, int stop_fd, int timeout_ms);
