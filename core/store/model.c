/*
 * The model's look-ups. Everything here reads a frozen model, from any thread, by hash
 * tables made in model_finish: these run for every field of every request.
 */
#include "store/model.h"

#include <string.h>
#include <strings.h>

#include "store/model_private.h"

uint32_t name_hash(const char *name, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (uint8_t)name[i]) * 16777619u;
	return hash ^ hash >> 15;
}

uint32_t name_hash_lower(const char *name, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++) {
		uint8_t c = (uint8_t)name[i];

		hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
	}
	return hash ^ hash >> 15;
}

static int same(const char *text, const char *name, size_t len)
{
	return strlen(text) == len && memcmp(text, name, len) == 0;
}

static int same_letters(const char *text, const char *name, size_t len)
{
	return strlen(text) == len && strncasecmp(text, name, len) == 0;
}

const struct type *model_type(const struct model *model, const char *name)
{
	size_t len;

	if (!model || !name)
		return NULL;
	len = strlen(name);
	if (!model->finished) {
		for (int i = 0; i < model->count; i++)
			if (same(model->types[i]->name, name, len))
				return model->types[i];
		return NULL;
	}
	for (uint32_t at = name_hash(name, len) & model->by_name.mask; model->by_name.slots[at];
	     at = (at + 1) & model->by_name.mask) {
		const struct type *type = model->types[model->by_name.slots[at] - 1];

		if (same(type->name, name, len))
			return type;
	}
	return NULL;
}

const struct type *model_type_by_url(const struct model *model, const char *name, size_t len)
{
	if (!model || !name || !model->finished)
		return NULL;
	for (uint32_t at = name_hash_lower(name, len) & model->by_url.mask; model->by_url.slots[at];
	     at = (at + 1) & model->by_url.mask) {
		const struct type *type = model->types[model->by_url.slots[at] - 1];

		if (same_letters(type->name, name, len) || same_letters(type->plural, name, len))
			return type;
	}
	return NULL;
}

const struct type *const *model_types(const struct model *model, int *ret_count)
{
	*ret_count = model ? model->count : 0;
	return model ? (const struct type *const *)model->types : NULL;
}

const struct type *model_type_of_kind(const struct model *model, const struct type *base,
				      const char *kind)
{
	const struct type *type = kind ? model_type(model, kind) : NULL;

	return type && type->base == base->base ? type : base;
}

const struct field *type_field(const struct type *type, const char *name, size_t len)
{
	const struct model *model = type->model;

	if (!name)
		return NULL;
	if (model && model->finished) {
		const struct name_table *table = &model->fields[type->index];

		for (uint32_t at = name_hash(name, len) & table->mask; table->slots[at];
		     at = (at + 1) & table->mask) {
			const struct field *field = &type->fields[table->slots[at] - 1];

			if (same(field->name, name, len))
				return field;
		}
		return NULL;
	}
	for (int i = 0; i < type->field_count; i++)
		if (same(type->fields[i].name, name, len))
			return &type->fields[i];
	return NULL;
}

const struct type_action *type_action(const struct type *type, const char *name)
{
	for (int i = 0; name && i < type->action_count; i++)
		if (strcasecmp(type->actions[i].name, name) == 0)
			return &type->actions[i];
	return NULL;
}

const struct type_link *type_link(const struct type *type, const char *name, size_t len)
{
	for (int i = 0; name && i < type->link_count; i++)
		if (same_letters(type->links[i].name, name, len))
			return &type->links[i];
	return NULL;
}

int type_is_transitioning(const struct type *type, const char *state)
{
	/* The first letter tells nearly all apart: lists ask this of every row. */
	for (int i = 0; state && type->transitioning && type->transitioning[i]; i++)
		if (type->transitioning[i][0] == state[0] &&
		    strcmp(type->transitioning[i], state) == 0)
			return 1;
	return 0;
}

struct model *model_ref(struct model *model)
{
	if (model)
		atomic_fetch_add_explicit(&model->refs, 1, memory_order_relaxed);
	return model;
}

void model_unref(struct model *model)
{
	if (!model || atomic_fetch_sub_explicit(&model->refs, 1, memory_order_acq_rel) != 1)
		return;
	arena_done(&model->arena);
	free(model->types);
	free(model);
}
