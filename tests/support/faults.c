/* Preloaded before the C library: lets one call that changes a file fail, or kills the process there.
 *
 * Calls on paths below a folder are counted; `fault_arm` says which one is struck, and how.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NEVER, ONCE, FROM_THEN_ON, KILL, SHORT, TORN };
enum { GO, FAIL, HALF };

static char under[PATH_MAX], struck[PATH_MAX + 32];
static long count, at;
static int how = NEVER, code;

void fault_arm(const char *folder, long number, int manner, int error) {
    snprintf(under, sizeof under, "%s", folder);
    struck[0] = 0;
    count = 0;
    at = number;
    how = manner;
    code = error;
}

long fault_count(void) { return count; }
const char *fault_struck(void) { return struck; }

static void absolute(int folder, const char *path, char *whole) {
    char base[PATH_MAX] = "", link[64];
    if (path[0] == '/') {
        snprintf(whole, PATH_MAX, "%s", path);
        return;
    }
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) base[0] = 0;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t size = readlink(link, base, sizeof base - 1);
        base[size > 0 ? size : 0] = 0;
    }
    if (path[0]) snprintf(whole, PATH_MAX, "%.2000s/%.2000s", base, path);
    else snprintf(whole, PATH_MAX, "%s", base);
}

/* A disk that is full still takes what needs no room. */
static int takes_room(const char *call) {
    return strcmp(call, "rename") && strcmp(call, "unlink") && strcmp(call, "sync");
}

static int verdict(const char *call, int folder, const char *path) {
    char whole[PATH_MAX];
    if (!under[0]) return GO;
    int before = errno;
    absolute(folder, path, whole);
    errno = before;
    if (strncmp(whole, under, strlen(under))) return GO;
    count++;
    if (how == NEVER || count < at || (count > at && how != FROM_THEN_ON)) return GO;
    if (how == FROM_THEN_ON && code == ENOSPC && !takes_room(call)) return GO;
    if ((how == SHORT || how == TORN) && strcmp(call, "write")) return GO;
    if (!struck[0]) snprintf(struck, sizeof struck, "%s %.4000s", call, whole);
    if (how == KILL) kill(getpid(), SIGKILL);
    if (how == SHORT || how == TORN) return HALF;
    errno = code;
    return FAIL;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define STRIKE(call, folder, path) \
    if (verdict(call, folder, path) == FAIL) return -1

/* Opening counts where it may make or change a file. */
#define OPENING(name, folder, head, arguments) \
    int name head { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list more; \
            va_start(more, flags); \
            mode = va_arg(more, mode_t); \
            va_end(more); \
        } \
        REAL(name); \
        if (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) STRIKE("open", folder, path); \
        return real arguments; \
    }

OPENING(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPENING(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPENING(openat, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPENING(openat64, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

#define WRITING(name, head, arguments, half) \
    ssize_t name head { \
        REAL(name); \
        int found = verdict("write", file, ""); \
        if (found == FAIL) return -1; \
        if (found == HALF && size > 1) { \
            ssize_t done = real half; \
            if (how == TORN) kill(getpid(), SIGKILL); \
            return done; \
        } \
        return real arguments; \
    }

WRITING(write, (int file, const void *data, size_t size), (file, data, size), (file, data, size / 2))
WRITING(pwrite, (int file, const void *data, size_t size, off_t start), (file, data, size, start),
        (file, data, size / 2, start))
WRITING(pwrite64, (int file, const void *data, size_t size, off64_t start), (file, data, size, start),
        (file, data, size / 2, start))

#define PLAIN(name, call, folder, path, head, arguments) \
    int name head { \
        REAL(name); \
        STRIKE(call, folder, path); \
        return real arguments; \
    }

/* Nothing is ever synced: no power is lost here, and disks are slow. */
#define SYNCING(name) \
    int name(int file) { \
        STRIKE("sync", file, ""); \
        return 0; \
    }

SYNCING(fsync)
SYNCING(fdatasync)
PLAIN(ftruncate, "truncate", file, "", (int file, off_t size), (file, size))
PLAIN(ftruncate64, "truncate", file, "", (int file, off64_t size), (file, size))
PLAIN(rename, "rename", AT_FDCWD, path, (const char *path, const char *to), (path, to))
PLAIN(link, "link", AT_FDCWD, to, (const char *path, const char *to), (path, to))
PLAIN(unlink, "unlink", AT_FDCWD, path, (const char *path), (path))
PLAIN(rmdir, "unlink", AT_FDCWD, path, (const char *path), (path))
PLAIN(mkdir, "mkdir", AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
PLAIN(unlinkat, "unlink", folder, path, (int folder, const char *path, int flags), (folder, path, flags))
PLAIN(mkdirat, "mkdir", folder, path, (int folder, const char *path, mode_t mode), (folder, path, mode))
PLAIN(renameat, "rename", folder, path, (int folder, const char *path, int other, const char *to),
      (folder, path, other, to))
PLAIN(linkat, "link", other, to,
      (int folder, const char *path, int other, const char *to, int flags),
      (folder, path, other, to, flags))
