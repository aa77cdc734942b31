// The built-in library as one script, embedded when this program is compiled. scripts/build-runtime makes it.
#pragma once
#include <stddef.h>

const unsigned char *arcane_runtime_bundle(void);
size_t arcane_runtime_bundle_size(void);
