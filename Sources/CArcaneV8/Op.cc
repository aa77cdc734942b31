// Native functions: one trampoline for all, told apart by an index in the function's data.
#include "Internal.h"

namespace {
/// A small integer is the tagged slot itself, which V8's own inline accessors (v8-internal.h) read without a call into the
/// library: half of the numbers that sprites are drawn with.
inline bool small_integer(v8::Local<v8::Value> value, int *integer) {
  auto slot = *reinterpret_cast<const v8::internal::Address *>(*value);
  if (v8::internal::Internals::HasHeapObjectTag(slot)) return false;
  *integer = v8::internal::Internals::SmiValue(slot);
  return true;
}
}  // namespace

void av::on_op(const v8::FunctionCallbackInfo<v8::Value> &info) {
  av_runtime *runtime = av::of(info.GetIsolate());
  av_call call;
  call.info = &info;
  call.runtime = runtime;
  int index = 0;
  if (!small_integer(info.Data(), &index)) return;  // av_object_set_function gives nothing else
  // A function's context is the current one while it runs; those of a context that was replaced do nothing any more.
  if (runtime->is_renewed && runtime->context != info.GetIsolate()->GetCurrentContext()) return;
  runtime->callbacks.op(runtime->callbacks.host, static_cast<uint32_t>(index), &call);
}

namespace {
inline v8::Isolate *isolate_of(av_call *call) { return call->runtime->isolate; }
inline v8::Local<v8::Context> context_of(av_call *call) { return isolate_of(call)->GetCurrentContext(); }
inline v8::Local<v8::Value> argument(av_call *call, int index) { return (*call->info)[index]; }
}  // namespace

int av_arg_count(av_call *call) { return call->info->Length(); }
bool av_arg_is_undefined(av_call *call, int index) { return argument(call, index)->IsUndefined(); }
bool av_arg_is_null(av_call *call, int index) { return argument(call, index)->IsNull(); }
bool av_arg_is_true(av_call *call, int index) { return argument(call, index)->IsTrue(); }

namespace {
inline bool number_of(v8::Local<v8::Value> value, double *number) {
  int integer;
  if (small_integer(value, &integer)) {
    *number = integer;
    return true;
  }
  if (!value->IsNumber()) return false;
  *number = value.As<v8::Number>()->Value();
  return true;
}
}  // namespace

bool av_arg_number(av_call *call, int index, double *number) { return number_of(argument(call, index), number); }

double *av_arg_numbers(av_call *call) { return call->numbers; }

int av_arg_fetch_numbers(av_call *call, int first, int done, int count) {
  while (done < count && number_of(argument(call, first + done), call->numbers + done)) ++done;
  return done;
}

bool av_arg_bigint(av_call *call, int index, int64_t *number) {
  v8::Local<v8::Value> value = argument(call, index);
  if (!value->IsBigInt()) return false;
  *number = value.As<v8::BigInt>()->Int64Value();
  return true;
}

bool av_arg_text(av_call *call, int index, av_text *text) {
  v8::Local<v8::String> string;
  if (!argument(call, index)->ToString(context_of(call)).ToLocal(&string)) return false;
  std::string &scratch = call->runtime->text;
  scratch.resize(static_cast<size_t>(string->Utf8Length(isolate_of(call))));
  string->WriteUtf8(
      isolate_of(call), scratch.data(), static_cast<int>(scratch.size()), nullptr,
      v8::String::NO_NULL_TERMINATION | v8::String::REPLACE_INVALID_UTF8);
  *text = av::text(scratch);
  return true;
}

bool av_arg_bytes(av_call *call, int index, uint8_t **bytes, size_t *length) {
  v8::Local<v8::Value> value = argument(call, index);
  size_t offset = 0;
  v8::Local<v8::ArrayBuffer> buffer;
  if (value->IsArrayBufferView()) {
    v8::Local<v8::ArrayBufferView> view = value.As<v8::ArrayBufferView>();
    buffer = view->Buffer();
    offset = view->ByteOffset();
    *length = view->ByteLength();
  } else if (value->IsArrayBuffer()) {
    buffer = value.As<v8::ArrayBuffer>();
    *length = buffer->ByteLength();
  } else {
    return false;
  }
  // The argument keeps the buffer, and with it the memory, alive during the call.
  *bytes = *length ? static_cast<uint8_t *>(buffer->GetBackingStore()->Data()) + offset : nullptr;
  return true;
}

bool av_arg_detach_buffer(av_call *call, int index, bool only_ask) {
  v8::Local<v8::Value> value = argument(call, index);
  if (!value->IsArrayBuffer() || !value.As<v8::ArrayBuffer>()->IsDetachable()) return false;
  if (!only_ask) value.As<v8::ArrayBuffer>()->Detach();
  return true;
}

bool av_arg_number_array(av_call *call, int index, const double **numbers, size_t *count) {
  v8::Local<v8::Value> value = argument(call, index);
  std::vector<double> &scratch = call->runtime->numbers;
  scratch.clear();
  if (value->IsFloat64Array()) {
    v8::Local<v8::Float64Array> array = value.As<v8::Float64Array>();
    scratch.resize(array->Length());
    array->CopyContents(scratch.data(), scratch.size() * sizeof(double));
  } else if (value->IsArray()) {
    v8::Local<v8::Array> array = value.As<v8::Array>();
    for (uint32_t item = 0; item < array->Length(); ++item) {
      v8::Local<v8::Value> element;
      if (!array->Get(context_of(call), item).ToLocal(&element) || !element->IsNumber()) return false;
      scratch.push_back(element.As<v8::Number>()->Value());
    }
  } else {
    return false;
  }
  *numbers = scratch.data();
  *count = scratch.size();
  return true;
}

bool av_arg_serialize(av_call *call, int index, size_t limit, av_buffer *bytes) {
  return av::serialize(call->runtime, argument(call, index), limit, bytes);
}

av_failure *av_arg_failure(av_call *call, int index) {
  v8::Local<v8::Value> value = argument(call, index);
  return av::failure(call->runtime, value, v8::Exception::CreateMessage(isolate_of(call), value));
}

av_failure *av_stack(av_runtime *runtime) {
  v8::HandleScope scope(runtime->isolate);
  auto record = new av_failure;
  record->frames = av::frames(runtime->isolate, v8::StackTrace::CurrentStackTrace(runtime->isolate, 50));
  return record;
}

void av_return_null(av_call *call) { call->info->GetReturnValue().SetNull(); }
void av_return_bool(av_call *call, bool value) { call->info->GetReturnValue().Set(value); }
void av_return_number(av_call *call, double value) { call->info->GetReturnValue().Set(value); }
void av_return_text(av_call *call, av_text text) {
  call->info->GetReturnValue().Set(av::string(isolate_of(call), text));
}

void av_return_numbers(av_call *call, const double *numbers, size_t count) {
  std::vector<v8::Local<v8::Value>> elements;
  elements.reserve(count);
  for (size_t index = 0; index < count; ++index) {
    elements.push_back(v8::Number::New(isolate_of(call), numbers[index]));
  }
  call->info->GetReturnValue().Set(v8::Array::New(isolate_of(call), elements.data(), count));
}

void av_return_texts(av_call *call, const av_text *texts, size_t count) {
  std::vector<v8::Local<v8::Value>> elements;
  elements.reserve(count);
  for (size_t index = 0; index < count; ++index) elements.push_back(av::string(isolate_of(call), texts[index]));
  call->info->GetReturnValue().Set(v8::Array::New(isolate_of(call), elements.data(), count));
}

void av_return_bytes(av_call *call, const uint8_t *bytes, size_t length) {
  v8::Local<v8::ArrayBuffer> buffer = v8::ArrayBuffer::New(isolate_of(call), length);
  if (length) std::memcpy(buffer->GetBackingStore()->Data(), bytes, length);
  call->info->GetReturnValue().Set(v8::Uint8Array::New(buffer, 0, length));
}

bool av_return_deserialized(av_call *call, const uint8_t *bytes, size_t length) {
  const auto &allocator = call->runtime->allocator;
  size_t refusals = allocator ? allocator->refusals() : 0;
  {
    v8::TryCatch caught(isolate_of(call));
    v8::Local<v8::Value> value;
    if (av::deserialize(call->runtime, bytes, length).ToLocal(&value)) {
      call->info->GetReturnValue().Set(value);
      return true;
    }
  }
  if (!allocator || allocator->refusals() == refusals) return false;
  // The bytes are well, but there was no memory for a buffer in them: as V8 says it elsewhere.
  isolate_of(call)->ThrowException(
      v8::Exception::RangeError(v8::String::NewFromUtf8Literal(isolate_of(call), "Array buffer allocation failed")));
  return true;
}

void av_return_value(av_call *call, av_value *value) {
  call->info->GetReturnValue().Set(av::local(call->runtime, value));
}

bool av_return_namespace(av_call *call, av_module *module) {
  v8::Local<v8::Module> local = module->module.Get(isolate_of(call));
  if (local.IsEmpty() || local->GetStatus() < v8::Module::kInstantiated) return false;
  call->info->GetReturnValue().Set(local->GetModuleNamespace());
  return true;
}

void av_terminate(av_call *call) { isolate_of(call)->TerminateExecution(); }

void av_throw(av_call *call, av_error_class error_class, av_text message) {
  v8::Local<v8::String> text = av::string(isolate_of(call), message);
  v8::Local<v8::Value> error = error_class == AV_TYPE_ERROR    ? v8::Exception::TypeError(text)
                               : error_class == AV_RANGE_ERROR ? v8::Exception::RangeError(text)
                                                               : v8::Exception::Error(text);
  isolate_of(call)->ThrowException(error);
}
