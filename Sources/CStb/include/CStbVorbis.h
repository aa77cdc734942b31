// stb_vorbis, decoding from memory only. The names are stb_vorbis's own: this header declares, CStbVorbis.c
// compiles, and nothing is added.
#pragma once
#define STB_VORBIS_NO_STDIO
#define STB_VORBIS_NO_PUSHDATA_API
#define STB_VORBIS_HEADER_ONLY
#include <stb/stb_vorbis.h>
#undef STB_VORBIS_HEADER_ONLY
