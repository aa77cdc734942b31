// What a player starts: NAME beside lib/ and game.pack. Looks whether this machine has the libraries that the game leaves to it, says
// in a sentence what is missing, and becomes the game. Works from any folder, through links, and with arguments.
//
// Built with ARCANE it is the command `arcane`, beside arcane-supervise: the dynamic loader would name one library and no package.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tell.h"

struct library {
  const char *name, *package;
};

// Those of OpenGL and of the window system belong to the machine's drivers; see scripts/bundle.
static const struct library libraries[] = {
  {"libGL.so.1", "libgl1"},
  {"libEGL.so.1", "libegl1"},
  {"libX11.so.6", "libx11-6"},
  {"libX11-xcb.so.1", "libx11-xcb1"},
  {"libXext.so.6", "libxext6"},
  {"libxcb.so.1", "libxcb1"},
  {"libwayland-client.so.0", "libwayland-client0"},
  {"libdrm.so.2", "libdrm2"},
  {"libgbm.so.1", "libgbm1"},
  {"libstdc++.so.6", "libstdc++6"},
  {"libgcc_s.so.1", "libgcc-s1"},
};

// Where the loader looks by itself on most machines: to look there too takes microseconds, to load a library milliseconds.
static const char *const folders[] = {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64"};

static int is_there(const char *name) {
  char path[PATH_MAX];
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    snprintf(path, sizeof path, "%s/%s", folders[i], name);
    if (access(path, R_OK) == 0) return 1;
  }
  return dlopen(name, RTLD_LAZY) != NULL;
}

int main(int argc, char **argv) {
  char folder[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);
  if (length <= 0) {
    tell("/proc/self/exe: %s. The game finds its parts by it: mount /proc", strerror(errno));
    return 3;
  }
  folder[length] = 0;
  char *slash = strrchr(folder, '/');
  if (slash) *slash = 0;

#ifdef ARCANE
  // The rest is the worker's, and its absence told by the supervisor, which has more to say about it.
  if (is_there("libxcb.so.1") && is_there("libstdc++.so.6") && is_there("libgcc_s.so.1")) {
    char program[PATH_MAX + 32];
    snprintf(program, sizeof program, "%s/arcane-supervise", folder);
    execv(program, argv);
    fprintf(stderr, "%s: %s\n", program, strerror(errno));
    return 3;
  }
  const char *who = "Arcane";
#else
  const char *who = "This game";
#endif
  char missing[512] = "", packages[512] = "";
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    if (is_there(libraries[i].name)) continue;
    size_t m = strlen(missing), p = strlen(packages);
    snprintf(missing + m, sizeof missing - m, "%s%s", m ? ", " : "", libraries[i].name);
    snprintf(packages + p, sizeof packages - p, " %s", libraries[i].package);
  }
  if (*missing) {
    tell("%s needs libraries that are missing here: %s.\n"
         "On Debian and Ubuntu: sudo apt-get install%s libgl1-mesa-dri",
         who, missing, packages);
    return 3;
  }

  char worker[PATH_MAX + 32], pack[PATH_MAX + 32];
  snprintf(worker, sizeof worker, "%s/lib/arcane-worker", folder);
  snprintf(pack, sizeof pack, "%s/game.pack", folder);
  char **words = calloc((size_t)argc + 5, sizeof *words);
  if (!words) return 3;
  int count = 0;
  words[count++] = argc ? argv[0] : worker;
  words[count++] = "--game";
  words[count++] = pack;
  words[count++] = "--";
  for (int i = 1; i < argc; i++) words[count++] = argv[i];
  execv(worker, words);
  tell("%s: %s. The game is not whole, or this is no 64-bit Linux; get it anew", worker, strerror(errno));
  return 3;
}
