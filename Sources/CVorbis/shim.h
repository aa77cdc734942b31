// libvorbisfile: Ogg Vorbis to samples. The header's ready-made callbacks for stdio stay out.
#pragma once
#define OV_EXCLUDE_STATIC_CALLBACKS
#include <vorbis/vorbisfile.h>
