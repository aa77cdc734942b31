#include "CStb.h"
