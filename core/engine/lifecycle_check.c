/*
 * Whether lifecycles make sense, before anything runs on them. A fault names file and line.
 *
 * What must hold of each process: it starts somewhere, every start state has a
 * transitioning state, every transitioning state has a done state. Of all processes of a
 * type's column together: a transitioning state belongs to one process and nothing rests
 * in it, every start state can be reached, and where there is an end, every state has a
 * road to one. Fallback and on_failure exist, fit, and do not run in circles.
 */
#include "engine/lifecycle_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

/* The states of one type's column, and how they hang together. */
struct graph {
	const char **names;
	unsigned char *reached, *leaves,
		*ends; /* per state: from the start; has a way out; to an end */
	int count;
};

static int fault(const struct definition *d, struct error *err, const char *what, const char *which)
{
	return error_set(err, ERROR_INVALID, "%s:%d: %s: %s '%s'", d->file, d->line,
			 d->process.name, what, which);
}

static int check_alone(const struct definition *d, struct error *err)
{
	const struct process *p = &d->process;

	if (!p->start[0])
		return error_set(err, ERROR_INVALID, "%s:%d: %s: no start state", d->file, d->line,
				 p->name);
	if (!p->via[0].to || !p->done[0].to)
		return error_set(err, ERROR_INVALID, "%s:%d: %s: no %s state", d->file, d->line,
				 p->name, p->via[0].to ? "done" : "transitioning");
	for (const char *const *start = p->start; *start; start++) {
		if (!process_via(p, *start))
			return fault(d, err, "no transitioning state for start state", *start);
		if (process_is_via(p, *start))
			return fault(d, err, "starts from its own transitioning state", *start);
	}
	for (const struct state_pair *via = p->via; via->to; via++) {
		if (!process_done(p, via->to))
			return fault(d, err, "no done state for transitioning state", via->to);
		if (via->from && !process_starts_from(p, via->from))
			return fault(d, err,
				     "transitioning state given for a state it does not start from",
				     via->from);
	}
	for (const struct state_pair *done = p->done; done->to; done++)
		if (done->from && !process_is_via(p, done->from))
			return fault(d, err, "done state given for a state that is not its own",
				     done->from);
	for (int phase = 0; phase < PHASE_MAX; phase++)
		for (const struct handler *const *h = p->handlers[phase]; *h; h++)
			if (!(*h)->name || (*h)->timeout < 0)
				return fault(d, err, "bad handler", (*h)->name ? (*h)->name : "?");
	return 0;
}

static int same_column(const struct definition *a, const struct definition *b)
{
	return a->process.column == b->process.column &&
	       strcmp(a->process.type, b->process.type) == 0;
}

static int check_shared_via(const struct definition *d, struct definition *const *all, int count,
			    struct error *err)
{
	for (int i = 0; i < count; i++) {
		const struct definition *other = all[i];

		if (!same_column(d, other))
			continue;
		for (const struct state_pair *via = d->process.via; via->to; via++) {
			if (other != d && process_is_via(&other->process, via->to))
				return error_set(err, ERROR_INVALID,
						 "%s:%d: %s: transitioning state '%s' is also that "
						 "of %s (%s:%d)",
						 d->file, d->line, d->process.name, via->to,
						 other->process.name, other->file, other->line);
			if (process_is_done(&other->process, via->to))
				return fault(d, err, "transitioning state is a done state too",
					     via->to);
			if (d->process.column == 0 && d->initial &&
			    strcmp(d->initial, via->to) == 0)
				return fault(d, err, "transitioning state is the initial state too",
					     via->to);
		}
	}
	return 0;
}

static const struct process *find(struct definition *const *all, int count,
				  const struct definition *like, const char *verb)
{
	for (int i = 0; i < count; i++)
		if (strcmp(all[i]->process.type, like->process.type) == 0 &&
		    strcmp(all[i]->process.verb, verb) == 0)
			return &all[i]->process;
	return NULL;
}

/* Whether `to` can take over from a transitioning state of `from`. */
static int takes_over(const struct process *from, const struct process *to)
{
	for (const struct state_pair *via = from->via; via->to; via++)
		if (process_starts_from(to, via->to) ||
		    process_starts_from(to, process_done(from, via->to)))
			return 1;
	return 0;
}

static int check_fallback(const struct definition *d, int count, struct error *err)
{
	const struct process *p = &d->process, *next = p->fallback;

	if (!next)
		return p->delegate ? error_set(err, ERROR_INVALID,
					       "%s:%d: %s: delegates but has no fallback", d->file,
					       d->line, p->name)
				   : 0;
	if (next->column != p->column)
		return fault(d, err, "the fallback moves another column:", next->verb);
	if (p->delegate && !takes_over(p, next))
		return fault(d, err, "cannot go on as fallback", next->verb);
	for (int i = 0; next; next = next->fallback, i++)
		if (next == p || i > count)
			return fault(d, err, "fallbacks run in a circle through", p->verb);
	return 0;
}

static int check_on_failure(const struct definition *d, struct definition *const *all, int count,
			    struct error *err)
{
	const struct process *p = &d->process, *next;
	int legal = 0;

	if (!p->on_failure)
		return 0;
	next = find(all, count, d, p->on_failure);
	if (!next)
		return fault(d, err, "unknown on_failure", p->on_failure);
	if (next->column != p->column)
		return fault(d, err, "on_failure moves another column:", p->on_failure);
	for (const struct state_pair *via = p->via; via->to; via++)
		legal |= process_starts_from(next, via->to);
	if (!legal)
		return fault(d, err, "on_failure is not possible from its transitioning state:",
			     p->on_failure);
	for (int i = 0; next; i++) {
		if (next == p || i > count)
			return fault(d, err, "on_failure runs in a circle through", p->verb);
		next = next->on_failure ? find(all, count, d, next->on_failure) : NULL;
	}
	return 0;
}

/* --- The graph of a column -------------------------------------------------------------- */

static void auto_graph_done(struct graph *graph)
{
	free(graph->names);
	free(graph->reached);
	free(graph->leaves);
	free(graph->ends);
}

static int graph_at(struct graph *graph, const char *name)
{
	for (int i = 0; i < graph->count; i++)
		if (strcmp(graph->names[i], name) == 0)
			return i;
	return -1;
}

static void graph_add(struct graph *graph, const char *name)
{
	if (name && graph_at(graph, name) < 0)
		graph->names[graph->count++] = name;
}

static void graph_fill(struct graph *graph, const struct definition *of,
		       struct definition *const *all, int count)
{
	size_t room = 2;

	for (int i = 0; i < count; i++) {
		if (!same_column(of, all[i]))
			continue;
		for (const char *const *s = all[i]->process.start; *s; s++)
			room++;
		for (const struct state_pair *s = all[i]->process.via; s->to; s++)
			room += 2;
		for (const struct state_pair *s = all[i]->process.done; s->to; s++)
			room += 2;
	}
	graph->names = calloc(room, sizeof(*graph->names));
	graph->reached = calloc(room, 1);
	graph->leaves = calloc(room, 1);
	graph->ends = calloc(room, 1);
	if (!graph->names || !graph->reached || !graph->leaves || !graph->ends)
		abort();
	for (int i = 0; i < count; i++) {
		if (!same_column(of, all[i]))
			continue;
		for (const char *const *s = all[i]->process.start; *s; s++)
			graph_add(graph, *s);
		for (const struct state_pair *s = all[i]->process.via; s->to; s++)
			graph_add(graph, s->to);
		for (const struct state_pair *s = all[i]->process.done; s->to; s++)
			graph_add(graph, s->to);
	}
}

/* Follows one process's moves once; 1 when something new was learnt. */
static int graph_step(struct graph *graph, const struct process *p)
{
	int changed = 0;

	for (const char *const *s = p->start; *s; s++) {
		const char *via = process_via(p, *s);
		int from = graph_at(graph, *s), over = graph_at(graph, via);
		int to = graph_at(graph, process_done(p, via));

		graph->leaves[from] = graph->leaves[over] = 1;
		if (graph->reached[from] && !(graph->reached[over] && graph->reached[to])) {
			graph->reached[over] = graph->reached[to] = 1;
			changed = 1;
		}
		if (graph->ends[to] && !(graph->ends[from] && graph->ends[over])) {
			graph->ends[from] = graph->ends[over] = 1;
			changed = 1;
		}
	}
	return changed;
}

static void graph_close(struct graph *graph, const struct definition *of,
			struct definition *const *all, int count)
{
	int changed = 1;

	while (changed) {
		changed = 0;
		for (int i = 0; i < count; i++)
			if (same_column(of, all[i]))
				changed |= graph_step(graph, &all[i]->process);
	}
}

/* Called with the first definition of a column; looks at the whole column. */
static int check_column(const struct definition *first, struct definition *const *all, int count,
			struct error *err)
{
	__attribute__((cleanup(auto_graph_done))) struct graph graph = {0};
	int has_end = 0, start;

	graph_fill(&graph, first, all, count);
	if (first->process.column != 0 || !first->initial)
		return 0; /* where a second column begins is the row's business */
	start = graph_at(&graph, first->initial);
	if (start < 0)
		return fault(first, err, "nothing starts from the initial state", first->initial);
	graph.reached[start] = 1;
	graph_close(&graph, first, all, count);

	for (int i = 0; i < count; i++)
		for (const char *const *s = all[i]->process.start; same_column(first, all[i]) && *s;
		     s++)
			if (!graph.reached[graph_at(&graph, *s)])
				return fault(all[i], err, "unreachable start state", *s);
	for (int i = 0; i < graph.count; i++)
		if (!graph.leaves[i])
			graph.ends[i] = has_end = 1;
	if (!has_end)
		return 0; /* goes round for ever, by design */
	graph_close(&graph, first, all, count);
	for (int i = 0; i < graph.count; i++)
		if (!graph.ends[i])
			return fault(first, err, "no road to an end from state", graph.names[i]);
	return 0;
}

int lifecycle_check(struct definition *const *all, int count, struct error *err)
{
	for (int i = 0; i < count; i++)
		if (check_alone(all[i], err) < 0)
			return -1;
	for (int i = 0; i < count; i++) {
		int first = 1;

		if (check_shared_via(all[i], all, count, err) < 0 ||
		    check_fallback(all[i], count, err) < 0 ||
		    check_on_failure(all[i], all, count, err) < 0)
			return -1;
		for (int j = 0; first && j < i; j++)
			first = !same_column(all[i], all[j]);
		if (first && check_column(all[i], all, count, err) < 0)
			return -1;
	}
	return 0;
}
