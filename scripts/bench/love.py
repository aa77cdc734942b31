"""The same games for LÖVE, where it is installed."""

import pathlib

CONF = """function love.conf(t)
  t.window.width, t.window.height, t.window.vsync = 800, 600, 0
  t.modules.joystick, t.modules.physics, t.modules.video = false, false, false
end
"""

CLEAR = """-- A small game: a ball, a paddle, a score, as the one for Arcane.
local x, y, vx, vy, paddle, score = 100, 80, 140, 90, 300, 0

function love.update(dt)
  if love.keyboard.isDown("left") then paddle = paddle - 240 * dt end
  if love.keyboard.isDown("right") then paddle = paddle + 240 * dt end
  x, y = x + vx * dt, y + vy * dt
  if x < 8 or x > 792 then vx = -vx end
  if y < 8 then vy = math.abs(vy) end
  if y > 180 then
    vy = -math.abs(vy)
    if math.abs(x - paddle) < 50 then score = score + 1 end
  end
end

function love.draw()
  love.graphics.clear({r}/255, {g}/255, {b}/255)
  love.graphics.circle("fill", x, y, 8)
  love.graphics.rectangle("fill", paddle - 40, 188, 80, 10)
  love.graphics.print("score " .. score, 10, 10)
end
"""


def clear_text(serial):
    from .games import color
    red, green, blue = bytes.fromhex(color(serial))
    return CLEAR.replace("{r}", str(red)).replace("{g}", str(green)).replace("{b}", str(blue))


def clear(folder, serial):
    """A folder that `love` plays: the small game. Its main.lua is the file to save."""
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    (folder / "conf.lua").write_text(CONF)
    (folder / "main.lua").write_text(clear_text(serial))
    return folder / "main.lua"


SPRITES = """-- {count} moving sprites of 16 x 16, {how}. Says in microseconds what each frame's script took and how long it was.
local count, frames, begin, last = {count}, {frames}, 40, nil
local xs, ys, image, batch, script, whole = {}, {}, nil, nil, {}, {}

function love.load()
  image = love.graphics.newImage("sprite.png")
  image:setFilter("nearest", "nearest")
  for i = 1, count do xs[i], ys[i] = (i * 7919) % 784, (i * 104729) % 584 end
  if {batched} then batch = love.graphics.newSpriteBatch(image, count, "stream") end
end

-- LÖVE's own loop sleeps a millisecond in each frame, which is not drawing.
function love.run()
  love.load()
  local n, pace = 0, {pace}
  return function()
    love.event.pump()
    for name in love.event.poll() do if name == "quit" then return 0 end end
    local start = love.timer.getTime()
    if last and n > begin then whole[#whole + 1] = (start - last) * 1e6 end
    last = start
    love.graphics.origin()
    love.graphics.clear(0, 0, 0)
    n = n + 1
    local before = love.timer.getTime()
    local step = n % 16
    if batch then
      batch:clear()
      for i = 1, count do batch:add(xs[i] + step, ys[i]) end
      love.graphics.draw(batch)
    else
      for i = 1, count do love.graphics.draw(image, xs[i] + step, ys[i]) end
    end
    if n > begin then script[#script + 1] = (love.timer.getTime() - before) * 1e6 end
    love.graphics.present()
    if n == begin then print("begun") io.stdout:flush() end
    if n >= begin + frames then
      -- Whoever measures reads the process's time before it ends.
      print("done") io.stdout:flush()
      love.timer.sleep(0.5)
      print("script " .. table.concat(script, " "))
      print("whole " .. table.concat(whole, " "))
      io.stdout:flush()
      return 0
    end
    local left = pace - (love.timer.getTime() - start)
    if left > 0 then love.timer.sleep(left) end
  end
end
"""


def sprites(folder, picture, count, frames, batched, pace=0):
    """`pace`: least seconds from frame to frame."""
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    (folder / "conf.lua").write_text(CONF)
    (folder / "sprite.png").write_bytes(picture)
    text = SPRITES
    for name, value in {"count": count, "frames": frames, "batched": str(batched).lower(), "pace": pace,
                        "how": "in a SpriteBatch" if batched else "each by love.graphics.draw"}.items():
        text = text.replace("{" + name + "}", str(value))
    (folder / "main.lua").write_text(text)
    return folder
