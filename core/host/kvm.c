/*
 * The probe's steps: what was said (environment, memory), what is plainly missing, the boot
 * sector, the kernel. Each is a reason to say no; only the last, or the sector when there is
 * no kernel to boot, is a yes.
 */
#include "host/kvm.h"

#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/exec.h"
#include "host/file.h"

#define SECTOR_TIMEOUT 5000
#define KERNEL_TIMEOUT 8000
#define SAYS "stampede: guest runs"
#define SECTOR_EXIT 33

struct kvm_probe {
	struct loop *loop;
	void (*done)(void *arg, int works, const char *why);
	void *arg;
	struct exec *exec;
	struct timer *later;
	char cache[PATH_MAX]; /* file that remembers; "" for none */
	char sector[PATH_MAX + 8]; /* temporary file; "" when gone */
	char kernel[PATH_MAX]; /* "" when none can be read */
	int works;
	char why[400];
};

static void boot_id(char ret[64])
{
	AUTO(buf_done) struct buf text = {0};

	ret[0] = '\0';
	if (file_read("/proc/sys/kernel/random/boot_id", 64, &text, NULL) == 0 && text.len)
		snprintf(ret, 64, "%.*s", (int)strcspn(text.data, "\n"), text.data);
}

static void remove_sector(struct kvm_probe *probe)
{
	if (probe->sector[0])
		unlink(probe->sector);
	probe->sector[0] = '\0';
}

static void tell(void *arg)
{
	struct kvm_probe *probe = arg;

	remove_sector(probe);
	probe->done(probe->arg, probe->works, probe->why);
	free(probe);
}

/* What is known without having asked the machine: not remembered. */
static void settle(struct kvm_probe *probe, int works, const char *why)
{
	probe->works = works;
	snprintf(probe->why, sizeof(probe->why), "%s", why);
	probe->later = loop_after(probe->loop, 0, tell, probe);
}

static void conclude(struct kvm_probe *probe, int works, const char *why)
{
	char id[64], line[512];

	boot_id(id);
	if (probe->cache[0] && id[0]) {
		snprintf(line, sizeof(line), "%s %s %s\n", id, works ? "kvm" : "qemu", why);
		/* Not remembering only costs another probe. */
		file_write(probe->cache, line, strlen(line), 0644, NULL);
	}
	settle(probe, works, why);
}

static int remembered(struct kvm_probe *probe)
{
	AUTO(buf_done) struct buf text = {0};
	char id[64];
	size_t len;

	boot_id(id);
	len = strlen(id);
	if (!probe->cache[0] || !len || file_read(probe->cache, 1024, &text, NULL) < 0 ||
	    strncmp(text.data, id, len) != 0)
		return -1;
	if (strncmp(text.data + len, " kvm ", 5) == 0)
		return 1;
	return strncmp(text.data + len, " qemu ", 6) == 0 ? 0 : -1;
}

/* The newest kernel of this host that can be read. */
static void find_kernel(struct kvm_probe *probe)
{
	glob_t found;

	if (glob("/boot/vmlinuz-*", 0, NULL, &found) == 0) {
		for (size_t i = found.gl_pathc; i > 0 && !probe->kernel[0]; i--) {
			if (access(found.gl_pathv[i - 1], R_OK) == 0)
				snprintf(probe->kernel, sizeof(probe->kernel), "%s",
					 found.gl_pathv[i - 1]);
		}
		globfree(&found);
	}
}

static int contains(struct span text, const char *what)
{
	return text.len && memmem(text.at, text.len, what, strlen(what)) != NULL;
}

static void on_kernel(void *arg, int rc, const struct exec_result *result, const struct error *err)
{
	struct kvm_probe *probe = arg;

	(void)rc;
	(void)err;
	probe->exec = NULL;
	/* It is killed when it hangs later on (no root to mount): the first lines tell. */
	if (contains(result->output, "Linux version"))
		conclude(probe, 1, "a kernel booted");
	else
		conclude(probe, 0, "a kernel did not boot under KVM");
}

/* A guest that hangs must not outlive us, however we end: hence setpriv in the argv. */
static void boot(struct kvm_probe *probe, const char *const *argv, int64_t timeout,
		 void (*done)(void *arg, int rc, const struct exec_result *result,
			      const struct error *err))
{
	struct exec_options options;
	struct error err;

	memset(&options, 0, sizeof(options));
	options.argv = argv;
	options.timeout = timeout;
	probe->exec = exec_start(probe->loop, &options, done, probe, &err);
	if (!probe->exec)
		settle(probe, 0, err.text);
}

static void on_sector(void *arg, int rc, const struct exec_result *result, const struct error *err)
{
	struct kvm_probe *probe = arg;
	const char *argv[] = {"setpriv",
			      "--pdeathsig",
			      "KILL",
			      "qemu-system-x86_64",
			      "-accel",
			      "kvm",
			      "-cpu",
			      "host",
			      "-m",
			      "256",
			      "-nodefaults",
			      "-no-user-config",
			      "-display",
			      "none",
			      "-no-reboot",
			      "-serial",
			      "stdio",
			      "-kernel",
			      probe->kernel,
			      "-append",
			      "console=ttyS0 panic=-1",
			      NULL};

	(void)err;
	probe->exec = NULL;
	if (rc < 0 || result->code != SECTOR_EXIT || !contains(result->output, SAYS)) {
		conclude(probe, 0, rc < 0 ? "a guest hung under KVM" : "a guest died under KVM");
		return;
	}
	find_kernel(probe);
	if (!probe->kernel[0])
		conclude(probe, 1, "a boot sector ran in long mode");
	else
		boot(probe, argv, KERNEL_TIMEOUT, on_kernel);
}

static int write_sector(struct kvm_probe *probe)
{
	AUTO(close) int fd = -1;

	/* Under a fixed name where there is one, so that a probe cut short leaves one file, not
	 * many. */
	if (probe->cache[0]) {
		snprintf(probe->sector, sizeof(probe->sector), "%s.sector", probe->cache);
		fd = open(probe->sector, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	} else {
		snprintf(probe->sector, sizeof(probe->sector), "/tmp/stampede-kvm-XXXXXX");
		fd = mkostemp(probe->sector, O_CLOEXEC);
	}
	if (fd < 0) {
		probe->sector[0] = '\0';
		return -1;
	}
	return write(fd, kvm_sector(), 512) == 512 ? 0 : -1;
}

static void begin(struct kvm_probe *probe)
{
	const char *forced = getenv("STAMPEDE_VIRT_TYPE");
	int known = remembered(probe);
	AUTO(buf_done) struct buf drive = {0};
	const char *argv[] = {"setpriv",
			      "--pdeathsig",
			      "KILL",
			      "qemu-system-x86_64",
			      "-accel",
			      "kvm",
			      "-cpu",
			      "host",
			      "-m",
			      "16",
			      "-nodefaults",
			      "-no-user-config",
			      "-display",
			      "none",
			      "-no-reboot",
			      "-serial",
			      "stdio",
			      "-device",
			      "isa-debug-exit,iobase=0xf4,iosize=4",
			      "-drive",
			      NULL,
			      NULL};

	if (forced && (strcmp(forced, "kvm") == 0 || strcmp(forced, "qemu") == 0))
		settle(probe, strcmp(forced, "kvm") == 0, "STAMPEDE_VIRT_TYPE says so");
	else if (known >= 0)
		settle(probe, known, "found so since the machine was booted");
	else if (!kvm_sector())
		settle(probe, 0, "this machine is no PC");
	else if (access("/dev/kvm", R_OK | W_OK) < 0)
		settle(probe, 0, "/dev/kvm cannot be used");
	else if (write_sector(probe) < 0)
		settle(probe, 0, "no temporary file for the probe");
	else {
		/* QEMU wants a comma in a path doubled. */
		buf_adds(&drive, "format=raw,if=ide,file=");
		for (const char *at = probe->sector; *at; at++)
			buf_add(&drive, ",,", *at == ',' ? 2 : 0), buf_add(&drive, at, *at != ',');
		argv[sizeof(argv) / sizeof(argv[0]) - 2] = drive.data;
		boot(probe, argv, SECTOR_TIMEOUT, on_sector);
	}
}

struct kvm_probe *kvm_probe(struct loop *loop, const char *cache_dir,
			    void (*done)(void *arg, int works, const char *why), void *arg)
{
	struct kvm_probe *probe = calloc(1, sizeof(*probe));

	if (!probe)
		abort();
	probe->loop = loop;
	probe->done = done;
	probe->arg = arg;
	if (cache_dir && *cache_dir &&
	    snprintf(probe->cache, sizeof(probe->cache), "%s/kvm-probe", cache_dir) >=
		    (int)sizeof(probe->cache))
		probe->cache[0] = '\0';
	begin(probe);
	return probe;
}

void kvm_cancel(struct kvm_probe *probe)
{
	if (!probe)
		return;
	timer_cancel(probe->later);
	exec_cancel(probe->exec);
	remove_sector(probe);
	free(probe);
}
