#pragma once

/// Has SQLite keep no count of the memory that it uses: the count has a lock of its own, which the threads of several readers
/// wait for. Works before the first database is opened. Returns 1, or 0 where it was too late.
int sqlite_leave_memory_uncounted(void);
