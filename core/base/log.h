/*
 * One line, one event, on stderr: time, level, group, constant sentence, key=value.
 * The group is the module's name; debug is switched per group while running.
 * May be called from any thread; a line is written by one write(2).
 *
 * `base`, `loop`, `store`, `http` and `host` never log above debug: they return errors.
 * Never pass a secret.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

/*
 * Writes one line. `sentence` is constant text, so that it can be searched for;
 * `pairs` is a printf format for "key=value key=value", or "" for none.
 */
void log_line(enum log_level level, const char *group, const char *sentence, const char *pairs, ...)
	__attribute__((format(printf, 4, 5)));

#define log_error(group, sentence, ...) log_line(LOG_ERROR, group, sentence, __VA_ARGS__)
#define log_warn(group, sentence, ...) log_line(LOG_WARN, group, sentence, __VA_ARGS__)
#define log_info(group, sentence, ...) log_line(LOG_INFO, group, sentence, __VA_ARGS__)
#define log_debug(group, sentence, ...) \
	do { \
		if (log_enabled(group)) \
			log_line(LOG_DEBUG, group, sentence, __VA_ARGS__); \
	} while (0)

/* Lines above this level are dropped (debug lines of enabled groups pass). */
void log_set_level(enum log_level level);

/* Switches debug on for a comma separated list of groups; "all" for every one, "" for none. */
void log_set_debug(const char *groups);

/* Whether debug lines of a group are written. */
int log_enabled(const char *group);

#endif
