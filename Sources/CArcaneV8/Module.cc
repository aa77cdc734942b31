// ES modules, JSON and object modules, and import.meta.
#include "Internal.h"

namespace {

/// Text outside of V8's heap; V8 frees it with the string.
class Source final : public v8::String::ExternalOneByteStringResource {
 public:
  Source(const char *bytes, size_t length) : bytes_(static_cast<char *>(std::malloc(length))), length_(length) {
    std::memcpy(bytes_, bytes, length);
  }
  ~Source() override { std::free(bytes_); }
  const char *data() const override { return bytes_; }
  size_t length() const override { return length_; }

 private:
  char *bytes_;
  size_t length_;
};

bool is_ascii(av_text text) {
  unsigned char all = 0;
  for (size_t index = 0; index < text.length; ++index) all |= static_cast<unsigned char>(text.bytes[index]);
  return all < 0x80;
}

v8::MaybeLocal<v8::String> source_string(v8::Isolate *isolate, av_text text) {
  if (text.length > static_cast<size_t>(v8::String::kMaxLength)) {
    isolate->ThrowException(v8::Exception::RangeError(av::string(isolate, "the source is too long")));
    return {};
  }
  if (text.length == 0 || !is_ascii(text)) {
    return v8::String::NewFromUtf8(isolate, text.bytes, v8::NewStringType::kNormal, static_cast<int>(text.length));
  }
  return v8::String::NewExternalOneByte(isolate, new Source(text.bytes, text.length));
}

av_module *find(av_runtime *runtime, v8::Local<v8::Module> module) {
  if (module->IsSourceTextModule()) {
    auto found = runtime->modules_by_script.find(module->ScriptId());
    return found == runtime->modules_by_script.end() ? nullptr : found->second;
  }
  auto range = runtime->modules_by_hash.equal_range(module->GetIdentityHash());
  for (auto entry = range.first; entry != range.second; ++entry) {
    if (entry->second->module == module) return entry->second;
  }
  return nullptr;
}

v8::MaybeLocal<v8::Module> on_resolve(
    v8::Local<v8::Context> context, v8::Local<v8::String> specifier, v8::Local<v8::FixedArray>,
    v8::Local<v8::Module> referrer) {
  v8::Isolate *isolate = v8::Isolate::GetCurrent();
  av_module *module = find(av::of(isolate), referrer);
  v8::Local<v8::FixedArray> requests = referrer->GetModuleRequests();
  // V8 asks in the order of the requests: the search begins where the last one ended.
  int count = module ? requests->Length() : 0;
  for (int step = 0; step < count; ++step) {
    int index = (module->next_request + step) % count;
    auto request = requests->Get(context, index).As<v8::ModuleRequest>();
    if (!request->GetSpecifier()->StringEquals(specifier)) continue;
    module->next_request = index + 1;
    av_module *target = module->links[static_cast<size_t>(index)];
    if (target && !target->module.IsEmpty()) return target->module.Get(isolate);
    break;
  }
  std::string message = "cannot find module \"" + av::utf8(isolate, specifier) + "\"";
  if (module) message += " imported by " + module->url;
  isolate->ThrowException(v8::Exception::SyntaxError(av::string(isolate, av::text(message))));
  return {};
}

v8::MaybeLocal<v8::Value> on_evaluate_synthetic(v8::Local<v8::Context> context, v8::Local<v8::Module> module) {
  v8::Isolate *isolate = v8::Isolate::GetCurrent();
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  av_module *record = find(av::of(isolate), module);
  v8::Local<v8::Array> keys;
  if (!record) return {};
  v8::Local<v8::Object> exports = record->exports.Get(isolate);
  if (!exports->GetOwnPropertyNames(context).ToLocal(&keys)) return {};
  for (uint32_t index = 0; index < keys->Length(); ++index) {
    v8::Local<v8::Value> key, value;
    v8::Local<v8::String> name;
    if (!keys->Get(context, index).ToLocal(&key) || !exports->Get(context, key).ToLocal(&value)) return {};
    if (!key->ToString(context).ToLocal(&name)) return {};
    if (module->SetSyntheticModuleExport(isolate, name, value).IsNothing()) return {};
  }
  if (resolver->Resolve(context, v8::Undefined(isolate)).IsNothing()) return {};
  return resolver->GetPromise();
}

bool set_synthetic(av_module *module, v8::Local<v8::Context> context, v8::Local<v8::Object> exports) {
  v8::Isolate *isolate = module->runtime->isolate;
  v8::Local<v8::Array> keys;
  if (!exports->GetOwnPropertyNames(context).ToLocal(&keys)) return false;
  std::vector<v8::Local<v8::String>> names;
  for (uint32_t index = 0; index < keys->Length(); ++index) {
    v8::Local<v8::Value> key;
    v8::Local<v8::String> name;
    if (!keys->Get(context, index).ToLocal(&key) || !key->ToString(context).ToLocal(&name)) return false;
    names.push_back(name);
  }
  v8::Local<v8::Module> local = v8::Module::CreateSyntheticModule(
      isolate, av::string(isolate, av::text(module->url)), names, on_evaluate_synthetic);
  module->module.Reset(isolate, local);
  module->exports.Reset(isolate, exports);
  module->runtime->modules_by_hash.emplace(local->GetIdentityHash(), module);
  return true;
}

}  // namespace

av_module *av_module_new(av_runtime *runtime, av_text url) {
  auto module = std::make_unique<av_module>();
  module->runtime = runtime;
  module->url.assign(url.bytes, url.length);
  runtime->modules.push_back(std::move(module));
  return runtime->modules.back().get();
}

void av_module_clear(av_module *module) {
  av::Scope scope(module->runtime);
  if (module->module.IsEmpty()) return;
  v8::Local<v8::Module> local = module->module.Get(module->runtime->isolate);
  if (local->IsSourceTextModule()) {
    module->runtime->modules_by_script.erase(local->ScriptId());
  } else {
    auto range = module->runtime->modules_by_hash.equal_range(local->GetIdentityHash());
    for (auto entry = range.first; entry != range.second; ++entry) {
      if (entry->second != module) continue;
      module->runtime->modules_by_hash.erase(entry);
      break;
    }
  }
  module->module.Reset();
  module->script.Reset();
  module->exports.Reset();
  module->links.clear();
}

bool av_module_compile(
    av_module *module, av_text source, const uint8_t *cache, size_t cache_length, bool *cache_rejected,
    av_failure **failure) {
  av_module_clear(module);
  av_runtime *runtime = module->runtime;
  v8::Isolate *isolate = runtime->isolate;
  av::Scope scope(runtime);
  v8::TryCatch caught(isolate);
  *cache_rejected = false;
  v8::Local<v8::String> text;
  v8::Local<v8::Module> local;
  v8::ScriptOrigin origin(
      isolate, av::string(isolate, av::text(module->url)), 0, 0, false, -1, v8::Local<v8::Value>(), false, false, true);
  if (!source_string(isolate, source).ToLocal(&text)) {
    av::fail(runtime, caught, failure);
    return false;
  }
  auto cached = cache_length ? new v8::ScriptCompiler::CachedData(cache, static_cast<int>(cache_length)) : nullptr;
  v8::ScriptCompiler::Source unit(text, origin, cached);  // owns `cached`, which borrows the bytes
  auto options = cached ? v8::ScriptCompiler::kConsumeCodeCache : v8::ScriptCompiler::kNoCompileOptions;
  if (!v8::ScriptCompiler::CompileModule(isolate, &unit, options).ToLocal(&local)) {
    av::fail(runtime, caught, failure);
    // What is nested deeper than the parser's stack has a place nowhere; the file is known all the same.
    if ((*failure)->frames.empty()) (*failure)->frames.push_back({"", module->url, 0, 0});
    return false;
  }
  if (cached) *cache_rejected = cached->rejected;
  module->module.Reset(isolate, local);
  module->script.Reset(isolate, local->GetUnboundModuleScript());
  module->links.assign(static_cast<size_t>(local->GetModuleRequests()->Length()), nullptr);
  runtime->modules_by_script[local->ScriptId()] = module;
  return true;
}

bool av_module_set_json(av_module *module, av_text source, av_failure **failure) {
  av_module_clear(module);
  av_runtime *runtime = module->runtime;
  v8::Isolate *isolate = runtime->isolate;
  av::Scope scope(runtime);
  v8::TryCatch caught(isolate);
  v8::Local<v8::String> text;
  v8::Local<v8::Value> parsed;
  if (source_string(isolate, source).ToLocal(&text) && v8::JSON::Parse(scope.context, text).ToLocal(&parsed)) {
    v8::Local<v8::Object> exports = v8::Object::New(isolate);
    if (exports->Set(scope.context, av::string(isolate, "default"), parsed).FromMaybe(false) &&
        set_synthetic(module, scope.context, exports)) {
      return true;
    }
  }
  av::fail(runtime, caught, failure);
  return false;
}

bool av_module_set_object(av_module *module, av_value *object, av_failure **failure) {
  av_module_clear(module);
  av::Scope scope(module->runtime);
  v8::TryCatch caught(module->runtime->isolate);
  if (set_synthetic(module, scope.context, av::local(module->runtime, object).As<v8::Object>())) return true;
  av::fail(module->runtime, caught, failure);
  return false;
}

size_t av_module_request_count(av_module *module) { return module->links.size(); }

av_buffer av_module_request(av_module *module, size_t index, int *line, int *column) {
  v8::Isolate *isolate = module->runtime->isolate;
  av::Scope scope(module->runtime);
  v8::Local<v8::Module> local = module->module.Get(isolate);
  auto request = local->GetModuleRequests()->Get(scope.context, static_cast<int>(index)).As<v8::ModuleRequest>();
  if (line && column) {
    v8::Location location = local->SourceOffsetToLocation(request->GetSourceOffset());
    *line = location.GetLineNumber() + 1;
    *column = location.GetColumnNumber() + 1;
  }
  v8::String::Utf8Value text(isolate, request->GetSpecifier());
  av_buffer buffer{static_cast<uint8_t *>(std::malloc(static_cast<size_t>(text.length()) + 1)), 0};
  buffer.length = static_cast<size_t>(text.length());
  std::memcpy(buffer.bytes, *text, buffer.length);
  return buffer;
}

void av_module_link(av_module *module, size_t request, av_module *target) { module->links[request] = target; }
void av_module_set_main(av_module *module, bool is_main) { module->is_main = is_main; }

void av_set_import_meta_hook(av_runtime *runtime, av_value *hook) {
  av::Scope scope(runtime);
  runtime->import_meta_hook.Reset(runtime->isolate, av::local(runtime, hook).As<v8::Function>());
}

void av::on_import_meta(v8::Local<v8::Context> context, v8::Local<v8::Module> module, v8::Local<v8::Object> meta) {
  v8::Isolate *isolate = v8::Isolate::GetCurrent();
  av_runtime *runtime = av::of(isolate);
  av_module *record = find(runtime, module);
  if (!record || runtime->import_meta_hook.IsEmpty()) return;
  v8::Local<v8::Value> arguments[] = {
      meta, av::string(isolate, av::text(record->url)), v8::Boolean::New(isolate, record->is_main)};
  (void)runtime->import_meta_hook.Get(isolate)->Call(context, v8::Undefined(isolate), 3, arguments);
}

bool av_module_instantiate(av_module *module, av_failure **failure) {
  av_runtime *runtime = module->runtime;
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  if (module->module.Get(runtime->isolate)->InstantiateModule(scope.context, on_resolve).FromMaybe(false)) return true;
  av::fail(runtime, caught, failure);
  return false;
}

bool av_module_is_async(av_module *module) {
  av::Scope scope(module->runtime);
  v8::Local<v8::Module> local = module->module.Get(module->runtime->isolate);
  return local->IsSourceTextModule() && local->IsGraphAsync();
}

av_value *av_module_evaluate(av_module *module, av_failure **failure) {
  av_runtime *runtime = module->runtime;
  av::Scope scope(runtime);
  v8::TryCatch caught(runtime->isolate);
  v8::Local<v8::Value> result;
  if (module->module.Get(runtime->isolate)->Evaluate(scope.context).ToLocal(&result)) {
    if (result->IsPromise()) result.As<v8::Promise>()->MarkAsHandled();
    return av::value(runtime->isolate, result);
  }
  av::fail(runtime, caught, failure);
  return nullptr;
}

av_buffer av_module_code_cache(av_module *module) {
  av_buffer buffer{nullptr, 0};
  if (module->script.IsEmpty()) return buffer;
  av::Scope scope(module->runtime);
  std::unique_ptr<v8::ScriptCompiler::CachedData> cache(
      v8::ScriptCompiler::CreateCodeCache(module->script.Get(module->runtime->isolate)));
  if (!cache) return buffer;
  buffer.length = static_cast<size_t>(cache->length);
  buffer.bytes = static_cast<uint8_t *>(std::malloc(buffer.length));
  std::memcpy(buffer.bytes, cache->data, buffer.length);
  return buffer;
}
