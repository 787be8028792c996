/* dot -Tsvg, as a child. */
#include "host/svg.h"

#include <stdlib.h>
#include <string.h>

#include "host/exec.h"

enum { TIMEOUT_MS = 10000, MAX_SVG = 4 << 20 };

struct svg {
	void (*done)(void *arg, int rc, struct span svg, const struct error *err);
	void *arg;
	struct error err;
};

static void absent(struct error *err)
{
	error_field(err, ERROR_UNSUPPORTED, NULL, "graphviz",
		    "graphviz is not installed here: apt-get install graphviz, or ask for the "
		    "drawing as text");
}

static void drawn(void *arg, int rc, const struct exec_result *result, const struct error *err)
{
	struct svg *svg = arg;

	if (rc < 0) {
		if (err->code == ERROR_NOT_FOUND)
			absent(&svg->err);
		else
			svg->err = *err;
	} else if (result->code != 0) {
		error_set(&svg->err, ERROR_INVALID, "graphviz: %.200s",
			  result->errors.len ? result->errors.at : "failed without a word");
	} else {
		svg->done(svg->arg, 0, result->output, NULL);
		free(svg);
		return;
	}
	svg->done(svg->arg, -1, (struct span){NULL, 0}, &svg->err);
	free(svg);
}

static void refused(void *arg)
{
	struct svg *svg = arg;

	svg->done(svg->arg, -1, (struct span){NULL, 0}, &svg->err);
	free(svg);
}

void svg_draw(struct loop *loop, struct span dot,
	      void (*done)(void *arg, int rc, struct span svg, const struct error *err), void *arg)
{
	static const char *const argv[] = {"dot", "-Tsvg", NULL};
	struct exec_options options = {
		.argv = argv, .input = dot, .timeout = TIMEOUT_MS, .max_output = MAX_SVG};
	struct svg *svg = calloc(1, sizeof(*svg));

	if (!svg)
		abort();
	svg->done = done;
	svg->arg = arg;
	if (exec_start(loop, &options, drawn, svg, &svg->err))
		return;
	if (svg->err.code == ERROR_NOT_FOUND)
		absent(&svg->err);
	loop_post(loop, refused, svg);
}
