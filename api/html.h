/*
 * The page that a person sees at the addresses of the API: the same answer, in a shell of HTML
 * whose script (ui/browser/) shows it. Who gets it is decided by User-Agent and Accept, as the
 * contract has it, or by `_format=html|json`. HTTP threads.
 */
#ifndef API_HTML_H
#define API_HTML_H

#include "api/call.h"

/* Whether this answer shall be a page. */
int html_wanted(const struct call *call);

/* Answers with the page around `body`, which is JSON, or empty; takes it. */
void html_reply(struct call *call, int status, struct buf *body);

#endif
