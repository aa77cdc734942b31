// Values held from outside, scripts, and the structured clone.
#include "Internal.h"

v8::Local<v8::String> av::string(v8::Isolate *isolate, av_text text) {
  // Only a text longer than V8's limit of half a gigabyte is refused; such a one becomes empty.
  v8::Local<v8::String> string;
  if (text.length > static_cast<size_t>(v8::String::kMaxLength) ||
      !v8::String::NewFromUtf8(isolate, text.bytes, v8::NewStringType::kNormal, static_cast<int>(text.length))
           .ToLocal(&string)) {
    return v8::String::Empty(isolate);
  }
  return string;
}

std::string av::utf8(v8::Isolate *isolate, v8::Local<v8::Value> value) {
  v8::String::Utf8Value text(isolate, value);
  return *text ? std::string(*text, static_cast<size_t>(text.length())) : std::string();
}

av_value *av::value(v8::Isolate *isolate, v8::Local<v8::Value> value) {
  return new av_value{v8::Global<v8::Value>(isolate, value)};
}

namespace {
/// Runs `body`, which gives a MaybeLocal, and keeps its value or its exception.
template <typename Body>
av_value *guarded(av_runtime *runtime, av_failure **failure, Body body) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  v8::Local<v8::Value> result;
  v8::MaybeLocal<v8::Value> outcome = body(scope.context);
  if (outcome.ToLocal(&result)) return av::value(runtime->isolate, result);
  av::fail(runtime, caught, failure);
  return nullptr;
}
}  // namespace

void av_value_free(av_value *value) { delete value; }

av_value *av_global(av_runtime *runtime) {
  av::Scope scope(runtime);
  return av::value(runtime->isolate, scope.context->Global());
}

av_value *av_object_new(av_runtime *runtime) {
  av::Scope scope(runtime);
  return av::value(runtime->isolate, v8::Object::New(runtime->isolate));
}

av_value *av_string_new(av_runtime *runtime, av_text text) {
  av::Scope scope(runtime);
  return av::value(runtime->isolate, av::string(runtime->isolate, text));
}

av_value *av_number_new(av_runtime *runtime, double number) {
  av::Scope scope(runtime);
  return av::value(runtime->isolate, v8::Number::New(runtime->isolate, number));
}

av_value *av_object_get(av_runtime *runtime, av_value *object, av_text key, av_failure **failure) {
  return guarded(runtime, failure, [&](v8::Local<v8::Context> context) {
    return av::local(runtime, object).As<v8::Object>()->Get(context, av::string(runtime->isolate, key));
  });
}

void av_object_set_function(av_runtime *runtime, av_value *object, av_text key, uint32_t index) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  v8::Isolate *isolate = runtime->isolate;
  v8::Local<v8::String> name = av::string(isolate, key);
  v8::Local<v8::Function> function;
  v8::Local<v8::Value> data = v8::Integer::NewFromUnsigned(isolate, index);
  if (!v8::Function::New(scope.context, av::on_op, data, 0, v8::ConstructorBehavior::kThrow).ToLocal(&function)) return;
  function->SetName(name);
  (void)av::local(runtime, object).As<v8::Object>()->Set(scope.context, name, function);
}

av_value *av_object_keys(av_runtime *runtime, av_value *object, av_failure **failure) {
  return guarded(runtime, failure, [&](v8::Local<v8::Context> context) -> v8::MaybeLocal<v8::Value> {
    v8::Local<v8::Array> keys;
    if (!av::local(runtime, object).As<v8::Object>()->GetOwnPropertyNames(context).ToLocal(&keys)) return {};
    return keys;
  });
}

size_t av_array_length(av_value *array, av_runtime *runtime) {
  av::Scope scope(runtime);
  v8::Local<v8::Value> value = av::local(runtime, array);
  return value->IsArray() ? value.As<v8::Array>()->Length() : 0;
}

av_value *av_array_get(av_runtime *runtime, av_value *array, size_t index, av_failure **failure) {
  return guarded(runtime, failure, [&](v8::Local<v8::Context> context) {
    return av::local(runtime, array).As<v8::Object>()->Get(context, static_cast<uint32_t>(index));
  });
}

bool av_value_is_object(av_value *value, av_runtime *runtime) {
  av::Scope scope(runtime);
  return av::local(runtime, value)->IsObject();
}

bool av_value_is_function(av_value *value, av_runtime *runtime) {
  av::Scope scope(runtime);
  return av::local(runtime, value)->IsFunction();
}

bool av_value_is_truthy(av_value *value, av_runtime *runtime) {
  av::Scope scope(runtime);
  return av::local(runtime, value)->BooleanValue(runtime->isolate);
}

bool av_value_number(av_value *value, av_runtime *runtime, double *number) {
  av::Scope scope(runtime);
  v8::Local<v8::Value> local = av::local(runtime, value);
  if (!local->IsNumber()) return false;
  *number = local.As<v8::Number>()->Value();
  return true;
}

bool av_value_text(av_value *value, av_runtime *runtime, av_buffer *text, av_failure **failure) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  v8::Local<v8::String> string;
  if (!av::local(runtime, value)->ToString(scope.context).ToLocal(&string)) {
    av::fail(runtime, caught, failure);
    return false;
  }
  text->length = static_cast<size_t>(string->Utf8Length(runtime->isolate));
  text->bytes = static_cast<uint8_t *>(std::malloc(text->length + 1));
  string->WriteUtf8(
      runtime->isolate, reinterpret_cast<char *>(text->bytes), static_cast<int>(text->length), nullptr,
      v8::String::NO_NULL_TERMINATION | v8::String::REPLACE_INVALID_UTF8);
  return true;
}

av_value *av_evaluate(av_runtime *runtime, av_text name, av_text source, bool eager, av_failure **failure) {
  return guarded(runtime, failure, [&](v8::Local<v8::Context> context) -> v8::MaybeLocal<v8::Value> {
    v8::ScriptOrigin origin(runtime->isolate, av::string(runtime->isolate, name));
    v8::ScriptCompiler::Source text(av::string(runtime->isolate, source), origin);
    auto options = eager ? v8::ScriptCompiler::kEagerCompile : v8::ScriptCompiler::kNoCompileOptions;
    v8::Local<v8::Script> script;
    if (!v8::ScriptCompiler::Compile(context, &text, options).ToLocal(&script)) return {};
    return script->Run(context);
  });
}

av_value *av_call_function(
    av_runtime *runtime, av_value *function, av_value *const *arguments, int count, av_failure **failure) {
  return guarded(runtime, failure, [&](v8::Local<v8::Context> context) {
    std::vector<v8::Local<v8::Value>> values;
    for (int index = 0; index < count; ++index) values.push_back(av::local(runtime, arguments[index]));
    return av::local(runtime, function).As<v8::Function>()->Call(context, context->Global(), count, values.data());
  });
}

int av_promise_state(av_runtime *runtime, av_value *promise, av_failure **failure) {
  av::Scope scope(runtime);
  v8::Local<v8::Value> value = av::local(runtime, promise);
  if (!value->IsPromise()) return 1;
  v8::Local<v8::Promise> local = value.As<v8::Promise>();
  switch (local->State()) {
    case v8::Promise::kPending: return 0;
    case v8::Promise::kFulfilled: return 1;
    case v8::Promise::kRejected: break;
  }
  local->MarkAsHandled();
  *failure = av::failure(runtime, local->Result(), v8::Exception::CreateMessage(runtime->isolate, local->Result()));
  return 2;
}

namespace {

class CloneDelegate final : public v8::ValueSerializer::Delegate {
 public:
  CloneDelegate(v8::Isolate *isolate, size_t limit) : isolate_(isolate), limit_(limit) {}

  void ThrowDataCloneError(v8::Local<v8::String> message) override {
    if (over_limit_) {
      message = av::string(isolate_, av::text("the value takes more than " + std::to_string(limit_) + " bytes"));
    }
    v8::Local<v8::Object> error = v8::Exception::Error(message).As<v8::Object>();
    (void)error->Set(
        isolate_->GetCurrentContext(), av::string(isolate_, "name"), av::string(isolate_, "DataCloneError"));
    isolate_->ThrowException(error);
  }

  void *ReallocateBufferMemory(void *old, size_t size, size_t *actual) override {
    // V8 asks for twice of what it needs; the result's own size is compared as well.
    over_limit_ = size / 2 > limit_;
    *actual = size;
    return over_limit_ ? nullptr : std::realloc(old, size);
  }
  void FreeBufferMemory(void *buffer) override { std::free(buffer); }

 private:
  v8::Isolate *isolate_;
  size_t limit_;
  bool over_limit_ = false;
};

}  // namespace

bool av::serialize(av_runtime *runtime, v8::Local<v8::Value> value, size_t limit, av_buffer *bytes) {
  CloneDelegate delegate(runtime->isolate, limit);
  v8::ValueSerializer serializer(runtime->isolate, &delegate);
  serializer.WriteHeader();
  if (!serializer.WriteValue(runtime->isolate->GetCurrentContext(), value).FromMaybe(false)) return false;
  std::pair<uint8_t *, size_t> result = serializer.Release();
  if (result.second > limit) {
    std::free(result.first);
    delegate.ReallocateBufferMemory(nullptr, 2 * result.second, &result.second);
    delegate.ThrowDataCloneError(v8::String::Empty(runtime->isolate));
    return false;
  }
  *bytes = {result.first, result.second};
  return true;
}

v8::MaybeLocal<v8::Value> av::deserialize(av_runtime *runtime, const uint8_t *bytes, size_t length) {
  v8::Local<v8::Context> context = runtime->isolate->GetCurrentContext();
  v8::ValueDeserializer deserializer(runtime->isolate, bytes, length);
  if (!deserializer.ReadHeader(context).FromMaybe(false)) return {};
  return deserializer.ReadValue(context);
}

bool av_serialize(av_runtime *runtime, av_value *value, size_t limit, av_buffer *bytes, av_failure **failure) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  if (av::serialize(runtime, av::local(runtime, value), limit, bytes)) return true;
  av::fail(runtime, caught, failure);
  return false;
}

av_value *av_deserialize(av_runtime *runtime, const uint8_t *bytes, size_t length, av_failure **failure) {
  return guarded(runtime, failure, [&](v8::Local<v8::Context>) { return av::deserialize(runtime, bytes, length); });
}
