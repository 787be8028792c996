# stampede: one build file. `make help` lists the targets.
# Variables: SAN=address,undefined|thread  V=1  CC=clang  PREFIX=/usr/local  BUILD=build

CC ?= gcc
BUILD ?= build
PREFIX ?= /usr/local
SAN ?=
V ?=
Q = $(if $(V),,@)

DEBS_BUILD = gcc make pkg-config git lua5.4 liblua5.4-dev libuv1-dev libsqlite3-dev libmicrohttpd-dev libgnutls28-dev \
	libcurl4-openssl-dev libcjson-dev libvirt-dev libwslay-dev nettle-dev zlib1g-dev ca-certificates
DEBS_RUN = curl graphviz docker.io iptables libvirt-daemon libvirt-daemon-system libvirt-clients qemu-system-x86 \
	dnsmasq-base libedit2 tini util-linux iproute2 busybox-static xz-utils bzip2 gzip
DEBS_TEST = qemu-utils lua-busted lua-check lua-cjson jq cpio bc kmod e2fsprogs syslinux syslinux-common mtools fdisk \
	libssl-dev docker-registry chromium chromium-driver fonts-dejavu-core sqlite3 procps beanstalkd nginx-light \
	clang-format shellcheck python3 python3-venv python3-pip python3-setuptools mypy openssl clang libclang-rt-14-dev zsh fish

PKGS = lua5.4 libuv sqlite3 libmicrohttpd gnutls libcjson nettle hogweed gmp zlib
# Opened when first used (base/library.h), never linked: a server needs none of it.
PKGS_LATE = libcurl libvirt
# Cutting a text at its limit is meant (error texts); -Wpedantic refuses STEAL, which is our dialect.
WARN = -Wall -Wextra -Wshadow -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	$(if $(findstring clang,$(CC)),,-Wno-format-truncation)
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=gnu11 $(WARN) $(if $(CI),-Werror) -Icore -I. -D_GNU_SOURCE \
	$(shell pkg-config --cflags $(PKGS) $(PKGS_LATE) 2>/dev/null) $(CFLAGS) -pthread -fno-omit-frame-pointer \
	-DSTAMPEDE_VERSION='"$(VERSION)"' -DSTAMPEDE_PREFIX='"$(PREFIX)"' \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all,-fstack-protector-strong -D_FORTIFY_SOURCE=2)
ALL_LDFLAGS = -pthread $(if $(SAN),-fsanitize=$(SAN)) $(LDFLAGS)
LDLIBS = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lwslay -lm -ldl
TEST_LDLIBS = $(LDLIBS) -lcurl -lcrypto
VERSION = 0.1.0

B = $(BUILD)$(if $(SAN),-$(subst $(comma),-,$(SAN)))
comma = ,
SOURCES = $(filter-out core/main.c,$(wildcard core/*.c core/*/*.c api/*.c))
OBJECTS = $(SOURCES:%.c=$(B)/%.o)
C_TESTS = $(patsubst spec/c/%.c,$(B)/spec/c/%,$(wildcard spec/c/*_test.c))
C_FILES = $(wildcard core/*.[ch] core/*/*.[ch] api/*.[ch] spec/c/*.[ch] spec/fuzz/*.[ch] bench/*.c)
SCRIPTS = .ci/run spec/run spec/fuzz/fuzz $(filter-out %.lua %.supp %.py %.txt,$(wildcard spec/support/* spec/external/*)) $(wildcard api/scripts/*.sh api/scripts/*/*.sh)
# Targets of spec/fuzz: driven by libFuzzer where SAN has it (make fuzz), else by spec/fuzz/run.c.
FUZZ = $(patsubst spec/fuzz/%.c,$(B)/spec/fuzz/%,$(filter-out spec/fuzz/run.c,$(wildcard spec/fuzz/*.c)))
FUZZ_DRIVER = $(if $(findstring fuzzer,$(SAN)),-fsanitize=fuzzer,spec/fuzz/run.c)
BENCHES = $(patsubst bench/%.c,$(B)/bench/%,$(wildcard bench/*.c))

all: $(B)/stampede ## build build/stampede (the default)

$(B)/stampede: $(B)/core/main.o $(B)/libstampede.a
	@echo "  LD    $@"
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/libstampede.a: $(OBJECTS)
	@echo "  AR    $@"
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/spec/c/%: spec/c/%.c $(B)/libstampede.a
	@mkdir -p $(@D)
	@echo "  CC    $@"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(B)/libstampede.a $(TEST_LDLIBS)

$(B)/spec/fuzz/%: spec/fuzz/%.c spec/fuzz/run.c $(B)/libstampede.a
	@mkdir -p $(@D)
	@echo "  CC    $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(FUZZ_DRIVER) -o $@ $< $(B)/libstampede.a $(TEST_LDLIBS)

$(B)/bench/%: bench/%.c $(B)/libstampede.a
	@mkdir -p $(@D)
	@echo "  CC    $@"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(B)/libstampede.a $(LDLIBS) -lvirt

deps: ## install what is missing (Debian 12; root or sudo)
	@spec/support/deps $(DEBS_BUILD) $(DEBS_RUN)

deps-test: ## install what tests and benchmarks need besides
	@spec/support/deps $(DEBS_BUILD) $(DEBS_RUN) $(DEBS_TEST)

up: deps ## install what is missing, build, start everything on this machine
	@$(MAKE) --no-print-directory all
	@spec/support/up $(B)/stampede

run: all ## run server and agent from the checkout (dockerd and libvirtd must run)
	$(B)/stampede up --data build/data --listen 127.0.0.1:9080

test: deps-test ## install what is missing, build, run every test
	@$(MAKE) --no-print-directory check

check: all ## run every test (all that `deps-test` installs must be there)
	@spec/run

check-c: $(C_TESTS) ## C unit tests
	@for t in $(C_TESTS); do echo "== $$t"; $$t || exit 1; done

check-%: all ## run one spec or C test by name
	@spec/run $*

TIME ?= 600
fuzz: ## libFuzzer on one parser or all: make fuzz TIME=600 NAME=json (clang)
	@$(MAKE) --no-print-directory CC=clang SAN=address,undefined,fuzzer-no-link fuzz-targets
	@spec/fuzz/fuzz build-address-undefined-fuzzer-no-link/spec/fuzz $(TIME) $(NAME)

fuzz-targets: $(FUZZ)

bench: all $(BENCHES) ## measure; prints medians and same-run ratios
	@bench/run

lint: ## clang-format, luacheck and shellcheck over the tree, no changes made
	@clang-format --dry-run --Werror $(C_FILES)
	@luacheck -q lua api spec bench/lua
	@shellcheck -S warning $(SCRIPTS)

format: ## clang-format in place
	@clang-format -i $(C_FILES)

stubs: all ## make the stubs of the Python bindings again, after a change of the schemas
	@spec/support/stubs $(B)/stampede api/python/stampede/__init__.pyi

install: all ## install under PREFIX (default /usr/local)
	install -D -m 755 $(B)/stampede $(DESTDIR)$(PREFIX)/bin/stampede
	ln -sf stampede $(DESTDIR)$(PREFIX)/bin/cattle
	for d in lua api/schemas api/scripts ui; do (cd $$(dirname ./$$d/.) 2>/dev/null && find . -type f \
		! -name '*.[ch]' | while read -r f; do install -D -m 644 "$$f" \
		"$(DESTDIR)$(PREFIX)/share/stampede/$$d/$$f"; done); done

clean: ## remove everything built
	rm -rf build build-*

help: ## this list
	@sed -n 's/^\([a-z%-]*\):.*## /\1\t/p' Makefile | expand -t 14

.PHONY: all deps deps-test up run test check check-c bench fuzz fuzz-targets lint format stubs install clean help
.SECONDARY:
-include $(OBJECTS:.o=.d) $(C_TESTS:=.d)
