// stb_image and stb_image_write. Files are read by the caller, so stb's stdio reader stays out.
#pragma once
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#include <stb/stb_image.h>
#include <stb/stb_image_write.h>
