#pragma once
// What the kernel process needs and Swift cannot express: streams that report every write in order, symbols that
// stand in for the C library's and the runtime's, and a signal handler that says where a cell crashed.

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

/// Names the descriptor that frames are written to: one byte kind, four bytes length (little endian), payload.
void kernel_channel_open(int descriptor);

/// Writes one frame; frames of several threads never mix. Returns 0, or -1 when the supervisor is gone.
int kernel_channel_send(char kind, const void *_Nullable bytes, size_t length);

/// The same for a signal handler: gives up, with -1, where another frame is not ended within a moment.
int kernel_channel_send_from_handler(char kind, const void *_Nullable bytes, size_t length);

/// The descriptor of the channel, or -1 in a process that is no kernel.
int kernel_channel_descriptor(void);

/// Replaces the C streams stdout and stderr by unbuffered ones whose writes are frames of kind 'o' and 'e', and makes
/// this process's `write` to the descriptors 1 and 2 do the same, so that their order among themselves and among
/// other frames is exact and nothing is lost in a crash. Neither they nor the channel can then be closed by accident.
/// Returns 0, or -1 when the streams cannot be made.
int kernel_capture_streams(void);

/// Starts a thread with a large stack and an alternate signal stack, and runs `body(context)` on it; calls `abandoned`
/// if the thread is ended before `body` returns. Returns 0 or an error number.
int kernel_start_cell_thread(size_t stack_bytes, void (*_Nonnull body)(void *_Nullable),
                             void (*_Nonnull abandoned)(void), void *_Nullable context);

/// Makes processes whose parents are gone children of this one, so that they can be found.
void kernel_adopt_orphans(void);

/// Calls a cell's entry function.
void kernel_call_entry(void *_Nonnull entry);

/// The entry function that this thread was told to call, or NULL.
void *_Nullable kernel_cell_entry(void);

/// Takes the place of `exit` while set: called with the status, and must not return.
void kernel_set_exit_handler(void (*_Nullable handler)(int status));

/// Stops the calling thread for ever; its frames stay, so that state captured there lives on.
_Noreturn void kernel_park_thread(void);

/// Whether a fault at this address means that the calling cell's stack is full.
int kernel_is_stack_overflow(const void *_Nullable address);

/// Writes the stack of the cell's thread, a line `path<TAB>offset` for each frame, as text into `buffer`; returns the
/// length, 0 if the thread is gone or does not answer within a moment.
size_t kernel_cell_stack(char *_Nonnull buffer, size_t capacity);

/// The same for any thread.
size_t kernel_thread_stack(pthread_t thread, char *_Nonnull buffer, size_t capacity);

/// Reports fatal signals as a frame of kind 'c' before the process dies of them: `signal N`, with ` overflow` if the
/// stack is full and ` outside` if another process sent it, then a line `path<TAB>offset` for each frame of the stack.
void kernel_install_crash_handler(void);

/// Reports in the same way, with `exit N`, that the process is about to end itself.
void kernel_report_end(int status);

/// Remembers for each thread where errors were last thrown; the type is that of `any Error`.
void kernel_watch_throws(const void *_Nonnull type_of_any_error);

/// Writes where this thread threw the error of a type that nothing caught, and where its top-level code awaited it, a
/// line `path<TAB>offset` for each frame, as text into `buffer`; returns the length, 0 if neither is known.
size_t kernel_uncaught_throw(const void *_Nonnull type, char *_Nonnull buffer, size_t capacity);

/// Writes the calling thread's stack in the same form.
size_t kernel_current_stack(char *_Nonnull buffer, size_t capacity);

/// Makes the executor with these two words (of an `UnownedSerialExecutor`) the main actor's; `serve` runs its jobs on
/// the calling thread and never returns.
void kernel_install_main_executor(uintptr_t identity, uintptr_t implementation, void (*_Nonnull serve)(void));

/// Tells the supervisor from now on which files this process uses, in frames of kind 'f': `kind<TAB>size<TAB>seconds<TAB>
/// nanoseconds<TAB>path`, size and time of change (ctime) as they were, once for each kind and path. The kinds: 'r' read,
/// 'w' made or written, 'd' a folder listed, 't' a folder listed with all folders inside, 'e' seen to exist, 'm' missing.
void kernel_observe_files(void);

/// From now on nothing this process does to files is kept: files are made in `/dev/null`, and folders, new names,
/// removals, lengths, permissions and times are only said to be made. Devices are left alone.
void kernel_discard_writes(void);

/// From now on this process starts no programs and does not fork: whoever wants to calls `handler`, which must not return.
void kernel_refuse_programs(void (*_Nonnull handler)(void));

/// From now on Swift's own random numbers are those that follow from this seed.
void kernel_seed_random(uint64_t seed);

/// Calls `each` with the path of every library that the dynamic linker has loaded.
void kernel_each_library(void (*_Nonnull each)(const char *_Nonnull path, void *_Nullable context),
                         void *_Nullable context);
