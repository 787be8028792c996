/*
 * /v1/configcontent/ITEM: the files of a piece of configuration as an archive for an agent, and its
 * word that it applied them. HTTP threads.
 *
 * The files are those under ITEM in the directory of scripts; an item without files is an archive
 * that holds its version alone.
 */
#ifndef API_CONFIG_CONTENT_H
#define API_CONFIG_CONTENT_H

#include "api/call.h"

/* GET sends the archive, PUT notes a version. Answers. */
void config_content(struct call *call, const struct type *type, struct span item);

#endif
