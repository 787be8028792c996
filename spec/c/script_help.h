/*
 * A tree of Lua for script_test: the modules under test linked from lua/lib, beside a probe
 * module, one type with a child, its lifecycle, handlers, a command and a drop-in.
 */
#ifndef SPEC_SCRIPT_HELP_H
#define SPEC_SCRIPT_HELP_H

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[64];

static void put(const char *name, const char *text)
{
	char path[PATH_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	file = fopen(path, "w");
	if (!file || fputs(text, file) < 0)
		abort();
	fclose(file);
}

static inline void take_away(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	unlink(path);
}

static void dir(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	if (mkdir(path, 0700) < 0)
		abort();
}

/* The modules under test; the rest of lua/lib is other people's. */
static void link_library(const char *name)
{
	char from[PATH_MAX], to[PATH_MAX], here[PATH_MAX];

	if (!getcwd(here, sizeof(here)))
		abort();
	snprintf(from, sizeof(from), "%.2000s/lua/lib/%s.lua", here, name);
	snprintf(to, sizeof(to), "%s/lua/lib/%s.lua", root, name);
	if (symlink(from, to) < 0)
		abort();
}

static const char PROBE[] =
	"local resource = require('stampede.resource')\n"
	"local time = require('stampede.time')\n"
	"local json = require('stampede.json')\n"
	"local raw = require('stampede.raw')\n"
	"local err = require('stampede.error')\n"
	"local probe = { closed = 0 }\n"
	"function probe.echo(data) return data end\n"
	"function probe.spin() while true do end end\n"
	"function probe.stubborn() while true do pcall(function() while true do end end) end end\n"
	"function probe.eat() local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000000) .. i "
	"time.sleep(0) end "
	"end\n"
	"function probe.secret()\n"
	"  local secret = require('stampede.secret')\n"
	"  local sealed = assert(secret.seal('hush'))\n"
	"  assert(not sealed:find('hush') and secret.open(sealed) == 'hush' and "
	"secret.open('plain') == 'plain')\n"
	"  return { fine = true }\n"
	"end\n"
	"function probe.sorter()\n"
	"  while true do pcall(table.sort, { 3, 2, 1 }, function() while true do end end) end\n"
	"end\n"
	"function probe.sleep(data)\n"
	"  local guard <close> = setmetatable({}, { __close = function() probe.closed = "
	"probe.closed + 1 end })\n"
	"  time.sleep(data.seconds)\n"
	"  return { slept = true }\n"
	"end\n"
	"function probe.closings() return { n = probe.closed } end\n"
	"function probe.fail() return nil, err.new('conflict', 'it is taken', { field = 'name', "
	"tag = 'NotUnique' }) end\n"
	"function probe.raise() error(err.new('timeout', 'too late')) end\n"
	"function probe.global() return { x = undefined_thing } end\n"
	"function probe.assign() stray = 1 end\n"
	"function probe.crash() local t = nil; return t.x end\n"
	"function probe.json()\n"
	"  local v = "
	"assert(json.decode('{\"a\":[],\"b\":{},\"c\":[1,null,2.5],\"d\":"
	"\"\\\\u00e9\\\\ud83d\\\\ude00\\\\n\",\"e\":null}'))\n"
	"  assert(v.e == nil and v.c[2] == json.null and #v.d == 7)\n"
	"  local _, bad = json.encode({ f = print })\n"
	"  local loop = {}; loop.loop = loop\n"
	"  local _, cycle = json.encode(loop)\n"
	"  local _, broken = json.decode('{\"a\":')\n"
	"  return { again = json.encode(v.a), list = json.encode(json.list()), bad = bad.code, "
	"cycle = cycle.code,\n"
	"    broken = broken.code, float = json.encode({ 1.0, 0.1, 1e300 }) }\n"
	"end\n"
	"function probe.sandbox()\n"
	"  local n = 0\n"
	"  for _, name in ipairs({ 'os', 'io', 'debug', 'load', 'dofile', 'coroutine', 'rawset', "
	"'package' }) do\n"
	"    if not pcall(function() return _ENV[name] end) then n = n + 1 end\n"
	"  end\n"
	"  assert(not pcall(setmetatable, {}, { __gc = function() end }))\n"
	"  assert(not pcall(function() string.rep = nil end))\n"
	"  assert(('x').dump == nil and getmetatable('') == 'string')\n"
	"  return { refused = n }\n"
	"end\n"
	"local holders, most = 0, 0\n"
	"function probe.locked()\n"
	"  local lock <close> = raw.lock.take('one')\n"
	"  holders = holders + 1; most = math.max(most, holders)\n"
	"  time.sleep(0.01)\n"
	"  holders = holders - 1\n"
	"  return { most = most }\n"
	"end\n"
	"function probe.program()\n"
	"  local got, why = raw.exec.run({ 'true' })\n"
	"  local text, no = raw.file.read('/etc/hostname')\n"
	"  assert(not got and not text)\n"
	"  return { program = why.message, file = no.message }\n"
	"end\n"
	"function probe.seed(data)\n"
	"  local shelf, made = resource.ensure('shelf', { name = data.name }, { size = 3 })\n"
	"  return { id = shelf.id, made = made, state = shelf.state, size = shelf.size }\n"
	"end\n"
	"function probe.count() return { n = #resource.list('shelf', nil, { removed = false }) } "
	"end\n"
	"function probe.run(data)\n"
	"  local shelf = assert(resource.get('shelf', data.id))\n"
	"  shelf = assert(resource.run(shelf, data.verb, { hello = 'x', how = data.how }))\n"
	"  return { state = shelf.state, size = shelf.size, note = shelf.note, tags = shelf.tags "
	"}\n"
	"end\n"
	"function probe.write(data)\n"
	"  local shelf = assert(resource.get('shelf', data.id))\n"
	"  local refused, why = resource.update(shelf, { state = 'active' })\n"
	"  assert(refused == nil and why.code == 'invalid')\n"
	"  shelf = assert(resource.update(shelf, { note = 'n', tags = {}, ['+data'] = { extra = 1 "
	"} }))\n"
	"  assert(shelf.data.extra == 1 and shelf.note == 'n')\n"
	"  shelf = assert(resource.update(shelf, { note = resource.null }))\n"
	"  assert(shelf.note == nil)\n"
	"  local none, gone = resource.get('shelf', 4711)\n"
	"  assert(none == nil and gone.code == 'not_found')\n"
	"  assert(#resource.list('shelf', { name = 'nobody' }) == 0)\n"
	"  assert(resource.first('shelf', { id = shelf.id }).id == shelf.id)\n"
	"  assert(not pcall(resource.list, 'shelf', { nonsense = 1 }))\n"
	"  return { ok = true, tags = shelf.tags }\n"
	"end\n"
	"return probe\n";

static const char SHELF_SCHEMA[] =
	"local schema = require('stampede.schema')\n"
	"local field = schema.field\n"
	"return schema.define('shelf', {\n"
	"  description = 'A shelf.', methods = { collection = 'GET POST', resource = 'GET', user = "
	"{ collection = 'GET' } },\n"
	"  fields = {\n"
	"    { id = field.int { user = 'r' } }, { name = field.string { access = 'cru', max_length "
	"= 255, indexed = true } },\n"
	"    { uuid = field.string {} }, { kind = field.string {} }, { state = field.string {} },\n"
	"    { accountId = field.reference { to = 'shelf' } }, { created = field.date {} }, { "
	"removed = field.date {} },\n"
	"    { size = field.int { access = 'cr', min = 1, max = 9, default = 3 } }, { data = "
	"field.map { of = 'json' } },\n"
	"    { note = field.string { fields = true } }, { tags = field.array { of = 'string', "
	"fields = true } },\n"
	"  } })\n";

static const char BOOK_SCHEMA[] =
	"local schema = require('stampede.schema')\n"
	"local field = schema.field\n"
	"return schema.define('glassShelf', { parent = 'shelf', description = 'A child.',\n"
	"  methods = { collection = 'GET' },\n"
	"  fields = { { colour = field.enum { options = { 'red', 'blue' }, fields = true } }, { "
	"size = field.hidden {} } } })\n";

static const char SHELF_LIFE[] =
	"local process = require('stampede.process')\n"
	"return process.standard('shelf', {\n"
	"  create = { delegate = true, handlers = { 'shelf_create' } },\n"
	"  activate = { handlers = { 'shelf_activate' }, post = { 'shelf_after' } },\n"
	"  deactivate = { handlers = { 'shelf_deactivate' }, retries = 3 },\n"
	"  update = { handlers = { 'shelf_update' }, retries = 0 },\n"
	"})\n";

static const char H_CREATE[] =
	"local handler = require('stampede.handler')\n"
	"local resource = require('stampede.resource')\n"
	"return handler.define('shelf_create', { run = function(shelf, task)\n"
	"  assert(task.process == 'shelf.create' and task.attempt == 1 and shelf.type == 'shelf')\n"
	"  if (shelf.size or 0) > 1 then\n"
	"    local child = assert(resource.ensure('shelf', { name = 'child of ' .. shelf.id }, { "
	"size = 1 }))\n"
	"    if child.state == 'requested' then child = assert(resource.run(child, 'create')) end\n"
	"    assert(child.state == 'inactive' or child.state == 'active', child.state)\n"
	"  end\n"
	"  task:progress(50, 'half')\n"
	"  task:log('debug', 'made', { id = shelf.id })\n"
	"  return { note = 'created', tags = {} }\n"
	"end })\n";

static const char H_ACTIVATE[] =
	"local handler = require('stampede.handler')\n"
	"return handler.define('shelf_activate', { run = function(shelf, task)\n"
	"  task:patch { seen = 1 }\n"
	"  assert(task.data.seen == 1)\n"
	"  return { note = (shelf.note or '') .. ' active' }\n"
	"end })\n";

static const char H_AFTER[] = "local handler = require('stampede.handler')\n"
			      "return handler.define('shelf_after', { run = function(shelf) "
			      "assert(shelf.note:find('active')) end })\n";

static const char H_DEACTIVATE[] =
	"local handler = require('stampede.handler')\n"
	"local err = require('stampede.error')\n"
	"local time = require('stampede.time')\n"
	"return handler.define('shelf_deactivate', { timeout = 30, run = function(shelf, task)\n"
	"  if task.data.hang then time.sleep(20) end\n"
	"  if task.attempt == 1 then return nil, err.new('unavailable', 'not yet') end\n"
	"  return { note = 'attempt ' .. task.attempt }\n"
	"end })\n";

static const char H_UPDATE[] =
	"local handler = require('stampede.handler')\n"
	"return handler.define('shelf_update', { run = function(shelf, task)\n"
	"  local nothing = nil\n"
	"  if not task.data.how then return nothing.x end\n"
	"  for i = 1, task.data.how == 'heavy' and 9 or 0 do task:patch { ['k' .. i] = "
	"('x'):rep(300000) } end\n"
	"  if task.data.how == 'number' then return 5 end\n"
	"  if task.data.how == 'empty' then return nil, {} end\n"
	"  if task.data.how == 'state' then return { state = 'active' } end\n"
	"  error(task.data.how == 'table' and {} or nil)\n"
	"end })\n";

static const char DROP_IN[] = "local handler = require('stampede.handler')\n"
			      "return handler.define('zz_tag', { on = { '*.activate' }, phase = "
			      "'post', before = 'shelf_after',\n"
			      "  run = function(shelf) return { tags = { 'dropped' } } end })\n";

static const char COMMAND[] =
	"local command = require('stampede.command')\n"
	"return command.define('start', { event = 'compute.start', timeout = 5,\n"
	"  applies = function(data) return data.kind == 'a' end,\n"
	"  run = function(data, task) task:progress(10, 'on the way'); return { got = data.n + 1, "
	"by = task.command } end })\n";

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
	(void)info;
	(void)kind;
	(void)at;
	return remove(path);
}

static void make_root(void)
{
	static const char *const dirs[] = {
		"lua", "lua/lib",     "lua/handlers", "lua/processes", "lua/commands",
		"api", "api/schemas", "drop",         "data",          NULL};
	static const char *const libraries[] = {
		"process", "handler", "command", "schema", "resource", "agent",
		"asking",  "setting", "secret",  "id",     "time",     "json",
		"log",     "error",   "compile", "verbs",  NULL};

	snprintf(root, sizeof(root), "/tmp/script_test.XXXXXX");
	if (!mkdtemp(root))
		abort();
	for (int i = 0; dirs[i]; i++)
		dir(dirs[i]);
	for (int i = 0; libraries[i]; i++)
		link_library(libraries[i]);
	put("lua/lib/probe.lua", PROBE);
	put("api/schemas/shelf.lua", SHELF_SCHEMA);
	put("api/schemas/glassShelf.lua", BOOK_SCHEMA);
	put("lua/processes/shelf.lua", SHELF_LIFE);
	put("lua/handlers/shelf_create.lua", H_CREATE);
	put("lua/handlers/shelf_activate.lua", H_ACTIVATE);
	put("lua/handlers/shelf_after.lua", H_AFTER);
	put("lua/handlers/shelf_deactivate.lua", H_DEACTIVATE);
	put("lua/handlers/shelf_update.lua", H_UPDATE);
	put("lua/commands/start.lua", COMMAND);
	put("drop/tag.lua", DROP_IN);
}

static void drop_root(void)
{
	nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
