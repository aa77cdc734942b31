// The platform's script: what the globals that every game sees are made of. Parts of one function's body, in order.
#pragma once
#include <stddef.h>

const char *arcane_platform_script(void);
size_t arcane_platform_script_size(void);

/// A function expression: what the control socket asks of a game.
const char *arcane_control_script(void);
size_t arcane_control_script_size(void);
