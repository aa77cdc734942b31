// What Swift cannot import from the kernel's and glibc's headers: macros, variadic functions and
// system calls without a wrapper. Each function forwards to one call; failures are -1 with errno set.
#pragma once
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/types.h>

int clinux_pidfd_open(pid_t pid);                                 // pidfd_open(2)
int clinux_pidfd_send_signal(int pidfd, int signal);              // pidfd_send_signal(2)
int clinux_memfd_create(const char *name);                        // memfd_create(2), close-on-exec, sealable
int clinux_seal(int fd);                                          // F_ADD_SEALS: shrink, grow, write, seal
int clinux_seal_size(int fd);                                     // F_ADD_SEALS: shrink, grow, seal; it stays writable
int clinux_is_sealed(int fd);                                     // 1 if shrink and write seals are set, 0 if not
int clinux_set_parent_death_signal(int signal);                   // prctl(PR_SET_PDEATHSIG)
int clinux_set_name(const char *name);                            // prctl(PR_SET_NAME)
// ppoll(2) on up to two descriptors for reading; -1 leaves one out. Negative nanoseconds: no limit.
int clinux_wait_readable(int first, int second, int64_t nanoseconds);
pid_t clinux_fork(void);                                          // fork(2): for a process of one thread
/// A descriptor of its own for signals that are blocked: signalfd(2), which does not block.
int clinux_signalfd(const sigset_t *set);
int clinux_unblock_all_signals(void);
int clinux_set_batch_scheduling(int batch);                       // SCHED_BATCH on, SCHED_OTHER off
int clinux_timer_slack(unsigned long nanoseconds);                // prctl(PR_SET_TIMERSLACK)

// dlsym(3) and dladdr(3): the file of the loaded library that defines the symbol, or null.
const char *clinux_library_defining(const char *symbol);

// One message with its descriptors over a SOCK_SEQPACKET socket. Received descriptors are close-on-exec.
// `flags_out` gets msg_flags, so that MSG_TRUNC and MSG_CTRUNC are seen.
ssize_t clinux_sendmsg(int fd, const void *head, size_t head_size, const void *body, size_t body_size,
                       const int *fds, size_t fd_count);
ssize_t clinux_recvmsg(int fd, void *bytes, size_t size, int *fds, size_t fd_capacity, size_t *fd_count, int *flags_out);

// A unix(7) stream socket, non-blocking and close-on-exec, that listens at `path` with mode 0600; -1 with errno.
int clinux_listen(const char *path);
int clinux_accept(int fd);                                        // accept4(2): non-blocking, close-on-exec
int clinux_connect(const char *path);                             // blocking, close-on-exec
int64_t clinux_peer_user(int fd);                                 // SO_PEERCRED: the user's number, -1 with errno

// posix_spawn(3): file_actions are pairs (from, to); every other descriptor must be close-on-exec.
// `directory` may be null. Returns 0 or an errno value.
int clinux_spawn(pid_t *pid, const char *path, char *const argv[], char *const envp[], const int *from, const int *to,
                 size_t count, const char *directory, int new_group);

int clinux_no_new_privileges(void);                               // prctl(PR_SET_NO_NEW_PRIVS), of this thread
// landlock(7). Its version, 0 where the kernel has none or has it turned off.
int clinux_landlock_version(void);
// A ruleset, close-on-exec, under which nothing in a file system is made, changed or removed; -1 with errno.
int clinux_landlock_ruleset(void);
int clinux_folder(const char *path);                              // open(2) with O_PATH: to be named, not read
// All of that again below a folder that is open, or only writing to what is there; -1 with errno.
int clinux_landlock_allow(int ruleset, int folder, int only_contents);
int clinux_landlock_enter(int ruleset);                           // holds for this thread and all that come from it

// statfs(2): the number of the file system's kind, or 0.
uint64_t clinux_file_system(const char *path);

extern const uint32_t clinux_IN_WATCH_MASK;  // what the watcher asks inotify for in a folder
extern const uint32_t clinux_IN_WAY_MASK;    // in one that only leads to such a folder
extern const uint32_t clinux_IN_PROBE_MASK;  // in one in which a file is opened to see whether that is told

// wait(2) status macros.
int clinux_exited(int status);
int clinux_exit_code(int status);
int clinux_signaled(int status);
int clinux_term_signal(int status);
int clinux_core_dumped(int status);

// A page that one process writes and others read while it does: a count that is odd during a write, and bytes. `page` is
// 4096 bytes, aligned to them.
#define CLINUX_PAGE_SIZE 4096
#define CLINUX_PAGE_CAPACITY 4088
void clinux_page_write(void *page, const void *bytes, uint32_t size);
// The number of bytes copied to `bytes`, which has CLINUX_PAGE_CAPACITY; -1 when the writer was always in the way, or died in a write.
int32_t clinux_page_read(const void *page, void *bytes);
