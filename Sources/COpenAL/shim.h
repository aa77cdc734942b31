#pragma once
// OpenAL Soft, with the extensions' functions as ordinary declarations: its library exports them.
#define AL_ALEXT_PROTOTYPES
#include <AL/al.h>
#include <AL/alc.h>
#include <AL/alext.h>
#include <AL/efx.h>
