/* The terminal as the client sees it: how wide it and a text are, ctrl-C, passwords. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <lauxlib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "script/bind.h"

enum { LINE_MAX_BYTES = 1024, TURN_MS = 1000 };

static void on_interrupt(uv_signal_t *handle, int number)
{
	struct cli *cli = handle->data;

	(void)number;
	/* The second time, whatever holds us up. */
	if (cli->interrupted++)
		_exit(128 + SIGINT);
}

void cli_catch_interrupt(struct cli *cli)
{
	if (cli->catches)
		return;
	cli->catches = 1;
	cli->on_int.data = cli;
	uv_signal_init(loop_uv(cli->loop), &cli->on_int);
	uv_signal_start(&cli->on_int, on_interrupt, SIGINT);
	uv_unref((uv_handle_t *)&cli->on_int);
}

/* catch(): ctrl-C ends what waits from now on */
static int l_catch(lua_State *L)
{
	cli_catch_interrupt(lua_touserdata(L, lua_upvalueindex(1)));
	return 0;
}

/* sleep(ms) -> whether nobody interrupted */
static int l_sleep(lua_State *L)
{
	struct cli *cli = lua_touserdata(L, lua_upvalueindex(1));
	int64_t end = clock_mono() + luaL_checkinteger(L, 1), left;

	while (!cli->interrupted && (left = end - clock_mono()) > 0)
		loop_once(cli->loop, (int)(left < TURN_MS ? left : TURN_MS));
	lua_pushboolean(L, !cli->interrupted);
	return 1;
}

/* mono() -> milliseconds that only go forward */
static int l_mono(lua_State *L)
{
	lua_pushinteger(L, clock_mono());
	return 1;
}

/* is_terminal(fd) */
static int l_is_terminal(lua_State *L)
{
	lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
	return 1;
}

/* size(fd) -> columns, rows; nil when it is no terminal */
static int l_size(lua_State *L)
{
	struct winsize size;

	if (ioctl((int)luaL_checkinteger(L, 1), TIOCGWINSZ, &size) < 0 || !size.ws_col)
		return 0;
	lua_pushinteger(L, size.ws_col);
	lua_pushinteger(L, size.ws_row);
	return 2;
}

/*
 * One character of a text from outside: how many bytes it takes, what to show for it, and how many
 * columns that fills. What would move the cursor, colour the screen or turn the text around is
 * shown as U+FFFD, a line break and a tab as a space.
 */
static size_t next_char(const char *at, size_t len, const char **ret, size_t *ret_len,
			int *ret_width)
{
	mbstate_t state = {0};
	wchar_t code;
	size_t taken = mbrtowc(&code, at, len, &state);
	int width;

	*ret = at;
	if (taken == 0 || taken > len) {
		*ret = "\xef\xbf\xbd";
		*ret_len = 3;
		*ret_width = 1;
		return 1;
	}
	*ret_len = taken;
	width = wcwidth(code);
	if (code == L'\n' || code == L'\t') {
		*ret = " ";
		*ret_len = 1;
		width = 1;
	} else if (width < 0 || (code >= 0x202a && code <= 0x202e) ||
		   (code >= 0x2066 && code <= 0x2069)) {
		*ret = "\xef\xbf\xbd";
		*ret_len = 3;
		width = 1;
	}
	*ret_width = width;
	return taken;
}

/* fit(text, max) -> what may be shown of it in at most `max` columns (nil: all), its width */
static int l_fit(lua_State *L)
{
	size_t len, taken, shown_len;
	const char *text = luaL_checklstring(L, 1, &len), *shown;
	lua_Integer max = luaL_optinteger(L, 2, LUA_MAXINTEGER);
	lua_Integer total = 0;
	luaL_Buffer buffer;
	int width;

	luaL_buffinit(L, &buffer);
	while (len > 0) {
		taken = next_char(text, len, &shown, &shown_len, &width);
		if (total + width > max)
			break;
		luaL_addlstring(&buffer, shown, shown_len);
		total += width;
		text += taken;
		len -= taken;
	}
	luaL_pushresult(&buffer);
	lua_pushinteger(L, total);
	return 2;
}

static int read_line(int fd, char *ret, size_t size)
{
	size_t len = 0;
	char c;

	for (;;) {
		ssize_t n = read(fd, &c, 1);

		if (n < 0)
			return -1; /* a signal too: ctrl-C gives up */
		if (n == 0 && len == 0)
			return -1;
		if (n == 0 || c == '\n')
			break;
		if (len + 1 < size)
			ret[len++] = c;
	}
	ret[len] = '\0';
	return 0;
}

static volatile sig_atomic_t gave_up;

/* What would end the program while it hides what is typed. */
static const int ENDS[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { ENDS_COUNT = sizeof(ENDS) / sizeof(ENDS[0]) };

static void on_signal(int number)
{
	gave_up = number;
}

/*
 * ask(prompt, hidden) -> line, from the terminal, wherever stdin comes from; nil where there is
 * none; false when ctrl-C was the answer
 */
static int l_ask(lua_State *L)
{
	const char *prompt = luaL_checkstring(L, 1);
	int hidden = lua_toboolean(L, 2), fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY),
	    rc = -1;
	struct sigaction action = {.sa_handler = on_signal}, old[ENDS_COUNT];
	struct termios before, quiet;
	char line[LINE_MAX_BYTES];

	if (fd < 0)
		return 0;
	if (tcgetattr(fd, &before) == 0) {
		for (int i = 0; i < ENDS_COUNT; i++)
			sigaction(ENDS[i], &action, &old[i]);
		quiet = before;
		if (hidden)
			quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(fd, TCSAFLUSH, &quiet);
		if (write(fd, prompt, strlen(prompt)) >= 0)
			rc = read_line(fd, line, sizeof(line));
		tcsetattr(fd, TCSAFLUSH, &before);
		if ((hidden || rc < 0) && write(fd, "\n", 1) < 0)
			rc = -1;
		for (int i = 0; i < ENDS_COUNT; i++)
			sigaction(ENDS[i], &old[i], NULL);
	}
	close(fd);
	/* The terminal is as it was: now it may end us. */
	if (gave_up && gave_up != SIGINT)
		raise(gave_up);
	if (rc < 0 && !gave_up)
		return 0;
	if (rc < 0) {
		lua_pushboolean(L, 0);
		return 1;
	}
	lua_pushstring(L, line);
	explicit_bzero(line, sizeof(line));
	return 1;
}

/* charset() -> "UTF-8": what the user's terminal is said to understand */
static int l_charset(lua_State *L)
{
	setlocale(LC_CTYPE, "");
	lua_pushstring(L, nl_langinfo(CODESET));
	setlocale(LC_CTYPE, "C.UTF-8");
	return 1;
}

void cli_push_terminal(lua_State *L, struct cli *cli)
{
	static const luaL_Reg functions[] = {
		{"catch", l_catch}, {"sleep", l_sleep},
		{"mono", l_mono},   {"is_terminal", l_is_terminal},
		{"size", l_size},   {"fit", l_fit},
		{"ask", l_ask},     {"charset", l_charset},
		{NULL, NULL},
	};

	/* Texts of the server are UTF-8, whatever the terminal is. */
	setlocale(LC_CTYPE, "C.UTF-8");
	luaL_newlibtable(L, functions);
	lua_pushlightuserdata(L, cli);
	luaL_setfuncs(L, functions, 1);
}
