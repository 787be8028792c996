/* Queries: cut into parameters, taken as filters of every type, shown again as JSON. */
#include "../c/api_model.h"
#include "api/etag.h"
#include "api/filter.h"
#include "api/ids.h"
#include "base/clock.h"
#include "fuzz.h"
#include "http/query.h"
#include "http/server.h"

static void ids(const char *text, size_t len)
{
	AUTO(buf_done) struct buf shown = {0};
	struct span name = ids_parse_name(text, len);
	int64_t id, again;
	char iso[21];

	MUST(!name.at || (name.at >= text && name.at + name.len <= text + len));
	if (ids_parse(text, len, 0, &id) == 0) {
		ids_add(&shown, "1x", id);
		MUST(ids_parse(shown.data, shown.len, 0, &again) == 0 && again == id);
	}
	buf_clear(&shown);
	if (ids_parse(text, len, 1, &id) == 0) {
		ids_add(&shown, NULL, id);
		MUST(ids_parse(shown.data, shown.len, 1, &again) == 0 && again == id);
	}
	if (clock_parse_iso(text, &id) == 0) {
		clock_iso(id, iso);
		MUST(clock_parse_iso(iso, &again) == 0 && again == id);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct model *model;
	static const char *const types[] = {"thing", "part", "account", "credential"};
	unsigned how = take(&data, &size);
	AUTO(free) char *text = text_of(data, size), *decoded = malloc(size + 1);
	AUTO(buf_done) struct buf key = {0};
	AUTO(buf_done) struct buf value = {0};
	struct http_request request = {.method = "GET", .path = "/", .query = text};
	struct call call = {.request = &request, .plain = how >> 7};
	const char *cursor = text;
	size_t steps = 0;

	if (!model)
		model = api_model();
	if (query_decode_path(text, size, decoded) == 0)
		MUST(strlen(decoded) <= size);
	while (*cursor && http_query_next(&cursor, &key, &value)) {
		MUST(++steps <= size + 1 && key.len <= size && value.len <= size);
		ids(value.data ? value.data : "", value.len);
	}
	call.who.role = (enum role)(how / 4 % ROLE_MAX);
	const struct type *type = model_type(model, types[how % 4]);
	AUTO(filters_done) struct filters filters = {0};
	AUTO(buf_done) struct buf shown = {0};

	filters_parse(&call, type, &filters);
	MUST(filters.count <= FILTERS_MAX);
	buf_adds(&shown, "{\"a\":1");
	filters_render(&filters, type, call.who.role, &shown);
	buf_addc(&shown, '}');
	MUST(is_json(&shown));
	etag_listed(text, "\"12-abc\"");
	MUST(etag_revision(text, 12) == 12 || etag_revision(text, 12) <= 0);
	return 0;
}
