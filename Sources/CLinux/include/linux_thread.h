#pragma once

/// Names the calling thread, up to 15 bytes, as `top -H` and `ps -L` show it.
void linux_thread_name(const char *name);

/// Asks for SCHED_FIFO at `priority` (1...99) for the calling thread, not inherited by its children. 0, or an errno.
int linux_thread_make_realtime(int priority);
