// import(): asked of the host, which answers now or later.
#include "Internal.h"

v8::MaybeLocal<v8::Promise> av::on_dynamic_import(
    v8::Local<v8::Context> context, v8::Local<v8::Data>, v8::Local<v8::Value> resource,
    v8::Local<v8::String> specifier, v8::Local<v8::FixedArray> assertions) {
  v8::Isolate *isolate = v8::Isolate::GetCurrent();
  av_runtime *runtime = av::of(isolate);
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  uint64_t token = runtime->next_import++;
  v8::Local<v8::Object> error = v8::Exception::TypeError(v8::String::Empty(isolate)).As<v8::Object>();
  runtime->imports.emplace(token, av_import{{isolate, resolver}, {isolate, error}});
  std::string referrer = av::utf8(isolate, resource), request = av::utf8(isolate, specifier);
  // The type assertion is appended to the specifier, as in a static import.
  for (int index = 0; index + 1 < assertions->Length(); index += 2) {
    std::string key = av::utf8(isolate, assertions->Get(context, index).As<v8::Value>());
    if (key == "type") request += "?" + av::utf8(isolate, assertions->Get(context, index + 1).As<v8::Value>());
  }
  runtime->callbacks.dynamic_import(runtime->callbacks.host, token, av::text(referrer), av::text(request));
  return resolver->GetPromise();
}

namespace {

v8::Local<v8::Promise::Resolver> take_import(av_runtime *runtime, uint64_t token, v8::Local<v8::Object> *error = nullptr) {
  auto found = runtime->imports.find(token);
  if (found == runtime->imports.end()) return {};
  v8::Local<v8::Promise::Resolver> resolver = found->second.resolver.Get(runtime->isolate);
  if (error) *error = found->second.error.Get(runtime->isolate);
  runtime->imports.erase(found);
  return resolver;
}

/// The data of both reactions is the array [resolver, namespace].
void on_import_evaluated(const v8::FunctionCallbackInfo<v8::Value> &info) {
  v8::Local<v8::Context> context = info.GetIsolate()->GetCurrentContext();
  v8::Local<v8::Value> resolver, space;
  if (!info.Data().As<v8::Array>()->Get(context, 0).ToLocal(&resolver)) return;
  if (!info.Data().As<v8::Array>()->Get(context, 1).ToLocal(&space)) return;
  (void)resolver.As<v8::Promise::Resolver>()->Resolve(context, space);
}

void on_import_failed(const v8::FunctionCallbackInfo<v8::Value> &info) {
  v8::Local<v8::Context> context = info.GetIsolate()->GetCurrentContext();
  v8::Local<v8::Value> resolver;
  if (!info.Data().As<v8::Array>()->Get(context, 0).ToLocal(&resolver)) return;
  (void)resolver.As<v8::Promise::Resolver>()->Reject(context, info[0]);
}

}  // namespace

void av_import_resolve(av_runtime *runtime, uint64_t token, av_module *module, av_value *evaluation) {
  v8::Isolate *isolate = runtime->isolate;
  av::Scope scope(runtime);
  v8::TryCatch caught(isolate);
  v8::Local<v8::Promise::Resolver> resolver = take_import(runtime, token);
  v8::Local<v8::Value> promise = av::local(runtime, evaluation);
  if (resolver.IsEmpty()) return;
  if (!promise->IsPromise()) {  // V8 gives none for a synthetic module that has been evaluated before
    (void)resolver->Resolve(scope.context, module->module.Get(isolate)->GetModuleNamespace());
    return;
  }
  v8::Local<v8::Value> parts[] = {resolver, module->module.Get(isolate)->GetModuleNamespace()};
  v8::Local<v8::Array> data = v8::Array::New(isolate, parts, 2);
  v8::Local<v8::Function> evaluated, failed;
  if (!v8::Function::New(scope.context, on_import_evaluated, data).ToLocal(&evaluated)) return;
  if (!v8::Function::New(scope.context, on_import_failed, data).ToLocal(&failed)) return;
  (void)promise.As<v8::Promise>()->Then(scope.context, evaluated, failed);
}

void av_import_reject(av_runtime *runtime, uint64_t token, av_failure *failure) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  v8::Local<v8::Promise::Resolver> resolver = take_import(runtime, token);
  if (resolver.IsEmpty() || failure->exception.IsEmpty()) return;
  (void)resolver->Reject(scope.context, failure->exception.Get(runtime->isolate));
}

void av_import_reject_text(av_runtime *runtime, uint64_t token, av_text message) {
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  v8::Local<v8::Object> error;
  v8::Local<v8::Promise::Resolver> resolver = take_import(runtime, token, &error);
  if (resolver.IsEmpty()) return;
  // The stack's text is made when it is first asked for, with the message that the error has by then.
  v8::Local<v8::String> key = av::string(runtime->isolate, "message");
  (void)error->DefineOwnProperty(scope.context, key, av::string(runtime->isolate, message), v8::DontEnum);
  (void)resolver->Reject(scope.context, error);
}
