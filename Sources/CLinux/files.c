#define _GNU_SOURCE
#include "linux_files.h"

#include <pwd.h>
#include <string.h>
#include <sys/stat.h>

static void take(const struct stat *found, struct linux_file_facts *facts) {
  facts->owner = found->st_uid;
  facts->group = found->st_gid;
  facts->mode = found->st_mode & 07777;
  facts->size = found->st_size;
  facts->inode = found->st_ino;
  facts->modified = found->st_mtim.tv_sec * INT64_C(1000000000) + found->st_mtim.tv_nsec;
  facts->is_regular = S_ISREG(found->st_mode);
  facts->is_folder = S_ISDIR(found->st_mode);
}

int linux_file_facts_read(int file, struct linux_file_facts *facts) {
  struct stat found;
  if (fstat(file, &found) != 0) return -1;
  take(&found, facts);
  return 0;
}

int linux_file_facts_look(const char *path, int follows, struct linux_file_facts *facts) {
  struct stat found;
  if ((follows ? stat(path, &found) : lstat(path, &found)) != 0) return -1;
  take(&found, facts);
  return 0;
}

int linux_user_name(uint32_t user, char *name, size_t size) {
  struct passwd entry;
  struct passwd *found = NULL;
  char buffer[4096];
  if (getpwuid_r(user, &entry, buffer, sizeof buffer, &found) != 0 || found == NULL) return -1;
  if (strlen(found->pw_name) >= size) return -1;
  strcpy(name, found->pw_name);
  return 0;
}
