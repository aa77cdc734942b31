// What a debugger sees of a value but script does not. Nothing here runs the value's own code.
#include "Internal.h"

namespace {

av_kind function_kind(v8::Local<v8::Value> value) {
  if (value->IsAsyncFunction()) return value->IsGeneratorFunction() ? AV_KIND_ASYNC_GENERATOR_FUNCTION : AV_KIND_ASYNC_FUNCTION;
  return value->IsGeneratorFunction() ? AV_KIND_GENERATOR_FUNCTION : AV_KIND_FUNCTION;
}

av_kind kind_of(v8::Local<v8::Value> value) {
  if (!value->IsObject()) return AV_KIND_OTHER;
  if (value->IsProxy()) return AV_KIND_PROXY;
  if (value->IsFunction()) return function_kind(value);
  if (value->IsArray()) return AV_KIND_ARRAY;
  if (value->IsMap()) return AV_KIND_MAP;
  if (value->IsSet()) return AV_KIND_SET;
  if (value->IsTypedArray()) return AV_KIND_TYPED_ARRAY;
  if (value->IsNativeError()) return AV_KIND_ERROR;
  if (value->IsDate()) return AV_KIND_DATE;
  if (value->IsRegExp()) return AV_KIND_REGEXP;
  if (value->IsPromise()) return AV_KIND_PROMISE;
  if (value->IsMapIterator()) return AV_KIND_MAP_ITERATOR;
  if (value->IsSetIterator()) return AV_KIND_SET_ITERATOR;
  if (value->IsArgumentsObject()) return AV_KIND_ARGUMENTS;
  if (value->IsArrayBuffer()) return AV_KIND_ARRAY_BUFFER;
  if (value->IsSharedArrayBuffer()) return AV_KIND_SHARED_ARRAY_BUFFER;
  if (value->IsDataView()) return AV_KIND_DATA_VIEW;
  if (value->IsWeakMap()) return AV_KIND_WEAK_MAP;
  if (value->IsWeakSet()) return AV_KIND_WEAK_SET;
  if (value->IsModuleNamespaceObject()) return AV_KIND_NAMESPACE;
  if (value->IsNumberObject()) return AV_KIND_NUMBER;
  if (value->IsStringObject()) return AV_KIND_STRING;
  if (value->IsBooleanObject()) return AV_KIND_BOOLEAN;
  if (value->IsBigIntObject()) return AV_KIND_BIGINT;
  return value->IsSymbolObject() ? AV_KIND_SYMBOL : AV_KIND_OTHER;
}

void return_pair(av_call *call, v8::Local<v8::Value> first, v8::Local<v8::Value> second) {
  v8::Local<v8::Value> pair[] = {first, second};
  call->info->GetReturnValue().Set(v8::Array::New(call->runtime->isolate, pair, 2));
}

}  // namespace

av_kind av_arg_kind(av_call *call, int index) { return kind_of((*call->info)[index]); }

void av_return_details(av_call *call, int index) {
  v8::Isolate *isolate = call->runtime->isolate;
  v8::Local<v8::Value> value = (*call->info)[index];
  if (value->IsProxy()) {
    v8::Local<v8::Proxy> proxy = value.As<v8::Proxy>();
    return_pair(call, proxy->GetTarget(), proxy->GetHandler());
  } else if (value->IsPromise()) {
    v8::Local<v8::Promise> promise = value.As<v8::Promise>();
    v8::Promise::PromiseState state = promise->State();
    v8::Local<v8::Value> result = v8::Undefined(isolate);
    if (state != v8::Promise::kPending) result = promise->Result();
    return_pair(call, v8::Integer::New(isolate, static_cast<int>(state)), result);
  } else if (value->IsMapIterator() || value->IsSetIterator()) {
    bool gives_pairs = false;
    v8::Local<v8::Array> entries;
    if (!value.As<v8::Object>()->PreviewEntries(&gives_pairs).ToLocal(&entries)) return;
    return_pair(call, v8::Boolean::New(isolate, gives_pairs), entries);
  }
}

void av_return_class_name(av_call *call, int index) {
  v8::Local<v8::Value> value = (*call->info)[index];
  if (value->IsObject()) call->info->GetReturnValue().Set(value.As<v8::Object>()->GetConstructorName());
}

void av_return_extra_keys(av_call *call, int index, bool only_enumerable) {
  v8::Local<v8::Value> value = (*call->info)[index];
  v8::Local<v8::Array> keys;
  auto filter = only_enumerable ? v8::ONLY_ENUMERABLE : v8::ALL_PROPERTIES;
  if (value->IsObject() && !value->IsProxy() &&
      value.As<v8::Object>()
          ->GetPropertyNames(
              call->runtime->isolate->GetCurrentContext(), v8::KeyCollectionMode::kOwnOnly, filter, v8::IndexFilter::kSkipIndices)
          .ToLocal(&keys)) {
    call->info->GetReturnValue().Set(keys);
  }
}
