// The stb libraries as one module. Only declarations here; each library is compiled in a .c file of its own.
#pragma once
#include "CStbImage.h"
