/* Settings as C reads them: always the row as committed now, so that a change is live at once. */
#include <string.h>

#include "base/auto.h"
#include "store/doc.h"
#include "store/store.h"

struct found {
	struct buf *ret;
	int any;
};

static int take(void *arg, const struct row *row)
{
	struct found *found = arg;
	struct span value = json_get(row->doc, "value");

	if (!value.at)
		value = json_path(row->doc, "data.fields.value");
	if (row->removed || json_is_null(value))
		return 0;
	if (json_string(value, found->ret) < 0)
		buf_add(found->ret, value.at, value.len); /* a number */
	found->any = 1;
	return 1;
}

int reader_setting(struct reader *reader, const struct model *model, const char *name,
		   struct buf *ret)
{
	const struct type *type = model ? model_type(model, "setting") : NULL;
	struct found found = {ret, 0};
	struct filter filter = {.op = STORE_EQ, .value = name};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 2};

	if (!type || !type->has_table || !(filter.field = type_field(type, "name", 4)))
		return 0;
	if (reader_list(reader, &query, take, &found, NULL) < 0)
		return -1;
	return found.any;
}

int reader_setting_whole(struct reader *reader, const struct model *model, const char *name,
			 int64_t fallback, int64_t *ret)
{
	AUTO(buf_done) struct buf text = {0};
	int found = reader_setting(reader, model, name, &text);
	long long value;
	char *end;

	if (found < 0)
		return -1;
	*ret = fallback;
	if (!found || !text.len)
		return 0;
	value = strtoll(text.data, &end, 10);
	if (!*end)
		*ret = value > SETTING_MOST    ? SETTING_MOST
		       : value < -SETTING_MOST ? -SETTING_MOST
					       : value;
	return 0;
}

int64_t reader_setting_number(struct reader *reader, const struct model *model, const char *name,
			      int64_t fallback)
{
	int64_t ret;

	return reader_setting_whole(reader, model, name, fallback, &ret) < 0 ? fallback : ret;
}
