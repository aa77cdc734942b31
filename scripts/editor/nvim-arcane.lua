-- Arcane for Neovim: copy to ~/.config/nvim/plugin/arcane.lua.
-- :ArcaneTest and :ArcaneCheck fill the quickfix list; :ArcanePlay opens a terminal with the game's output.
local format = "%f:%l:%c: %trror: %m,%f:%l:%c: %tarning: %m,%-G%.%#"

local function fill(arguments)
  local result = vim.system(vim.list_extend({ "arcane" }, arguments), { text = true, env = { TERM = "dumb" } }):wait()
  local lines = vim.split((result.stdout or "") .. (result.stderr or ""), "\n")
  vim.fn.setqflist({}, " ", { title = "arcane " .. table.concat(arguments, " "), lines = lines, efm = format })
  vim.cmd(#vim.tbl_filter(function(item) return item.valid == 1 end, vim.fn.getqflist()) > 0 and "copen | cfirst" or "cclose")
end

vim.api.nvim_create_user_command("ArcaneTest", function() fill({ "test" }) end, {})
vim.api.nvim_create_user_command("ArcaneCheck", function() fill({ "check" }) end, {})
vim.api.nvim_create_user_command("ArcanePlay", "botright 12split | terminal arcane dev", {})
