/* Agents over the API, a few at a time. */
#include "sim_enrol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/log.h"
#include "http/client.h"

enum { AT_ONCE = 8, AGAIN_MS = 300, CALL_MS = 20000 };

enum step { FIND, MAKE, WAIT_ACCOUNT, WAIT_KEY };

struct recruit {
	struct enrol *enrol;
	int number; /* from 1; 0: this place is free */
	enum step step;
	char uuid[64], id[32], account[32];
	struct http_call *call;
	struct timer *timer;
};

struct enrol {
	struct loop *loop;
	struct http_client *http;
	struct enrol_options options; /* strings owned */
	char *user, *password; /* or NULL */
	int next;
	int told; /* that the server does not answer */
	struct recruit recruits[AT_ONCE];
};

static void ask(void *arg);

static void begin_next(struct recruit *recruit)
{
	struct enrol *enrol = recruit->enrol;

	recruit->number = 0;
	if (enrol->next > enrol->options.count)
		return;
	recruit->number = enrol->next++;
	recruit->step = FIND;
	recruit->timer = loop_after(enrol->loop, 0, ask, recruit);
}

static void ask_again(struct recruit *recruit)
{
	recruit->timer = loop_after(recruit->enrol->loop, AGAIN_MS, ask, recruit);
}

static int copy_text(struct span value, char *ret, size_t size)
{
	AUTO(buf_done) struct buf text = {0};

	if (json_string(value, &text) < 0 || !text.len || text.len >= size)
		return -1;
	memcpy(ret, text.data, text.len + 1);
	return 0;
}

/* The first element of a collection; {NULL, 0} when it is empty. */
static struct span first_of(struct span body)
{
	struct json_iter iter;
	struct span value = {0};

	json_iter_start(&iter, json_get(body, "data"));
	json_iter_next(&iter, NULL, &value);
	return value;
}

static void take_agent(struct recruit *recruit, struct span agent)
{
	if (copy_text(json_get(agent, "uuid"), recruit->uuid, sizeof(recruit->uuid)) < 0 ||
	    copy_text(json_get(agent, "id"), recruit->id, sizeof(recruit->id)) < 0)
		return;
	recruit->step = WAIT_ACCOUNT;
	if (copy_text(json_get(agent, "accountId"), recruit->account, sizeof(recruit->account)) ==
	    0)
		recruit->step = WAIT_KEY;
}

/* 1 when the recruit is through. */
static int take_answer(struct recruit *recruit, struct span body)
{
	struct enrol *enrol = recruit->enrol;
	AUTO(buf_done) struct buf access = {0}, secret = {0};
	struct span first;

	switch (recruit->step) {
	case FIND:
		first = first_of(body);
		if (json_is_object(first))
			take_agent(recruit, first);
		else
			recruit->step = MAKE;
		return 0;
	case MAKE:
	case WAIT_ACCOUNT:
		take_agent(recruit, body);
		return 0;
	case WAIT_KEY:
		first = first_of(body);
		if (json_string(json_get(first, "publicValue"), &access) < 0 ||
		    json_string(json_get(first, "secretValue"), &secret) < 0)
			return 0;
		enrol->options.each(enrol->options.arg, recruit->uuid, access.data, secret.data);
		explicit_bzero(secret.data, secret.len);
		return 1;
	}
	return 0;
}

static void on_answer(void *arg, int rc, const struct http_answer *answer, const struct error *err)
{
	struct recruit *recruit = arg;
	struct enrol *enrol = recruit->enrol;
	enum step step = recruit->step;
	struct error bad;

	recruit->call = NULL;
	if (rc < 0 || answer->status >= 500) {
		if (!enrol->told)
			log_warn("sim", "the server does not answer, trying again and again",
				 "url=%s error=\"%s\"", enrol->options.url,
				 rc < 0 ? err->text : "");
		enrol->told = 1;
		ask_again(recruit);
		return;
	}
	/* Somebody made it at the same time: find it. */
	if (answer->status >= 400 && recruit->step == MAKE && answer->status != 401 &&
	    answer->status != 403) {
		recruit->step = FIND;
		ask_again(recruit);
		return;
	}
	if (answer->status >= 400 ||
	    json_check(answer->body.at, answer->body.len, JSON_MAX_DEPTH, &bad) < 0) {
		error_set(&bad, ERROR_DENIED,
			  answer->status == 401
				  ? "%s wants a key: --key ACCESS:SECRET of an administrator (%d)"
				  : "%s refuses to make agents with this key (%d)",
			  enrol->options.url, answer->status);
		enrol->options.failed(enrol->options.arg, &bad);
		return;
	}
	if (take_answer(recruit, answer->body))
		begin_next(recruit);
	else if (recruit->step != step)
		ask(recruit);
	else
		ask_again(recruit);
}

static void ask(void *arg)
{
	static const char *const headers[] = {"Content-Type: application/json", NULL};
	struct recruit *recruit = arg;
	struct enrol *enrol = recruit->enrol;
	AUTO(buf_done) struct buf url = {0}, body = {0};
	struct http_call_options options = {.method = "GET",
					    .headers = headers,
					    .timeout = CALL_MS,
					    .user = enrol->user,
					    .password = enrol->password};

	recruit->timer = NULL;
	buf_addf(&url, "%s/v1/", enrol->options.url);
	switch (recruit->step) {
	case FIND:
		buf_addf(&url, "agents?removed_null=true&uri=event://sim-%s-%d",
			 enrol->options.name, recruit->number);
		break;
	case MAKE:
		buf_adds(&url, "agents");
		buf_addf(&body, "{\"uri\":\"event://sim-%s-%d\",\"name\":\"sim %s %d\"}",
			 enrol->options.name, recruit->number, enrol->options.name,
			 recruit->number);
		options.method = "POST";
		options.body = (struct span){body.data, body.len};
		break;
	case WAIT_ACCOUNT:
		buf_addf(&url, "agents/%s", recruit->id);
		break;
	case WAIT_KEY:
		buf_addf(&url, "credentials?removed_null=true&kind=agentApiKey&accountId=%s",
			 recruit->account);
		break;
	}
	options.url = url.data;
	recruit->call = http_call(enrol->http, &options, on_answer, recruit);
}

struct enrol *enrol_new(struct loop *loop, const struct enrol_options *options, struct error *err)
{
	struct enrol *enrol = calloc(1, sizeof(*enrol));
	size_t len = strlen(options->url);

	if (!enrol)
		abort();
	enrol->loop = loop;
	enrol->options = *options;
	while (len && options->url[len - 1] == '/')
		len--;
	enrol->options.url = strndup(options->url, len);
	enrol->options.name = strdup(options->name);
	enrol->options.key = NULL;
	if (options->key) {
		const char *colon = strchr(options->key, ':');

		enrol->user = strndup(options->key, (size_t)(colon - options->key));
		enrol->password = strdup(colon + 1);
	}
	enrol->next = 1;
	enrol->http = http_client_new(loop, err);
	if (!enrol->http) {
		enrol_free(enrol);
		return NULL;
	}
	for (int i = 0; i < AT_ONCE; i++) {
		enrol->recruits[i].enrol = enrol;
		begin_next(&enrol->recruits[i]);
	}
	return enrol;
}

void enrol_free(struct enrol *enrol)
{
	if (!enrol)
		return;
	for (int i = 0; i < AT_ONCE; i++)
		timer_cancel(enrol->recruits[i].timer);
	http_client_free(enrol->http);
	free((char *)enrol->options.url);
	free((char *)enrol->options.name);
	free(enrol->user);
	if (enrol->password)
		explicit_bzero(enrol->password, strlen(enrol->password));
	free(enrol->password);
	free(enrol);
}
