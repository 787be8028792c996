/*
 * Handlers for proof_test: those that are idempotent, and for each way of not being so one.
 * All are processes of a shelf, from inactive to inactive.
 */
#ifndef SPEC_PROOF_HELP_H
#define SPEC_PROOF_HELP_H

#include "spec/c/script_help.h"

static const struct {
	const char *verb, *text;
} HANDLERS[] = {
	{"ensure", "local handler = require(\"stampede.handler\")\n"
		   "local resource = require(\"stampede.resource\")\n"
		   "return handler.define(\"ensure\", { run = function(shelf, task)\n"
		   "  local child = assert(resource.ensure(\"shelf\", { name = \"child of \" .. "
		   "shelf.id }, { size = 1 }))\n"
		   "  return { note = \"has \" .. child.id }\n"
		   "end })\n"},
	{"settle", "local handler = require(\"stampede.handler\")\n"
		   "local resource = require(\"stampede.resource\")\n"
		   "return handler.define(\"settle\", { run = function(shelf, task)\n"
		   "  assert(resource.update(shelf, { note = \"one\" }))\n"
		   "  assert(resource.update(shelf, { [\"+data\"] = { step = \"two\" } }))\n"
		   "  return { tags = { \"a\", \"b\" } }\n"
		   "end })\n"},
	{"stamp", "local handler = require(\"stampede.handler\")\n"
		  "local time = require(\"stampede.time\")\n"
		  "return handler.define(\"stamp\", { run = function(shelf, task)\n"
		  "  return { note = shelf.note or time.iso(time.now()), [\"+data\"] = { at = "
		  "(shelf.data or {}).at or time.now() } }\n"
		  "end })\n"},
	{"loops",
	 "local handler = require(\"stampede.handler\")\n"
	 "local resource = require(\"stampede.resource\")\n"
	 "return handler.define(\"loops\", { run = function(shelf, task)\n"
	 "  for i = 1, 5 do\n"
	 "    assert(resource.ensure(\"shelf\", { name = shelf.id .. \"/\" .. i }, { size = i }))\n"
	 "  end\n"
	 "end })\n"},
	{"nested", "local handler = require(\"stampede.handler\")\n"
		   "local resource = require(\"stampede.resource\")\n"
		   "return handler.define(\"nested\", { run = function(shelf, task)\n"
		   "  local child = assert(resource.ensure(\"shelf\", { name = \"under \" .. "
		   "shelf.id }, { size = 1 }))\n"
		   "  if child.state == \"requested\" then\n"
		   "    child = assert(resource.run(child, \"create\"))\n"
		   "    assert(resource.schedule(child, \"ensure\"))\n"
		   "  end\n"
		   "  return { note = child.name }\n"
		   "end })\n"},
	{"token", "local handler = require(\"stampede.handler\")\n"
		  "local resource, id = require(\"stampede.resource\"), require(\"stampede.id\")\n"
		  "return handler.define(\"token\", { run = function(shelf, task)\n"
		  "  if not shelf.note then\n"
		  "    shelf = assert(resource.update(shelf, { note = id.uuid() }))\n"
		  "  end\n"
		  "  assert(resource.ensure(\"shelf\", { name = shelf.note }))\n"
		  "end })\n"},
	{"many", "local handler = require(\"stampede.handler\")\n"
		 "local resource = require(\"stampede.resource\")\n"
		 "return handler.define(\"many\", { run = function(shelf, task)\n"
		 "  for i = 1, 30 do\n"
		 "    assert(resource.update(shelf, { [\"+data\"] = { [\"k\" .. i] = i } }))\n"
		 "  end\n"
		 "end })\n"},
	{"shy", "local handler = require(\"stampede.handler\")\n"
		"return handler.define(\"shy\", { run = function(shelf, task)\n"
		"  if not shelf.note then return { note = \"once\", _stop = true } end\n"
		"  return { _stop = true }\n"
		"end })\n"},
	{"touch", "local handler = require(\"stampede.handler\")\n"
		  "local resource = require(\"stampede.resource\")\n"
		  "return handler.define(\"touch\", { run = function(shelf, task)\n"
		  "  local child = assert(resource.ensure(\"shelf\", { name = \"touched\" }, { "
		  "size = 1 }))\n"
		  "  if child.state == \"requested\" then child = assert(resource.run(child, "
		  "\"create\")) end\n"
		  "  child = assert(resource.run(child, \"activate\"))\n"
		  "  assert(resource.run(child, \"deactivate\"))\n"
		  "end })\n"},
	{"tick", "local handler = require(\"stampede.handler\")\n"
		 "return handler.define(\"tick\", { run = function(shelf, task)\n"
		 "  require(\"stampede.probe\").ticks()\n"
		 "end })\n"},
	{"less", "local handler = require(\"stampede.handler\")\n"
		 "local resource = require(\"stampede.resource\")\n"
		 "return handler.define(\"less\", { run = function(shelf, task)\n"
		 "  local fields = { note = \"said\" }\n"
		 "  if not shelf.note then fields.tags = { \"once\" } end\n"
		 "  assert(resource.update(shelf, fields))\n"
		 "end })\n"},
	{"twice", "local handler = require(\"stampede.handler\")\n"
		  "local resource = require(\"stampede.resource\")\n"
		  "return handler.define(\"twice\", { run = function(shelf, task)\n"
		  "  assert(resource.create(\"shelf\", { name = \"again\" }))\n"
		  "end })\n"},
	{"random", "local handler = require(\"stampede.handler\")\n"
		   "local resource, id = require(\"stampede.resource\"), require(\"stampede.id\")\n"
		   "return handler.define(\"random\", { run = function(shelf, task)\n"
		   "  local name = \"x-\" .. id.uuid()\n"
		   "  assert(resource.create(\"shelf\", { name = name }))\n"
		   "end })\n"},
	{"counter", "local handler = require(\"stampede.handler\")\n"
		    "local resource = require(\"stampede.resource\")\n"
		    "return handler.define(\"counter\", { run = function(shelf, task)\n"
		    "  assert(resource.update(shelf, { [\"+data\"] = { n = ((shelf.data or {}).n "
		    "or 0) + 1 } }))\n"
		    "end })\n"},
	{"derived", "local handler = require(\"stampede.handler\")\n"
		    "local resource = require(\"stampede.resource\")\n"
		    "return handler.define(\"derived\", { run = function(shelf, task)\n"
		    "  assert(resource.update(shelf, { [\"+data\"] = { n = ((shelf.data or {}).n "
		    "or 0) + 1 } },\n"
		    "    true))\n"
		    "end })\n"},
	{"clock",
	 "local handler = require(\"stampede.handler\")\n"
	 "local resource, time = require(\"stampede.resource\"), require(\"stampede.time\")\n"
	 "return handler.define(\"clock\", { run = function(shelf, task)\n"
	 "  local now = time.now()\n"
	 "  assert(resource.update(shelf, { [\"+data\"] = { at = now } }))\n"
	 "end })\n"},
	{"result", "local handler = require(\"stampede.handler\")\n"
		   "local id = require(\"stampede.id\")\n"
		   "return handler.define(\"result\", { run = function(shelf, task)\n"
		   "  return { note = id.uuid() }\n"
		   "end })\n"},
	{"named", "local handler = require(\"stampede.handler\")\n"
		  "local id = require(\"stampede.id\")\n"
		  "return handler.define(\"named\", { run = function(shelf, task)\n"
		  "  return { name = id.access_key() }\n"
		  "end })\n"},
	{"patch", "local handler = require(\"stampede.handler\")\n"
		  "return handler.define(\"patch\", { run = function(shelf, task)\n"
		  "  task:patch { n = (task.data.n or 0) + 1 }\n"
		  "end })\n"},
	{"chain", "local handler = require(\"stampede.handler\")\n"
		  "return handler.define(\"chain\", { run = function(shelf, task)\n"
		  "  if not shelf.note then return { note = \"x\", _chain = \"ensure\" } end\n"
		  "end })\n"},
	{"breaks",
	 "local handler = require(\"stampede.handler\")\n"
	 "local resource, err = require(\"stampede.resource\"), require(\"stampede.error\")\n"
	 "return handler.define(\"breaks\", { run = function(shelf, task)\n"
	 "  local taken = shelf.note\n"
	 "  assert(resource.update(shelf, { note = \"taken\" }))\n"
	 "  if taken then return nil, err.new(\"invalid\", \"no more\") end\n"
	 "end })\n"},
	{"caught", "local handler = require(\"stampede.handler\")\n"
		   "local resource = require(\"stampede.resource\")\n"
		   "return handler.define(\"caught\", { run = function(shelf, task)\n"
		   "  pcall(function() resource.create(\"shelf\", { name = \"caught\" }) end)\n"
		   "end })\n"},
};

static const char PROOF_PROBE[] =
	"local resource = require('stampede.resource')\n"
	"local probe, made = {}, nil\n"
	"function probe.fresh(data)\n"
	"  made = assert(resource.create('shelf', { size = 1 }))\n"
	"  made = assert(resource.run(made, 'create'))\n"
	"  local after = assert(resource.run(made, data.verb))\n"
	"  return { id = after.id, state = after.state, note = after.note }\n"
	"end\n"
	"local ticks = 0\n"
	"function probe.ticks() ticks = ticks + 1 return { n = ticks } end\n"
	"function probe.newest() return { id = made.id } end\n"
	"function probe.count() return { n = #resource.list('shelf') } end\n"
	"return probe\n";

static void make_proof_root(void)
{
	static char life[8192];
	size_t at;

	make_root();
	put("lua/lib/probe.lua", PROOF_PROBE);
	at = (size_t)snprintf(life, sizeof(life),
			      "local process = require('stampede.process')\n"
			      "return process.standard('shelf', {\n");
	for (size_t i = 0; i < sizeof(HANDLERS) / sizeof(*HANDLERS); i++) {
		char name[80];

		snprintf(name, sizeof(name), "lua/handlers/%s.lua", HANDLERS[i].verb);
		put(name, HANDLERS[i].text);
		at += (size_t)snprintf(
			life + at, sizeof(life) - at,
			"  %s = { from = 'inactive', via = 'via-%s', to = 'inactive',\n"
			"    handlers = { '%s' }, retries = 0 },\n",
			HANDLERS[i].verb, HANDLERS[i].verb, HANDLERS[i].verb);
	}
	snprintf(life + at, sizeof(life) - at,
		 "  create = {}, activate = { handlers = { 'tick' } } })\n");
	put("lua/processes/shelf.lua", life);
	take_away("drop/tag.lua");
}

#endif
