/* Builds snapshots. Costs a few hundred microseconds per load; nothing here is per request. */
#include "api/view.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "api/extras.h"
#include "api/ids.h"
#include "base/auto.h"

/* FNV-1a; field names are short. */
static unsigned hash_name(const char *name, size_t len)
{
	unsigned hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	return hash ^ (hash >> 15);
}

static void *zeroed(size_t count, size_t size)
{
	void *ret = calloc(count ? count : 1, size);

	if (!ret)
		abort();
	return ret;
}

/* Gives back what an array has room for beyond what it holds. */
static void *fitted(void *array, size_t count, size_t size)
{
	void *ret = realloc(array, (count ? count : 1) * size);

	if (!ret)
		abort();
	return ret;
}

static char **string_slot(const struct strings *strings, const char *text, size_t len)
{
	unsigned i = hash_name(text, len) & strings->mask;

	while (strings->slots[i] && strcmp(strings->slots[i], text) != 0)
		i = (i + 1) & strings->mask;
	return &strings->slots[i];
}

static void grow_strings(struct strings *strings)
{
	struct strings old = *strings;

	strings->mask = old.slots ? old.mask * 2 + 1 : 255;
	strings->slots = zeroed((size_t)strings->mask + 1, sizeof(char *));
	for (unsigned i = 0; old.slots && i <= old.mask; i++)
		if (old.slots[i])
			*string_slot(strings, old.slots[i], strlen(old.slots[i])) = old.slots[i];
	free(old.slots);
}

/* Keeps a text, each but once, for as long as the snapshot lives; the buffer is cleared. */
static const char *keep(struct snapshot *snapshot, struct buf *text, uint16_t *ret_len)
{
	struct strings *strings = &snapshot->strings;
	char **slot;

	if (!strings->slots || strings->count > strings->mask / 2)
		grow_strings(strings);
	slot = string_slot(strings, text->data, text->len);
	if (!*slot) {
		*slot = strdup(text->data);
		if (!*slot)
			abort();
		strings->count++;
	}
	if (ret_len)
		*ret_len = (uint16_t)text->len;
	buf_clear(text);
	return *slot;
}

int shape_field(const struct shape *shape, const char *name, size_t len)
{
	for (unsigned i = hash_name(name, len) & shape->mask;; i = (i + 1) & shape->mask) {
		const struct field *field;

		if (!shape->table[i])
			return -1;
		field = &shape->type->fields[shape->table[i] - 1];
		if (strlen(field->name) == len && memcmp(field->name, name, len) == 0)
			return shape->table[i] - 1;
	}
}

static void build_table(struct snapshot *snapshot, struct shape *shape)
{
	const struct type *type = shape->type;
	unsigned size = 8;

	while (size < 2u * (unsigned)type->field_count)
		size *= 2;
	shape->mask = size - 1;
	shape->table = zeroed(size, 1);
	shape->prefix = zeroed((size_t)type->field_count, sizeof(char *));
	shape->account = shape->public = -1;
	shape->repeats = 1;
	shape->live = 0;
	for (int f = 0; f < type->field_count; f++) {
		const struct field *field = &type->fields[f];
		unsigned i = hash_name(field->name, strlen(field->name)) & shape->mask;

		while (shape->table[i])
			i = (i + 1) & shape->mask;
		shape->table[i] = (uint8_t)(f + 1);
		shape->live |= field->place == PLACE_LIVE;
		if (field->place == PLACE_LIVE || field->type == FIELD_PASSWORD)
			shape->repeats = 0;
		if (field->place == PLACE_ACCOUNT)
			shape->account = f;
		else if (strcmp(field->name, "isPublic") == 0)
			shape->public = f;
		if (field->reference) {
			const struct type *target = model_type(snapshot->model, field->reference);
			AUTO(buf_done) struct buf text = {0};
			char prefix[16];

			ids_prefix(field->reference, prefix);
			buf_adds(&text, target && target->id_prefix ? target->id_prefix : prefix);
			shape->prefix[f] = keep(snapshot, &text, NULL);
		}
	}
}

/* A field in the links' way: ports, networkIds... never shadows, being left out when rendered. */
static void build_links(struct snapshot *snapshot, struct shape *shape, enum role role)
{
	const struct type *type = shape->type;
	struct view *view = &shape->views[role];
	AUTO(buf_done) struct buf text = {0};

	view->links = zeroed((size_t)type->link_count, sizeof(*view->links));
	for (int i = 0; i < type->link_count; i++) {
		const struct type_link *link = &type->links[i];
		struct view_link *item = &view->links[view->link_count];

		*item = (struct view_link){.link = link, .field = -1};
		item->target = model_type(snapshot->model, link->target);
		if (!item->target || !item->target->visible[role])
			continue;
		if (link->kind == LINK_REFERENCE) {
			item->field = shape_field(shape, link->via, strlen(link->via));
			if (item->field < 0 ||
			    !(type->fields[item->field].access[role] & ACCESS_READ))
				continue;
		}
		buf_addf(&text, ",\"%s\":\"", link->name);
		item->key = keep(snapshot, &text, &item->key_len);
		buf_addf(&text, "/%s\"", link->name);
		for (size_t c = 0; c < text.len; c++)
			text.data[c] = (char)tolower((unsigned char)text.data[c]);
		item->tail = keep(snapshot, &text, &item->tail_len);
		view->link_count++;
	}
	view->links = fitted(view->links, (size_t)view->link_count, sizeof(*view->links));
}

static void build_view(struct snapshot *snapshot, struct shape *shape, enum role role)
{
	const struct type *type = shape->type;
	struct view *view = &shape->views[role];
	AUTO(buf_done) struct buf text = {0};

	view->visible = type->visible[role];
	view->fields = zeroed((size_t)type->field_count, sizeof(*view->fields));
	for (int f = 0; f < type->field_count; f++) {
		const struct field *field = &type->fields[f];
		struct view_field *item = &view->fields[view->field_count];

		/* The id is written by the renderer itself, in front. */
		if (!(field->access[role] & ACCESS_READ) || field->place == PLACE_ID)
			continue;
		item->field = field;
		item->index = f;
		buf_addf(&text, ",\"%s\":", field->name);
		item->key = keep(snapshot, &text, &item->key_len);
		if (field->type == FIELD_DATE) {
			buf_addf(&text, ",\"%sTS\":", field->name);
			item->stamp_key = keep(snapshot, &text, &item->stamp_key_len);
		}
		view->field_count++;
	}
	view->fields = fitted(view->fields, (size_t)view->field_count, sizeof(*view->fields));
	build_links(snapshot, shape, role);
}

static void build_allocation(struct snapshot *snapshot, struct shape *shape)
{
	int count = 0, total = 0;
	const struct process *const *all;

	shape->allocation_via = zeroed(1, sizeof(char *));
	if (!snapshot->lifecycles)
		return;
	all = lifecycles_all(snapshot->lifecycles, &total);
	for (int i = 0; i < total; i++) {
		if (all[i]->column != 1 || strcmp(all[i]->type, shape->type->base->name) != 0)
			continue;
		for (const struct state_pair *via = all[i]->via; via->to; via++) {
			shape->allocation_via = realloc(shape->allocation_via,
							(size_t)(count + 2) * sizeof(char *));
			if (!shape->allocation_via)
				abort();
			shape->allocation_via[count++] = via->to;
			shape->allocation_via[count] = NULL;
		}
	}
}

struct snapshot *snapshot_new(struct model *model, struct lifecycles *lifecycles, unsigned serial,
			      struct error *err)
{
	struct snapshot *snapshot = zeroed(1, sizeof(*snapshot));
	const struct type *const *types = model_types(model, &snapshot->count);

	for (int i = 0; i < snapshot->count; i++) {
		if (types[i]->field_count <= VIEW_MAX_FIELDS)
			continue;
		error_set(err, ERROR_INVALID, "type %s has more than %d fields", types[i]->name,
			  VIEW_MAX_FIELDS);
		free(snapshot);
		return NULL;
	}
	atomic_init(&snapshot->refs, 1);
	snapshot->serial = serial;
	snapshot->model = model_ref(model);
	snapshot->lifecycles = lifecycles ? lifecycles_ref(lifecycles) : NULL;
	pthread_mutex_init(&snapshot->lock, NULL);
	snapshot->shapes = zeroed((size_t)snapshot->count, sizeof(*snapshot->shapes));
	for (int i = 0; i < snapshot->count; i++) {
		struct shape *shape = &snapshot->shapes[types[i]->index];

		shape->type = types[i];
		shape->extra = (uint8_t)extras_of(types[i]);
		build_table(snapshot, shape);
		build_allocation(snapshot, shape);
		for (int role = 0; role < ROLE_MAX; role++)
			build_view(snapshot, shape, (enum role)role);
	}
	return snapshot;
}

struct snapshot *snapshot_ref(struct snapshot *snapshot)
{
	atomic_fetch_add_explicit(&snapshot->refs, 1, memory_order_relaxed);
	return snapshot;
}

void snapshot_unref(struct snapshot *snapshot)
{
	if (!snapshot || atomic_fetch_sub_explicit(&snapshot->refs, 1, memory_order_acq_rel) != 1)
		return;
	for (int i = 0; i < snapshot->count; i++) {
		struct shape *shape = &snapshot->shapes[i];

		for (int role = 0; role < ROLE_MAX; role++) {
			free(shape->views[role].fields);
			free(shape->views[role].links);
		}
		free(shape->table);
		free(shape->prefix);
		free(shape->allocation_via);
	}
	for (unsigned i = 0; snapshot->strings.slots && i <= snapshot->strings.mask; i++)
		free(snapshot->strings.slots[i]);
	for (int role = 0; role <= ROLE_MAX; role++) {
		buf_done(&snapshot->schemas[0][role]);
		buf_done(&snapshot->schemas[1][role]);
		buf_done(&snapshot->openapi[role]);
	}
	for (int role = 0; role < ROLE_MAX; role++)
		buf_done(&snapshot->root[role]);
	free(snapshot->strings.slots);
	free(snapshot->shapes);
	pthread_mutex_destroy(&snapshot->lock);
	if (snapshot->lifecycles)
		lifecycles_unref(snapshot->lifecycles);
	model_unref(snapshot->model);
	free(snapshot);
}

const struct view *snapshot_view(const struct snapshot *snapshot, const struct type *type,
				 enum role role)
{
	const struct view *view = &snapshot->shapes[type->index].views[role];

	return view->visible ? view : NULL;
}

const struct type *snapshot_shown(const struct snapshot *snapshot, const struct type *base,
				  enum role role, const char *kind)
{
	const struct type *shown = kind ? model_type_of_kind(snapshot->model, base, kind) : base;

	return shown->visible[role] ? shown : base;
}

int shape_allocating(const struct shape *shape, const char *allocation)
{
	if (!allocation)
		return 0;
	for (int i = 0; shape->allocation_via[i]; i++)
		if (strcmp(shape->allocation_via[i], allocation) == 0)
			return 1;
	return 0;
}
