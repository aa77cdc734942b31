// V8 behind a C interface: forwards and nothing else, so that the isolate's owner can be written in Swift.
//
// Conventions
// - An isolate belongs to the thread that made it. Only `av_terminator_*` may be called from elsewhere.
// - Text is UTF-8 with a length, never zero-terminated. Borrowed text and bytes say how long they live.
// - A function that can fail takes `av_failure **`; on failure it stores a failure there, which the caller frees.
// - An `av_value` is a persistent handle that the caller frees.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct av_runtime av_runtime;
typedef struct av_value av_value;
typedef struct av_module av_module;
typedef struct av_failure av_failure;
typedef struct av_call av_call;
typedef struct av_terminator av_terminator;

typedef struct {
  const char *bytes;
  size_t length;
} av_text;

/// Bytes allocated with malloc; the receiver frees them with `av_buffer_free`.
typedef struct {
  uint8_t *bytes;
  size_t length;
} av_buffer;

void av_buffer_free(av_buffer buffer);

// ---- Process -------------------------------------------------------------------------------------------------

/// Starts V8 with `flags` (as on a command line) and a pool of `worker_threads`. Once per process.
void av_initialize(av_text flags, int worker_threads);
/// V8's version, such as "10.2.154.26-node.31".
const char *av_version(void);
/// What `Date` reads from now on, in milliseconds since 1970; NaN for the system's clock.
void av_set_wall_clock(double milliseconds);
/// Whether anything has read the system's clock through V8 since the last time this was asked, as `Date` does.
bool av_take_wall_clock_read(void);

// ---- Isolate and context ---------------------------------------------------------------------------------------

typedef struct {
  void *host;
  /// A function made by `av_object_set_function` was called.
  void (*op)(void *host, uint32_t index, av_call *call);
  /// `import()` was evaluated in the module with the URL `referrer`; answer with `av_import_*`, not from in here.
  void (*dynamic_import)(void *host, uint64_t token, av_text referrer, av_text specifier);
  /// Answers `av_terminator_look`, from within script: where script is, as a failure without a name. Belongs to the receiver,
  /// which must not call into the runtime.
  void (*look)(void *host, av_failure *place);
  /// V8 is about to abort the process. The text lives during the call.
  void (*fatal)(void *host, const char *location, const char *message);
} av_callbacks;

typedef struct {
  size_t heap_limit_bytes;
  /// Of array buffers and what `av_set_outside_bytes` tells; 0: no limit.
  size_t buffer_limit_bytes;
  /// How much stack JavaScript may use below the caller's frame.
  size_t stack_bytes;
  /// A startup snapshot of this V8, borrowed for the runtime's life, or empty.
  const uint8_t *snapshot;
  size_t snapshot_length;
  /// Make a runtime whose only purpose is `av_snapshot_create`.
  bool for_snapshot;
} av_options;

/// What is left of the calling thread's stack, in bytes; 0 if that is not known.
size_t av_stack_available(void);

/// NULL if the snapshot is not one of this V8.
av_runtime *av_runtime_new(const av_options *options, const av_callbacks *callbacks);
/// A fresh isolate and context in place of the present ones, as `av_runtime_new` made them. Not from an op, and every value
/// must have been freed; modules and imports are forgotten, terminators stay valid.
void av_runtime_start_over(av_runtime *runtime);
/// The same with the present isolate and a fresh context in it. What is compiled stays known to V8; nothing of the old context
/// is reached from the new one, and its ops and rejections have no effect any more.
void av_runtime_renew_context(av_runtime *runtime);
void av_runtime_free(av_runtime *runtime);

/// Stores `value` in the snapshot to be; kept values are counted from 0.
void av_snapshot_keep(av_runtime *runtime, av_value *value);
/// The value kept under `index`. Each can be taken once.
av_value *av_snapshot_take(av_runtime *runtime, size_t index);
/// Frees the runtime, which must be one made for it, and every value of it must have been freed.
av_buffer av_snapshot_create(av_runtime *runtime);

typedef struct {
  size_t used_bytes;
  size_t limit_bytes;
  size_t external_bytes;
} av_heap_statistics;

av_heap_statistics av_heap_statistics_of(av_runtime *runtime);
/// Bytes of array buffers.
size_t av_buffer_bytes(av_runtime *runtime);
/// Bytes that count against the limit of array buffers although they are none.
void av_set_outside_bytes(av_runtime *runtime, size_t bytes);
void av_collect_garbage(av_runtime *runtime);

/// Whether script is on the stack, that is, whether this is called from an op.
bool av_is_running(av_runtime *runtime);
/// Runs promise jobs. False: they were terminated.
bool av_run_microtasks(av_runtime *runtime, av_failure **failure);
/// Runs what V8 posted to this thread (finalization, collection steps); at most `limit` tasks.
bool av_run_platform_tasks(av_runtime *runtime, int limit, av_failure **failure);

// ---- Values ----------------------------------------------------------------------------------------------------

void av_value_free(av_value *value);
av_value *av_global(av_runtime *runtime);
av_value *av_object_new(av_runtime *runtime);
av_value *av_string_new(av_runtime *runtime, av_text text);
av_value *av_number_new(av_runtime *runtime, double number);
av_value *av_object_get(av_runtime *runtime, av_value *object, av_text key, av_failure **failure);
/// Defines `key` as a function which calls `op` with `index`.
void av_object_set_function(av_runtime *runtime, av_value *object, av_text key, uint32_t index);
/// Own enumerable string keys, as an array value; see `av_array_length`.
av_value *av_object_keys(av_runtime *runtime, av_value *object, av_failure **failure);
size_t av_array_length(av_value *array, av_runtime *runtime);
av_value *av_array_get(av_runtime *runtime, av_value *array, size_t index, av_failure **failure);
bool av_value_is_object(av_value *value, av_runtime *runtime);
bool av_value_is_function(av_value *value, av_runtime *runtime);
bool av_value_is_truthy(av_value *value, av_runtime *runtime);
bool av_value_number(av_value *value, av_runtime *runtime, double *number);
/// As by JavaScript's String().
bool av_value_text(av_value *value, av_runtime *runtime, av_buffer *text, av_failure **failure);
/// Compiles and runs a classic script; `name` is its URL in stack traces. `eager`: all its functions, not only those that run.
av_value *av_evaluate(av_runtime *runtime, av_text name, av_text source, bool eager, av_failure **failure);
/// Calls `function` as a method of the global object.
av_value *av_call_function(
    av_runtime *runtime, av_value *function, av_value *const *arguments, int count, av_failure **failure);

/// HTML's structured serialize; fails when it takes more than `limit` bytes.
bool av_serialize(av_runtime *runtime, av_value *value, size_t limit, av_buffer *bytes, av_failure **failure);
av_value *av_deserialize(av_runtime *runtime, const uint8_t *bytes, size_t length, av_failure **failure);

/// Of a promise: 0 pending, 1 fulfilled, 2 rejected (`failure` is made from the reason). Anything else is fulfilled.
int av_promise_state(av_runtime *runtime, av_value *promise, av_failure **failure);
/// The next promise that was rejected and has no handler, as a failure; NULL when there is none left.
av_failure *av_take_rejection(av_runtime *runtime);

/// `hook(error, callSites)` gives the text of an error's stack when that is first read.
void av_set_stack_hook(av_runtime *runtime, av_value *hook);
/// `hook(error)` gives an array with four values for each frame of an error, innermost first: the function with its class or
/// `async`, as stacks show it, URL, line, column; undefined where it knows none.
void av_set_frames_hook(av_runtime *runtime, av_value *hook);
/// `hook(value)` gives the text of a thrown value that is not an error.
void av_set_thrown_hook(av_runtime *runtime, av_value *hook);

// ---- Modules ---------------------------------------------------------------------------------------------------

/// A place for the module with this URL, empty at first. It lives until its runtime is freed.
av_module *av_module_new(av_runtime *runtime, av_text url);
/// Fills the place with an ES module compiled from `source`. `cache` may be empty; `cache_rejected` says if V8 refused it.
bool av_module_compile(
    av_module *module, av_text source, const uint8_t *cache, size_t cache_length, bool *cache_rejected,
    av_failure **failure);
/// Fills the place with a module whose default export is the parsed JSON.
bool av_module_set_json(av_module *module, av_text source, av_failure **failure);
/// Fills the place with a module whose exports are the object's own enumerable properties.
bool av_module_set_object(av_module *module, av_value *object, av_failure **failure);
void av_module_clear(av_module *module);

size_t av_module_request_count(av_module *module);
/// The specifier of a request; line and column count from 1. The text is to be freed.
av_buffer av_module_request(av_module *module, size_t index, int *line, int *column);
void av_module_link(av_module *module, size_t request, av_module *target);
void av_module_set_main(av_module *module, bool is_main);
/// `hook(meta, url, isMain)` is called when a module first reads `import.meta`.
void av_set_import_meta_hook(av_runtime *runtime, av_value *hook);

bool av_module_instantiate(av_module *module, av_failure **failure);
/// Whether the module, which has been instantiated, or one that it imports, has a top-level `await`.
bool av_module_is_async(av_module *module);
/// The promise of the evaluation.
av_value *av_module_evaluate(av_module *module, av_failure **failure);
/// V8's code cache for the module with the functions compiled so far; empty for JSON and objects.
av_buffer av_module_code_cache(av_module *module);

/// Settles the promise of an `import()` as `evaluation` (from `av_module_evaluate`) does, with the module's namespace.
void av_import_resolve(av_runtime *runtime, uint64_t token, av_module *module, av_value *evaluation);
/// Rejects it with the failure's own exception.
void av_import_reject(av_runtime *runtime, uint64_t token, av_failure *failure);
/// Rejects it with a TypeError.
void av_import_reject_text(av_runtime *runtime, uint64_t token, av_text message);

// ---- Op calls ----------------------------------------------------------------------------------------------------

int av_arg_count(av_call *call);
bool av_arg_is_undefined(av_call *call, int index);
bool av_arg_is_null(av_call *call, int index);
bool av_arg_is_true(av_call *call, int index);
/// False when it is not a number.
bool av_arg_number(av_call *call, int index, double *number);
#define AV_MOST_NUMBERS 32
/// A buffer for AV_MOST_NUMBERS numbers, valid during the call.
double *av_arg_numbers(av_call *call);
/// Stores the arguments from `first` on there, beginning with the one at `done`, until there are `count`; returns how
/// many there are before the first that is not a number.
int av_arg_fetch_numbers(av_call *call, int first, int done, int count);
/// The low 64 bits of a BigInt; false when it is not one.
bool av_arg_bigint(av_call *call, int index, int64_t *number);
/// As by String(). The text lives until the next text is asked for. False: a JavaScript exception is pending.
bool av_arg_text(av_call *call, int index, av_text *text);
/// The range of an ArrayBuffer or a view of one; lives during the call. False when it is neither.
bool av_arg_bytes(av_call *call, int index, uint8_t **bytes, size_t *length);
/// Takes the memory from an ArrayBuffer, which is empty from then on. False: it is none, or its memory is not its own to give.
bool av_arg_detach_buffer(av_call *call, int index, bool only_ask);
/// Numbers of an array or Float64Array; live until the next array is asked for. False when it is not an array of numbers.
bool av_arg_number_array(av_call *call, int index, const double **numbers, size_t *count);
/// As av_serialize. False: a JavaScript exception, a DataCloneError, is pending.
bool av_arg_serialize(av_call *call, int index, size_t limit, av_buffer *bytes);
/// A failure made from the argument, as if it had been thrown.
av_failure *av_arg_failure(av_call *call, int index);
/// Where script is, as a failure without a name. Only while it runs.
av_failure *av_stack(av_runtime *runtime);

/// What an object is, whatever its prototype says.
typedef enum {
  AV_KIND_OTHER, AV_KIND_PROXY, AV_KIND_FUNCTION, AV_KIND_ASYNC_FUNCTION, AV_KIND_GENERATOR_FUNCTION, AV_KIND_ASYNC_GENERATOR_FUNCTION,
  AV_KIND_ARRAY, AV_KIND_SET, AV_KIND_MAP, AV_KIND_TYPED_ARRAY, AV_KIND_MAP_ITERATOR, AV_KIND_SET_ITERATOR, AV_KIND_ARGUMENTS,
  AV_KIND_REGEXP, AV_KIND_DATE, AV_KIND_ERROR, AV_KIND_ARRAY_BUFFER, AV_KIND_SHARED_ARRAY_BUFFER, AV_KIND_DATA_VIEW, AV_KIND_PROMISE,
  AV_KIND_WEAK_SET, AV_KIND_WEAK_MAP, AV_KIND_NAMESPACE, AV_KIND_NUMBER, AV_KIND_STRING, AV_KIND_BOOLEAN, AV_KIND_BIGINT, AV_KIND_SYMBOL
} av_kind;

/// Primitive values are AV_KIND_OTHER.
av_kind av_arg_kind(av_call *call, int index);
/// Returns what script cannot see of the argument, as an array. Of a proxy: target and handler, both null if revoked. Of a
/// promise: 0 pending, 1 fulfilled, 2 rejected, and what with. Of an iterator of a Map or Set: whether it gives pairs, and an
/// array of what is left, keys and values in turn. Of anything else: nothing. No code of the argument's runs.
void av_return_details(av_call *call, int index);
/// Returns the name of the class that made the object, as V8 remembers it.
void av_return_class_name(av_call *call, int index);
/// Returns the own keys of an array that are not indexes, as an array.
void av_return_extra_keys(av_call *call, int index, bool only_enumerable);

void av_return_null(av_call *call);
void av_return_bool(av_call *call, bool value);
void av_return_number(av_call *call, double value);
void av_return_text(av_call *call, av_text text);
void av_return_numbers(av_call *call, const double *numbers, size_t count);
void av_return_texts(av_call *call, const av_text *texts, size_t count);
/// A fresh Uint8Array with a copy.
void av_return_bytes(av_call *call, const uint8_t *bytes, size_t length);
/// False: the bytes are not a serialized value.
bool av_return_deserialized(av_call *call, const uint8_t *bytes, size_t length);
void av_return_value(av_call *call, av_value *value);
/// The module's exports; false, with nothing returned, while it has not been linked.
bool av_return_namespace(av_call *call, av_module *module);

/// Ends the run of script that the call belongs to; nothing in script can catch that.
void av_terminate(av_call *call);

typedef enum { AV_ERROR, AV_TYPE_ERROR, AV_RANGE_ERROR } av_error_class;
void av_throw(av_call *call, av_error_class error_class, av_text message);

// ---- Failures ------------------------------------------------------------------------------------------------------

typedef enum { AV_EXCEPTION, AV_SYNTAX, AV_TERMINATED, AV_OUT_OF_MEMORY } av_failure_kind;

typedef struct {
  av_text function;
  av_text url;
  /// From 1; 0 if unknown.
  int line;
  int column;
} av_frame;

void av_failure_free(av_failure *failure);
av_failure_kind av_failure_kind_of(const av_failure *failure);
/// The error's `name`; empty when what was thrown is not an error.
av_text av_failure_name(const av_failure *failure);
av_text av_failure_message(const av_failure *failure);
size_t av_failure_frame_count(const av_failure *failure);
av_frame av_failure_frame(const av_failure *failure, size_t index);
/// What the error names as its cause, or NULL. Belongs to `failure`.
const av_failure *av_failure_cause(const av_failure *failure);
/// How many errors an AggregateError gathers.
size_t av_failure_error_count(const av_failure *failure);
/// One of the first of them, or NULL. Belongs to `failure`, and has no cause and no errors.
const av_failure *av_failure_error(const av_failure *failure, size_t index);

// ---- Termination, from any thread ----------------------------------------------------------------------------------

/// A counted reference; free each with `av_terminator_free`. It may outlive the runtime.
av_terminator *av_terminator_of(av_runtime *runtime);
void av_terminator_free(av_terminator *terminator);
/// The number of the run of script that is going on, 0 when none is.
uint64_t av_terminator_run(av_terminator *terminator);
/// Terminates that run as soon as it can be interrupted; other runs are not affected.
void av_terminator_terminate(av_terminator *terminator, uint64_t run);

/// Calls back from that run, with where it is, as soon as it can be interrupted.
void av_terminator_look(av_terminator *terminator, uint64_t run);
/// For a process that will be killed because its script cannot be terminated: samples the script's thread by a signal,
/// in the middle of a call that V8 does not interrupt. V8 does not support that, so it may fail (NULL, after so many
/// milliseconds), and the thread never continues. At most once per process.
av_failure *av_terminator_last_look(av_terminator *terminator, int milliseconds);

#ifdef __cplusplus
}
#endif
