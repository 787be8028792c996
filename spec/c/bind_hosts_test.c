/*
 * The host primitives as a command sees them: lua/lib over the bindings over a real pool, real
 * files, real child processes and libvirt's test driver; Docker only as far as being away goes
 * (docker_test.c has the rest). One command for each case, run to its end.
 */
#include <ftw.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/docker.h"
#include "host/file.h"
#include "host/virt.h"
#include "http/client.h"
#include "loop/pool.h"
#include "script/bind.h"
#include "script/script.h"
#include "spec/c/check.h"
#include "spec/c/turn.h"

static struct loop *loop;
static struct script *script;
static char root[64] = "/tmp/stampede-bind-XXXXXX";

static const char commands[] =
	"local command = require('stampede.command')\n"
	"local docker, libvirt = require('stampede.docker'), require('stampede.libvirt')\n"
	"local exec, file = require('stampede.exec'), require('stampede.file')\n"
	"local host, image = require('stampede.host'), require('stampede.image')\n"
	"local cases = {}\n"
	"function cases.exec()\n"
	"  local r = assert(exec.run({ 'sh', '-c', 'cat; echo $X >&2; exit 3' }, { stdin = 'in', "
	"env = { X = 'e' } }))\n"
	"  assert(r.code == 3 and r.stdout == 'in' and r.stderr == 'e\\n')\n"
	"  local none, err = exec.run { 'no-such-program-here' }\n"
	"  assert(none == nil and err.code == 'not_found')\n"
	"  none, err = exec.run({ 'sleep', '9' }, { timeout = 0.1 })\n"
	"  assert(none == nil and err.code == 'timeout')\n"
	"  assert(not pcall(exec.run, { 'true' }, { tiemout = 1 }))\n"
	"  assert(not pcall(exec.run, {}))\n"
	"  assert(not pcall(exec.run, { 'a\\0b' }))\n"
	"  return { ok = true }\n"
	"end\n"
	"function cases.file()\n"
	"  local dir = assert(host.dir('try'))\n"
	"  assert(host.dir('try') == dir)\n"
	"  assert(not pcall(host.dir, '../up'))\n"
	"  local path = dir .. '/x'\n"
	"  assert(file.exists(path) == false)\n"
	"  assert(file.write(path, 'a\\0b', 384))\n"
	"  assert(file.exists(path) == true)\n"
	"  assert(file.read(path) == 'a\\0b')\n"
	"  local none, err = file.read(path, 2)\n"
	"  assert(none == nil and err.code == 'invalid')\n"
	"  assert(#assert(file.list(dir)) == 1)\n"
	"  assert(file.mkdir(dir .. '/a/b') and file.remove(dir .. '/a/b') and file.remove(dir .. "
	"'/a'))\n"
	"  assert(file.remove(path) and file.remove(path))\n"
	"  assert(next(assert(file.list(dir))) == nil)\n"
	"  assert(file.free(dir).total > 0)\n"
	"  assert(not pcall(file.read, 'relative'))\n"
	"  local facts = assert(host.facts())\n"
	"  assert(#facts.uuid == 36 and facts.cpus > 0 and facts.uuid == host.facts().uuid)\n"
	"  return { ok = true }\n"
	"end\n"
	"function cases.image(task)\n"
	"  local dir, told = assert(host.dir('images')), 0\n"
	"  assert(file.write(dir .. '/src', ('\\0'):rep(1024 * 1024)))\n"
	"  local info = assert(image.fetch { url = 'file://' .. dir .. '/src', path = dir .. "
	"'/base',\n"
	"    progress = function() told = told + 1 end })\n"
	"  assert(info.format == 'raw' and info.virtual_size == 1048576 and "
	"info.checksum:find('^sha256:'))\n"
	"  assert(image.overlay { base = dir .. '/base', base_format = 'raw', path = dir .. '/o', "
	"size_mb = 3 })\n"
	"  assert(image.info(dir .. '/o').virtual_size == 3 * 1048576)\n"
	"  local none, err = image.fetch { url = 'file://' .. dir .. '/src', path = dir .. '/e', "
	"checksum = ('0'):rep(64) }\n"
	"  assert(none == nil and err.code == 'invalid' and err.field == 'checksum')\n"
	"  assert(not file.exists(dir .. '/e'))\n"
	"  assert(not pcall(image.fetch, { link = 'x' }))\n"
	"  return { ok = true }\n"
	"end\n"
	"function cases.libvirt()\n"
	"  local conn <close> = libvirt.connect()\n"
	"  assert(#assert(conn:list()) == 1 and conn:find('test').state == 'running')\n"
	"  local none, err = conn:find('nobody')\n"
	"  assert(none == nil and err.code == 'not_found')\n"
	"  assert(conn:wait_off('test', 0.05) == false)\n"
	"  assert(conn:start('test') and conn:info().hypervisor == 'test' and conn:info().kvm == "
	"false)\n"
	"  assert(conn:xml('test'):find('<domain'))\n"
	"  assert(libvirt.metadata == 'urn:stampede:domain')\n"
	"  local other <close> = "
	"libvirt.connect('test+unix:///default?socket=/tmp/stampede-no-such')\n"
	"  none, err = other:list()\n"
	"  assert(none == nil and err.code == 'unavailable', tostring(err))\n"
	"  assert(not pcall(conn.find, conn))\n"
	"  return { ok = true }\n"
	"end\n"
	"function cases.docker()\n"
	"  local engine <close> = docker.connect()\n"
	"  local none, err = engine:info()\n"
	"  assert(none == nil and err.code == 'unavailable')\n"
	"  none, err = engine:pull('busybox')\n"
	"  assert(none == nil and err.code == 'unavailable')\n"
	"  none, err = engine:pull('no good', nil, { username = 'u' })\n"
	"  assert(none == nil and err.code == 'invalid')\n"
	"  assert(not pcall(engine.start, engine, '../x'))\n"
	"  none, err = docker.connect('relative'):info()\n"
	"  assert(none == nil and err.code == 'invalid')\n"
	"  none, err = docker.connect('/tmp/stampede-no-such-2.sock'):call('POST', '/x', { a = 1 "
	"})\n"
	"  assert(none == nil and err.code == 'unavailable')\n"
	"  assert(not pcall(engine.call, engine, 'GET', '/', nil, { row = 1 }))\n"
	"  return { ok = true }\n"
	"end\n"
	"function cases.real()\n"
	"  local engine = docker.connect(cases.socket)\n"
	"  local made = assert(engine:create('stampede-bind-test', { Image = 'busybox', Cmd = { "
	"'sleep', '60' },\n"
	"    Labels = { ['io.stampede.uuid'] = 'bind' } }))\n"
	"  assert(engine:start(made.Id) and engine:start(made.Id))\n"
	"  assert(engine:find('io.stampede.uuid', 'bind').State.Running)\n"
	"  assert(engine:stop(made.Id, 0) and engine:stop(made.Id, 0))\n"
	"  assert(#engine:list { label = { 'io.stampede.uuid=bind' } } == 1 and #engine:images() > "
	"0)\n"
	"  assert(engine:remove(made.Id, { force = true, volumes = true }) and "
	"engine:remove(made.Id))\n"
	"  local none, err = engine:find('io.stampede.uuid', 'bind')\n"
	"  assert(none == nil and err.code == 'not_found')\n"
	"  return { ok = true }\n"
	"end\n"
	"-- Ends while work of each kind is under way.\n"
	"function cases.hang()\n"
	"  local conn = libvirt.connect()\n"
	"  if cases.how == 'virt' then conn:wait_off('test', 60) end\n"
	"  if cases.how == 'exec' then exec.run { 'sleep', '60' } end\n"
	"  return image.fetch { url = 'http://127.0.0.1:9/never', path = host.dir('images') .. "
	"'/never' }\n"
	"end\n"
	"return command.define('try', { event = 'try', run = function(data, task)\n"
	"  cases.socket, cases.how = data.socket, data.how\n"
	"  return cases[data.case](task)\n"
	"end })\n";

struct seen {
	int calls, rc;
	struct error err;
};

static void on_done(void *arg, int rc, struct span data, const struct error *err)
{
	struct seen *seen = arg;

	(void)data;
	seen->calls++;
	seen->rc = rc;
	if (rc < 0)
		seen->err = *err;
}

static void run(const char *data)
{
	struct seen seen = {0};

	script_command(script, "try", span_of(data), NULL, on_done, &seen);
	TURN_UNTIL(loop, seen.calls, 60000);
	CHECK_INT(seen.calls, 1);
	CHECK_INT(seen.rc, 0);
	if (seen.rc < 0)
		fprintf(stderr, "%s: %s\n", data, seen.err.text);
}

static void cancel(const char *data)
{
	struct seen seen = {0};
	struct task *task = script_command(script, "try", span_of(data), NULL, on_done, &seen);

	for (int i = 0; i < 5 && !seen.calls; i++)
		loop_once(loop, 10);
	if (!seen.calls)
		script_cancel(task);
	TURN_UNTIL(loop, seen.calls, 5000);
	CHECK_INT(seen.calls, 1);
	CHECK_INT(seen.rc, -1);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void make_root(void)
{
	char from[PATH_MAX], path[PATH_MAX];

	CHECK(mkdtemp(root) != NULL && realpath("lua/lib", from) != NULL);
	snprintf(path, sizeof(path), "%s/lua/commands", root);
	CHECK_INT(file_mkdir(path, 0755, NULL), 0);
	snprintf(path, sizeof(path), "%s/lua/lib", root);
	CHECK_INT(symlink(from, path), 0);
	snprintf(path, sizeof(path), "%s/lua/commands/try.lua", root);
	CHECK_INT(file_write(path, commands, strlen(commands), 0644, NULL), 0);
}

int main(void)
{
	const char *real = getenv("STAMPEDE_TEST_DOCKER");
	struct script_options options = {.root = root};
	struct http_client *http;
	struct docker *docker;
	struct virt *virt;
	struct pool *pool;
	struct error err = {0};
	lua_State *L;
	char data[200];

	make_root();
	loop = loop_new(&err);
	http = http_client_new(loop, &err);
	pool = pool_new(loop, "exec", 2);
	docker = docker_new(loop, http, "/tmp/stampede-no-such.sock", &err);
	virt = virt_new(loop, "test:///default", root, &err);
	script = script_new(loop, &options, &err);
	CHECK(http && docker && virt && script);
	if (!script) {
		fprintf(stderr, "%s\n", err.text);
		return check_end();
	}
	L = script_state(script);
	bind_set_service(L, "http", http);
	bind_set_service(L, "exec_pool", pool);
	bind_set_service(L, "docker", docker);
	bind_set_service(L, "virt", virt);
	bind_set_service(L, "host_dir", root);
	CHECK_INT(script_load(script, 1, &err), 0);
	if (err.code != ERROR_NONE)
		fprintf(stderr, "%s\n", err.text);
	run("{\"case\":\"exec\"}");
	run("{\"case\":\"file\"}");
	run("{\"case\":\"image\"}");
	run("{\"case\":\"libvirt\"}");
	run("{\"case\":\"docker\"}");
	if (real) {
		snprintf(data, sizeof(data), "{\"case\":\"real\",\"socket\":\"%s\"}", real);
		run(data);
	}
	cancel("{\"case\":\"hang\",\"how\":\"virt\"}");
	cancel("{\"case\":\"hang\",\"how\":\"exec\"}");
	cancel("{\"case\":\"hang\",\"how\":\"image\"}");
	/* And one that still runs when the script closes. */
	script_command(script, "try", span_of("{\"case\":\"hang\",\"how\":\"exec\"}"), NULL,
		       on_done, &(struct seen){0});
	loop_once(loop, 10);
	script_free(script);
	TURN_FOR(loop, 200);
	virt_free(virt);
	docker_free(docker);
	pool_free(pool);
	http_client_free(http);
	TURN_FOR(loop, 50);
	loop_free(loop);
	nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return check_end();
}
