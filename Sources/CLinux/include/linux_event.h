#pragma once

/// An eventfd at zero that does not block and is not inherited by other programs, or -1 with errno.
int linux_event_open(void);
