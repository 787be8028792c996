/*
 * libvirt, opened when an agent first uses a hypervisor: a server does without it, and it brings
 * some sixty libraries along. Each function that we call stands in the list below and goes by its
 * usual name. Private to core/host/.
 */
#ifndef HOST_VIRT_LIB_H
#define HOST_VIRT_LIB_H

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include "base/error.h"

#define VIRT_FUNCTIONS(DO) \
	DO(virConnectClose) \
	DO(virConnectDomainEventDeregisterAny) \
	DO(virConnectDomainEventRegisterAny) \
	DO(virConnectGetType) \
	DO(virConnectGetURI) \
	DO(virConnectGetVersion) \
	DO(virConnectIsAlive) \
	DO(virConnectListAllDomains) \
	DO(virConnectOpen) \
	DO(virConnectRef) \
	DO(virConnectRegisterCloseCallback) \
	DO(virConnectSetKeepAlive) \
	DO(virConnectUnregisterCloseCallback) \
	DO(virDomainCreate) \
	DO(virDomainDefineXML) \
	DO(virDomainDestroy) \
	DO(virDomainFree) \
	DO(virDomainGetID) \
	DO(virDomainGetMetadata) \
	DO(virDomainGetName) \
	DO(virDomainGetState) \
	DO(virDomainGetUUIDString) \
	DO(virDomainGetXMLDesc) \
	DO(virDomainInterfaceAddresses) \
	DO(virDomainInterfaceFree) \
	DO(virDomainIsActive) \
	DO(virDomainLookupByName) \
	DO(virDomainLookupByUUIDString) \
	DO(virDomainReboot) \
	DO(virDomainShutdown) \
	DO(virDomainUndefine) \
	DO(virDomainUndefineFlags) \
	DO(virEventAddTimeout) \
	DO(virEventRegisterDefaultImpl) \
	DO(virEventRunDefaultImpl) \
	DO(virEventUpdateTimeout) \
	DO(virGetLastError) \
	DO(virGetLastErrorCode) \
	DO(virInitialize) \
	DO(virNodeGetInfo) \
	DO(virSetErrorFunc)

#define VIRT_MEMBER(name) __typeof__(&name) name##_fn;
extern struct virt_lib {
	VIRT_FUNCTIONS(VIRT_MEMBER)
} virt_lib;
#undef VIRT_MEMBER

/* Opens the library; nothing below may be called before. Any thread, any number of times. */
int virt_lib_open(struct error *err);

#ifndef VIRT_LIB_NAMES
#define virConnectClose virt_lib.virConnectClose_fn
#define virConnectDomainEventDeregisterAny virt_lib.virConnectDomainEventDeregisterAny_fn
#define virConnectDomainEventRegisterAny virt_lib.virConnectDomainEventRegisterAny_fn
#define virConnectGetType virt_lib.virConnectGetType_fn
#define virConnectGetURI virt_lib.virConnectGetURI_fn
#define virConnectGetVersion virt_lib.virConnectGetVersion_fn
#define virConnectIsAlive virt_lib.virConnectIsAlive_fn
#define virConnectListAllDomains virt_lib.virConnectListAllDomains_fn
#define virConnectOpen virt_lib.virConnectOpen_fn
#define virConnectRef virt_lib.virConnectRef_fn
#define virConnectRegisterCloseCallback virt_lib.virConnectRegisterCloseCallback_fn
#define virConnectSetKeepAlive virt_lib.virConnectSetKeepAlive_fn
#define virConnectUnregisterCloseCallback virt_lib.virConnectUnregisterCloseCallback_fn
#define virDomainCreate virt_lib.virDomainCreate_fn
#define virDomainDefineXML virt_lib.virDomainDefineXML_fn
#define virDomainDestroy virt_lib.virDomainDestroy_fn
#define virDomainFree virt_lib.virDomainFree_fn
#define virDomainGetID virt_lib.virDomainGetID_fn
#define virDomainGetMetadata virt_lib.virDomainGetMetadata_fn
#define virDomainGetName virt_lib.virDomainGetName_fn
#define virDomainGetState virt_lib.virDomainGetState_fn
#define virDomainGetUUIDString virt_lib.virDomainGetUUIDString_fn
#define virDomainGetXMLDesc virt_lib.virDomainGetXMLDesc_fn
#define virDomainInterfaceAddresses virt_lib.virDomainInterfaceAddresses_fn
#define virDomainInterfaceFree virt_lib.virDomainInterfaceFree_fn
#define virDomainIsActive virt_lib.virDomainIsActive_fn
#define virDomainLookupByName virt_lib.virDomainLookupByName_fn
#define virDomainLookupByUUIDString virt_lib.virDomainLookupByUUIDString_fn
#define virDomainReboot virt_lib.virDomainReboot_fn
#define virDomainShutdown virt_lib.virDomainShutdown_fn
#define virDomainUndefine virt_lib.virDomainUndefine_fn
#define virDomainUndefineFlags virt_lib.virDomainUndefineFlags_fn
#define virEventAddTimeout virt_lib.virEventAddTimeout_fn
#define virEventRegisterDefaultImpl virt_lib.virEventRegisterDefaultImpl_fn
#define virEventRunDefaultImpl virt_lib.virEventRunDefaultImpl_fn
#define virEventUpdateTimeout virt_lib.virEventUpdateTimeout_fn
#define virGetLastError virt_lib.virGetLastError_fn
#define virGetLastErrorCode virt_lib.virGetLastErrorCode_fn
#define virInitialize virt_lib.virInitialize_fn
#define virNodeGetInfo virt_lib.virNodeGetInfo_fn
#define virSetErrorFunc virt_lib.virSetErrorFunc_fn
#endif

#endif
