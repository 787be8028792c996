/*
 * The role `check`: loads and checks all Lua as the server and the agent would, says what
 * it found or which line is wrong, and draws lifecycles.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "engine/draw.h"
#include "engine/lifecycle.h"
#include "host/svg.h"
#include "loop/loop.h"
#include "role.h"
#include "script/bind_agent.h"
#include "script/bind_event.h"
#include "script/bind_hosts.h"
#include "script/script.h"
#include "store/model.h"

static const char HELP[] =
	"Usage: stampede check [OPTIONS]\n\n"
	"Loads and checks all types, lifecycles, handlers and commands, and ends with 0 when they\n"
	"are good, else with 1 and the file and line that is wrong. Starts nothing.\n\n"
	"Examples:\n"
	"  stampede check\n"
	"  stampede check --lua ./my-handlers\n"
	"  stampede check --lua ./my-handlers --order instance.start\n"
	"  stampede check --graph instance                      Graphviz text\n"
	"  stampede check --graph instance --svg > instance.svg  drawn; needs graphviz\n";

AUTO_DEFINE(struct model *, model_unref)
AUTO_DEFINE(struct lifecycles *, lifecycles_unref)
AUTO_DEFINE(struct script *, script_free)

/* --- Drawing ---------------------------------------------------------------------------- */

static int no_lifecycle(const struct lifecycles *set, const char *type)
{
	int count = 0;
	const struct process *const *all = lifecycles_all(set, &count);

	fprintf(stderr,
		"stampede check: there is no lifecycle \"%s\"; type --graph with one of:", type);
	for (int i = 0; i < count; i++) {
		if (i == 0 || strcmp(all[i]->type, all[i - 1]->type) != 0)
			fprintf(stderr, " %s", all[i]->type);
	}
	fprintf(stderr, "\n");
	return EXIT_USAGE;
}

struct drawing {
	int done, rc;
	struct error err;
};

static void drawn(void *arg, int rc, struct span svg, const struct error *err)
{
	struct drawing *drawing = arg;

	drawing->done = 1;
	drawing->rc = rc;
	if (rc < 0)
		drawing->err = *err;
	else
		fwrite(svg.at, 1, svg.len, stdout);
}

static int print_graph(struct loop *loop, const struct lifecycles *set, const struct config *config,
		       struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	struct drawing drawing = {0};

	if (!draw_type(set, config->graph, &text))
		return no_lifecycle(set, config->graph);
	if (!config_is_true(config->svg)) {
		fwrite(text.data, 1, text.len, stdout);
		return EXIT_OK;
	}
	svg_draw(loop, (struct span){text.data, text.len}, drawn, &drawing);
	while (!drawing.done)
		loop_once(loop, 100);
	if (drawing.rc < 0 && err)
		*err = drawing.err;
	return drawing.rc < 0 ? -1 : EXIT_OK;
}

/* --- Order ------------------------------------------------------------------------------ */

/* Every handler of a process, as they run. */
static int print_process_order(const struct lifecycles *set, const char *name)
{
	static const char *const phases[] = {"pre", "handle", "post"};
	const struct process *process = lifecycles_find_name(set, name);

	if (!process) {
		fprintf(stderr,
			"stampede check: there is no process \"%s\"; type --order TYPE.VERB, as in "
			"--order instance.start\n",
			name);
		return EXIT_USAGE;
	}
	for (int phase = 0; phase < PHASE_MAX; phase++)
		for (int i = 0; process->handlers[phase][i]; i++) {
			const struct handler *handler = process->handlers[phase][i];

			printf("%-6s %d  %-32s %s:%d\n", phases[phase], i + 1, handler->name,
			       handler->file, handler->line);
		}
	return EXIT_OK;
}

/* --- Summary ---------------------------------------------------------------------------- */

/* Handlers of one process in order, when one of them came from the drop-in directory. */
static void print_order(const struct process *process, const char *drop_in)
{
	static const char *const phases[] = {"pre", "handle", "post"};
	size_t len = drop_in ? strlen(drop_in) : 0;

	for (int phase = 0; drop_in && phase < PHASE_MAX; phase++) {
		const struct handler *const *handlers = process->handlers[phase];
		int dropped = 0;

		for (int i = 0; handlers[i]; i++)
			dropped |= strncmp(handlers[i]->file, drop_in, len) == 0;
		if (!dropped)
			continue;
		printf("%s %s:", process->name, phases[phase]);
		for (int i = 0; handlers[i]; i++)
			printf(" %s", handlers[i]->name);
		printf("\n");
	}
}

static void print_summary(const struct model *model, const struct lifecycles *set,
			  const char *drop_in)
{
	int types = 0, processes = 0, uses = 0, distinct = 0;
	const struct process *const *all = lifecycles_all(set, &processes);
	const struct handler **seen;

	model_types(model, &types);
	for (int i = 0; i < processes; i++) {
		for (int phase = 0; phase < PHASE_MAX; phase++) {
			for (int k = 0; all[i]->handlers[phase][k]; k++)
				uses++;
		}
	}
	seen = calloc((size_t)uses + 1, sizeof(*seen));
	if (!seen)
		abort();
	for (int i = 0; i < processes; i++) {
		for (int phase = 0; phase < PHASE_MAX; phase++) {
			for (int k = 0; all[i]->handlers[phase][k]; k++) {
				int at = 0;

				while (at < distinct &&
				       strcmp(seen[at]->name, all[i]->handlers[phase][k]->name) !=
					       0)
					at++;
				if (at == distinct)
					seen[distinct++] = all[i]->handlers[phase][k];
			}
		}
		print_order(all[i], drop_in);
	}
	free(seen);
	printf("%d types, %d processes, %d handlers: all good\n", types, processes, distinct);
}

static int check_all(struct loop *loop, const struct config *config, const char *root,
		     struct error *err)
{
	struct script_options options = {.root = root, .drop_in = config->lua};
	AUTO(script_free) struct script *server = NULL, *agent = NULL;
	AUTO(model_unref) struct model *model = NULL;
	AUTO(lifecycles_unref) struct lifecycles *set = NULL;

	server = script_new(loop, &options, err);
	if (!server)
		return -1;
	bind_agent_tables(script_state(server));
	bind_event_tables(script_state(server));
	if (script_load(server, 0, err) < 0)
		return -1;
	model = script_model(server);
	set = script_lifecycles(server);
	if (config->order)
		return print_process_order(set, config->order);
	if (config->graph)
		return print_graph(loop, set, config, err);
	agent = script_new(loop, &options, err);
	if (!agent)
		return -1;
	bind_host_tables(script_state(agent));
	if (script_load(agent, 1, err) < 0)
		return -1;
	print_summary(model, set, config->lua);
	return EXIT_OK;
}

int check_main(int argc, char **argv)
{
	AUTO(config_done) struct config config = {0};
	AUTO(buf_done) struct buf root = {0};
	struct error err = {0};
	struct loop *loop;
	int code = role_configure(&config, FOR_CHECK, HELP, argc, argv);

	if (code >= 0)
		return code;
	if (role_find_root(&root, &err) < 0)
		return role_fail("check", &err);
	loop = loop_new(&err);
	if (!loop)
		return role_fail("check", &err);
	code = check_all(loop, &config, root.data, &err);
	role_drain(loop);
	loop_free(loop);
	return code < 0 ? role_fail("check", &err) : code;
}
