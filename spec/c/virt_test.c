/*
 * The libvirt client against libvirt's own test driver (and a real one, when STAMPEDE_TEST_LIBVIRT
 * gives a URI: then also KVM's probe); the boot sector of the probe under plain emulation.
 */
#include <fcntl.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/exec.h"
#include "host/kvm.h"
#include "host/virt.h"
#include "spec/c/check.h"
#include "spec/c/turn.h"

static struct loop *loop;

struct seen {
	int calls, rc;
	char json[8000];
	struct error err;
};

struct heard {
	int up, down;
	char events[2000];
};

static void on_done(void *arg, int rc, struct span json, const struct error *err)
{
	struct seen *seen = arg;

	seen->calls++;
	seen->rc = rc;
	if (rc < 0)
		seen->err = *err;
	else
		snprintf(seen->json, sizeof(seen->json), "%.*s", (int)json.len, json.at);
}

static void wait_for(struct seen *seen)
{
	TURN_UNTIL(loop, seen->calls, 30000);
	CHECK_INT(seen->calls, 1);
	if (seen->rc == 0)
		CHECK_INT(json_check(seen->json, strlen(seen->json), JSON_MAX_DEPTH, NULL), 0);
}

static struct seen call(struct virt *virt, enum virt_verb verb, const char *name, const char *xml,
			double seconds)
{
	struct virt_request request = {verb, name, xml, seconds};
	struct seen seen = {0};

	virt_call(virt, &request, on_done, &seen);
	CHECK_INT(seen.calls, 0);
	wait_for(&seen);
	return seen;
}

static const char *state_of(struct virt *virt, const char *name)
{
	struct seen seen = call(virt, VIRT_FIND, name, NULL, 0);

	return seen.rc < 0                                  ? error_name(seen.err.code)
	       : strstr(seen.json, "\"state\":\"running\"") ? "running"
	       : strstr(seen.json, "\"state\":\"shutoff\"") ? "shutoff"
							    : "other";
}

static void on_up(void *arg)
{
	((struct heard *)arg)->up++;
}

static void on_down(void *arg, const struct error *err)
{
	(void)err;
	((struct heard *)arg)->down++;
}

static void on_event(void *arg, const struct virt_event *event)
{
	struct heard *heard = arg;
	size_t len = strlen(heard->events);

	snprintf(heard->events + len, sizeof(heard->events) - len, "%s:%s:%s ", event->name,
		 event->event, event->reason);
}

static const char xml[] =
	"<domain type='test'><name>vm&amp;1</name>"
	"<uuid>11111111-2222-4333-8444-555555555555</uuid><memory unit='MiB'>64</memory>"
	"<metadata><s:instance xmlns:s='" VIRT_METADATA "' name='web'/></metadata>"
	"<os><type>hvm</type></os></domain>";

static void test_life(struct virt *virt, struct heard *heard)
{
	const char *uuid = "11111111-2222-4333-8444-555555555555", *name = "vm&1";
	struct virt_request wait_off = {VIRT_WAIT_OFF, name, NULL, 20};
	struct seen seen, off = {0};
	int64_t began;

	CHECK_STR(state_of(virt, name), "not_found");
	seen = call(virt, VIRT_DEFINE, NULL, xml, 0);
	CHECK_INT(seen.rc, 0);
	CHECK(strstr(seen.json, uuid) != NULL);
	CHECK_INT(call(virt, VIRT_DEFINE, NULL, xml, 0).rc, 0);
	CHECK_STR(state_of(virt, uuid), "shutoff");
	for (int i = 0; i < 2; i++)
		CHECK_STR(call(virt, VIRT_START, name, NULL, 0).json, "true");
	CHECK_STR(state_of(virt, name), "running");
	CHECK(strstr(call(virt, VIRT_LIST, NULL, NULL, 0).json, "\"metadata\":\"<instance") !=
	      NULL);
	CHECK(strstr(call(virt, VIRT_XML, name, NULL, 0).json, "<name>vm&amp;1</name>") != NULL);

	began = clock_mono();
	CHECK_STR(call(virt, VIRT_WAIT_OFF, name, NULL, 0.2).json, "false");
	CHECK(clock_mono() - began >= 200);
	/* The event wakes who waits; the poll alone would take a second. */
	virt_call(virt, &wait_off, on_done, &off);
	TURN_FOR(loop, 200);
	began = clock_mono();
	for (int i = 0; i < 2; i++)
		CHECK_STR(call(virt, VIRT_DESTROY, name, NULL, 0).json, "true");
	wait_for(&off);
	CHECK_STR(off.json, "true");
	CHECK(clock_mono() - began < 700);
	CHECK_INT(call(virt, VIRT_REBOOT, name, NULL, 0).err.code, ERROR_CONFLICT);
	CHECK_STR(call(virt, VIRT_SHUTDOWN, name, NULL, 0).json, "true");
	for (int i = 0; i < 2; i++)
		CHECK_STR(call(virt, VIRT_UNDEFINE, name, NULL, 0).json, "true");
	CHECK_STR(call(virt, VIRT_WAIT_OFF, name, NULL, 0).json, "true");
	CHECK_INT(call(virt, VIRT_START, name, NULL, 0).err.code, ERROR_NOT_FOUND);
	CHECK_INT(call(virt, VIRT_DEFINE, NULL, "<domain", 0).err.code, ERROR_INVALID);
	TURN_UNTIL(loop, strstr(heard->events, "undefined"), 5000);
	CHECK_INT(heard->up, 1);
	CHECK(strstr(heard->events, "vm&1:defined: ") && strstr(heard->events, "vm&1:started: ") &&
	      strstr(heard->events, "vm&1:stopped:destroyed ") &&
	      strstr(heard->events, "vm&1:undefined: "));
}

static void test_rest(struct virt *virt)
{
	struct virt_request request = {VIRT_WAIT_OFF, "test", NULL, 100};
	struct seen seen = call(virt, VIRT_INFO, NULL, NULL, 0), waiting = {0};
	struct virt_call *taken;

	CHECK(strstr(seen.json, "\"kvm\":false") && strstr(seen.json, "\"hypervisor\":\"test\""));
	CHECK(strstr(seen.json, "\"memory_mb\":3072") != NULL);
	CHECK(call(virt, VIRT_INTERFACES, "test", NULL, 0).json[0] == '[');
	taken = virt_call(virt, &request, on_done, &waiting);
	virt_cancel(taken);
	taken = virt_call(virt, &request, on_done, &waiting);
	TURN_FOR(loop, 200);
	virt_cancel(taken);
	/* And one that is under way when all ends. */
	virt_call(virt, &request, on_done, &waiting);
	CHECK_INT(waiting.calls, 0);
}

static void test_away(void)
{
	struct virt *virt =
		virt_new(loop, "qemu:///system?socket=/tmp/stampede-no-such", NULL, NULL);
	struct heard heard = {0};
	struct virt_listener listener = {on_up, on_down, on_event, &heard};

	setenv("STAMPEDE_VIRT_TYPE", "qemu", 1);
	virt_listen(virt, &listener);
	CHECK_INT(call(virt, VIRT_LIST, NULL, NULL, 0).err.code, ERROR_UNAVAILABLE);
	TURN_UNTIL(loop, heard.down, 5000);
	CHECK(heard.down == 1 && heard.up == 0);
	virt_free(virt);
	unsetenv("STAMPEDE_VIRT_TYPE");
	CHECK(virt_new(loop, "", NULL, NULL) == NULL);
}

struct ran {
	int calls, code;
	char output[200];
};

static void on_exit_status(void *arg, int rc, const struct exec_result *result,
			   const struct error *err)
{
	struct ran *ran = arg;

	(void)rc;
	(void)err;
	ran->calls++;
	ran->code = result->code;
	snprintf(ran->output, sizeof(ran->output), "%s", result->output.at);
}

/* What KVM must do, emulation can: else the probe would refuse every machine. */
static void test_sector(void)
{
	char path[] = "/tmp/stampede-sector-XXXXXX", drive[100];
	const char *argv[] = {"qemu-system-x86_64",
			      "-accel",
			      "tcg",
			      "-m",
			      "16",
			      "-nodefaults",
			      "-display",
			      "none",
			      "-no-reboot",
			      "-serial",
			      "stdio",
			      "-device",
			      "isa-debug-exit,iobase=0xf4,iosize=4",
			      "-drive",
			      drive,
			      NULL};
	struct exec_options options = {.argv = argv, .timeout = 30000};
	struct ran ran = {0};
	int fd;

	if (!kvm_sector())
		return;
	fd = mkstemp(path);
	CHECK(fd >= 0 && write(fd, kvm_sector(), 512) == 512);
	close(fd);
	snprintf(drive, sizeof(drive), "file=%s,format=raw,if=ide", path);
	if (exec_start(loop, &options, on_exit_status, &ran, NULL)) {
		TURN_UNTIL(loop, ran.calls, 40000);
		CHECK_INT(ran.code, 33);
		CHECK_STR(ran.output, "stampede: guest runs\n");
	}
	unlink(path);
}

static void on_probed(void *arg, int works, const char *why)
{
	int *seen = arg;

	*seen = 1 + works;
	printf("kvm: %s: %s\n", works ? "yes" : "no", why);
}

static void test_probe(void)
{
	int seen = 0;

	setenv("STAMPEDE_VIRT_TYPE", "kvm", 1);
	kvm_probe(loop, NULL, on_probed, &seen);
	CHECK_INT(seen, 0);
	TURN_UNTIL(loop, seen, 5000);
	CHECK_INT(seen, 2);
	setenv("STAMPEDE_VIRT_TYPE", "qemu", 1);
	kvm_cancel(kvm_probe(loop, NULL, on_probed, &seen));
	unsetenv("STAMPEDE_VIRT_TYPE");
}

static void test_real(const char *uri)
{
	char cache[] = "/tmp/stampede-virt-XXXXXX", path[100];
	struct virt *virt;
	int64_t began;

	CHECK(mkdtemp(cache) != NULL);
	for (int i = 0; i < 2; i++) {
		virt = virt_new(loop, uri, cache, NULL);
		began = clock_mono();
		CHECK(strstr(call(virt, VIRT_INFO, NULL, NULL, 0).json, "\"hypervisor\":\"qemu\""));
		/* The second time it remembers. */
		CHECK(i == 0 || clock_mono() - began < 3000);
		CHECK(call(virt, VIRT_LIST, NULL, NULL, 0).json[0] == '[');
		virt_free(virt);
	}
	snprintf(path, sizeof(path), "%s/kvm-probe", cache);
	CHECK_INT(unlink(path), 0);
	CHECK_INT(rmdir(cache), 0);
}

int main(void)
{
	struct heard heard = {0};
	struct virt_listener listener = {on_up, on_down, on_event, &heard};
	struct error err = {0};
	struct virt *virt;

	loop = loop_new(&err);
	virt = virt_new(loop, "test:///default", NULL, &err);
	CHECK(virt != NULL);
	virt_listen(virt, &listener);
	TURN_UNTIL(loop, heard.up, 5000);
	test_life(virt, &heard);
	test_rest(virt);
	virt_free(virt);
	test_away();
	test_probe();
	test_sector();
	if (getenv("STAMPEDE_TEST_LIBVIRT"))
		test_real(getenv("STAMPEDE_TEST_LIBVIRT"));
	loop_free(loop);
	return check_end();
}
