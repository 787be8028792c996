---@meta stampede.docker

---@class stampede.docker
local docker = {}

---@class stampede.docker.engine
---@field socket string?
local Engine = {}

---@param socket string? "unix:///run/docker.sock" or "tcp://HOST:PORT"; none: the agent's own
---@return stampede.docker.engine
function docker.connect(socket) end

---@param method "GET"|"POST"|"PUT"|"DELETE"|"HEAD"
---@param path string without the version: "/containers/json?all=1"
---@param body table?
---@param options { raw: boolean?, timeout: number?, auth: string? }?
---@return integer? status, any body_or_error
function Engine:call(method, path, body, options) end

---@param reference string "busybox:latest"
---@param fn fun(percent: integer?, message: string)?
---@param auth table? Docker's AuthConfig
---@return true?, stampede.error?
function Engine:pull(reference, fn, auth) end

---@param id string id or name
---@return table?, stampede.error?
function Engine:inspect(id) end

---@param label string
---@param value string
---@return table? container as inspect gives it
---@return stampede.error?
function Engine:find(label, value) end

---@param name string?
---@param config table Docker's
---@return { Id: string, Warnings: string[] }?, stampede.error?
function Engine:create(name, config) end

---@param id string
---@return true?, stampede.error?
function Engine:start(id) end

---@param id string
---@param seconds number? default 10
---@return true?, stampede.error?
function Engine:stop(id, seconds) end

---@param id string
---@param options { force: boolean?, volumes: boolean? }?
---@return true?, stampede.error?
function Engine:remove(id, options) end

---@param filter table<string, string[]>?
---@return table[]?, stampede.error?
function Engine:list(filter) end

---@param filter table<string, string[]>?
---@return table[]?, stampede.error?
function Engine:images(filter) end

---@return table?, stampede.error?
function Engine:info() end

return docker
