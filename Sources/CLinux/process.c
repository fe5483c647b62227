#define _GNU_SOURCE
#include "linux_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int linux_pipe_open(int ends[2]) {
  return pipe2(ends, O_CLOEXEC);
}

static int prepare(posix_spawn_file_actions_t *files, posix_spawnattr_t *attributes, int input, int output) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int error = posix_spawn_file_actions_adddup2(files, input, STDIN_FILENO);
  if (!error) error = posix_spawn_file_actions_adddup2(files, output, STDOUT_FILENO);
  if (!error) error = posix_spawn_file_actions_adddup2(files, output, STDERR_FILENO);
  // A sound card left open in a child keeps the card busy.
  if (!error) error = posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1);
  if (!error) error = posix_spawnattr_setpgroup(attributes, 0);
  if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
  if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
  if (!error) {
    error = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  return error;
}

int linux_process_start(char *const argv[], char *const environment[], int input, int output, pid_t *pid) {
  posix_spawn_file_actions_t files;
  int error = posix_spawn_file_actions_init(&files);
  if (error) return error;
  posix_spawnattr_t attributes;
  error = posix_spawnattr_init(&attributes);
  if (!error) {
    error = prepare(&files, &attributes, input, output);
    if (!error) error = posix_spawnp(pid, argv[0], &files, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&files);
  return error;
}

int linux_process_descriptor(pid_t pid) {
  return (int)syscall(SYS_pidfd_open, pid, 0);
}

int linux_process_reap(pid_t pid, struct linux_process_end *end) {
  int status;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return errno;
  }
  end->exited = WIFEXITED(status) ? 1 : 0;
  end->value = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  return 0;
}
