#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

static int64_t nanoseconds(struct statx_timestamp t) {
    // 64 bits of nanoseconds end in 1677 and in 2262.
    if (t.tv_sec >= INT64_MAX / INT64_C(1000000000)) return INT64_MAX;
    if (t.tv_sec <= INT64_MIN / INT64_C(1000000000)) return INT64_MIN + 1;
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int fill(int dirfd, const char *name, int flags, struct lb_stat *out) {
    struct statx x;
    if (statx(dirfd, name, flags | AT_STATX_SYNC_AS_STAT, STATX_BASIC_STATS | STATX_BTIME, &x) != 0) return -errno;
    out->device = ((uint64_t)x.stx_dev_major << 32) | x.stx_dev_minor;
    out->inode = x.stx_ino;
    out->size = x.stx_size;
    out->blocks = x.stx_blocks;
    out->modified_ns = nanoseconds(x.stx_mtime);
    out->changed_ns = nanoseconds(x.stx_ctime);
    out->birth_ns = (x.stx_mask & STATX_BTIME) ? nanoseconds(x.stx_btime) : INT64_MIN;
    out->mode = x.stx_mode;
    out->links = x.stx_nlink;
    out->owner = x.stx_uid;
    out->group = x.stx_gid;
    return 0;
}

int lb_fstat(int fd, struct lb_stat *out) { return fill(fd, "", AT_EMPTY_PATH, out); }

int lb_fstatat(int dirfd, const char *name, struct lb_stat *out) {
    return fill(dirfd, name, AT_SYMLINK_NOFOLLOW, out);
}

int lb_open_beneath(int dirfd, const char *path, int flags) {
    struct open_how how = {
        .flags = (unsigned)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    long fd = syscall(SYS_openat2, dirfd, path, &how, sizeof how);
    // A sandbox may forbid the call without knowing it.
    if (fd < 0) return errno == EPERM ? -ENOSYS : -errno;
    return (int)fd;
}

int lb_open_unnamed(int dirfd) {
    int fd = openat(dirfd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    return fd < 0 ? -errno : fd;
}

int lb_reflink(int to, int from) { return ioctl(to, FICLONE, from) == 0 ? 0 : -errno; }

ssize_t lb_copy_range(int from, int64_t from_offset, int to, int64_t to_offset, size_t count) {
    off_t in = from_offset, out = to_offset;
    ssize_t copied = copy_file_range(from, &in, to, &out, count, 0);
    return copied < 0 ? -errno : copied;
}

int lb_rename_exclusive(int old_dirfd, const char *old_name, int new_dirfd, const char *new_name) {
    if (renameat2(old_dirfd, old_name, new_dirfd, new_name, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -errno;
    // A filesystem without RENAME_NOREPLACE: a hard link is exclusive too.
    if (linkat(old_dirfd, old_name, new_dirfd, new_name, 0) != 0) return -errno;
    return unlinkat(old_dirfd, old_name, 0) == 0 ? 0 : -errno;
}

int lb_syncfs(int fd) { return syncfs(fd) == 0 ? 0 : -errno; }

int64_t lb_seek_data(int fd, int64_t offset) {
    off_t at = lseek(fd, offset, SEEK_DATA);
    return at < 0 ? -errno : at;
}

int64_t lb_seek_hole(int fd, int64_t offset) {
    off_t at = lseek(fd, offset, SEEK_HOLE);
    return at < 0 ? -errno : at;
}

static ssize_t answer(ssize_t result) { return result < 0 ? -errno : result; }

ssize_t lb_list_xattr(int fd, char *buffer, size_t capacity) { return answer(flistxattr(fd, buffer, capacity)); }

ssize_t lb_get_xattr(int fd, const char *name, void *buffer, size_t capacity) {
    return answer(fgetxattr(fd, name, buffer, capacity));
}

int lb_set_xattr(int fd, const char *name, const void *value, size_t length) {
    return fsetxattr(fd, name, value, length, 0) == 0 ? 0 : -errno;
}

ssize_t lb_list_xattr_link(const char *path, char *buffer, size_t capacity) {
    return answer(llistxattr(path, buffer, capacity));
}

ssize_t lb_get_xattr_link(const char *path, const char *name, void *buffer, size_t capacity) {
    return answer(lgetxattr(path, name, buffer, capacity));
}

int lb_lease_take(int fd) {
    // The kernel announces a broken lease with SIGIO, whose default is to end the process.
    signal(SIGIO, SIG_IGN);
    return fcntl(fd, F_SETLEASE, F_RDLCK) == 0 ? 0 : -errno;
}

int lb_lease_holds(int fd) { return fcntl(fd, F_GETLEASE) == F_RDLCK; }

int lb_lease_release(int fd) { return fcntl(fd, F_SETLEASE, F_UNLCK) == 0 ? 0 : -errno; }

static int write_text(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return -errno;
    ssize_t written = write(fd, text, strlen(text));
    int result = written < 0 ? -errno : 0;
    close(fd);
    return result;
}

int lb_isolate(void) {
    uid_t uid = geteuid();
    gid_t gid = getegid();
    if (unshare(CLONE_NEWNS) != 0) {
        if (errno != EPERM) return -errno;
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return -errno;
        char line[64];
        snprintf(line, sizeof line, "%u %u 1", uid, uid);
        int result = write_text("/proc/self/setgroups", "deny");
        if (result == 0) result = write_text("/proc/self/uid_map", line);
        snprintf(line, sizeof line, "%u %u 1", gid, gid);
        if (result == 0) result = write_text("/proc/self/gid_map", line);
        if (result != 0) return result;
    }
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 ? 0 : -errno;
}

int lb_hide(const char *path) {
    unsigned long flags = MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
    return mount("lifeboat-hidden", path, "tmpfs", flags, "size=4k,mode=0555") == 0 ? 0 : -errno;
}

int lb_spawn(const char *path, char *const argv[], char *const envp[], int input, int output, int errors) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int result = posix_spawn_file_actions_init(&actions);
    if (result != 0) return -result;
    result = posix_spawnattr_init(&attributes);
    if (result != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return -result;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    result = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (result == 0) result = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (result == 0) result = posix_spawn_file_actions_adddup2(&actions, errors, 2);
    if (result == 0) result = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    pid_t number = 0;
    if (result == 0) result = posix_spawn(&number, path, &actions, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return result == 0 ? number : -result;
}

int lb_terminal_columns(int fd) {
    struct winsize size;
    if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}

static volatile sig_atomic_t interrupts;

static void on_interrupt(int number) {
    if (interrupts++ > 0) _exit(130);
}

void lb_catch_interrupts(void) {
    struct sigaction action = {.sa_handler = on_interrupt};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    // A terminal that went away stops it as well, unless it was told to outlive it (nohup).
    struct sigaction before;
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    // A limit on the size of files is an error of the write, not the end of the process.
    signal(SIGXFSZ, SIG_IGN);
}

static int argument_count;
static char **arguments;

// glibc hands the arguments to constructors as it does to main (elf/dl-init.c, csu/libc-start.c).
__attribute__((constructor)) static void keep_arguments(int count, char **values, char **environment) {
    (void)environment;
    argument_count = count;
    arguments = values;
}

const char *lb_argument(int index) { return index < argument_count ? arguments[index] : NULL; }

int lb_interrupted(void) { return interrupts; }

int64_t lb_peak_memory(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (int64_t)usage.ru_maxrss * 1024 : 0;
}

void lb_limit_allocator(void) {
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}
