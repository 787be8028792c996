/* The drawings of draw.h. */
#include "engine/draw.h"

#include <string.h>

#define HEAD \
	"digraph \"%s\" {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n" \
	"  edge [fontname=\"sans-serif\", fontsize=10];\n"

/* The second column of states is drawn as a life of its own. */
static const char *node_prefix(const struct process *process)
{
	return process->column ? "allocation: " : "";
}

static void add_node(const struct process *process, const char *state, int transitioning,
		     struct buf *ret)
{
	buf_addf(ret, "  \"%s%s\" [shape=%s%s];\n", node_prefix(process), state,
		 transitioning ? "ellipse" : "box", transitioning ? ", style=dashed" : "");
}

static void add_edge(const struct process *process, const char *from, const char *to,
		     const char *look, const char *before, const char *label, struct buf *ret)
{
	buf_addf(ret, "  \"%s%s\" -> \"%s%s\" [%slabel=\"%s%s\"];\n", node_prefix(process), from,
		 node_prefix(process), to, look, before, label);
}

/* From its start states through its transitioning state to its done state. */
static void add_process(const struct lifecycles *set, const struct process *process,
			const char *work, struct buf *ret)
{
	const struct process *failure =
		process->on_failure ? lifecycles_find(set, process->type, process->on_failure)
				    : NULL;

	for (const char *const *start = process->start; *start; start++) {
		const char *via = process_via(process, *start);

		if (via)
			add_edge(process, *start, via, "", "", process->verb, ret);
	}
	for (const struct state_pair *pair = process->via; pair->to; pair++) {
		const char *done = process_done(process, pair->to), *next;

		add_node(process, pair->to, 1, ret);
		if (done) {
			add_node(process, done, 0, ret);
			add_edge(process, pair->to, done, "", "", work, ret);
		}
		next = process->fallback ? process_via(process->fallback, pair->to) : NULL;
		if (next)
			add_edge(process, pair->to, next, "style=dotted, ", "goes on as ",
				 process->fallback->verb, ret);
		next = failure ? process_via(failure, pair->to) : NULL;
		if (next)
			add_edge(process, pair->to, next,
				 "style=dotted, color=red, fontcolor=red, ",
				 "failed: ", failure->verb, ret);
	}
}

int draw_type(const struct lifecycles *set, const char *type, struct buf *ret)
{
	int count = 0, drawn = 0;
	const struct process *const *all = lifecycles_all(set, &count);

	for (int i = 0; i < count; i++) {
		if (strcmp(all[i]->type, type) != 0)
			continue;
		if (!drawn++)
			buf_addf(ret, HEAD, type);
		add_process(set, all[i], "", ret);
	}
	if (drawn)
		buf_adds(ret, "}\n");
	return drawn > 0;
}

void draw_process(const struct lifecycles *set, const struct process *process, struct buf *ret)
{
	static const char *const before[PHASE_MAX] = {"pre: ", "", "post: "};
	struct buf work = {0};

	for (int phase = 0; phase < PHASE_MAX; phase++)
		for (int i = 0; process->handlers[phase][i]; i++)
			buf_addf(&work, "%s%s%s", work.len ? "\\n" : "", before[phase],
				 process->handlers[phase][i]->name);
	buf_addf(ret, HEAD, process->name);
	add_process(set, process, work.len ? work.data : "no-op", ret);
	buf_adds(ret, "}\n");
	buf_done(&work);
}
