// FreeType: outlines of TrueType and OpenType fonts, and their coverage.
#pragma once
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_BBOX_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H

// A cast in the macro hides it from Swift. Outlines in the font's own units: no hinting program runs, no bitmap is read.
enum { arcane_load_outline = FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP | FT_LOAD_NO_AUTOHINT };
