#pragma once
#include <alsa/asoundlib.h>
#include <stdarg.h>
#include <stdio.h>

/// What alsa-lib said last on this thread; alsa-lib prints it to standard error unless told otherwise, and the
/// handler that would take it is variadic, which Swift can not write.
static inline char *calsa_message(void) {
  static __thread char message[256];
  return message;
}

static inline void calsa_keep_message(const char *file, int line, const char *function, int error, const char *format, ...) {
  (void)file;
  (void)line;
  (void)error;
  va_list arguments;
  va_start(arguments, format);
  int length = snprintf(calsa_message(), 256, "%s: ", function);
  if (length > 0 && length < 256) vsnprintf(calsa_message() + length, 256 - length, format, arguments);
  va_end(arguments);
}

/// From now on alsa-lib prints nothing; its messages are kept for `calsa_last_message`.
static inline void calsa_silence(void) { snd_lib_error_set_handler(calsa_keep_message); }

/// The last message of alsa-lib on this thread, empty if there was none since `calsa_forget_message`.
static inline const char *calsa_last_message(void) { return calsa_message(); }

static inline void calsa_forget_message(void) { calsa_message()[0] = 0; }
