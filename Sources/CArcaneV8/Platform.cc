// The process's one V8 platform: the default one, with a wall clock that can be set for deterministic runs.
#include "Internal.h"

namespace {

std::atomic<double> wall_clock{std::nan("")};
std::atomic<bool> was_read{false};

/// The time that was set, or NaN, which is noted as a reading of the system's.
double set_wall_clock() {
  double set = wall_clock.load(std::memory_order_relaxed);
  if (std::isnan(set)) was_read.store(true, std::memory_order_relaxed);
  return set;
}

/// Forwards everything but the wall clock.
class Platform final : public v8::Platform {
 public:
  explicit Platform(std::unique_ptr<v8::Platform> inner) : inner_(std::move(inner)) {}
  v8::Platform *inner() { return inner_.get(); }

  v8::PageAllocator *GetPageAllocator() override { return inner_->GetPageAllocator(); }
  v8::ZoneBackingAllocator *GetZoneBackingAllocator() override { return inner_->GetZoneBackingAllocator(); }
  void OnCriticalMemoryPressure() override { inner_->OnCriticalMemoryPressure(); }
  int NumberOfWorkerThreads() override { return inner_->NumberOfWorkerThreads(); }
  std::shared_ptr<v8::TaskRunner> GetForegroundTaskRunner(v8::Isolate *isolate) override {
    return inner_->GetForegroundTaskRunner(isolate);
  }
  void CallOnWorkerThread(std::unique_ptr<v8::Task> task) override { inner_->CallOnWorkerThread(std::move(task)); }
  void CallBlockingTaskOnWorkerThread(std::unique_ptr<v8::Task> task) override {
    inner_->CallBlockingTaskOnWorkerThread(std::move(task));
  }
  void CallLowPriorityTaskOnWorkerThread(std::unique_ptr<v8::Task> task) override {
    inner_->CallLowPriorityTaskOnWorkerThread(std::move(task));
  }
  void CallDelayedOnWorkerThread(std::unique_ptr<v8::Task> task, double seconds) override {
    inner_->CallDelayedOnWorkerThread(std::move(task), seconds);
  }
  bool IdleTasksEnabled(v8::Isolate *isolate) override { return inner_->IdleTasksEnabled(isolate); }
  std::unique_ptr<v8::JobHandle> PostJob(v8::TaskPriority priority, std::unique_ptr<v8::JobTask> task) override {
    return inner_->PostJob(priority, std::move(task));
  }
#if V8_MAJOR_VERSION >= 11
  std::unique_ptr<v8::JobHandle> CreateJob(v8::TaskPriority priority, std::unique_ptr<v8::JobTask> task) override {
    return inner_->CreateJob(priority, std::move(task));
  }
  std::unique_ptr<v8::ScopedBlockingCall> CreateBlockingScope(v8::BlockingType type) override {
    return inner_->CreateBlockingScope(type);
  }
  int64_t CurrentClockTimeMilliseconds() override {
    double set = set_wall_clock();
    return std::isnan(set) ? inner_->CurrentClockTimeMilliseconds() : static_cast<int64_t>(set);
  }
  double CurrentClockTimeMillisecondsHighResolution() override {
    double set = set_wall_clock();
    return std::isnan(set) ? inner_->CurrentClockTimeMillisecondsHighResolution() : set;
  }
#else
  bool OnCriticalMemoryPressure(size_t length) override { return inner_->OnCriticalMemoryPressure(length); }
#endif
  double MonotonicallyIncreasingTime() override { return inner_->MonotonicallyIncreasingTime(); }
  double CurrentClockTimeMillis() override {
    double set = set_wall_clock();
    return std::isnan(set) ? inner_->CurrentClockTimeMillis() : set;
  }
  StackTracePrinter GetStackTracePrinter() override { return inner_->GetStackTracePrinter(); }
  v8::TracingController *GetTracingController() override { return inner_->GetTracingController(); }
  void DumpWithoutCrashing() override { inner_->DumpWithoutCrashing(); }
  v8::HighAllocationThroughputObserver *GetHighAllocationThroughputObserver() override {
    return inner_->GetHighAllocationThroughputObserver();
  }

 private:
  std::unique_ptr<v8::Platform> inner_;
};

Platform *the_platform = nullptr;

}  // namespace

v8::Platform *av::platform() { return the_platform->inner(); }

void av_initialize(av_text flags, int worker_threads) {
  if (the_platform) return;
  v8::V8::SetFlagsFromString(flags.bytes, flags.length);
  auto inner = worker_threads > 0 ? v8::platform::NewDefaultPlatform(worker_threads)
                                  : v8::platform::NewSingleThreadedDefaultPlatform();
  the_platform = new Platform(std::move(inner));  // for the life of the process, as V8 is
  v8::V8::InitializePlatform(the_platform);
  v8::V8::Initialize();
}

const char *av_version(void) { return v8::V8::GetVersion(); }
bool av_take_wall_clock_read(void) { return was_read.exchange(false, std::memory_order_relaxed); }
void av_set_wall_clock(double milliseconds) { wall_clock.store(milliseconds, std::memory_order_relaxed); }
void av_buffer_free(av_buffer buffer) { std::free(buffer.bytes); }
