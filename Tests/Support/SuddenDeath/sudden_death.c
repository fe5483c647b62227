// Kills the program at its Nth change of the disk, just before it: SUDDEN_DEATH is N. A name gets a new meaning (rename, unlink,
// rmdir, mkdir), a file is cut, written to at a place, or brought to the disk. To be preloaded.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static void step(void) {
  static long count;
  const char *fatal = getenv("SUDDEN_DEATH");
  if (fatal && __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST) == atol(fatal)) kill(getpid(), SIGKILL);
}

#define WATCH(type, name, parameters, arguments)                  \
  type name parameters {                                          \
    static type(*real) parameters;                                \
    if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
    step();                                                       \
    return real arguments;                                        \
  }

WATCH(int, rename, (const char *from, const char *to), (from, to))
WATCH(int, unlink, (const char *path), (path))
WATCH(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
WATCH(int, rmdir, (const char *path), (path))
WATCH(int, remove, (const char *path), (path))
WATCH(int, mkdir, (const char *path, mode_t mode), (path, mode))
WATCH(int, ftruncate64, (int file, off_t length), (file, length))
WATCH(int, fsync, (int file), (file))
WATCH(int, fdatasync, (int file), (file))
WATCH(ssize_t, pwrite64, (int file, const void *bytes, size_t count, off_t place), (file, bytes, count, place))
