-- Drives the language server with Neovim's own client: opens a file, takes a quick fix, edits. What was seen goes to a file as JSON.
local input = vim.json.decode(vim.fn.readfile(vim.env.CLEARML_SECURE_INPUT)[1])
local seen = { published = 0 }
local PATIENCE = 30000

vim.o.hidden = true
vim.cmd('edit ' .. vim.fn.fnameescape(input.file))
local buffer = vim.api.nvim_get_current_buf()

local client_id = vim.lsp.start_client({
  name = 'clearml-secure',
  cmd = input.command,
  root_dir = input.directory,
  handlers = {
    ['textDocument/publishDiagnostics'] = function(err, result, context, config)
      seen.published = seen.published + 1
      vim.lsp.handlers['textDocument/publishDiagnostics'](err, result, context, config)
    end,
  },
})
vim.lsp.buf_attach_client(buffer, client_id)

local function diagnostics()
  return vim.tbl_map(function(each)
    local line = vim.api.nvim_buf_get_lines(buffer, each.lnum, each.lnum + 1, false)[1]
    -- Neovim counts bytes; what is underlined tells whether it understood the server's UTF-16 positions.
    local text = each.end_lnum == each.lnum and line:sub(each.col + 1, each.end_col) or ''
    return { rule = each.user_data.lsp.code, severity = each.severity, line = each.lnum, text = text }
  end, vim.diagnostic.get(buffer))
end

local function holds(rule, text)
  return vim.tbl_filter(function(each)
    return each.rule == rule and (text == nil or each.text == text)
  end, diagnostics())[1]
end

local function await(what, condition)
  if not vim.wait(PATIENCE, condition, 20) then
    error('never seen: ' .. what)
  end
end

--- Parameters of a code action request for what a diagnostic underlines, in UTF-16 as the protocol counts.
local function action_params(rule, text)
  local found = vim.tbl_filter(function(each)
    return each.user_data.lsp.code == rule
  end, vim.diagnostic.get(buffer))
  for _, each in ipairs(found) do
    local line = vim.api.nvim_buf_get_lines(buffer, each.lnum, each.lnum + 1, false)[1]
    if line:sub(each.col + 1, each.end_col) == text then
      local _, first = vim.str_utfindex(line, each.col)
      local _, last = vim.str_utfindex(line, each.end_col)
      return {
        textDocument = vim.lsp.util.make_text_document_params(buffer),
        range = {
          start = { line = each.lnum, character = first },
          ['end'] = { line = each.lnum, character = last },
        },
        context = { diagnostics = {} },
      }
    end
  end
end

local ok, problem = pcall(function()
  await('a diagnostic of the public secret', function() return holds(input.rule, input.secret) ~= nil end)
  seen.before = diagnostics()

  local client = vim.lsp.get_client_by_id(client_id)
  local params = action_params(input.rule, input.secret)
  local reply = client.request_sync('textDocument/codeAction', params, PATIENCE, buffer)
  local action = reply.result[1]
  seen.title = action.title
  if action.edit == nil then
    action = client.request_sync('codeAction/resolve', action, PATIENCE, buffer).result
  end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  await('the diagnostic to go', function() return holds(input.rule, input.secret) == nil end)
  seen.fixed = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  seen.after = diagnostics()

  -- What a person types after an astral character reaches the server in the right place.
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, input.typed)
  await('a diagnostic of what was typed', function() return holds(input.rule, input.typedSecret) ~= nil end)
  seen.typed = diagnostics()
end)
if not ok then
  seen.problem = tostring(problem)
end

vim.fn.writefile({ vim.json.encode(seen) }, vim.env.CLEARML_SECURE_OUTPUT)
vim.lsp.stop_client(client_id)
vim.wait(PATIENCE, function() return vim.lsp.client_is_stopped(client_id) end, 20)
vim.cmd('qall!')
