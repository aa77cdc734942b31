"""Generated games: how large they are is a benchmark's to choose, what they look like is not."""

import pathlib
import random
import struct
import zlib

_NOUNS = ("enemy", "tile", "wave", "spell", "quest", "door", "shop", "river", "cloud", "arrow", "torch", "crate")


def color(serial):
    """RRGGBB; neighbours differ in every channel, and no desktop shows it by chance."""
    return f"{40 + serial * 37 % 200:02x}{30 + serial * 91 % 210:02x}{50 + serial * 53 % 190:02x}"


SMALL = """// A small game: a ball, a paddle, a score. Everything it draws is in the upper half of the window.
import {{ drawCircle, drawRect, drawText, isKeyDown, onFrame, setClearColor }} from "@arcane/runtime";

{first}
interface Ball {{ x: number; y: number; vx: number; vy: number }}
const ball: Ball = {{ x: 100, y: 80, vx: 140, vy: 90 }};
let paddle = 300;
let score = 0;

function bounce(dt: number): void {{
  ball.x += ball.vx * dt;
  ball.y += ball.vy * dt;
  if (ball.x < 8 || ball.x > 792) ball.vx = -ball.vx;
  if (ball.y < 8) ball.vy = Math.abs(ball.vy);
  if (ball.y > 180) {{
    ball.vy = -Math.abs(ball.vy);
    if (Math.abs(ball.x - paddle) < 50) score += 1;
  }}
}}

setClearColor("#{color}");
onFrame((dt) => {{
  if (isKeyDown("ArrowLeft")) paddle -= 240 * dt;
  if (isKeyDown("ArrowRight")) paddle += 240 * dt;
  bounce(dt);
  drawCircle(ball.x, ball.y, 8, {{ color: "#ffcc00" }});
  drawRect(paddle - 40, 188, 80, 10, {{ color: "#ffffff" }});
  drawText(`score ${{score}}`, 10, 10);
}});
{rest}
"""


def small(serial, first="", rest=""):
    return SMALL.format(color=color(serial), first=first, rest=rest)


def long_file(serial):
    """The small game in a file of 5,000 lines, as some are written."""
    lines = []
    for number in range(620):
        lines += [f"interface Part{number} {{ id: number; weight: number }}",
                  f"function weigh{number}(parts: readonly Part{number}[], limit: number = {number}): number {{",
                  "  let sum: number = 0;", "  for (const part of parts) {", "    if (part.weight > limit) sum += part.id * 2;", "  }",
                  f"  return sum as number + {number};", "}"]
    return small(serial, rest="\n".join(lines))


class Project:
    """A game of many modules of 286 lines and, if wished, textures. The module of the highest number is evaluated last before
    the entry, and is the one that is saved; so whatever a change can wait for, it waits for.

    `typed` false writes JavaScript, for runtimes that take no types. `drawn`: how many of the textures a frame shows. The entry
    loads all textures in a loop; `spread`: each module loads one, until there is none left.
    """

    def __init__(self, folder, modules, textures=0, side=512, typed=True, drawn=None, spread=False):
        self.folder = pathlib.Path(folder)
        self.modules, self.textures, self.typed, self.spread = modules, textures, typed, spread
        self.drawn = textures if drawn is None else drawn
        self.suffix = "ts" if typed else "mjs"
        for index in range(modules):
            self.module_path(index).write_text(self.module(index))
        if textures:
            (self.folder / "pictures").mkdir()
            for index in range(textures):
                (self.folder / "pictures" / f"p{index:04}.png").write_bytes(picture(index, side))
        self.entry = self.folder / f"game.{self.suffix}"
        self.entry.write_text(self.main())
        self.changing = self.module_path(modules - 1)

    def module_path(self, index):
        return self.folder / f"m{index:04}.{self.suffix}"

    def change(self, serial, first=""):
        """The text of the changing module for a save."""
        return self.module(self.modules - 1, serial, first)

    def module(self, index, serial=0, first=""):
        chance = random.Random(index)
        noun = chance.choice(_NOUNS)
        name = noun.capitalize()

        def typed(text):
            return text if self.typed else ""

        # A tree and chains of every seventh: deep and wide, as real projects are.
        imports = sorted({above for above in (index // 2, index - 7) if 0 <= above < index})
        lines = [f"// Module {index}: the {noun}s of one region. Generated."]
        lines += [f'import {{ weigh{above} }} from "./m{above:04}.{self.suffix}";' for above in imports]
        if self.spread and index < self.textures:
            lines += ['import { loadTexture } from "@arcane/runtime";', "", f'export const picture{index} = loadTexture("pictures/p{index:04}.png");']
        lines += [first] if first else []
        lines += [f'export const tint{index} = "#{color(serial)}";', ""]
        if self.typed:
            lines += [f"export interface {name}{index} {{", "  id: number;", "  label: string;", "  weight: number;",
                      "  position: { x: number; y: number };", "  tags: readonly string[];", "}", ""]
        lines += [f"const table{index}{typed(f': readonly {name}{index}[]')} = ["]
        for row in range(16):
            lines.append(
                f'  {{ id: {row}, label: "{noun} {chance.randrange(10000)}", weight: {chance.random():.4f}, '
                f'position: {{ x: {chance.randrange(800)}, y: {chance.randrange(600)} }}, tags: ["{chance.choice(_NOUNS)}"] }},')
        lines += ["];", "", f"export function weigh{index}(scale{typed(': number')}){typed(': number')} {{",
                  f"  return table{index}.length * scale;", "}", ""]
        lines += [f"export class {name}Region{index} {{", "  visited = 0;",
                  f"  found{typed(f': Map<number, {name}{index}>')} = new Map();", ""]
        method = 0
        while len(lines) < 262:
            a, b, c = chance.randrange(2, 90), chance.randrange(2, 90), chance.randrange(2, 90)
            lines += [
                f"  step{method}(amount{typed(': number')}, limit = {a}){typed(': number')} {{",
                f"    let sum = {b};",
                f"    for (const entry of table{index}) {{",
                f"      if (entry.weight * {c} > limit) continue;",
                "      sum += entry.position.x * amount - entry.position.y;",
                f"      if (entry.tags.includes(\"{chance.choice(_NOUNS)}\")) this.found.set(entry.id, entry);",
                "    }",
                f"    return this.visited > {c} ? sum % {a + b} : Math.max(sum, {a});",
                "  }", ""]
            method += 1
        lines += ["}", "", f"const region{index} = new {name}Region{index}();", "",
                  f"export function update{index}(time{typed(': number')}){typed(': number')} {{",
                  f"  region{index}.visited += 1;", f"  return region{index}.step0(time) + weigh{index}(time)"
                  + "".join(f" + weigh{above}(0.5)" for above in imports) + ";", "}"]
        lines += [f"// {'-' * (4 + line % 60)}" for line in range(286 - len(lines))]
        return "\n".join(lines) + "\n"

    def main(self):
        last = self.modules - 1
        lines = ["// Generated: imports every module and uses it."]
        if self.typed:
            lines.append('import { drawTexture, ' + ("" if self.spread else "loadTexture, ") + 'onFrame, setClearColor } from "@arcane/runtime";')
        for index in range(self.modules):
            tint = f", tint{index}" if index == last else ""
            shown = f", picture{index}" if self.spread and index < self.drawn else ""
            lines.append(f'import {{ update{index}{tint}{shown} }} from "./m{index:04}.{self.suffix}";')
        lines += ["", "const parts = [" + ", ".join(f"update{index}" for index in range(self.modules)) + "];", "let time = 0;", "let sum = 0;"]
        if not self.typed:
            # Stays alive, as a game does.
            return "\n".join(lines + ["for (const part of parts) sum += part(1);", f"setInterval(() => tint{last}, 1000);"]) + "\n"
        if self.spread:
            lines.append("const pictures = [" + ", ".join(f"picture{index}" for index in range(self.drawn)) + "];")
        else:
            lines += ["const pictures: number[] = [];", f"for (let i = 0; i < {self.textures}; i += 1) "
                      "pictures.push(loadTexture(`pictures/p${String(i).padStart(4, \"0\")}.png`));"]
        lines += [f"setClearColor(tint{last});", "onFrame((dt) => {", "  time += 1;",
                  # A frame visits some of the parts, in turn: as most games, it has more code than it runs in one frame.
                  "  for (let i = 0; i < Math.min(parts.length, 20); i += 1) sum += parts[(time * 20 + i) % parts.length]!(dt);",
                  f"  pictures.slice(0, {self.drawn}).forEach((id, i) => drawTexture(id, (i % 50) * 16, Math.floor(i / 50) * 12, 16, 12));", "});"]
        return "\n".join(lines) + "\n"

    @property
    def line_count(self):
        return sum(len(path.read_text().splitlines()) for path in self.folder.glob(f"*.{self.suffix}"))


def picture(serial, side, patch=None):
    """A PNG, RGBA: stripes and noise, to give the decoder something to do. `patch`: RRGGBB of the last quarter of each row."""
    chance = random.Random(serial)
    noise = chance.randbytes(side * 4 + side)
    plain = side // 4 if patch else 0
    end = bytes.fromhex(patch + "ff") * plain if patch else b""
    rows = b"".join(b"\0" + (noise[y:y + 64] * (side * 4 // 64))[:(side - plain) * 4] + end for y in range(side))
    return _png(side, rows)


def sprite(side, translucent=False):
    """A PNG of a ball, as pixel art has them: each pixel is opaque or there is none. `translucent`: half of it shows through."""
    middle = (side - 1) / 2

    def pixel(x, y):
        inside = (x - middle) ** 2 + (y - middle) ** 2 < middle ** 2
        return bytes((240 - 8 * y, 16 * x % 256, 90, 128 if translucent else 255)) if inside else bytes(4)

    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(side)) for y in range(side))
    return _png(side, rows)


def _png(side, rows):
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
