#pragma once

#include <stddef.h>
#include <stdint.h>

/// What matters of a file before its content is trusted. `struct stat` reaches Swift through more than one module,
/// and which one depends on what else is compiled with it.
struct linux_file_facts {
  uint32_t owner;
  uint32_t group;
  /// The permission bits (07777).
  uint32_t mode;
  int64_t size;
  uint64_t inode;
  /// Last change of the content, in nanoseconds since 1970.
  int64_t modified;
  int is_regular;
  int is_folder;
};

/// 0, or -1 with errno.
int linux_file_facts_read(int file, struct linux_file_facts *facts);

/// The same of a file by its path; of a link itself where `follows` is 0.
int linux_file_facts_look(const char *path, int follows, struct linux_file_facts *facts);

/// A user's name, closed with 0. 0, or -1 where the user has none or it is too long.
int linux_user_name(uint32_t user, char *name, size_t size);
