/*
 * The limit for a virtual machine: the same XML given to libvirt's C API, on a connection that is
 * already open. libvirt_start URI FILE defines and starts the domain, prints JSON with the
 * milliseconds, removes it.
 */
#include <libvirt/libvirt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"

int main(int argc, char **argv)
{
	static char xml[1 << 16];
	virConnectPtr connection;
	virDomainPtr domain;
	int64_t begin;
	FILE *file;

	if (argc < 3)
		return 2;
	file = fopen(argv[2], "r");
	if (!file || fread(xml, 1, sizeof(xml) - 1, file) == 0)
		return 2;
	fclose(file);
	connection = virConnectOpen(argv[1]);
	if (!connection)
		return 1;
	begin = clock_mono_ns();
	domain = virDomainDefineXML(connection, xml);
	if (!domain || virDomainCreate(domain) < 0)
		return 1;
	printf("{\"ms\":%.1f}\n", (double)(clock_mono_ns() - begin) / 1e6);
	virDomainDestroy(domain);
	virDomainUndefine(domain);
	virDomainFree(domain);
	virConnectClose(connection);
	return 0;
}
