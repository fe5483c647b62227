#pragma once

/// Keeps the heap of a process that runs for years small: at most `arenas` arenas, and what is larger than `large` bytes goes
/// back to the kernel as soon as it is freed, as does as much at the end of an arena.
/// Returns 1, or 0 where the allocator knows no such limits.
int linux_keep_heap_small(int arenas, int large);

/// Gives free pages in the middle of the heap back to the kernel. Takes milliseconds for each 100 MB.
/// Returns 1 where something was given back.
int linux_give_heap_back(void);
