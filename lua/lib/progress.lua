--- Progress of work deep below, shown by everyone who waits for it.
--
-- A start waits for its volume, which waits for its image: whoever waits listens at what it
-- waits for, by type and id, and several may. In memory only: it is for the eye.

local progress = {}

local listeners = {}

local function key(res)
  return res.type .. " " .. res.id
end

local function leave(handle)
  local list = listeners[handle.key]
  if list then
    list[handle] = nil
    if next(list) == nil then
      listeners[handle.key] = nil
    end
  end
end

--- `local _ <close> = progress.listen(volume, fn)`: fn(percent, message) until it closes.
function progress.listen(res, fn)
  local handle = setmetatable({ key = key(res), fn = fn }, { __close = leave })
  listeners[handle.key] = listeners[handle.key] or {}
  listeners[handle.key][handle] = true
  return handle
end

--- Tells those who listen at a resource.
function progress.tell(res, percent, message)
  for handle in pairs(listeners[key(res)] or {}) do
    handle.fn(percent, message)
  end
end

--- What a handler hands down as `progress`: shown on its own resource and told on.
function progress.of(res, task)
  return function(percent, message)
    task:progress(percent, message)
    progress.tell(res, percent, message)
  end
end

return progress
