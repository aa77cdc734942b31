#include "CPlatformScript.h"

static const unsigned char script[] = {
#embed "script/originals.js"
    ,
#embed "script/shapes.js"
    ,
#embed "script/inspect.js"
    ,
#embed "script/shapers.js"
    ,
#embed "script/errors.js"
    ,
#embed "script/table.js"
    ,
#embed "script/console.js"
};

const char *arcane_platform_script(void) { return (const char *)script; }
size_t arcane_platform_script_size(void) { return sizeof script; }

static const unsigned char control[] = {
#embed "script/control.js"
};

const char *arcane_control_script(void) { return (const char *)control; }
size_t arcane_control_script_size(void) { return sizeof control; }
