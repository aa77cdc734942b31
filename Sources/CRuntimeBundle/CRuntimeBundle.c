#include "CRuntimeBundle.h"

static const unsigned char bundle[] = {
#embed "arcane-runtime.js"
};

const unsigned char *arcane_runtime_bundle(void) { return bundle; }
size_t arcane_runtime_bundle_size(void) { return sizeof bundle; }
