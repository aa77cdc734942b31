#define STB_TRUETYPE_IMPLEMENTATION
#include "CStbTrueType.h"
