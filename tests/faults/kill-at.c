/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both names of a call are wrapped, so neither may stand for the other. */
#undef _FILE_OFFSET_BITS
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* Preloaded into a program, this kills it right before its Nth call that changes a file or speaks to a
 * peer, N from the environment variable KILL_AT. Calls on pipes and event counters, whose number depends
 * on the moment, are not counted. */

static atomic_long calls;

static void
count (int file)
{
  struct stat info;
  const char *text = getenv ("KILL_AT");

  if (text == NULL || fstat (file, &info) != 0 ||
      (!S_ISREG (info.st_mode) && !S_ISSOCK (info.st_mode)))
    return;
  if (atomic_fetch_add (&calls, 1) + 1 == strtol (text, NULL, 10))
    kill (getpid (), SIGKILL);
}

#define WRAP(type, name, parameters, ...)                                                          \
  type name parameters                                                                             \
  {                                                                                                \
    type (*real) parameters = (type (*) parameters) dlsym (RTLD_NEXT, #name);                      \
                                                                                                   \
    count (file);                                                                                  \
    return real (__VA_ARGS__);                                                                     \
  }

WRAP (ssize_t, write, (int file, const void *data, size_t size), file, data, size)
WRAP (ssize_t, pwrite, (int file, const void *data, size_t size, off_t at), file, data, size, at)
WRAP (ssize_t,
      pwrite64,
      (int file, const void *data, size_t size, off64_t at),
      file,
      data,
      size,
      at)
WRAP (ssize_t, writev, (int file, const struct iovec *parts, int n), file, parts, n)
WRAP (ssize_t, send, (int file, const void *data, size_t size, int flags), file, data, size, flags)
WRAP (ssize_t, sendmsg, (int file, const struct msghdr *message, int flags), file, message, flags)
WRAP (int, fsync, (int file), file)
WRAP (int, fdatasync, (int file), file)
WRAP (int, ftruncate, (int file, off_t size), file, size)
WRAP (int, ftruncate64, (int file, off64_t size), file, size)
