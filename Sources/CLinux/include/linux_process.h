#pragma once

#include <sys/types.h>

/// A pipe that other programs do not inherit: `ends[0]` is read, `ends[1]` written. 0, or -1 with errno.
int linux_pipe_open(int ends[2]);

/// Starts `argv[0]` (looked up in PATH) in a process group of its own, with `input` as standard input, `output`
/// as standard output and error, every other descriptor closed and every signal as a new program expects it.
/// Returns 0 and the process in `*pid`, or an errno.
int linux_process_start(char *const argv[], char *const environment[], int input, int output, pid_t *pid);

/// A descriptor that becomes readable when the process ends, or -1 with errno.
int linux_process_descriptor(pid_t pid);

/// How a process ended.
struct linux_process_end {
  /// 1: it exited with `value`; 0: signal `value` killed it.
  int exited;
  int value;
};

/// Reaps the process, waiting for it if it still runs. 0, or an errno.
int linux_process_reap(pid_t pid, struct linux_process_end *end);
