#pragma once

#include <stddef.h>
#include <stdint.h>

/// What matters of an open file before its content is trusted. `struct stat` reaches Swift through more than one module,
/// and which one depends on what else is compiled with it.
struct linux_file_facts {
  uint32_t owner;
  /// The permission bits (07777).
  uint32_t mode;
  int64_t size;
  int is_regular;
  int is_folder;
};

/// 0, or -1 with errno.
int linux_file_facts_read(int file, struct linux_file_facts *facts);

/// A user's name, closed with 0. 0, or -1 where the user has none or it is too long.
int linux_user_name(uint32_t user, char *name, size_t size);
