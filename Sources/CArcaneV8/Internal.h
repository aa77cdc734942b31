// What the parts of the shim share. Not visible outside of it.
#pragma once
#include <pthread.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "CArcaneV8.h"
#include "libplatform/libplatform.h"
#include "v8.h"

static_assert(V8_MAJOR_VERSION == 10 || V8_MAJOR_VERSION == 11, "written for V8 10.2 and 11.3; read the release notes");
static_assert(sizeof(double) == 8 && sizeof(size_t) == 8, "a 64-bit machine");

struct av_value {
  v8::Global<v8::Value> handle;
};

struct av_frame_record {
  std::string function, url;
  int line = 0, column = 0;
};

struct av_failure {
  av_failure_kind kind = AV_EXCEPTION;
  std::string name, message;
  std::vector<av_frame_record> frames;
  std::unique_ptr<av_failure> cause;
  std::vector<std::unique_ptr<av_failure>> errors;  // the first of those that an AggregateError gathers
  uint32_t error_count = 0;                         // of all
  v8::Global<v8::Value> exception;
};

struct av_module {
  av_runtime *runtime = nullptr;
  std::string url;
  bool is_main = false;
  v8::Global<v8::Module> module;
  v8::Global<v8::UnboundModuleScript> script;  // for the code cache: a failed module no longer gives it
  v8::Global<v8::Object> exports;              // of a synthetic module
  std::vector<av_module *> links;              // in the order of the module's requests
  int next_request = 0;                        // where the search for a request begins
};

struct av_terminator {
  std::atomic<int> references{1};
  std::atomic<uint64_t> run{0};        // odd while script runs
  std::atomic<uint64_t> requested{0};  // the run to be ended
  std::atomic<uint64_t> looked{0};     // the run to be looked at
  std::mutex mutex;                    // guards `runtime`, which is null once the runtime is gone
  av_runtime *runtime = nullptr;
};

struct av_pending_rejection {
  v8::Global<v8::Promise> promise;
  v8::Global<v8::Value> reason;
  std::vector<av_frame_record> frames;  // where it was rejected, of a reason that does not know that itself
};

struct av_import {
  v8::Global<v8::Promise::Resolver> resolver;
  v8::Global<v8::Object> error;  // made when it was asked for, so that it knows where that was
};

/// Counts array buffers and refuses what is over the limit. V8 collects garbage then and tries again before it throws a RangeError.
/// Buffers are freed on V8's threads, too.
class av_allocator final : public v8::ArrayBuffer::Allocator {
 public:
  explicit av_allocator(size_t limit) : inner_(NewDefaultAllocator()), limit_(limit) {}
  void *Allocate(size_t length) override { return take(length) ? given(inner_->Allocate(length), length) : nullptr; }
  void *AllocateUninitialized(size_t length) override {
    return take(length) ? given(inner_->AllocateUninitialized(length), length) : nullptr;
  }
  void Free(void *data, size_t length) override {
    used_.fetch_sub(length);
    inner_->Free(data, length);
  }
  size_t used() const { return used_.load(); }
  size_t refusals() const { return refusals_.load(); }
  void set_outside(size_t bytes) { outside_.store(bytes); }

 private:
  // V8 aborts the process where it needs a small buffer of its own and gets none.
  static constexpr size_t small = size_t{64} << 10, slack = size_t{64} << 20;

  bool take(size_t length) {
    size_t used = used_.fetch_add(length) + length;
    size_t allowed = length <= small ? limit_ + slack : limit_;
    size_t outside = outside_.load();
    if (limit_ == 0 || (outside <= allowed && used <= allowed - outside)) return true;
    used_.fetch_sub(length);
    refusals_.fetch_add(1);
    return false;
  }
  void *given(void *memory, size_t length) {
    if (!memory) used_.fetch_sub(length);
    return memory;
  }

  std::unique_ptr<v8::ArrayBuffer::Allocator> inner_;
  const size_t limit_;
  std::atomic<size_t> used_{0}, outside_{0}, refusals_{0};
};

struct av_runtime {
  v8::Isolate *isolate = nullptr;
  v8::Global<v8::Context> context;
  av_callbacks callbacks{};
  std::unique_ptr<av_allocator> allocator;
  v8::StartupData snapshot{nullptr, 0};
  std::unique_ptr<v8::SnapshotCreator> creator;

  std::vector<std::unique_ptr<av_module>> modules;
  std::unordered_map<int, av_module *> modules_by_script;
  std::unordered_multimap<int, av_module *> modules_by_hash;  // synthetic ones have no script
  v8::Global<v8::Function> import_meta_hook, stack_hook, frames_hook, thrown_hook;
  std::unordered_map<uint64_t, av_import> imports;
  uint64_t next_import = 1;

  std::vector<av_pending_rejection> rejections;

  int depth = 0;  // of calls into V8 that are under way
  uint64_t runs = 0;
  av_terminator *terminator = nullptr;
  bool is_renewed = false;  // there have been other contexts in the isolate
  bool out_of_memory = false;
  size_t heap_limit = 0;
  uintptr_t stack_limit = 0;
  pthread_t thread = 0;  // that made it
  std::vector<av_frame_record> interrupted_at;

  std::string text;             // of the last av_arg_text
  std::vector<double> numbers;  // of the last av_arg_number_array
};

struct av_call {
  const v8::FunctionCallbackInfo<v8::Value> *info;
  av_runtime *runtime;
  double numbers[AV_MOST_NUMBERS];  // on the trampoline's stack, not initialized
};

namespace av {

v8::Platform *platform();

inline av_runtime *of(v8::Isolate *isolate) { return static_cast<av_runtime *>(isolate->GetData(0)); }

/// Entered for the time of every call that can touch the heap. The outermost one is a run that can be terminated.
class Scope {
 public:
  explicit Scope(av_runtime *runtime);
  ~Scope();
  v8::Local<v8::Context> context;

 private:
  av_runtime *runtime_;
  v8::HandleScope handles_;
};

v8::Local<v8::String> string(v8::Isolate *isolate, av_text text);
inline v8::Local<v8::String> string(v8::Isolate *isolate, const char *text) {
  return string(isolate, av_text{text, std::strlen(text)});
}
std::string utf8(v8::Isolate *isolate, v8::Local<v8::Value> value);
av_value *value(v8::Isolate *isolate, v8::Local<v8::Value> value);
inline v8::Local<v8::Value> local(av_runtime *runtime, av_value *value) { return value->handle.Get(runtime->isolate); }
inline av_text text(const std::string &string) { return av_text{string.data(), string.size()}; }

void on_op(const v8::FunctionCallbackInfo<v8::Value> &info);
std::vector<av_frame_record> frames(v8::Isolate *isolate, v8::Local<v8::StackTrace> trace);
/// Describes an exception; `message` may be empty.
av_failure *failure(av_runtime *runtime, v8::Local<v8::Value> exception, v8::Local<v8::Message> message);
/// Describes what `caught` holds and, at the outermost level, makes the isolate usable again after a termination.
void fail(av_runtime *runtime, v8::TryCatch &caught, av_failure **failure);
/// The text of an error's stack, from V8's call sites.
v8::MaybeLocal<v8::Value> on_prepare_stack(v8::Local<v8::Context> context, v8::Local<v8::Value> error, v8::Local<v8::Array> sites);
bool serialize(av_runtime *runtime, v8::Local<v8::Value> value, size_t limit, av_buffer *bytes);
v8::MaybeLocal<v8::Value> deserialize(av_runtime *runtime, const uint8_t *bytes, size_t length);

v8::MaybeLocal<v8::Promise> on_dynamic_import(
    v8::Local<v8::Context> context, v8::Local<v8::Data> options, v8::Local<v8::Value> resource,
    v8::Local<v8::String> specifier, v8::Local<v8::FixedArray> assertions);
void on_import_meta(v8::Local<v8::Context> context, v8::Local<v8::Module> module, v8::Local<v8::Object> meta);

}  // namespace av
