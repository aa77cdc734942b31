// Files are read by the caller, so stb's stdio reader stays out.
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_PIC
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include "CStbImage.h"
// Of 2.30 or later: 2.27, which Debian 12 has, crashes on damaged progressive JPEG files and writes past the pixels of 16-bit PNM files.
#if !__has_include(<arcane-stb/stb_image.h>)
#error "stb_image is missing in .deps/stb: run scripts/setup"
#endif
#include <arcane-stb/stb_image.h>
#include <arcane-stb/stb_image_write.h>
