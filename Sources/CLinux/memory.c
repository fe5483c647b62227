#include "linux_memory.h"

#include <malloc.h>

int linux_keep_heap_small(int arenas, int large) {
    return mallopt(M_ARENA_MAX, arenas) && mallopt(M_MMAP_THRESHOLD, large) && mallopt(M_TRIM_THRESHOLD, large);
}

int linux_give_heap_back(void) { return malloc_trim(0); }
