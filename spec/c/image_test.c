/* Fetching images: what arrives whole gets its name, everything else leaves nothing. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/file.h"
#include "host/image.h"
#include "http/server.h"
#include "spec/c/check.h"
#include "spec/c/turn.h"

static struct loop *loop;
static struct image_host host;
static char dir[64] = "/tmp/stampede-image-XXXXXX";

struct seen {
	int calls, rc, told;
	struct image_info info;
	struct error err;
};

static void on_done(void *arg, int rc, const struct image_info *info, const struct error *err)
{
	struct seen *seen = arg;

	seen->calls++;
	seen->rc = rc;
	if (rc < 0)
		seen->err = *err;
	else
		seen->info = *info;
}

static void on_progress(void *arg, int percent, const char *message)
{
	(void)percent;
	(void)message;
	((struct seen *)arg)->told++;
}

static void wait_for(struct seen *seen)
{
	TURN_UNTIL(loop, seen->calls, 30000);
	CHECK_INT(seen->calls, 1);
}

static const char *in_dir(const char *name)
{
	static char path[4][200];
	static int at;

	at = (at + 1) % 4;
	snprintf(path[at], sizeof(path[at]), "%s/%s", dir, name);
	return path[at];
}

static int parts_left(void)
{
	DIR *open = opendir(dir);
	struct dirent *entry;
	int count = 0;

	while ((entry = readdir(open)))
		count += strstr(entry->d_name, ".part") != NULL;
	closedir(open);
	return count;
}

static struct seen fetch(const char *url, const char *name, const char *checksum)
{
	struct image_fetch what = {
		.url = url, .path = in_dir(name), .checksum = checksum, .progress = on_progress};
	struct seen seen = {0};

	image_fetch(&host, &what, on_done, &seen);
	CHECK_INT(seen.calls, 0);
	wait_for(&seen);
	CHECK_INT(parts_left(), 0);
	if (seen.rc < 0)
		CHECK(access(in_dir(name), F_OK) < 0);
	return seen;
}

static void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void shell(const char *format, ...)
{
	char command[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	CHECK_INT(system(command), 0);
}

/* The HTTP side: /file serves DIR/file, /cut promises more than comes, /missing is 404. */
static void serve(void *self, struct http_request *request)
{
	struct buf body = {0};
	char path[300];

	(void)self;
	snprintf(path, sizeof(path), "%s%s", dir, request->path);
	if (strstr(path, "..") || file_read(path, 64 << 20, &body, NULL) < 0)
		http_reply(request, 404, "text/html", &body);
	else
		http_reply(request, 200, "application/octet-stream", &body);
	buf_done(&body);
}

static void sum(const char *tool, const char *name, char ret[160])
{
	char command[400];
	FILE *pipe;

	snprintf(command, sizeof(command), "%s %s", tool, in_dir(name));
	pipe = popen(command, "r");
	CHECK(pipe && fscanf(pipe, "%150s", ret) == 1);
	pclose(pipe);
}

static void test_files(void)
{
	char url[300], hex[160];
	struct seen seen;

	snprintf(url, sizeof(url), "file://%s", in_dir("raw"));
	sum("sha256sum", "raw", hex);
	seen = fetch(url, "a", hex);
	CHECK_INT(seen.rc, 0);
	CHECK_INT(seen.info.format, IMAGE_RAW);
	CHECK_INT(seen.info.virtual_size, 3 << 20);
	CHECK(strncmp(seen.info.checksum, "sha256:", 7) == 0 &&
	      strcmp(seen.info.checksum + 7, hex) == 0);
	/* One that is there stays, whatever is asked now. */
	seen = fetch("file:///nowhere", "a", NULL);
	CHECK_INT(seen.rc, 0);
	CHECK_STR(seen.info.checksum, "");
	sum("md5sum", "raw", hex);
	CHECK_INT(fetch(url, "b", hex).rc, 0);
	sum("sha1sum", "raw", hex);
	CHECK_INT(fetch(url, "c", hex).rc, 0);
	sum("sha512sum", "raw", hex);
	CHECK_INT(fetch(url, "d", hex).rc, 0);
	hex[3] = hex[3] == '0' ? '1' : '0';
	seen = fetch(url, "e", hex);
	CHECK_INT(seen.rc, -1);
	CHECK_STR(seen.err.field, "checksum");
	CHECK_INT(fetch(url, "e", "abc").err.code, ERROR_INVALID);
	CHECK_INT(fetch("ftp://somewhere/x", "e", NULL).err.code, ERROR_INVALID);
	CHECK_INT(fetch("file:///no/such/file", "e", NULL).err.code, ERROR_NOT_FOUND);
	CHECK_INT(fetch("file:///dev/zero", "e", NULL).err.code, ERROR_INVALID);
}

static void test_formats(void)
{
	static const char *const good[] = {"raw.gz", "raw.bz2", "raw.xz", "disk.qcow2", "blank"};
	static const char *const bad[] = {"page.html", "backed.qcow2", "cut.qcow2",
					  "bad.gz",    "disk.vmdk",    "empty"};
	char url[300], name[40];

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct seen seen;

		snprintf(url, sizeof(url), "file://%s", in_dir(good[i]));
		snprintf(name, sizeof(name), "good%zu", i);
		seen = fetch(url, name, NULL);
		CHECK_INT(seen.rc, 0);
		CHECK_INT(seen.info.virtual_size, 3 << 20);
		CHECK_INT(seen.info.format, i == 3 ? IMAGE_QCOW2 : IMAGE_RAW);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		snprintf(url, sizeof(url), "file://%s", in_dir(bad[i]));
		if (fetch(url, "never", NULL).rc == 0) {
			fprintf(stderr, "%s was taken\n", bad[i]);
			CHECK(0);
		}
	}
}

static void test_http(int port)
{
	struct image_fetch what = {0};
	struct seen seen = {0};
	struct image_job *job;
	char url[300];

	snprintf(url, sizeof(url), "http://127.0.0.1:%d/big", port);
	seen = fetch(url, "h1", NULL);
	CHECK_INT(seen.rc, 0);
	CHECK_INT(seen.info.size, 40 << 20);
	CHECK(seen.told > 0);
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/missing", port);
	CHECK_INT(fetch(url, "h2", NULL).err.code, ERROR_NOT_FOUND);
	CHECK_INT(fetch("http://127.0.0.1:1/", "h2", NULL).err.code, ERROR_UNAVAILABLE);

	/* What a crash left for this target goes with the next fetch; another's stays. */
	shell("touch %s/.h3.abcdef.part %s/.other.abcdef.part", dir, dir);
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/big", port);
	what.url = url;
	what.path = in_dir("h3");
	memset(&seen, 0, sizeof(seen));
	image_fetch(&host, &what, on_done, &seen);
	wait_for(&seen);
	CHECK_INT(parts_left(), 1);
	unlink(in_dir(".other.abcdef.part"));

	/* Taken back half way. */
	memset(&seen, 0, sizeof(seen));
	what.path = in_dir("h4");
	what.progress = on_progress;
	job = image_fetch(&host, &what, on_done, &seen);
	TURN_UNTIL(loop, parts_left(), 5000);
	image_cancel(job);
	TURN_UNTIL(loop, !pool_pending(host.pool), 5000);
	CHECK_INT(seen.calls, 0);
	CHECK_INT(parts_left(), 0);
}

/* A server that says 1 MiB and sends half of it. */
static void test_cut(void)
{
	char command[600], url[100];
	struct seen seen;
	int port = 0, pid = 0;
	FILE *pipe;

	snprintf(command, sizeof(command),
		 "exec python3 -c '\nimport os,socket\ns=socket.create_server((\"127.0.0.1\",0))\n"
		 "print(s.getsockname()[1],os.getpid(),flush=True)\nc,_=s.accept()\nc.recv(4096)\n"
		 "c.sendall(b\"HTTP/1.1 200 OK\\r\\nContent-Length: "
		 "1048576\\r\\n\\r\\n\"+bytes(524288))\n"
		 "c.close()\n'");
	pipe = popen(command, "r");
	CHECK(pipe && fscanf(pipe, "%d %d", &port, &pid) == 2);
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/x", port);
	seen = fetch(url, "cut", NULL);
	CHECK_INT(seen.rc, -1);
	pclose(pipe);
}

/* What QEMU says about an overlay of ours: that nothing is wrong with it, and what it is. */
static void check_overlay(const char *name, const char *base, const char *format, long long size)
{
	char command[900];

	snprintf(command, sizeof(command),
		 "qemu-img check -q '%s' && qemu-img info --output=json '%s' | jq -e "
		 "'.format == \"qcow2\" and .\"virtual-size\" == %lld and .\"backing-filename\" == "
		 "\"%s\" "
		 "and .\"backing-filename-format\" == \"%s\"' >/dev/null && qemu-io -f qcow2 "
		 "-c 'write -q -P 7 1M 64k' -c 'read -q -P 7 1M 64k' '%s' >/dev/null && qemu-img "
		 "check -q '%s'",
		 in_dir(name), in_dir(name), size, base, format, in_dir(name), in_dir(name));
	CHECK_INT(system(command), 0);
}

static void test_overlay(void)
{
	struct seen seen = {0};
	char raw[200], disk[200], deep[1300], command[3000];

	image_overlay(&host, in_dir("raw"), IMAGE_RAW, in_dir("over"), 10 << 20, on_done, &seen);
	wait_for(&seen);
	CHECK_INT(seen.rc, 0);
	CHECK_INT(seen.info.virtual_size, 10 << 20);
	CHECK_INT(seen.info.format, IMAGE_QCOW2);
	/* Kept, and smaller than its base is not possible. */
	memset(&seen, 0, sizeof(seen));
	image_overlay(&host, in_dir("raw"), IMAGE_RAW, in_dir("over"), 20 << 20, on_done, &seen);
	wait_for(&seen);
	CHECK_INT(seen.info.virtual_size, 10 << 20);
	memset(&seen, 0, sizeof(seen));
	image_overlay(&host, in_dir("disk.qcow2"), IMAGE_UNKNOWN, in_dir("over2"), 512, on_done,
		      &seen);
	wait_for(&seen);
	CHECK_INT(seen.info.virtual_size, 3 << 20);
	snprintf(raw, sizeof(raw), "%s", in_dir("raw"));
	snprintf(disk, sizeof(disk), "%s", in_dir("disk.qcow2"));
	check_overlay("over", raw, "raw", 10 << 20);
	check_overlay("over2", disk, "qcow2", 3 << 20);
	/* One whose first-level table needs several clusters, and one that is too large for any. */
	memset(&seen, 0, sizeof(seen));
	image_overlay(&host, raw, IMAGE_RAW, in_dir("large"), 30LL << 40, on_done, &seen);
	wait_for(&seen);
	check_overlay("large", raw, "raw", 30LL << 40);
	memset(&seen, 0, sizeof(seen));
	image_overlay(&host, raw, IMAGE_RAW, in_dir("larger"), 3LL << 50, on_done, &seen);
	wait_for(&seen);
	CHECK_INT(seen.err.code, ERROR_INVALID);
	/* A path that does not fit into the header. */
	snprintf(deep, sizeof(deep), "%s/%0200d/%0200d/%0200d/%0200d/%0200d/raw", in_dir(""), 0, 0,
		 0, 0, 0);
	snprintf(command, sizeof(command), "mkdir -p $(dirname %s) && cp %s %s", deep, raw, deep);
	CHECK_INT(system(command), 0);
	memset(&seen, 0, sizeof(seen));
	image_overlay(&host, deep, IMAGE_RAW, in_dir("over3"), 0, on_done, &seen);
	wait_for(&seen);
	CHECK_INT(seen.err.code, ERROR_INVALID);
	memset(&seen, 0, sizeof(seen));
	image_inspect(&host, in_dir("over2"), on_done, &seen);
	wait_for(&seen);
	CHECK_INT(seen.info.format, IMAGE_QCOW2);
	memset(&seen, 0, sizeof(seen));
	image_overlay(&host, in_dir("none"), IMAGE_RAW, in_dir("over3"), 0, on_done, &seen);
	wait_for(&seen);
	CHECK_INT(seen.err.code, ERROR_NOT_FOUND);
	memset(&seen, 0, sizeof(seen));
	image_inspect(&host, in_dir("none"), on_done, &seen);
	wait_for(&seen);
	CHECK_INT(seen.err.code, ERROR_NOT_FOUND);
	CHECK_INT(parts_left(), 0);
}

int main(void)
{
	struct http_handler handler = {.handle = serve};
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = 1024};
	struct http_server *server;
	struct error err = {0};

	CHECK(mkdtemp(dir) != NULL);
	shell("cd %s && truncate -s 3M raw blank && printf '\\125\\252' | "
	      "dd of=raw bs=1 seek=510 conv=notrunc status=none && truncate -s 40M big && "
	      "head -c 3M /dev/urandom | dd of=raw bs=1M seek=1 count=2 conv=notrunc "
	      "iflag=fullblock status=none && "
	      "gzip -k raw && bzip2 -k raw && xz -0 -k raw && "
	      "qemu-img create -q -f qcow2 disk.qcow2 3M && qemu-img create -q -f vmdk disk.vmdk "
	      "3M && "
	      "qemu-img create -q -f qcow2 -b disk.qcow2 -F qcow2 backed.qcow2 && "
	      "head -c 1000 disk.qcow2 >cut.qcow2 && head -c 900000 raw.gz >bad.gz && : >empty && "
	      "printf '<html>%%0600d</html>' 0 >page.html && truncate -s 1024 page.html && "
	      "sed -i 's/\\x0/ /g' page.html",
	      dir);
	loop = loop_new(&err);
	host.loop = loop;
	host.http = http_client_new(loop, &err);
	host.pool = pool_new(loop, "exec", 2);
	server = http_server_new(loop, &options, &handler, &err);
	CHECK(host.http && server);
	if (server) {
		test_files();
		test_formats();
		test_http(http_server_port(server));
		test_cut();
		test_overlay();
	}
	http_server_free(server);
	pool_free(host.pool);
	http_client_free(host.http);
	loop_free(loop);
	shell("rm -rf %s", dir);
	return check_end();
}
