// Exceptions as records that outlive the heap.
#include <algorithm>

#include "Internal.h"

std::vector<av_frame_record> av::frames(v8::Isolate *isolate, v8::Local<v8::StackTrace> trace) {
  std::vector<av_frame_record> records;
  if (trace.IsEmpty()) return records;
  int count = trace->GetFrameCount();
  for (int index = 0; index < count; ++index) {
    v8::Local<v8::StackFrame> frame = trace->GetFrame(isolate, static_cast<uint32_t>(index));
    av_frame_record record;
    if (!frame->GetFunctionName().IsEmpty()) record.function = utf8(isolate, frame->GetFunctionName());
    if (!frame->GetScriptNameOrSourceURL().IsEmpty()) record.url = utf8(isolate, frame->GetScriptNameOrSourceURL());
    if (record.url.empty() && frame->IsEval()) record.url = "<anonymous>";
    record.line = frame->GetLineNumber();
    record.column = frame->GetColumn();
    records.push_back(std::move(record));
  }
  return records;
}

namespace {

/// A property as a value; empty when reading it throws.
v8::MaybeLocal<v8::Value> property(v8::Isolate *isolate, v8::Local<v8::Object> object, const char *name) {
  v8::TryCatch ignored(isolate);
  return object->Get(isolate->GetCurrentContext(), av::string(isolate, name));
}

std::string description(v8::Isolate *isolate, v8::Local<v8::Value> value) {
  v8::TryCatch ignored(isolate);
  v8::Local<v8::String> text;
  if (!value->ToDetailString(isolate->GetCurrentContext()).ToLocal(&text)) return "(a value without a description)";
  return av::utf8(isolate, text);
}

/// A value that was thrown, as the console would show it.
std::string shown(av_runtime *runtime, v8::Local<v8::Value> value) {
  v8::Isolate *isolate = runtime->isolate;
  v8::TryCatch ignored(isolate);
  v8::Local<v8::Value> text;
  if (runtime->thrown_hook.IsEmpty() || isolate->IsExecutionTerminating() ||
      !runtime->thrown_hook.Get(isolate)
           ->Call(isolate->GetCurrentContext(), v8::Undefined(isolate), 1, &value)
           .ToLocal(&text)) {
    return description(isolate, value);
  }
  return av::utf8(isolate, text);
}

/// Completes frames, whose functions V8 gives without their classes, and adds those of callers that wait for a promise.
void complete(av_runtime *runtime, v8::Local<v8::Value> error, std::vector<av_frame_record> &frames) {
  v8::Isolate *isolate = runtime->isolate;
  if (frames.empty() || runtime->frames_hook.IsEmpty() || isolate->IsExecutionTerminating()) return;
  v8::TryCatch ignored(isolate);
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  v8::Local<v8::Value> list;
  if (!runtime->frames_hook.Get(isolate)->Call(context, v8::Undefined(isolate), 1, &error).ToLocal(&list) || !list->IsArray()) return;
  v8::Local<v8::Array> values = list.As<v8::Array>();
  for (uint32_t index = 0; index + 3 < values->Length(); index += 4) {
    v8::Local<v8::Value> function, url, line, column;
    if (!values->Get(context, index).ToLocal(&function) || !values->Get(context, index + 1).ToLocal(&url) ||
        !values->Get(context, index + 2).ToLocal(&line) || !values->Get(context, index + 3).ToLocal(&column)) {
      return;
    }
    av_frame_record record{
        av::utf8(isolate, function), av::utf8(isolate, url), line->Int32Value(context).FromMaybe(0),
        column->Int32Value(context).FromMaybe(0)};
    auto is_same = [&](const av_frame_record &other) {
      return other.line == record.line && other.column == record.column && other.url == record.url;
    };
    if (record.function.rfind("async", 0) == 0 && std::none_of(frames.begin(), frames.end(), is_same)) {
      frames.push_back(std::move(record));
      continue;
    }
    if (record.function.empty()) continue;
    for (auto &frame : frames) {
      if (is_same(frame)) frame.function = record.function;
    }
  }
}

/// The module whose evaluation threw this; null if none did. What is thrown need not be an error, which would know its place, and
/// V8 makes no message for a module's. But it keeps what each module has failed with, and the thrower imports none that has.
const av_module *thrower(av_runtime *runtime, v8::Local<v8::Value> thrown) {
  v8::Isolate *isolate = runtime->isolate;
  auto has_failed = [&](const av_module *module) {
    if (!module || module->module.IsEmpty()) return false;
    v8::Local<v8::Module> local = module->module.Get(isolate);
    return local->GetStatus() == v8::Module::kErrored && local->GetException()->StrictEquals(thrown);
  };
  for (const auto &module : runtime->modules) {
    if (has_failed(module.get()) && std::none_of(module->links.begin(), module->links.end(), has_failed)) return module.get();
  }
  return nullptr;
}

/// Of causes, and of the errors that one gathers.
constexpr size_t most_causes = 8;

std::unique_ptr<av_failure> describe(
    av_runtime *runtime, v8::Local<v8::Value> exception, v8::Local<v8::Message> message, std::vector<v8::Local<v8::Value>> known) {
  v8::Isolate *isolate = runtime->isolate;
  auto record = std::make_unique<av_failure>();
  record->exception.Reset(isolate, exception);
  v8::Local<v8::StackTrace> trace;
  if (exception->IsNativeError()) {
    v8::Local<v8::Object> error = exception.As<v8::Object>();
    v8::Local<v8::Value> value;
    if (property(isolate, error, "name").ToLocal(&value)) record->name = description(isolate, value);
    if (property(isolate, error, "message").ToLocal(&value)) record->message = description(isolate, value);
    known.push_back(exception);
    auto is_known = [&](v8::Local<v8::Value> other) {
      return std::any_of(known.begin(), known.end(), [&](auto one) { return one->StrictEquals(other); });
    };
    if (known.size() <= most_causes && property(isolate, error, "cause").ToLocal(&value) && !value->IsUndefined() && !is_known(value)) {
      record->cause = describe(runtime, value, v8::Local<v8::Message>(), known);
    }
    if (known.size() == 1 && property(isolate, error, "errors").ToLocal(&value) && value->IsArray()) {
      v8::TryCatch ignored(isolate);
      v8::Local<v8::Array> errors = value.As<v8::Array>();
      record->error_count = errors->Length();
      known.resize(most_causes, exception);  // no causes, and no errors of theirs
      for (uint32_t index = 0; index < std::min<size_t>(errors->Length(), most_causes); ++index) {
        if (!errors->Get(isolate->GetCurrentContext(), index).ToLocal(&value)) break;
        record->errors.push_back(describe(runtime, value, v8::Local<v8::Message>(), known));
      }
    }
    trace = v8::Exception::GetStackTrace(exception);
  } else {
    record->message = shown(runtime, exception);
  }
  if (!message.IsEmpty()) {
    if (trace.IsEmpty() || trace->GetFrameCount() == 0) trace = message->GetStackTrace();
    // A syntax error has no stack, or that of the code that requested the compilation: its position is the message's.
    v8::Local<v8::Context> context = isolate->GetCurrentContext();
    int line = message->GetLineNumber(context).FromMaybe(0);
    int column = message->GetStartColumn(context).FromMaybe(-1) + 1;
    v8::Local<v8::Value> url = message->GetScriptResourceName();
    bool at_compile_time = record->name == "SyntaxError" && line > 0 && url->IsString();
    if (at_compile_time || trace.IsEmpty() || trace->GetFrameCount() == 0) {
      if (line > 0) record->frames.push_back({"", url->IsString() ? av::utf8(isolate, url) : "", line, column});
    }
    if (at_compile_time && (trace.IsEmpty() || trace->GetFrameCount() == 0)) record->kind = AV_SYNTAX;
  }
  for (auto &frame : av::frames(isolate, trace)) {
    bool repeated = !record->frames.empty() && record->frames.front().line == frame.line &&
                    record->frames.front().column == frame.column && record->frames.front().url == frame.url;
    if (repeated && record->frames.size() == 1) record->frames.pop_back();
    record->frames.push_back(std::move(frame));
  }
  if (exception->IsNativeError()) complete(runtime, exception, record->frames);
  if (record->frames.empty() && !exception->IsNativeError()) {
    if (auto module = thrower(runtime, exception)) record->frames.push_back({"", module->url, 0, 0});
  }
  return record;
}

}  // namespace

av_failure *av::failure(av_runtime *runtime, v8::Local<v8::Value> exception, v8::Local<v8::Message> message) {
  return describe(runtime, exception, message, {}).release();
}

void av::fail(av_runtime *runtime, v8::TryCatch &caught, av_failure **failure) {
  if (!caught.HasTerminated()) {
    *failure = av::failure(runtime, caught.Exception(), caught.Message());
    return;
  }
  auto record = new av_failure;
  record->kind = runtime->out_of_memory ? AV_OUT_OF_MEMORY : AV_TERMINATED;
  record->frames = std::move(runtime->interrupted_at);
  *failure = record;
  runtime->interrupted_at.clear();
  if (runtime->depth > 1) return;  // the callers below must be unwound as well
  runtime->isolate->CancelTerminateExecution();
  if (runtime->out_of_memory) {
    runtime->out_of_memory = false;
    runtime->isolate->AutomaticallyRestoreInitialHeapLimit();
  }
}

void av_set_stack_hook(av_runtime *runtime, av_value *hook) {
  av::Scope scope(runtime);
  runtime->stack_hook.Reset(runtime->isolate, av::local(runtime, hook).As<v8::Function>());
}

void av_set_frames_hook(av_runtime *runtime, av_value *hook) {
  av::Scope scope(runtime);
  runtime->frames_hook.Reset(runtime->isolate, av::local(runtime, hook).As<v8::Function>());
}

void av_set_thrown_hook(av_runtime *runtime, av_value *hook) {
  av::Scope scope(runtime);
  runtime->thrown_hook.Reset(runtime->isolate, av::local(runtime, hook).As<v8::Function>());
}

v8::MaybeLocal<v8::Value> av::on_prepare_stack(
    v8::Local<v8::Context> context, v8::Local<v8::Value> error, v8::Local<v8::Array> sites) {
  v8::Isolate *isolate = context->GetIsolate();
  av_runtime *runtime = av::of(isolate);
  v8::Local<v8::Value> arguments[] = {error, sites};
  v8::Local<v8::Value> text;
  {
    v8::TryCatch caught(isolate);
    if (!runtime->stack_hook.IsEmpty() &&
        runtime->stack_hook.Get(isolate)->Call(context, v8::Undefined(isolate), 2, arguments).ToLocal(&text)) {
      return text;
    }
    if (caught.HasTerminated()) {
      caught.ReThrow();
      return {};
    }
  }
  // There is no stack space left to say more.
  return v8::String::Empty(isolate);
}

av_failure *av_take_rejection(av_runtime *runtime) {
  av::Scope scope(runtime);
  while (!runtime->rejections.empty()) {
    av_pending_rejection rejection = std::move(runtime->rejections.front());
    runtime->rejections.erase(runtime->rejections.begin());
    if (rejection.promise.Get(runtime->isolate)->HasHandler()) continue;
    v8::Local<v8::Value> reason = rejection.reason.Get(runtime->isolate);
    auto record = describe(runtime, reason, v8::Exception::CreateMessage(runtime->isolate, reason), {});
    if (record->frames.empty()) record->frames = std::move(rejection.frames);
    return record.release();
  }
  return nullptr;
}

void av_failure_free(av_failure *failure) { delete failure; }
av_failure_kind av_failure_kind_of(const av_failure *failure) { return failure->kind; }
av_text av_failure_name(const av_failure *failure) { return av::text(failure->name); }
av_text av_failure_message(const av_failure *failure) { return av::text(failure->message); }
size_t av_failure_frame_count(const av_failure *failure) { return failure->frames.size(); }
av_frame av_failure_frame(const av_failure *failure, size_t index) {
  const av_frame_record &record = failure->frames[index];
  return {av::text(record.function), av::text(record.url), record.line, record.column};
}
const av_failure *av_failure_cause(const av_failure *failure) { return failure->cause.get(); }
size_t av_failure_error_count(const av_failure *failure) { return failure->error_count; }
const av_failure *av_failure_error(const av_failure *failure, size_t index) {
  return index < failure->errors.size() ? failure->errors[index].get() : nullptr;
}
