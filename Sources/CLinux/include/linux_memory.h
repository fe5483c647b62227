#pragma once

/// Bounds how many arenas the allocator makes. Returns 1, or 0 where it knows no such limit.
int linux_limit_arenas(int count);
