// The isolate with its one context: life, snapshot, microtasks, memory limit and termination.
#include <csignal>
#include <ctime>
#include <unistd.h>

#include "Internal.h"

namespace {

const intptr_t external_references[] = {reinterpret_cast<intptr_t>(av::on_op), 0};

void on_rejection(v8::PromiseRejectMessage message) {
  v8::Local<v8::Promise> promise = message.GetPromise();
  v8::Isolate *isolate = promise->GetIsolate();
  // Results of a replaced context are dropped.
  if (av::of(isolate)->is_renewed && av::of(isolate)->context != isolate->GetCurrentContext()) return;
  auto &rejections = av::of(isolate)->rejections;
  if (message.GetEvent() == v8::kPromiseRejectWithNoHandler) {
    std::vector<av_frame_record> frames;
    if (!message.GetValue()->IsNativeError()) frames = av::frames(isolate, v8::StackTrace::CurrentStackTrace(isolate, 50));
    rejections.push_back(
        {v8::Global<v8::Promise>(isolate, promise), v8::Global<v8::Value>(isolate, message.GetValue()), std::move(frames)});
  } else if (message.GetEvent() == v8::kPromiseHandlerAddedAfterReject) {
    for (auto entry = rejections.begin(); entry != rejections.end(); ++entry) {
      if (entry->promise != promise) continue;
      rejections.erase(entry);
      return;
    }
  }
}

void on_interrupt(v8::Isolate *isolate, void *data) {
  auto runtime = static_cast<av_runtime *>(data);
  // A request that comes after its run has ended waits for the next run, which it does not concern.
  bool requested = runtime->terminator->requested.load() == runtime->terminator->run.load();
  if (!requested && !runtime->out_of_memory) return;
  v8::HandleScope handles(isolate);
  runtime->interrupted_at = av::frames(isolate, v8::StackTrace::CurrentStackTrace(isolate, 50));
  isolate->TerminateExecution();
}

void on_look(v8::Isolate *isolate, void *data) {
  auto runtime = static_cast<av_runtime *>(data);
  if (runtime->terminator->looked.load() != runtime->terminator->run.load()) return;
  v8::HandleScope handles(isolate);
  auto record = new av_failure;
  record->frames = av::frames(isolate, v8::StackTrace::CurrentStackTrace(isolate, 20));
  runtime->callbacks.look(runtime->callbacks.host, record);
}

size_t on_near_heap_limit(void *data, size_t current_limit, size_t) {
  auto runtime = static_cast<av_runtime *>(data);
  // The first time, script gets extra heap so that it can be interrupted and report its position; the second time it
  // fails.
  if (runtime->out_of_memory) {
    runtime->isolate->TerminateExecution();
  } else {
    runtime->out_of_memory = true;
    runtime->isolate->RequestInterrupt(on_interrupt, runtime);
  }
  return current_limit + runtime->heap_limit / 4 + (size_t{16} << 20);
}

void on_fatal(const char *location, const char *message) {
  v8::Isolate *isolate = v8::Isolate::TryGetCurrent();
  if (isolate && av::of(isolate)) {
    auto &callbacks = av::of(isolate)->callbacks;
    callbacks.fatal(callbacks.host, location ? location : "", message ? message : "");
  }
  std::abort();
}

#if V8_MAJOR_VERSION >= 11
void on_out_of_memory(const char *location, const v8::OOMDetails &details) {
  on_fatal(location, details.is_heap_oom ? "the heap is full" : "the process is out of memory");
}
#else
void on_out_of_memory(const char *location, bool is_heap_oom) {
  on_fatal(location, is_heap_oom ? "the heap is full" : "the process is out of memory");
}
#endif

}  // namespace

av::Scope::Scope(av_runtime *runtime) : runtime_(runtime), handles_(runtime->isolate) {
  context = runtime->context.Get(runtime->isolate);
  context->Enter();
  if (runtime->depth++ == 0) runtime->terminator->run.store(++runtime->runs * 2 - 1);
}

av::Scope::~Scope() {
  if (--runtime_->depth == 0) runtime_->terminator->run.store(runtime_->runs * 2);
  context->Exit();
}

size_t av_stack_available(void) {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  void *lowest = nullptr;
  size_t size = 0;
  int failed = pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  auto end = reinterpret_cast<uintptr_t>(lowest);
  return failed || here < end ? 0 : here - end;
}

namespace {

/// Gives the runtime an isolate and a context, both fresh.
void open(av_runtime *runtime) {
  v8::Isolate *isolate;
  if (runtime->creator) {
    isolate = runtime->creator->GetIsolate();
  } else {
    v8::Isolate::CreateParams params;
    params.array_buffer_allocator = runtime->allocator.get();
    params.constraints.ConfigureDefaultsFromHeapSize(0, runtime->heap_limit);
    params.external_references = external_references;
    if (runtime->snapshot.data) params.snapshot_blob = &runtime->snapshot;
    isolate = v8::Isolate::New(params);
    isolate->Enter();
  }
  runtime->isolate = isolate;
  isolate->SetData(0, runtime);
  isolate->SetMicrotasksPolicy(v8::MicrotasksPolicy::kExplicit);
  isolate->SetCaptureStackTraceForUncaughtExceptions(true, 50, v8::StackTrace::kDetailed);
  isolate->SetPrepareStackTraceCallback(av::on_prepare_stack);
  isolate->SetStackLimit(runtime->stack_limit);
  isolate->SetPromiseRejectCallback(on_rejection);
  isolate->SetHostImportModuleDynamicallyCallback(av::on_dynamic_import);
  isolate->SetHostInitializeImportMetaObjectCallback(av::on_import_meta);
  isolate->SetFatalErrorHandler(on_fatal);
  isolate->SetOOMErrorHandler(on_out_of_memory);
  if (!runtime->creator) isolate->AddNearHeapLimitCallback(on_near_heap_limit, runtime);
  runtime->is_renewed = false;
  {
    std::lock_guard<std::mutex> lock(runtime->terminator->mutex);
    runtime->terminator->runtime = runtime;
  }
  v8::HandleScope handles(isolate);
  runtime->context.Reset(isolate, v8::Context::New(isolate));
}

/// Everything that holds a handle of the context.
void forget(av_runtime *runtime) {
  runtime->rejections.clear();
  runtime->imports.clear();
  runtime->modules.clear();
  runtime->modules_by_script.clear();
  runtime->modules_by_hash.clear();
  runtime->import_meta_hook.Reset();
  runtime->stack_hook.Reset();
  runtime->frames_hook.Reset();
  runtime->thrown_hook.Reset();
}

/// Everything that holds a handle goes before the isolate does.
void detach(av_runtime *runtime) {
  {
    std::lock_guard<std::mutex> lock(runtime->terminator->mutex);
    runtime->terminator->runtime = nullptr;
  }
  forget(runtime);
}

void dispose(av_runtime *runtime) {
  runtime->context.Reset();
  runtime->isolate->Exit();
  v8::platform::NotifyIsolateShutdown(av::platform(), runtime->isolate);
  runtime->isolate->Dispose();
}

}  // namespace

av_runtime *av_runtime_new(const av_options *options, const av_callbacks *callbacks) {
  auto runtime = std::make_unique<av_runtime>();
  runtime->callbacks = *callbacks;
  runtime->heap_limit = options->heap_limit_bytes;
  runtime->stack_limit = reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) - options->stack_bytes;
  if (options->snapshot_length) {
    runtime->snapshot = {reinterpret_cast<const char *>(options->snapshot), static_cast<int>(options->snapshot_length)};
    if (!runtime->snapshot.IsValid()) return nullptr;
  }
  if (options->for_snapshot) {
    runtime->creator = std::make_unique<v8::SnapshotCreator>(external_references);
  } else {
    runtime->allocator = std::make_unique<av_allocator>(options->buffer_limit_bytes);
  }
  runtime->terminator = new av_terminator;
  runtime->thread = pthread_self();
  open(runtime.get());
  return runtime.release();
}

void av_runtime_start_over(av_runtime *runtime) {
  detach(runtime);
  dispose(runtime);
  runtime->out_of_memory = false;
  runtime->interrupted_at.clear();
  open(runtime);
}

void av_runtime_renew_context(av_runtime *runtime) {
  forget(runtime);
  {
    // Entered, so that V8 drops the context's finalizers that are due (Heap::NotifyContextDisposed).
    av::Scope scope(runtime);
    runtime->isolate->ContextDisposedNotification(false);
  }
  v8::HandleScope handles(runtime->isolate);
  runtime->context.Reset(runtime->isolate, v8::Context::New(runtime->isolate));
  runtime->is_renewed = true;
}

void av_runtime_free(av_runtime *runtime) {
  detach(runtime);
  av_terminator_free(runtime->terminator);
  if (runtime->creator) {
    runtime->context.Reset();
    // The creator refuses to go without having made its blob.
    {
      v8::HandleScope handles(runtime->isolate);
      runtime->creator->SetDefaultContext(v8::Context::New(runtime->isolate));
    }
    delete[] runtime->creator->CreateBlob(v8::SnapshotCreator::FunctionCodeHandling::kClear).data;
    runtime->creator.reset();
  } else {
    dispose(runtime);
  }
  delete runtime;
}

void av_snapshot_keep(av_runtime *runtime, av_value *value) {
  av::Scope scope(runtime);
  runtime->creator->AddData(scope.context, av::local(runtime, value));
}

av_value *av_snapshot_take(av_runtime *runtime, size_t index) {
  av::Scope scope(runtime);
  v8::Local<v8::Value> kept;
  if (!scope.context->GetDataFromSnapshotOnce<v8::Value>(index).ToLocal(&kept)) return nullptr;
  return av::value(runtime->isolate, kept);
}

av_buffer av_snapshot_create(av_runtime *runtime) {
  detach(runtime);
  av_terminator_free(runtime->terminator);
  {
    v8::HandleScope handles(runtime->isolate);
    runtime->creator->SetDefaultContext(runtime->context.Get(runtime->isolate));
    runtime->context.Reset();
  }
  v8::StartupData blob = runtime->creator->CreateBlob(v8::SnapshotCreator::FunctionCodeHandling::kKeep);
  av_buffer buffer{nullptr, 0};
  if (blob.data) {
    buffer.length = static_cast<size_t>(blob.raw_size);
    buffer.bytes = static_cast<uint8_t *>(std::malloc(buffer.length));
    std::memcpy(buffer.bytes, blob.data, buffer.length);
    delete[] blob.data;
  }
  runtime->creator.reset();
  delete runtime;
  return buffer;
}

av_heap_statistics av_heap_statistics_of(av_runtime *runtime) {
  v8::HeapStatistics statistics;
  runtime->isolate->GetHeapStatistics(&statistics);
  return {statistics.used_heap_size(), statistics.heap_size_limit(), statistics.external_memory()};
}

size_t av_buffer_bytes(av_runtime *runtime) { return runtime->allocator ? runtime->allocator->used() : 0; }

void av_set_outside_bytes(av_runtime *runtime, size_t bytes) {
  if (runtime->allocator) runtime->allocator->set_outside(bytes);
}

void av_collect_garbage(av_runtime *runtime) { runtime->isolate->LowMemoryNotification(); }

bool av_is_running(av_runtime *runtime) { return runtime->depth > 0; }

bool av_run_microtasks(av_runtime *runtime, av_failure **failure) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  scope.context->GetMicrotaskQueue()->PerformCheckpoint(runtime->isolate);
  if (!caught.HasCaught()) return true;
  av::fail(runtime, caught, failure);
  return false;
}

bool av_run_platform_tasks(av_runtime *runtime, int limit, av_failure **failure) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  while (limit-- > 0 && v8::platform::PumpMessageLoop(av::platform(), runtime->isolate)) {
    if (!caught.HasCaught()) continue;
    av::fail(runtime, caught, failure);
    return false;
  }
  return true;
}

av_terminator *av_terminator_of(av_runtime *runtime) {
  runtime->terminator->references.fetch_add(1);
  return runtime->terminator;
}

void av_terminator_free(av_terminator *terminator) {
  if (terminator->references.fetch_sub(1) == 1) delete terminator;
}

uint64_t av_terminator_run(av_terminator *terminator) {
  uint64_t run = terminator->run.load();
  return run & 1 ? run : 0;
}

void av_terminator_terminate(av_terminator *terminator, uint64_t run) {
  if (!(run & 1)) return;
  std::lock_guard<std::mutex> lock(terminator->mutex);
  if (!terminator->runtime || terminator->run.load() != run) return;
  terminator->requested.store(run);
  terminator->runtime->isolate->RequestInterrupt(on_interrupt, terminator->runtime);
}

void av_terminator_look(av_terminator *terminator, uint64_t run) {
  if (!(run & 1)) return;
  std::lock_guard<std::mutex> lock(terminator->mutex);
  if (!terminator->runtime || terminator->run.load() != run) return;
  terminator->looked.store(run);
  terminator->runtime->isolate->RequestInterrupt(on_look, terminator->runtime);
}

namespace {

std::atomic<av_runtime *> looked_at{nullptr};
std::atomic<av_failure *> last_place{nullptr};

/// The thread has done what it was asked for, or has failed at it.
void park(int) {
  while (true) pause();
}

void on_last_look(int) {
  av_runtime *runtime = looked_at.load();
  {
    v8::HandleScope handles(runtime->isolate);
    auto record = new av_failure;
    record->frames = av::frames(runtime->isolate, v8::StackTrace::CurrentStackTrace(runtime->isolate, 20));
    last_place.store(record);
  }
  park(0);
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

}  // namespace

av_failure *av_terminator_last_look(av_terminator *terminator, int milliseconds) {
  pthread_t thread;
  {
    std::lock_guard<std::mutex> lock(terminator->mutex);
    av_runtime *nobody = nullptr;
    if (!terminator->runtime || !looked_at.compare_exchange_strong(nobody, terminator->runtime)) return nullptr;
    thread = terminator->runtime->thread;
  }
  // Failures in there do not matter: the process is lost.
  for (int number : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT}) handle(number, park);
  int number = SIGRTMIN + 3;
  handle(number, on_last_look);
  if (pthread_kill(thread, number) != 0) return nullptr;
  for (int waited = 0; waited < milliseconds && !last_place.load(); ++waited) {
    timespec pause{0, 1000000};
    nanosleep(&pause, nullptr);
  }
  return last_place.exchange(nullptr);
}
