#define _GNU_SOURCE
#include "CLinux.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

int clinux_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
int clinux_pidfd_send_signal(int pidfd, int signal) { return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0); }
int clinux_memfd_create(const char *name) { return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING); }
int clinux_seal(int fd) { return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL); }
int clinux_seal_size(int fd) { return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL); }
int clinux_is_sealed(int fd) {
  int seals = fcntl(fd, F_GET_SEALS);
  if (seals < 0) return -1;
  return (seals & (F_SEAL_SHRINK | F_SEAL_WRITE)) == (F_SEAL_SHRINK | F_SEAL_WRITE);
}
int clinux_set_parent_death_signal(int signal) { return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0); }
int clinux_set_name(const char *name) { return prctl(PR_SET_NAME, name, 0, 0, 0); }
int clinux_timer_slack(unsigned long nanoseconds) { return prctl(PR_SET_TIMERSLACK, nanoseconds, 0, 0, 0); }

int clinux_wait_readable(int first, int second, int64_t nanoseconds) {
  // poll(2) passes over negative descriptors.
  struct pollfd descriptors[2] = {{.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  return ppoll(descriptors, 2, nanoseconds < 0 ? NULL : &time, NULL);
}
int clinux_signalfd(const sigset_t *set) { return signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK); }
int clinux_unblock_all_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  return sigprocmask(SIG_SETMASK, &set, NULL);
}
int clinux_set_batch_scheduling(int batch) {
  // SCHED_BATCH never preempts a running normal thread on waking, and may be left again without privilege. SCHED_IDLE
  // or a nice value would yield more, but leaving them needs RLIMIT_NICE (sched(7)).
  struct sched_param parameters = {.sched_priority = 0};
  return sched_setscheduler(0, batch ? SCHED_BATCH : SCHED_OTHER, &parameters);
}

ssize_t clinux_sendmsg(int fd, const void *head, size_t head_size, const void *body, size_t body_size, const int *fds, size_t fd_count) {
  struct iovec parts[2] = {{(void *)head, head_size}, {(void *)body, body_size}};
  char control[CMSG_SPACE(sizeof(int) * 64)];
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = body_size > 0 ? 2 : 1};
  if (fd_count > 64) { errno = EINVAL; return -1; }
  if (fd_count > 0) {
    memset(control, 0, sizeof control);
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * fd_count);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * fd_count);
    memcpy(CMSG_DATA(header), fds, sizeof(int) * fd_count);
  }
  return sendmsg(fd, &message, MSG_NOSIGNAL);
}

ssize_t clinux_recvmsg(int fd, void *bytes, size_t size, int *fds, size_t fd_capacity, size_t *fd_count, int *flags_out) {
  struct iovec part = {bytes, size};
  char control[CMSG_SPACE(sizeof(int) * 64)];
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  *fd_count = 0;
  ssize_t got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
  if (got < 0) return got;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; i++) {
      int received;
      memcpy(&received, CMSG_DATA(header) + i * sizeof(int), sizeof received);
      if (*fd_count < fd_capacity) fds[(*fd_count)++] = received;
      else { close(received); message.msg_flags |= MSG_CTRUNC; }
    }
  }
  *flags_out = message.msg_flags;
  return got;
}

int clinux_spawn(pid_t *pid, const char *path, char *const argv[], char *const envp[], const int *from, const int *to, size_t count,
                 const char *directory, int new_group) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (error) { posix_spawn_file_actions_destroy(&actions); return error; }
  if (directory) error = posix_spawn_file_actions_addchdir_np(&actions, directory);
  // dup2 onto itself clears close-on-exec in the child (posix_spawn_file_actions_adddup2(3), glibc 2.29).
  for (size_t i = 0; i < count && !error; i++) error = posix_spawn_file_actions_adddup2(&actions, from[i], to[i]);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  if (!error) error = posix_spawnattr_setsigmask(&attributes, &none);
  if (!error) error = posix_spawnattr_setsigdefault(&attributes, &all);
  if (!error && new_group) error = posix_spawnattr_setpgroup(&attributes, 0);
  if (!error) error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (new_group ? POSIX_SPAWN_SETPGROUP : 0));
  if (!error) error = posix_spawn(pid, path, &actions, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

uint64_t clinux_file_system(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (uint32_t)status.f_type : 0;
}

#define WAY_MASK \
  (IN_ATTRIB | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK | IN_MASK_ADD)
const uint32_t clinux_IN_WAY_MASK = WAY_MASK;
const uint32_t clinux_IN_WATCH_MASK = IN_CLOSE_WRITE | WAY_MASK;
const uint32_t clinux_IN_PROBE_MASK = IN_OPEN | IN_CLOSE_WRITE | WAY_MASK;

int clinux_exited(int status) { return WIFEXITED(status); }
int clinux_exit_code(int status) { return WEXITSTATUS(status); }
int clinux_signaled(int status) { return WIFSIGNALED(status); }
int clinux_term_signal(int status) { return WTERMSIG(status); }
int clinux_core_dumped(int status) { return WCOREDUMP(status); }

const char *clinux_library_defining(const char *symbol) {
  Dl_info info;
  void *address = dlsym(RTLD_DEFAULT, symbol);
  return address && dladdr(address, &info) ? info.dli_fname : NULL;
}

struct clinux_page {
  uint32_t count;  // odd while it is written
  uint32_t size;
  unsigned char bytes[CLINUX_PAGE_CAPACITY];
};
_Static_assert(sizeof(struct clinux_page) == CLINUX_PAGE_SIZE, "a page");

// A sequence lock (Boehm, "Can seqlocks get along with programming language memory models?", 2012): one writer, and
// readers that try again when the count has changed meanwhile. The bytes are copied one by one as atomics, which a
// compiler may not tear or invent.
void clinux_page_write(void *raw, const void *bytes, uint32_t size) {
  struct clinux_page *page = raw;
  if (size > CLINUX_PAGE_CAPACITY) size = CLINUX_PAGE_CAPACITY;
  uint32_t count = __atomic_load_n(&page->count, __ATOMIC_RELAXED);
  __atomic_store_n(&page->count, count + 1, __ATOMIC_RELAXED);
  __atomic_thread_fence(__ATOMIC_RELEASE);
  __atomic_store_n(&page->size, size, __ATOMIC_RELAXED);
  for (uint32_t i = 0; i < size; i++) __atomic_store_n(&page->bytes[i], ((const unsigned char *)bytes)[i], __ATOMIC_RELAXED);
  __atomic_store_n(&page->count, count + 2, __ATOMIC_RELEASE);
}

int32_t clinux_page_read(const void *raw, void *bytes) {
  const struct clinux_page *page = raw;
  for (int tries = 0; tries < 1000; tries++) {
    uint32_t before = __atomic_load_n(&page->count, __ATOMIC_ACQUIRE);
    if (before & 1) continue;
    uint32_t size = __atomic_load_n(&page->size, __ATOMIC_RELAXED);
    if (size > CLINUX_PAGE_CAPACITY) return -1;
    for (uint32_t i = 0; i < size; i++) ((unsigned char *)bytes)[i] = __atomic_load_n(&page->bytes[i], __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    if (__atomic_load_n(&page->count, __ATOMIC_RELAXED) == before) return (int32_t)size;
  }
  return -1;
}

pid_t clinux_fork(void) { return fork(); }

static int unix_address(const char *path, struct sockaddr_un *address) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (strlen(path) >= sizeof address->sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(address->sun_path, path);
  return 0;
}

// Keeps errno over the closing of what could not be used.
static int give_up(int fd) {
  int code = errno;
  close(fd);
  errno = code;
  return -1;
}

int clinux_listen(const char *path) {
  // Under another name until it listens: who sees the name may connect.
  char draft[sizeof ((struct sockaddr_un *)0)->sun_path];
  if (snprintf(draft, sizeof draft, "%s~", path) >= (int)sizeof draft) {
    errno = ENAMETOOLONG;
    return -1;
  }
  struct sockaddr_un address;
  if (unix_address(draft, &address) < 0) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  unlink(draft);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) return give_up(fd);
  if (chmod(draft, 0600) < 0 || listen(fd, 64) < 0 || rename(draft, path) < 0) {
    int code = errno;
    unlink(draft);
    errno = code;
    return give_up(fd);
  }
  return fd;
}

int clinux_accept(int fd) { return accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK); }

int clinux_connect(const char *path) {
  struct sockaddr_un address;
  if (unix_address(path, &address) < 0) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) return give_up(fd);
  return fd;
}

int64_t clinux_peer_user(int fd) {
  struct ucred peer;
  socklen_t size = sizeof peer;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) return -1;
  return peer.uid;
}

int clinux_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

// As in linux/landlock.h, which older systems have with less in it, or not at all. The numbers of the calls are the same on
// every processor.
enum { LANDLOCK_CREATE_RULESET = 444, LANDLOCK_ADD_RULE = 445, LANDLOCK_RESTRICT_SELF = 446 };
enum { LANDLOCK_VERSION = 1, LANDLOCK_PATH_BENEATH = 1 };
#define LANDLOCK_WRITE_FILE (1ull << 1)
#define LANDLOCK_REMOVE_AND_MAKE (0x1ffull << 4)  // REMOVE_DIR to MAKE_SYM
#define LANDLOCK_REFER (1ull << 13)               // from version 2 on
#define LANDLOCK_TRUNCATE (1ull << 14)            // from version 3 on
struct landlock_ruleset { uint64_t handled; };
struct landlock_beneath { uint64_t allowed; int32_t folder; } __attribute__((packed));

int clinux_landlock_version(void) {
  long version = syscall(LANDLOCK_CREATE_RULESET, NULL, 0, LANDLOCK_VERSION);
  return version < 0 ? 0 : (int)version;
}

static uint64_t landlock_rights(void) {
  int version = clinux_landlock_version();
  return LANDLOCK_WRITE_FILE | LANDLOCK_REMOVE_AND_MAKE | (version >= 2 ? LANDLOCK_REFER : 0) | (version >= 3 ? LANDLOCK_TRUNCATE : 0);
}

int clinux_landlock_ruleset(void) {
  struct landlock_ruleset ruleset = {.handled = landlock_rights()};
  return (int)syscall(LANDLOCK_CREATE_RULESET, &ruleset, sizeof ruleset, 0);
}

int clinux_landlock_allow(int ruleset, int folder, int only_contents) {
  struct landlock_beneath rule = {.allowed = only_contents ? LANDLOCK_WRITE_FILE : landlock_rights(), .folder = folder};
  return (int)syscall(LANDLOCK_ADD_RULE, ruleset, LANDLOCK_PATH_BENEATH, &rule, 0);
}

int clinux_folder(const char *path) { return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC); }

int clinux_landlock_enter(int ruleset) { return (int)syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0); }
