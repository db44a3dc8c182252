/* A power cut, as far as a process can have one: notes what it has synced, so that a later program can undo the rest.
 *
 *   POWER_ROOT=DIR POWER_STORE=DIR [POWER_BOOT=FILE] LD_PRELOAD=power.so PROGRAM
 *
 * Under POWER_ROOT, which must be on the file system of POWER_STORE:
 *   - fsync and fdatasync of a file keep its bytes as POWER_STORE/file-INODE;
 *   - fsync of a folder keeps its names as POWER_STORE/folder-INODE, a line "INODE NAME" each;
 *   - what is removed or replaced is kept under POWER_STORE/held, so that no inode is used for two things.
 * POSIX promises nothing of what is not synced (fsync(2): the folder needs a sync of its own). POWER_BOOT is read
 * for /proc/sys/kernel/random/boot_id, as after a power cut it is another one.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local int is_own;  /* calls that this file makes itself */

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void fail(const char *what) {
    fprintf(stderr, "power.so: %s: %s\n", what, strerror(errno));
    _exit(99);
}

static void begin(void) {
    pthread_mutex_lock(&lock);
    is_own = 1;
}

static void end(void) {
    is_own = 0;
    pthread_mutex_unlock(&lock);
}

static int is_watched(const char *path) {
    const char *root = getenv("POWER_ROOT");
    size_t length = root ? strlen(root) : 0;
    return length > 0 && strncmp(path, root, length) == 0
        && (path[length] == '/' || path[length] == 0);
}

static int is_watched_descriptor(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_watched(path);
}

static void store_name(char *name, const char *kind, ino_t inode) {
    snprintf(name, PATH_MAX, "%s/%s%lu", getenv("POWER_STORE"), kind, (unsigned long)inode);
}

static void keep_file(int descriptor, int output) {
    static char block[1 << 16];
    char own[64];
    snprintf(own, sizeof own, "/proc/self/fd/%d", descriptor);
    int input = open(own, O_RDONLY | O_CLOEXEC);  /* it may be open for writing only */
    if (input < 0) fail("open again");
    ssize_t count;
    while ((count = read(input, block, sizeof block)) > 0)
        if (write(output, block, count) != count) fail("write");
    close(input);
}

static void keep_folder(int descriptor, int output) {
    DIR *folder = fdopendir(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct dirent *entry;
    if (!folder) fail("read the folder");
    while ((entry = readdir(folder)))
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            dprintf(output, "%lu %s\n", (unsigned long)entry->d_ino, entry->d_name);
    closedir(folder);
}

/* Notes a file or folder as it is now; under its name at once, as the process may be killed meanwhile. */
static void keep(int descriptor) {
    struct stat status;
    char name[PATH_MAX], partial[PATH_MAX + 8];
    if (fstat(descriptor, &status)) return;
    int is_folder = S_ISDIR(status.st_mode);
    store_name(name, is_folder ? "folder-" : "file-", status.st_ino);
    snprintf(partial, sizeof partial, "%s.part", name);
    int output = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (output < 0) fail(partial);
    (is_folder ? keep_folder : keep_file)(descriptor, output);
    close(output);
    if (REAL(rename)(partial, name)) fail(name);
}

static void hold(const char *path) {
    struct stat status;
    char name[PATH_MAX];
    if (lstat(path, &status) || !S_ISREG(status.st_mode)) return;
    store_name(name, "held/", status.st_ino);
    if (link(path, name) && errno != EEXIST) fail(name);
}

static int synced(int descriptor, int result) {
    if (result == 0 && !is_own && is_watched_descriptor(descriptor)) {
        begin();
        keep(descriptor);
        end();
    }
    return result;
}

int fsync(int descriptor) { return synced(descriptor, REAL(fsync)(descriptor)); }

int fdatasync(int descriptor) { return synced(descriptor, REAL(fdatasync)(descriptor)); }

static char *absolute(const char *path, char *room) {
    if (path[0] == '/') return strcpy(room, path);
    if (!getcwd(room, PATH_MAX)) fail("getcwd");
    return strcat(strcat(room, "/"), path);
}

int unlink(const char *path) {
    char room[2 * PATH_MAX];
    if (!is_own && is_watched(absolute(path, room))) {
        begin();
        hold(path);
        end();
    }
    return REAL(unlink)(path);
}

int rename(const char *from, const char *to) {
    char room[2 * PATH_MAX];
    if (!is_own && is_watched(absolute(to, room))) {
        begin();
        hold(to);
        end();
    }
    return REAL(rename)(from, to);
}

static int is_empty(const char *path) {
    DIR *folder = opendir(path);
    struct dirent *entry;
    int count = 0;
    if (!folder) fail(path);
    while ((entry = readdir(folder))) count++;
    closedir(folder);
    return count == 2;  /* itself and the one it lies in */
}

/* The folder goes where its inode stays in use. */
int rmdir(const char *path) {
    char room[2 * PATH_MAX], name[PATH_MAX];
    struct stat status;
    if (is_own || !is_watched(absolute(path, room)) || stat(path, &status) || !is_empty(path))
        return REAL(rmdir)(path);
    store_name(name, "held/folder-", status.st_ino);
    return REAL(rename)(path, name);
}

static const char *boot(const char *path) {
    const char *other = getenv("POWER_BOOT");
    return other && strcmp(path, "/proc/sys/kernel/random/boot_id") == 0 ? other : path;
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return REAL(open)(boot(path), flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return REAL(open64)(boot(path), flags, mode);
}
