--- Files of the host. Paths are absolute; every function gives nil and an error when it fails.

local raw = require("stampede.raw")

local file = {}

--- Whether something is there.
file.exists = raw.file.exists

--- A file or an empty directory; one that is gone is fine.
file.remove = raw.file.remove

--- file.mkdir(path[, mode]): with its parents; one that is there is fine.
file.mkdir = raw.file.mkdir

--- file.read(path[, max]): the whole text; larger than `max` bytes (at most 8 MiB) is an error.
file.read = raw.file.read

--- file.write(path, text[, mode]): whole or not at all, and kept over a power cut. Mode is 0600 (384).
file.write = raw.file.write

--- The names in a directory, sorted.
file.list = raw.file.list

--- {total, free} in bytes, of the file system that holds the path.
file.free = raw.file.free

return file
