// stb_truetype: outlines to coverage bitmaps, metrics, kerning.
#pragma once
#include <stb/stb_truetype.h>
