#define _GNU_SOURCE
#include "CKernel.h"

#include <dlfcn.h>
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// What starts programs. The dynamic linker finds these definitions before the C library's, also for Foundation.

static void (*refusal_handler)(void);

void kernel_refuse_programs(void (*handler)(void)) { refusal_handler = handler; }

// Calls the C library's function, unless no programs are to be started; without one it gives `failure`.
#define START(result, name, parameters, arguments, failure)                          \
    result name parameters {                                                         \
        if (refusal_handler) refusal_handler();                                      \
        result (*next) parameters = (result(*) parameters)dlsym(RTLD_NEXT, #name);   \
        if (next) return next arguments;                                             \
        errno = ENOSYS;                                                              \
        return failure;                                                              \
    }

START(
    int, posix_spawn,
    (pid_t *restrict pid, const char *restrict path, const posix_spawn_file_actions_t *restrict actions,
     const posix_spawnattr_t *restrict attributes, char *const list[restrict], char *const environment[restrict]),
    (pid, path, actions, attributes, list, environment), ENOSYS)
START(
    int, posix_spawnp,
    (pid_t *restrict pid, const char *restrict file, const posix_spawn_file_actions_t *restrict actions,
     const posix_spawnattr_t *restrict attributes, char *const list[restrict], char *const environment[restrict]),
    (pid, file, actions, attributes, list, environment), ENOSYS)
START(int, execv, (const char *path, char *const list[]), (path, list), -1)
START(
    int, execve, (const char *path, char *const list[], char *const environment[]), (path, list, environment), -1)
START(int, execvp, (const char *file, char *const list[]), (file, list), -1)
START(
    int, execvpe, (const char *file, char *const list[], char *const environment[]), (file, list, environment), -1)
START(int, fexecve, (int program, char *const list[], char *const environment[]), (program, list, environment), -1)
// A child that vfork makes comes here as soon as it starts a program.
START(pid_t, fork, (void), (), -1)
START(int, system, (const char *command), (command), -1)
START(FILE *, popen, (const char *command, const char *mode), (command, mode), NULL)
