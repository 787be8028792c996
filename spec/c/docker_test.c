/*
 * The Docker client against an engine of our own making (and, when STAMPEDE_TEST_DOCKER names a
 * socket, against a real one): versions, errors, the gate of starts, pulls that fail late, events.
 */
#include <pthread.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/docker.h"
#include "http/server.h"
#include "spec/c/check.h"
#include "spec/c/turn.h"

static struct loop *loop;
static struct http_client *client;

/* What the fake engine saw and does; HTTP thread writes, under the mutex. */
static struct {
	pthread_mutex_t mutex;
	int versions, starts_now, starts_most, starts_all;
	char api[16], last[400], auth[200];
	struct http_request *waiting[16];
	int waiting_n;
} fake = {.mutex = PTHREAD_MUTEX_INITIALIZER, .api = "1.41"};

/* What the fake saw last, and how often the version was asked for. */
static const char *saw(char *from)
{
	static char copy[400];

	pthread_mutex_lock(&fake.mutex);
	snprintf(copy, sizeof(copy), "%s", from);
	pthread_mutex_unlock(&fake.mutex);
	return copy;
}

static int saw_number(const int *from)
{
	int copy;

	pthread_mutex_lock(&fake.mutex);
	copy = *from;
	pthread_mutex_unlock(&fake.mutex);
	return copy;
}

static void answer(struct http_request *request, int status, const char *text)
{
	struct buf body = {0};

	buf_adds(&body, text);
	http_reply(request, status, "application/json", &body);
}

static const char pulled[] =
	"{\"status\":\"Pulling from library/x\",\"id\":\"1\"}\r\n"
	"{\"status\":\"Pulling fs layer\",\"progressDetail\":{},\"id\":\"0123456789ab\"}\r\n"
	"{\"status\":\"Downloading\",\"progressDetail\":{\"current\":50,\"total\":100},\"id\":"
	"\"0123456789ab\"}\r\n"
	"{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"0123456789ab\"}\r\n"
	"{\"status\":\"Status: Downloaded newer image for x\"}\r\n";
static const char broken[] =
	"{\"status\":\"Pulling from library/x\",\"id\":\"latest\"}\r\n"
	"{\"errorDetail\":{\"message\":\"blob is gone\"},\"error\":\"blob is gone\"}\r\n";
static const char event[] =
	"{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c1\",\"Attributes\":"
	"{\"exitCode\":\"3\",\"io.stampede.uuid\":\"u1\"}},\"timeNano\":1700000000123456789}\n"
	"{\"Type\":\"network\",\"Action\":\"connect\",\"Actor\":{\"ID\":\"n1\"}}\n";

static void handle(void *self, struct http_request *request)
{
	const char *auth = http_header(request, "X-Registry-Auth");
	char text[100];

	(void)self;
	pthread_mutex_lock(&fake.mutex);
	snprintf(fake.last, sizeof(fake.last), "%s %s?%s", request->method, request->path,
		 request->query);
	if (auth)
		snprintf(fake.auth, sizeof(fake.auth), "%s", auth);
	if (strcmp(request->path, "/version") == 0) {
		fake.versions++;
		snprintf(text, sizeof(text), "{\"ApiVersion\":\"%s\",\"MinAPIVersion\":\"1.12\"}",
			 fake.api);
		answer(request, 200, text);
	} else if (strstr(request->path, "/_ping")) {
		struct buf body = {0};

		buf_adds(&body, "OK");
		http_reply(request, 200, "text/plain", &body);
	} else if (strstr(request->path, "/start")) {
		fake.starts_all++;
		fake.starts_now++;
		if (fake.starts_now > fake.starts_most)
			fake.starts_most = fake.starts_now;
		fake.waiting[fake.waiting_n++] = request;
		http_defer(request);
	} else if (strstr(request->path, "/events")) {
		answer(request, 200, event);
	} else if (strstr(request->path, "/images/create")) {
		answer(request, strstr(request->query, "fromImage=none") ? 404 : 200,
		       strstr(request->query, "fromImage=none")
			       ? "{\"message\":\"manifest unknown\"}"
		       : strstr(request->query, "fromImage=bad") ? broken
								 : pulled);
	} else if (strstr(request->path, "/echo")) {
		struct buf body = {0};

		buf_add(&body, request->body.at, request->body.len);
		http_reply(request, 200, "application/json", &body);
	} else if (strstr(request->path, "/junk")) {
		answer(request, 200, "{\"a\":");
	} else if (strstr(request->path, "/conflict")) {
		answer(request, 409, "{\"message\":\"name is in use\"}");
	} else if (strstr(request->path, "/broken")) {
		answer(request, 500, "port is already allocated");
	} else {
		answer(request, 404, "{\"message\":\"No such container: x\"}");
	}
	pthread_mutex_unlock(&fake.mutex);
}

static void resumed(void *self, struct http_request *request)
{
	(void)self;
	answer(request, 204, "");
}

struct seen {
	int calls, rc, status, percent, told;
	char body[2000], message[200];
	struct error err;
};

static void on_done(void *arg, int rc, const struct docker_answer *reply, const struct error *err)
{
	struct seen *seen = arg;

	seen->calls++;
	seen->rc = rc;
	if (rc < 0) {
		seen->err = *err;
		return;
	}
	seen->status = reply->status;
	snprintf(seen->body, sizeof(seen->body), "%.*s", (int)reply->body.len, reply->body.at);
}

static void on_progress(void *arg, int percent, const char *message)
{
	struct seen *seen = arg;

	CHECK(percent >= seen->percent);
	seen->percent = percent;
	seen->told++;
	snprintf(seen->message, sizeof(seen->message), "%s", message);
}

static void wait_for(struct seen *seen)
{
	TURN_UNTIL(loop, seen->calls, 30000);
	CHECK_INT(seen->calls, 1);
}

static struct seen call(struct docker *docker, const char *method, const char *path,
			const char *body)
{
	struct docker_request request = {.method = method, .path = path};
	struct seen seen = {0};

	if (body)
		request.body = span_of(body);
	docker_call(docker, &request, on_done, &seen);
	CHECK_INT(seen.calls, 0);
	wait_for(&seen);
	return seen;
}

static struct seen pull(struct docker *docker, const char *reference, const char *auth)
{
	struct seen seen = {0};

	docker_pull(docker, reference, span_of(auth), on_progress, on_done, &seen);
	wait_for(&seen);
	return seen;
}

static void test_calls(struct docker *docker)
{
	struct seen seen = call(docker, "POST", "/echo?x=1", "{\"a\":[1]}");

	CHECK_INT(seen.rc, 0);
	CHECK_STR(seen.body, "{\"a\":[1]}");
	CHECK_STR(saw(fake.last), "POST /v1.41/echo?x=1");
	CHECK_INT(saw_number(&fake.versions), 1);
	seen = call(docker, "GET", "/containers/x/json", NULL);
	CHECK_INT(seen.err.code, ERROR_NOT_FOUND);
	CHECK_STR(seen.err.text, "docker: No such container: x");
	CHECK_INT(call(docker, "POST", "/conflict", NULL).err.code, ERROR_CONFLICT);
	seen = call(docker, "POST", "/broken", NULL);
	CHECK_INT(seen.err.code, ERROR_INTERNAL);
	CHECK_STR(seen.err.text, "docker: port is already allocated");
	CHECK_INT(call(docker, "GET", "/junk", NULL).err.code, ERROR_INTERNAL);
	CHECK_INT(call(docker, "GET", "/a b", NULL).err.code, ERROR_INVALID);
	CHECK_INT(saw_number(&fake.versions), 1);
}

static void test_starts(struct docker *docker)
{
	struct seen seen[10] = {0};
	struct docker_call *calls[10];
	int done = 0;

	for (int i = 0; i < 10; i++) {
		struct docker_request request = {.method = "POST", .path = "/containers/x/start"};

		calls[i] = docker_call(docker, &request, on_done, &seen[i]);
	}
	/* One that waits and one that runs are taken back; the others come through. */
	docker_cancel(calls[9]);
	for (int64_t end = clock_mono() + 20000; done < 9 && clock_mono() < end;) {
		loop_once(loop, 5);
		pthread_mutex_lock(&fake.mutex);
		while (fake.waiting_n > 0 && (fake.starts_now == 4 || fake.starts_all == 9)) {
			fake.starts_now--;
			http_resume(fake.waiting[--fake.waiting_n]);
		}
		pthread_mutex_unlock(&fake.mutex);
		done = 0;
		for (int j = 0; j < 10; j++)
			done += seen[j].calls;
	}
	CHECK_INT(done, 9);
	CHECK_INT(saw_number(&fake.starts_most), 4);
	CHECK_INT(seen[0].status, 204);
	CHECK_INT(seen[9].calls, 0);
}

static void test_pulls(struct docker *docker)
{
	struct seen seen = pull(docker, "host:5000/team/x:1.2", "{\"username\":\"u\"}");

	CHECK_INT(seen.rc, 0);
	CHECK_INT(seen.percent, 99);
	CHECK_STR(saw(fake.last),
		  "POST /v1.41/images/create?fromImage=host%3A5000%2Fteam%2Fx&tag=1.2");
	CHECK_STR(saw(fake.auth), "eyJ1c2VybmFtZSI6InUifQ==");
	CHECK_INT(pull(docker, "x", "").rc, 0);
	CHECK_STR(saw(fake.last), "POST /v1.41/images/create?fromImage=x&tag=latest");
	CHECK_INT(pull(docker, "x@sha256:00ff", "").rc, 0);
	CHECK_STR(saw(fake.last), "POST /v1.41/images/create?fromImage=x&tag=sha256%3A00ff");
	seen = pull(docker, "bad", "");
	CHECK_INT(seen.rc, -1);
	CHECK_STR(seen.err.text, "docker: blob is gone");
	seen = pull(docker, "none", "");
	CHECK_INT(seen.err.code, ERROR_NOT_FOUND);
	CHECK_INT(pull(docker, "../etc", "").err.code, ERROR_INVALID);
	CHECK_INT(pull(docker, "x y", "").err.code, ERROR_INVALID);
}

struct heard {
	int up, down, events;
	char what[200];
};

static void on_up(void *arg)
{
	((struct heard *)arg)->up++;
}

static void on_down(void *arg, const struct error *err)
{
	(void)err;
	((struct heard *)arg)->down++;
}

static void on_event(void *arg, const struct docker_event *happened)
{
	struct heard *heard = arg;
	struct buf uuid = {0};

	heard->events++;
	json_string(json_get(happened->attributes, "io.stampede.uuid"), &uuid);
	snprintf(heard->what, sizeof(heard->what), "%s %s %s %lld", happened->action, happened->id,
		 uuid.len ? uuid.data : "-", (long long)happened->time_ns);
	buf_done(&uuid);
}

/* The fake closes the stream after each event, so this sees reconnections too. */
static void test_events(struct docker *docker)
{
	struct heard heard = {0};
	struct docker_listener listener = {on_up, on_down, on_event, &heard};

	docker_listen(docker, &listener);
	TURN_UNTIL(loop, heard.up >= 2, 10000);
	CHECK(heard.up >= 2 && heard.down >= 1 && heard.events >= 1);
	CHECK_STR(heard.what, "die c1 u1 1700000000123456789");
	docker_listen(docker, NULL);
}

static void test_away(void)
{
	struct error err;
	struct docker *docker = docker_new(loop, client, "/tmp/stampede-no-such.sock", &err);
	struct docker_request request = {.method = "GET", .path = "/info"};
	struct seen one = {0}, two = {0};

	CHECK_STR(docker_socket(docker), "unix:///tmp/stampede-no-such.sock");
	docker_call(docker, &request, on_done, &one);
	docker_call(docker, &request, on_done, &two);
	wait_for(&one);
	wait_for(&two);
	CHECK_INT(one.err.code, ERROR_UNAVAILABLE);
	docker_call(docker, &request, on_done, &one);
	docker_free(docker);
	CHECK(docker_new(loop, client, "relative", &err) == NULL);
	CHECK_INT(err.code, ERROR_INVALID);
}

static void test_real(const char *socket)
{
	struct error err;
	struct docker *docker = docker_new(loop, client, socket, &err);
	struct heard heard = {0};
	struct docker_listener listener = {on_up, on_down, on_event, &heard};
	struct seen seen;
	struct buf path = {0}, id = {0};

	docker_listen(docker, &listener);
	seen = call(docker, "POST", "/containers/create",
		    "{\"Image\":\"busybox\",\"Cmd\":[\"true\"],\"Labels\":{\"io.stampede.uuid\":"
		    "\"real\"}}");
	CHECK_INT(seen.status, 201);
	if (seen.status == 201) {
		json_string(json_get(span_of(seen.body), "Id"), &id);
		buf_addf(&path, "/containers/%s/start", id.data);
		CHECK_INT(call(docker, "POST", path.data, NULL).status, 204);
		TURN_UNTIL(loop, strstr(heard.what, "die"), 20000);
		CHECK(strncmp(heard.what, "die ", 4) == 0 && strstr(heard.what, " real "));
		buf_clear(&path);
		buf_addf(&path, "/containers/%s?force=1", id.data);
		CHECK_INT(call(docker, "DELETE", path.data, NULL).status, 204);
		CHECK_INT(call(docker, "DELETE", path.data, NULL).err.code, ERROR_NOT_FOUND);
	}
	CHECK_INT(pull(docker, "127.0.0.1:1/none", "").rc, -1);
	docker_free(docker);
	buf_done(&path);
	buf_done(&id);
}

int main(void)
{
	struct http_handler handler = {.handle = handle, .resumed = resumed};
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = 65536};
	struct http_server *server;
	struct docker *docker;
	struct error err = {0};
	char socket[64];

	loop = loop_new(&err);
	client = http_client_new(loop, &err);
	server = http_server_new(loop, &options, &handler, &err);
	CHECK(client && server);
	if (!client || !server)
		return check_end();
	snprintf(socket, sizeof(socket), "tcp://127.0.0.1:%d", http_server_port(server));
	docker = docker_new(loop, client, socket, &err);
	test_calls(docker);
	test_starts(docker);
	test_pulls(docker);
	test_events(docker);
	docker_free(docker);
	pthread_mutex_lock(&fake.mutex);
	snprintf(fake.api, sizeof(fake.api), "1.12");
	pthread_mutex_unlock(&fake.mutex);
	docker = docker_new(loop, client, socket, &err);
	CHECK_INT(call(docker, "GET", "/info", NULL).err.code, ERROR_UNSUPPORTED);
	docker_free(docker);
	test_away();
	if (getenv("STAMPEDE_TEST_DOCKER"))
		test_real(getenv("STAMPEDE_TEST_DOCKER"));
	http_server_free(server);
	http_client_free(client);
	loop_free(loop);
	return check_end();
}
