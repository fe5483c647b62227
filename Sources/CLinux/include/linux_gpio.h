#pragma once

/// Takes a line of a GPIO chip (`/dev/gpiochip0`) as an output at `value` (0 or 1; with `active_low`, 1 is the low voltage).
/// The line is ours until the descriptor is closed. Returns the descriptor, or -1 with errno.
int linux_gpio_open(const char *chip, unsigned line, int active_low, int value);

/// Sets an output. 0, or -1 with errno.
int linux_gpio_set(int line, int value);
