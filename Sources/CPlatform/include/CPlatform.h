// System calls that the Glibc module does not show to Swift, each behind one typed function.
// Every function answers 0 (or a count) on success and -errno on failure.
#ifndef LIFEBOAT_CPLATFORM_H
#define LIFEBOAT_CPLATFORM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// What `statx` tells of one file. Times are nanoseconds since 1970, INT64_MAX and INT64_MIN + 1 beyond
/// what fits; `birth_ns` is INT64_MIN where unknown.
struct lb_stat {
    uint64_t device;
    uint64_t inode;
    uint64_t size;
    uint64_t blocks;
    int64_t modified_ns;
    int64_t changed_ns;
    int64_t birth_ns;
    uint32_t mode;
    uint32_t links;
    uint32_t owner;
    uint32_t group;
};

int lb_fstat(int fd, struct lb_stat *out);
/// Never follows a link at the last component.
int lb_fstatat(int dirfd, const char *name, struct lb_stat *out);

/// Opens a path below `dirfd` in one call, following no link at any component (openat2, Linux 5.6);
/// -ENOSYS where the kernel or a filter does not have it.
int lb_open_beneath(int dirfd, const char *path, int flags);

/// An unnamed file in the directory `dirfd`, open for reading and writing; a descriptor or -errno.
int lb_open_unnamed(int dirfd);
/// Makes `to` share the blocks of `from` (FICLONE).
int lb_reflink(int to, int from);
/// Copies inside the kernel, sharing blocks where the file system can (copy_file_range): the count, 0 at the
/// end of `from`, or -errno.
ssize_t lb_copy_range(int from, int64_t from_offset, int to, int64_t to_offset, size_t count);
/// Renames without replacing: -EEXIST when the new name is taken.
int lb_rename_exclusive(int old_dirfd, const char *old_name, int new_dirfd, const char *new_name);
/// Flushes the whole filesystem that holds `fd`.
int lb_syncfs(int fd);
/// The first data or hole at or after `offset` (SEEK_DATA, SEEK_HOLE), or -errno.
int64_t lb_seek_data(int fd, int64_t offset);
int64_t lb_seek_hole(int fd, int64_t offset);

/// Names of extended attributes, zero-separated, into `buffer`; the length, or -errno (-ERANGE: too small).
ssize_t lb_list_xattr(int fd, char *buffer, size_t capacity);
ssize_t lb_get_xattr(int fd, const char *name, void *buffer, size_t capacity);
int lb_set_xattr(int fd, const char *name, const void *value, size_t length);
/// The same for the link itself, by path.
ssize_t lb_list_xattr_link(const char *path, char *buffer, size_t capacity);
ssize_t lb_get_xattr_link(const char *path, const char *name, void *buffer, size_t capacity);

/// Takes a read lease: 0, or -EAGAIN while a writer has the file open.
int lb_lease_take(int fd);
/// 1 while the lease is unbroken, 0 once somebody asked for the file.
int lb_lease_holds(int fd);
int lb_lease_release(int fd);

/// Gives this process a mount namespace of its own (and, without privilege, a user namespace),
/// with every mount private. Call before any thread is started.
int lb_isolate(void);
/// Covers the directory `path` with an empty read-only filesystem.
int lb_hide(const char *path);

/// Starts a program in a process group of its own with three descriptors as its standard input, output and
/// error, every other one closed, no signal blocked and none ignored; its number, or -errno.
int lb_spawn(const char *path, char *const argv[], char *const envp[], int input, int output, int errors);

/// The terminal's width in columns, or 0.
int lb_terminal_columns(int fd);
/// The signal handler sets a flag that `lb_interrupted` reads; a second signal ends the process at once.
void lb_catch_interrupts(void);
int lb_interrupted(void);

/// An argument of this process as it was started, by its place; NULL behind the last. Place 0 is the program.
const char *lb_argument(int index);
/// Two arenas, so that threads share what is free, and buffers of a piece's length are kept for the next one:
/// fresh pages from the kernel cost more than the copy into them.
void lb_limit_allocator(void);
/// Peak resident memory of this process in bytes.
int64_t lb_peak_memory(void);

#endif
