#define _GNU_SOURCE
#include "linux_gpio.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int linux_gpio_open(const char *chip, unsigned line, int active_low, int value) {
  int file = open(chip, O_RDWR | O_CLOEXEC);
  if (file < 0) return -1;
  struct gpio_v2_line_request request;
  memset(&request, 0, sizeof request);
  request.offsets[0] = line;
  request.num_lines = 1;
  snprintf(request.consumer, sizeof request.consumer, "loa");
  request.config.flags = GPIO_V2_LINE_FLAG_OUTPUT | (active_low ? GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0);
  request.config.num_attrs = 1;
  request.config.attrs[0].mask = 1;
  request.config.attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES;
  request.config.attrs[0].attr.values = value ? 1 : 0;
  int result = ioctl(file, GPIO_V2_GET_LINE_IOCTL, &request);
  int error = errno;
  close(file);
  if (result < 0) {
    errno = error;
    return -1;
  }
  return request.fd;
}

int linux_gpio_set(int line, int value) {
  struct gpio_v2_line_values values = {.bits = value ? 1 : 0, .mask = 1};
  return ioctl(line, GPIO_V2_LINE_SET_VALUES_IOCTL, &values) < 0 ? -1 : 0;
}
