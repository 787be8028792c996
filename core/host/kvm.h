/*
 * Whether guests really run under KVM here. The device, libvirt's word and a trivial guest
 * can all say yes while an operating system hangs, so this boots one: a kernel of this host's
 * when one is readable, else a boot sector that does what a kernel does first (protected and
 * long mode, paging, cpuid, model specific registers). No sign of life within five seconds,
 * or any doubt, means no. Loop thread only.
 */
#ifndef HOST_KVM_H
#define HOST_KVM_H

#include "base/error.h"
#include "loop/loop.h"

struct kvm_probe;

/*
 * Calls done(arg, 1 or 0, why) once, never from inside. The environment's STAMPEDE_VIRT_TYPE
 * ("kvm" or "qemu") decides when it is set; else what `cache_dir` remembers for this boot; else the
 * probe runs.
 */
struct kvm_probe *kvm_probe(struct loop *loop, const char *cache_dir,
			    void (*done)(void *arg, int works, const char *why), void *arg);

/* done is not called. */
void kvm_cancel(struct kvm_probe *probe);

/* The 512 bytes of the boot sector; NULL on machines that are no PC. */
const void *kvm_sector(void);

#endif
