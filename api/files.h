/*
 * Files of the page, from one directory and nowhere else. HTTP threads.
 */
#ifndef API_FILES_H
#define API_FILES_H

#include "api/call.h"

/*
 * Answers with a file when there is one: 1, else 0 and nothing was answered. `path` is below
 * the directory; a last part without a dot stands for index.html when `pages` is set.
 */
int files_serve(struct call *call, const char *ui_dir, const char *path, int pages);

#endif
