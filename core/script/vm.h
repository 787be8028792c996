/*
 * The inside of a script, shared by the files of this folder and by nobody else: the Lua
 * state, its memory ceiling and time budget, the locked environment, the modules.
 *
 * Time: every slice (from one resume to the next wait) of a task has VM_SLICE_MS; a hook
 * looks at the clock every VM_HOOK_COUNT instructions and ends the task when it is over. So
 * do large allocations, and the functions of text.h, which take long in one instruction. A
 * thread that the machine did not let run gets the time that it was away (VM_GRACE_MS).
 *
 * Memory: the ceilings hold only while a task's Lua runs (`limited`), where running out is
 * an error that ends that task. Outside of it the allocator never fails (it aborts, as all
 * of the program does), so C code may push values without being torn away by a raise. A task
 * may hold VM_TASK_MEMORY more than there was when it began, the whole state VM_MEMORY_LIMIT.
 */
#ifndef SCRIPT_VM_H
#define SCRIPT_VM_H

#include <stddef.h>
#include <stdint.h>

#include <lauxlib.h>
#include <lua.h>

#include "base/buf.h"
#include "base/error.h"
#include "loop/loop.h"
#include "script/script.h"
#include "store/store.h"

#define VM_OVERRUN "handler ran too long without waiting"
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define VM_SLICE_MS 200
#else
#define VM_SLICE_MS 24 /* with the grace and a turn of other tasks: no gap above 50 ms */
#endif
#define VM_GRACE_MS 8
#define VM_AWAY_MS 1000 /* at most, for a machine that is too busy */
#define VM_PATIENT_SLICE_MS 10 /* of a task that goes on behind others after its slice */
#define VM_PATIENT_MORE_MS 28 /* that one call of it into C may take */
#define VM_LOAD_MS 10000
#define VM_HOOK_COUNT 1000
#define VM_MEMORY_LIMIT ((size_t)256 << 20)
#define VM_TASK_MEMORY ((size_t)64 << 20)
#define VM_LARGE ((size_t)64 << 10)
#define VM_TEXT_MAX (((size_t)8 << 20) + 64) /* one text of a task, with its header */

struct kept;
struct task;
struct console;
struct task_slot;
struct thread;
struct wait;

/* A text of VM_LARGE or more. */
struct long_text {
	const void *at;
	size_t size;
};

struct service {
	const char *name;
	void *service;
};

struct script {
	lua_State *L;
	struct loop *loop;
	char *root, *drop_in;
	const char *file; /* being loaded now, or NULL */
	int line; /* of it, that was run last */
	int64_t budget_ms; /* for protected calls; 0: VM_SLICE_MS, or VM_LOAD_MS while loading */
	unsigned loading : 1, closing : 1;

	size_t memory, memory_limit;
	size_t entered; /* memory when the slice began */
	size_t ceiling; /* of this slice */
	int limited; /* the ceilings hold now */
	struct long_text *longs;
	size_t long_count, long_room;
	int hook_count; /* instructions between two looks at the clock: fewer, the longer the texts
			   are */
	int64_t deadline; /* of the running slice, clock_mono ms; INT64_MAX: none */
	int64_t last_deadline; /* to which it may be put off */
	int64_t grace_cpu; /* the thread's own time, us, when it was put off; 0: it was not */

	/* vm_tidy.c */
	size_t paced; /* MB of memory that the collector's pace was set for, and 1 */
	size_t tidied, peak; /* memory after the last rest, and the most since */
	unsigned slices, seen_slices;
	struct timer *tidy;
	int64_t longest_slice, longest_tidy; /* ns of processor time, since somebody asked */

	struct service services[16];
	int service_count;
	struct store *store;
	struct engine *engine;
	struct reader *reader; /* opened at the first read */
	struct pool *keys; /* makes keys; from the first on */

	/* hooks.c */
	struct hooks *hooks;
	struct model *model; /* of the current generation; borrowed from hooks */
	struct lifecycles *lifecycles;

	/* task.c, await.c */
	struct task *main_task; /* stands for "no task" */
	struct task *current; /* whose slice runs now, or NULL */
	struct task *ready_head, *ready_tail;
	struct timer *drain;
	int draining;
	int64_t effects, fault_at; /* STAMPEDE_FAULT=effect:N */

	/* park.c */
	struct wait *waits_first, *waits_last; /* that may be parked, oldest first */
	struct kept *kept; /* all */
	struct timer *parker;
	int park_above, park_most; /* coroutines */
	int64_t park_after; /* ms */

	/* task_slot.c */
	int awake; /* coroutines in use */
	uint64_t parkings; /* how often one was given back (park.h) */
	struct task_slot *slots;
	uint32_t slot_count, slot_free;
	struct thread *threads; /* coroutines to use again */
	int thread_count;

	/* proof.c */
	enum script_idempotency idempotency;
	double sample_rate;
	uint64_t luck; /* of the sampling */
	int follows; /* the settings, read again after a while */
	int64_t settings_at; /* clock_mono ms of the last look */
	int64_t proofs, violations;

	/* console.c */
	struct console *consoles;
	int64_t console_id; /* of the latest */
};

/* The script of any of its threads. */
struct script *vm_script(lua_State *L);

/* Makes the state with base, string, table, math and utf8, and locks its globals. */
int vm_open(struct script *script, struct error *err);

/* Ends the slice that runs when it is over its time: may not return. In C that takes long. */
void vm_check(lua_State *L);

/* The same for C that cannot be torn away: 1 when it is over, and then the slice ends after the
 * call. */
int vm_is_over(lua_State *L);

/* Begins and ends a slice under budget. */
void vm_enter(struct script *script, int64_t budget_ms);
void vm_leave(struct script *script);

/*
 * vm_tidy.c, after each slice: sets how much garbage may gather by what there is, and has it
 * collected, in small steps, once Lua has rested for a second.
 */
void vm_tidy_later(struct script *script);

/* sandbox.c: who wrote a chunk decides what it may require. */
enum vm_trust { VM_AUTHOR, VM_LIBRARY, VM_DROPIN };

/* Makes the two environments and `require`. Raises. */
void vm_open_sandbox(lua_State *L);

/*
 * Runs a file and leaves its one result on the stack. `path` is opened, `name` is what
 * errors and tracebacks call it.
 */
int vm_run_file(struct script *script, const char *path, const char *name, enum vm_trust trust,
		struct error *err);

/* The same of a text that was read already: leaves all its results, and says how many. */
int vm_run_text(struct script *script, struct span text, const char *name, int *ret_results,
		struct error *err);

/* Leaves the module `stampede.NAME` of lua/lib on the stack, loading it when it is new. */
int vm_module(struct script *script, const char *name, struct error *err);

/* Protected call under a budget, as lua_pcall but with an error struct. Not for what waits. */
int vm_call(struct script *script, int arguments, int results, struct error *err);

/* What is being loaded, for who is called from it in a tail call; "?" when nothing is. */
const char *vm_loading(const struct script *script);
int vm_loading_line(const struct script *script);

/* The names in `dir` that end in .lua, sorted, as an owned NULL-terminated array; no such
 * directory: an empty one. The caller frees it with vm_free_names. */
char **vm_list(const char *dir);
void vm_free_names(char **names);

/* Keys of the registry. */
extern const char VM_KEY_RAW, VM_KEY_MODULES, VM_KEY_AUTHOR, VM_KEY_LIBRARY, VM_KEY_ERROR,
	VM_KEY_ARRAY, VM_KEY_TASK, VM_KEY_COMMANDS, VM_KEY_LOCKS, VM_KEY_DROPPED, VM_KEY_DROPIN,
	VM_KEY_OWN_COMMANDS;

/* Pushes a function of a loaded module; -1 when there is none. Raises nothing. (call.c) */
int script_push_function(lua_State *L, const char *module, const char *function);

#endif
