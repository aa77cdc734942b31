#include "CArcaneV8.h"
