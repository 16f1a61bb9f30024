-- Opens the file that is named in Neovim, with the server that Neovim's own client speaks to, and
-- writes what an author would see to the file that is named second.
local PATIENCE = 60000
local seen = {}

local function wait_for(what, condition)
  if not vim.wait(PATIENCE, condition, 50) then error('waited in vain for ' .. what) end
end

local function client()
  for _, each in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do return each end
end

local function ask(method, params)
  params = params or vim.lsp.util.make_position_params(0, client().offset_encoding)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, PATIENCE) or {}) do return answer.result end
end

local function go(words, column)
  vim.fn.cursor(1, 1)
  vim.fn.search('\\V' .. words)
  local at = vim.fn.getcurpos()
  vim.fn.cursor(at[2], at[3] + column)
end

local function author()
  vim.cmd('edit ' .. vim.env.BRIEFDECK_FILE)
  local config = { name = 'briefdeck', cmd = { vim.env.BRIEFDECK_PYTHON, '-m', 'briefdeck', 'lsp' }, root_dir = vim.fn.getcwd() }
  if vim.lsp.start then
    vim.lsp.start(config)
  else
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end
  wait_for('problems', function() return #vim.diagnostic.get(0) > 0 end)
  seen.encoding = client().offset_encoding
  seen.problems = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(seen.problems, { code = each.code, line = each.lnum, column = each.col, to = each.end_col })
  end

  -- The problem is mended by the client's own hands.
  go('era = "tral"', 8)
  local range = vim.lsp.util.make_range_params(0, seen.encoding)
  range.context = { diagnostics = {} }
  local fix = ask('textDocument/codeAction', range)[1]
  seen.fix = fix.title
  vim.lsp.util.apply_workspace_edit(fix.edit, seen.encoding)

  -- Something that does not parse is typed, and completed.
  local line = vim.fn.line('.') - 1
  vim.api.nvim_buf_set_text(0, line, 7, line, 13, { 't' })
  vim.fn.cursor(line + 1, 9)
  local found = ask('textDocument/completion')
  seen.completion = vim.tbl_map(function(item) return item.label end, found.items)
  vim.api.nvim_buf_set_text(0, line, 7, line, 8, { 'trial"' })

  go('@report, p. 2', 3)
  seen.hover = ask('textDocument/hover').contents.value
  seen.definition = ask('textDocument/definition').range.start.line
  seen.symbols = #ask('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() })

  vim.lsp.buf.rename('annual')
  wait_for('the new name', function() return vim.fn.search('@annual', 'nw') > 0 end)
  seen.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

local _, fault = xpcall(author, debug.traceback)
seen.fault = fault
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.BRIEFDECK_REPORT)
vim.cmd('qall!')
