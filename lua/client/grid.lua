--- Rows of texts as a table: aligned by what they fill on the screen, cut to it where there is one.

local raw = require("client.raw")

local grid = {}

local fit = raw.terminal.fit
local GAP = 2
local LEAST = 8 -- columns that a cut text keeps

-- Widths that fill `room` at most: the widest give first.
local function squeeze(widths, room, fixed)
  local total = GAP * (#widths - 1)
  for _, width in ipairs(widths) do total = total + width end
  while total > room do
    local widest
    for i, width in ipairs(widths) do
      if not fixed[i] and width > LEAST and (not widest or width > widths[widest]) then widest = i end
    end
    if not widest then return end
    widths[widest] = widths[widest] - 1
    total = total - 1
  end
end

--- Widths for a heading and rows of texts. options: room (columns of the screen, nil: no limit), fixed
-- (set of columns that are never cut), least (widths to begin with).
function grid.widths(heading, rows, options)
  local widths = {}
  for i = 1, #heading do
    local _, width = fit(heading[i])
    widths[i] = math.max(options.no_heading and 0 or width, options.least and options.least[i] or 0)
  end
  for _, row in ipairs(rows) do
    for i = 1, #heading do
      local _, width = fit(row[i])
      if width > widths[i] then widths[i] = width end
    end
  end
  if options.room then squeeze(widths, options.room, options.fixed or {}) end
  return widths
end

--- One line. paint(i, text) may colour a cell; it is given what is shown.
function grid.line(row, widths, options)
  local cells = {}
  for i = 1, #widths do
    local text, width = fit(row[i])
    if width > widths[i] then
      local mark = options.mark or "..."
      local _, mark_width = fit(mark)
      text, width = fit(row[i], math.max(widths[i] - mark_width, 0))
      text, width = text .. mark, width + mark_width
    end
    local shown = options.paint and options.paint(i, text) or text
    cells[i] = i < #widths and shown .. (" "):rep(widths[i] - width + GAP) or shown
  end
  return (table.concat(cells):gsub("%s+$", ""))
end

return grid
