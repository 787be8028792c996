/*
 * How the server does: GET /healthcheck for whoever watches over it, without a key, and GET
 * /metrics for Prometheus. What other parts know they tell through struct api_monitor. HTTP
 * threads.
 */
#ifndef API_STATUS_H
#define API_STATUS_H

#include "api/call.h"

/* 200, or 503 when the server cannot do its work; each part says how it is. */
void status_health(struct call *call);

/* Answers a caller on this machine when the setting `api.metrics.loopback` lets him; else 0. */
int status_loopback(struct call *call);

/* The figures, for admins; 403 for others. */
void status_metrics(struct call *call);

#endif
