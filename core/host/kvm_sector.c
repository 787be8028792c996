/*
 * A boot sector that does what a kernel does first and what broken KVM trips over: protected
 * mode, paging, long mode, cpuid, model specific registers, an exception, a timer interrupt
 * out of hlt. Then it says so on the serial port and leaves through isa-debug-exit (0xf4)
 * with 0x10, which QEMU turns into exit code 33.
 */
#include "host/kvm.h"

#include <stddef.h>

#if defined(__x86_64__)

extern const unsigned char stampede_kvm_sector[512];

/* clang-format off */
__asm__(".pushsection .rodata\n"
	".balign 16\n"
	".globl stampede_kvm_sector\n"
	"stampede_kvm_sector:\n"
	".code16\n"
	"	cli\n"
	"	xorw %ax, %ax\n"
	"	movw %ax, %ds\n"
	"	movw %ax, %es\n"
	"	movw %ax, %ss\n"
	"	movw $0x7c00, %sp\n"
	"	cld\n"
	/* Page tables at 0x1000: the first 2 MiB, one to one. */
	"	movw $0x1000, %di\n"
	"	movw $0x1800, %cx\n"
	"	rep stosw\n"
	"	movw $0x2003, (0x1000)\n"
	"	movw $0x3003, (0x2000)\n"
	"	movw $0x0083, (0x3000)\n"
	"	lgdtl (0x7c00 + 9f - stampede_kvm_sector)\n"
	"	movl %cr0, %eax\n"
	"	orb $1, %al\n"
	"	movl %eax, %cr0\n"
	"	ljmpl $0x08, $(0x7c00 + 1f - stampede_kvm_sector)\n"
	".code32\n"
	"1:	movw $0x10, %ax\n"
	"	movw %ax, %ds\n"
	"	movw %ax, %es\n"
	"	movw %ax, %ss\n"
	"	movl %cr4, %eax\n"
	"	orl $0x620, %eax\n"  /* PAE, and SSE with its exceptions */
	"	movl %eax, %cr4\n"
	"	movl $0x1000, %eax\n"
	"	movl %eax, %cr3\n"
	"	movl $0xc0000080, %ecx\n"
	"	rdmsr\n"
	"	orl $0x101, %eax\n"  /* long mode, syscall */
	"	wrmsr\n"
	"	movl %cr0, %eax\n"
	"	orl $0x80000000, %eax\n"
	"	andl $0xfffffffb, %eax\n"
	"	movl %eax, %cr0\n"
	"	ljmpl $0x18, $(0x7c00 + 2f - stampede_kvm_sector)\n"
	".code64\n"
	/* 32 gates at 0x5000, all to the one handler. */
	"2:	movl $0x7c00, %esp\n"
	"	movl $0x5000, %edi\n"
	"	movl $32, %ecx\n"
	"3:	movl $(0x00180000 + 0x7c00 + 7f - stampede_kvm_sector), (%rdi)\n"
	"	movl $0x8e00, 4(%rdi)\n"
	"	movl $0, 8(%rdi)\n"
	"	movl $0, 12(%rdi)\n"
	"	addl $16, %edi\n"
	"	loop 3b\n"
	"	lidt (0x7c00 + 8f - stampede_kvm_sector)\n"
	"	int3\n"
	"	xorl %eax, %eax\n"
	"	cpuid\n"
	"	movl $0x80000008, %eax\n"
	"	cpuid\n"
	/* Every kernel reads these at boot: APIC base, TSC, PAT, microcode, MTRR. */
	"	movl $0x1b, %ecx\n"
	"	rdmsr\n"
	"	movl $0x10, %ecx\n"
	"	rdmsr\n"
	"	movl $0x277, %ecx\n"
	"	rdmsr\n"
	"	movl $0x8b, %ecx\n"
	"	rdmsr\n"
	"	movl $0xfe, %ecx\n"
	"	rdmsr\n"
	/* And the capabilities, when the processor claims to have the register. */
	"	movl $7, %eax\n"
	"	xorl %ecx, %ecx\n"
	"	cpuid\n"
	"	btl $29, %edx\n"
	"	jnc 4f\n"
	"	movl $0x10a, %ecx\n"
	"	rdmsr\n"
	"4:	movl $0xc0000082, %ecx\n"
	"	wrmsr\n"
	"	movl $0xc0000102, %ecx\n"
	"	rdmsr\n"
	"	swapgs\n"
	"	swapgs\n"
	"	fninit\n"
	"	pxor %xmm0, %xmm0\n"
	"	invlpg (0x5000)\n"
	"	wbinvd\n"
	"	rdtsc\n"
	"	sti\n"
	"	hlt\n"
	"	cli\n"
	"	movl $(0x7c00 + 6f - stampede_kvm_sector), %esi\n"
	"5:	movw $0x3fd, %dx\n"
	"	inb %dx, %al\n"
	"	testb $0x20, %al\n"
	"	jz 5b\n"
	"	lodsb\n"
	"	movw $0x3f8, %dx\n"
	"	outb %al, %dx\n"
	"	cmpb $10, %al\n"
	"	jne 5b\n"
	"	movb $0x10, %al\n"
	"	outb %al, $0xf4\n"
	"	hlt\n"
	"6:	.ascii \"stampede: guest runs\\n\"\n"
	/* Exceptions without an error code and the timer (still vector 8 of the BIOS). */
	"7:	pushq %rax\n"
	"	movb $0x20, %al\n"
	"	outb %al, $0x20\n"
	"	popq %rax\n"
	"	iretq\n"
	"8:	.word 511\n"
	"	.quad 0x5000\n"
	"9:	.word 31\n"
	"	.long 0x7c00 + 10f - stampede_kvm_sector\n"
	"	.balign 8\n"
	"10:	.quad 0\n"
	"	.quad 0x00cf9a000000ffff\n"
	"	.quad 0x00cf92000000ffff\n"
	"	.quad 0x00af9a000000ffff\n"
	"	.org stampede_kvm_sector + 510\n"
	"	.word 0xaa55\n"
	".popsection\n");
/* clang-format on */

const void *kvm_sector(void)
{
	return stampede_kvm_sector;
}

#else

const void *kvm_sector(void)
{
	return NULL;
}

#endif
