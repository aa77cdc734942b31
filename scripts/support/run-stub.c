// The beginning of a NAME.run: unpacks what hangs behind it into $XDG_CACHE_HOME/arcane-games once, and starts it from there. Linked
// statically, so that it needs nothing of the machine but its kernel.
//
//     this program | tar, packed by Zstandard | folder's name | command | "ARCRUN01" u64 offset, u64 size, u32 u32 lengths of the names
//
// NAME.run --extract FOLDER unpacks into a folder of one's own.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "tell.h"

#define TRAILER (8 + 8 + 8 + 4 + 4)

static void fail(const char *what, const char *path) {
  tell("%s: %s: %s", path, what, strerror(errno));
  exit(3);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status, (void)kind, (void)place;
  return remove(path);
}

static void remove_tree(const char *path) { nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS); }

// Whatever goes wrong where it is unpacked has the same ways out, and leaves nothing behind.
static int has_own_place;
static const char *unfinished;
static void fail_unpacking(const char *what, const char *path) {
  int why = errno;
  if (unfinished) remove_tree(unfinished);
  errno = why;
  const char *remedy = errno == ENOSPC || errno == EDQUOT ? "Make room"
                       : has_own_place                    ? "Name another folder"
                                                          : "Set XDG_CACHE_HOME to a folder where programs may be started, or unpack it elsewhere: --extract FOLDER";
  tell("%s: %s: %s. %s", path, what, strerror(errno), remedy);
  exit(3);
}

static void damaged(const char *path) {
  tell("%s: is damaged or not whole; get it anew", path);
  exit(3);
}

static uint64_t little(const unsigned char *bytes, int size) {
  uint64_t value = 0;
  for (int i = size - 1; i >= 0; i--) value = value << 8 | bytes[i];
  return value;
}

static void make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    if (mkdir(path, 0777) != 0 && errno != EEXIST) fail_unpacking("cannot be made", path);
    *slash = '/';
  }
}

static void write_all(int file, const unsigned char *bytes, size_t size, const char *path) {
  while (size) {
    ssize_t count = write(file, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail_unpacking("cannot be written", path);
    bytes += count;
    size -= (size_t)count;
  }
}

static uint64_t octal(const unsigned char *text, int length) {
  uint64_t value = 0;
  for (int i = 0; i < length && text[i] >= '0' && text[i] <= '7'; i++) value = value * 8 + (uint64_t)(text[i] - '0');
  return value;
}

// tar(5), "ustar", as arcane build writes it: files, folders and links.
static void unpack(const unsigned char *tar, size_t size, const char *folder, const char *self) {
  for (size_t at = 0; at + 512 <= size && tar[at];) {
    const unsigned char *header = tar + at;
    char name[101] = "", prefix[156] = "", target[101] = "", path[PATH_MAX];
    memcpy(name, header, 100);
    memcpy(target, header + 157, 100);
    memcpy(prefix, header + 345, 155);
    uint64_t length = octal(header + 124, 11);
    at += 512;
    if (length > size - at || strstr(name, "..") || strstr(prefix, "..") || name[0] == '/' || prefix[0] == '/') damaged(self);
    if (snprintf(path, sizeof path, "%s/%s%s%s", folder, prefix, *prefix ? "/" : "", name) >= (int)sizeof path) damaged(self);
    make_folders(path);
    if (header[156] == '2') {
      if (symlink(target, path) != 0) fail_unpacking("cannot be made", path);
    } else if (header[156] == '0') {
      int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)octal(header + 100, 7));
      if (file < 0) fail_unpacking("cannot be made", path);
      write_all(file, tar + at, length, path);
      if (close(file) != 0) fail_unpacking("cannot be written", path);
    }
    at += (length + 511) / 512 * 512;
  }
}

// What an unpacking left behind that did not come to its end. The lock is held, so nobody is at it.
static void remove_remains(const char *cache) {
  DIR *folder = opendir(cache);
  if (!folder) return;
  for (struct dirent *entry; (entry = readdir(folder));) {
    char path[PATH_MAX];
    if (strncmp(entry->d_name, ".unpacking.", 11) != 0 || snprintf(path, sizeof path, "%s/%s", cache, entry->d_name) >= (int)sizeof path) continue;
    remove_tree(path);
  }
  closedir(folder);
}

int main(int argc, char **argv) {
  char self[PATH_MAX];
  ssize_t count = readlink("/proc/self/exe", self, sizeof self - 1);
  if (count <= 0) fail("cannot be read", "/proc/self/exe");
  self[count] = 0;
  int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail("cannot be read", self);
  size_t size = (size_t)status.st_size;
  const unsigned char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (bytes == MAP_FAILED) fail("cannot be read", self);
  if (size < TRAILER || memcmp(bytes + size - TRAILER, "ARCRUN01", 8) != 0) damaged(self);
  const unsigned char *trailer = bytes + size - TRAILER;
  uint64_t offset = little(trailer + 8, 8), packed = little(trailer + 16, 8);
  uint64_t folder_length = little(trailer + 24, 4), command_length = little(trailer + 28, 4);
  if (folder_length > 255 || command_length > 255 || offset > size || packed > size - offset ||
      offset + packed + folder_length + command_length + TRAILER != size)
    damaged(self);
  char name[256] = "", command[256] = "";
  memcpy(name, bytes + offset + packed, folder_length);
  memcpy(command, bytes + offset + packed + folder_length, command_length);

  int extracts = argc == 3 && strcmp(argv[1], "--extract") == 0;
  has_own_place = extracts;
  // Room for what is put behind it below.
  char cache[PATH_MAX - 1024], folder[PATH_MAX], program[PATH_MAX];
  const char *home = getenv("HOME"), *chosen = getenv("XDG_CACHE_HOME");
  int length;
  if (extracts) length = snprintf(cache, sizeof cache, "%s", argv[2]);
  else if (chosen && *chosen == '/') length = snprintf(cache, sizeof cache, "%s/arcane-games", chosen);
  else if (home && *home == '/') length = snprintf(cache, sizeof cache, "%s/.cache/arcane-games", home);
  else length = snprintf(cache, sizeof cache, "/tmp/arcane-games-%u", getuid());
  if (length >= (int)sizeof cache) {
    errno = ENAMETOOLONG;
    fail_unpacking("cannot be used", cache);
  }
  snprintf(folder, sizeof folder, "%s/%s", cache, extracts ? "" : name);
  snprintf(program, sizeof program, "%s/%s/%s", folder, command, command);

  // The name has a hash of what is in it: a folder that is there is whole and the right one.
  if (extracts || access(program, F_OK) != 0) {
    char temporary[PATH_MAX], lock_path[PATH_MAX];
    snprintf(temporary, sizeof temporary, "%s/.unpacking.XXXXXX", cache);
    snprintf(lock_path, sizeof lock_path, "%s/.lock", cache);
    make_folders(temporary);
    int lock = -1;
    if (!extracts) {
      // Two first starts do not unpack side by side: the second waits, and finds it done. Where files cannot be locked both do.
      lock = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (lock < 0) fail_unpacking("cannot be made", lock_path);
      while (flock(lock, LOCK_EX) != 0 && errno == EINTR) {}
      if (access(program, F_OK) == 0) goto start;
      remove_remains(cache);
    }
    if (!mkdtemp(temporary) || chmod(temporary, 0755) != 0) fail_unpacking("cannot be made", temporary);
    unfinished = temporary;
    unsigned long long whole = ZSTD_getFrameContentSize(bytes + offset, packed);
    if (whole == ZSTD_CONTENTSIZE_ERROR || whole == ZSTD_CONTENTSIZE_UNKNOWN || whole > (1ull << 32)) damaged(self);
    unsigned char *tar = malloc(whole ? whole : 1);
    if (!tar) fail("cannot be unpacked", self);
    size_t got = ZSTD_decompress(tar, whole, bytes + offset, packed);
    if (ZSTD_isError(got) || got != whole) damaged(self);
    unpack(tar, whole, temporary, self);
    free(tar);
    if (extracts) {
      char from[PATH_MAX + 512], to[PATH_MAX + 512];
      snprintf(from, sizeof from, "%s/%s", temporary, command);
      snprintf(to, sizeof to, "%s/%s", cache, command);
      if (rename(from, to) != 0) fail_unpacking("is there already, or cannot be made", to);
      rmdir(temporary);
      return 0;
    }
    // On the disk before it has its name, so that what is there is whole after a power cut as well.
    int place = open(temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (place >= 0) {
      syncfs(place);
      close(place);
    }
    if (rename(temporary, folder) != 0) {
      // Another start was faster: its folder is as good.
      if (errno != EEXIST && errno != ENOTEMPTY) fail_unpacking("cannot be made", folder);
      remove_tree(temporary);
    }
    unfinished = NULL;
  start:
    if (lock >= 0) close(lock);
  }
  argv[0] = program;
  execv(program, argv);
  fail_unpacking("cannot be started", program);
}
