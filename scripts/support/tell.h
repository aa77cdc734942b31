// Says why a game does not start: on standard error, and where nobody sees that (it was started from a desktop) in a window of
// whichever of the usual programs for it is there.
#pragma once
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static inline int is_set(const char *name) {
  const char *value = getenv(name);
  return value && *value;
}

__attribute__((format(printf, 1, 2))) static inline void tell(const char *format, ...) {
  char text[2048];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  fprintf(stderr, "%s\n", text);
  if (isatty(STDERR_FILENO) || !(is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"))) return;
  char *programs[][6] = {
    {"zenity", "--error", "--no-markup", "--text", text, NULL},
    {"kdialog", "--error", text, NULL},
    {"xmessage", "-center", text, NULL},
  };
  for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
    pid_t child = fork();
    if (child < 0) return;
    if (child == 0) {
      execvp(programs[i][0], programs[i]);
      _exit(127);
    }
    int status = 0;
    // Closed with whichever button: it was seen.
    if (waitpid(child, &status, 0) == child && !(WIFEXITED(status) && WEXITSTATUS(status) == 127)) return;
  }
}
