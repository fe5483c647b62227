#include "linux_event.h"

#include <sys/eventfd.h>

int linux_event_open(void) {
  return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}
