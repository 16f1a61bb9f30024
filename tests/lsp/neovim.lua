-- Opens the file that is named in Neovim, with the server that Neovim's own client speaks to, and
-- writes what an author would see to the file that is named second.
local file, report = vim.env.BRIEFDECK_FILE, vim.env.BRIEFDECK_REPORT
local seen = { version = tostring(vim.version()) }

local function wait_for(what, condition)
  if not vim.wait(60000, condition, 50) then
    seen.failed = what
    vim.fn.writefile({ vim.fn.json_encode(seen) }, report)
    vim.cmd('cquit 1')
  end
end

local function ask(method, more)
  local params = vim.lsp.util.make_position_params(0, 'utf-16')
  for key, value in pairs(more or {}) do params[key] = value end
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000) or {}
  for _, answer in pairs(answers) do return answer.result end
end

local function go(words, column)
  vim.fn.cursor(1, 1)
  vim.fn.search('\\V' .. words)
  local at = vim.fn.getcurpos()
  vim.fn.cursor(at[2], at[3] + column)
end

vim.cmd('edit ' .. file)
local config = { name = 'briefdeck', cmd = { vim.env.BRIEFDECK_PYTHON, '-m', 'briefdeck', 'lsp' }, root_dir = vim.fn.getcwd() }
if vim.lsp.start then
  vim.lsp.start(config)
else
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end

wait_for('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
seen.diagnostics = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(seen.diagnostics, { code = each.code, line = each.lnum, column = each.col, to = each.end_col })
end

-- Something is typed that does not parse, and completed.
go('era = "tral"', 7)
vim.api.nvim_buf_set_text(0, vim.fn.line('.') - 1, 7, vim.fn.line('.') - 1, 12, { 't' })
vim.fn.cursor(vim.fn.line('.'), 9)
local completion = ask('textDocument/completion')
seen.completion = vim.tbl_map(function(item) return item.label end, completion.items or completion)
local omnifunc = vim.bo.omnifunc
seen.omnifunc = omnifunc
vim.cmd('undo')

go('@report, p. 2', 3)
local hover = ask('textDocument/hover')
seen.hover = hover and hover.contents.value
local definition = ask('textDocument/definition')
seen.definition = definition and definition.range.start.line

-- Renaming changes the buffer, by the client's own hands.
vim.lsp.buf.rename('annual')
wait_for('rename', function() return vim.fn.search('@annual', 'nw') > 0 end)
seen.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'

local symbols = vim.lsp.buf_request_sync(0, 'textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() }, 60000)
for _, answer in pairs(symbols or {}) do seen.symbols = #answer.result end

vim.fn.writefile({ vim.fn.json_encode(seen) }, report)
vim.cmd('qall!')
