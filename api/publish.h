/*
 * POST /v1/publish: an event for the bus. Replies go to whoever waits for them; anything else
 * only those may say who see all rows.
 */
#ifndef API_PUBLISH_H
#define API_PUBLISH_H

#include "api/call.h"

/* HTTP thread. Answers 201 without a body, or a typed error; then nothing happened. */
void publish(struct call *call);

#endif
