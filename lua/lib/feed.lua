--- Work that tells its progress, followed inside the task that started it.

local raw = require("stampede.raw")

local feed = {}

--- Until the work is done: its result, or nil and an error. `fn(percent, message)` is called as
-- it goes (percent is nil while the whole is not known); none: the task's own progress. If `fn`
-- raises, the work is taken back.
function feed.follow(work, fn)
  local id = raw.task.id()
  local guard <close> = setmetatable({}, {
    __close = function()
      raw.feed.close(work)
    end,
  })
  while guard do
    local what, a, b = raw.feed.next(work)
    if what == "progress" then
      if fn then
        fn(a, b)
      elseif id then
        raw.task.progress(id, a, b)
      end
    elseif what then
      return a
    else
      return nil, a
    end
  end
end

return feed
