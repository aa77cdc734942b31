// What is used of stb_image and stb_image_write; CStbImage.c compiles both, and compares these declarations with theirs.
#pragma once

int stbi_info_from_memory(const unsigned char *buffer, int len, int *x, int *y, int *comp);
unsigned char *stbi_load_from_memory(const unsigned char *buffer, int len, int *x, int *y, int *channels_in_file, int desired_channels);
int stbi_is_16_bit_from_memory(const unsigned char *buffer, int len);
const char *stbi_failure_reason(void);
int stbi_zlib_decode_buffer(char *obuffer, int olen, const char *ibuffer, int ilen);

typedef void stbi_write_func(void *context, void *data, int size);
int stbi_write_png_to_func(stbi_write_func *func, void *context, int w, int h, int comp, const void *data, int stride_in_bytes);
