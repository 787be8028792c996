--- Time: UTC milliseconds, and waiting.

local raw = require("stampede.raw")

local time = {}

time.now = raw.time.now

--- Waits; other tasks go on.
time.sleep = raw.time.sleep

--- "2014-08-22T21:56:35Z" of milliseconds, and back (nil and an error for other text).
time.iso = raw.time.iso
time.parse = raw.time.parse

return time
