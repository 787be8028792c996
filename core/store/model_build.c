/*
 * Building a model: every type is checked, copied whole and joined with its parent, then
 * the look-up tables are made and the model is frozen. Names become table names and JSON
 * paths in SQL, so nothing but letters, digits and `_` passes here.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "store/model.h"
#include "store/model_private.h"

enum { MAX_NAME = 64, MAX_TYPES = 4096, MAX_FIELDS = 4096 };

struct model *model_new(void)
{
	struct model *model = calloc(1, sizeof(*model));

	if (!model)
		abort();
	atomic_init(&model->refs, 1);
	return model;
}

static int good_name(const char *name)
{
	size_t len = name ? strlen(name) : 0;

	if (len == 0 || len > MAX_NAME || isdigit((unsigned char)name[0]))
		return 0;
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)name[i]) && name[i] != '_')
			return 0;
	return 1;
}

static int check(const struct model *model, const struct type *type, struct error *err)
{
	if (!good_name(type->name))
		return error_field(err, ERROR_INVALID, NULL, "name", "type '%.70s': bad name",
				   type->name ? type->name : "");
	if (model_type(model, type->name))
		return error_set(err, ERROR_CONFLICT, "type '%s' is declared twice", type->name);
	if (model->count >= MAX_TYPES || type->field_count > MAX_FIELDS || type->field_count < 0)
		return error_set(err, ERROR_INVALID, "type '%s': too many types or fields",
				 type->name);
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!good_name(field->name))
			return error_field(err, ERROR_INVALID, NULL, type->name,
					   "type '%s': bad field name '%.70s'", type->name,
					   field->name ? field->name : "");
		if (field->type == FIELD_REFERENCE && !field->reference)
			return error_field(err, ERROR_INVALID, NULL, type->name,
					   "type '%s' field '%s': a reference to nothing",
					   type->name, field->name);
	}
	return 0;
}

static const char *const *copy_list(struct arena *arena, const char *const *list)
{
	const char **copy;
	size_t count = 0;

	if (!list)
		return NULL;
	while (list[count])
		count++;
	copy = arena_zero(arena, (count + 1) * sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		copy[i] = arena_text(arena, list[i]);
	return copy;
}

static void copy_field(struct arena *arena, struct field *to, const struct field *from)
{
	*to = *from;
	to->name = arena_text(arena, from->name);
	to->type_text = arena_text(arena, from->type_text ? from->type_text : "json");
	to->reference = arena_text(arena, from->reference);
	to->options = copy_list(arena, from->options);
	to->valid_chars = arena_text(arena, from->valid_chars);
	to->invalid_chars = arena_text(arena, from->invalid_chars);
	to->default_json = arena_text(arena, from->default_json);
	to->description = arena_text(arena, from->description ? from->description : "");
	to->placeholder = arena_text(arena, from->placeholder);
}

static const struct field *find(const struct field *fields, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

/*
 * A child that names all its parent's fields keeps its own order; else the parent's fields
 * come first, each in the child's version where it has one.
 */
static int copy_fields(struct arena *arena, struct type *to, const struct type *from,
		       const struct type *parent, struct error *err)
{
	int room = from->field_count + (parent ? parent->field_count : 0), count = 0, missing = 0;
	struct field *fields = arena_zero(arena, (size_t)(room ? room : 1) * sizeof(*fields));

	for (int i = 0; parent && i < parent->field_count; i++)
		missing |= !find(from->fields, from->field_count, parent->fields[i].name);
	for (int i = 0; missing && i < parent->field_count; i++) {
		const struct field *own =
			find(from->fields, from->field_count, parent->fields[i].name);

		copy_field(arena, &fields[count++], own ? own : &parent->fields[i]);
	}
	for (int i = 0; i < from->field_count; i++) {
		if (find(from->fields, i, from->fields[i].name))
			return error_set(err, ERROR_CONFLICT,
					 "type '%s': field '%s' is declared twice", from->name,
					 from->fields[i].name);
		if (!find(fields, count, from->fields[i].name))
			copy_field(arena, &fields[count++], &from->fields[i]);
	}
	to->fields = fields;
	to->field_count = count;
	return 0;
}

static void copy_actions(struct arena *arena, struct type *to, const struct type *from)
{
	struct type_action *actions =
		arena_zero(arena, ((size_t)from->action_count + 1) * sizeof(*actions));

	for (int i = 0; i < from->action_count; i++)
		actions[i] = (struct type_action){
			.name = arena_text(arena, from->actions[i].name),
			.input = arena_text(arena, from->actions[i].input),
			.output = arena_text(arena, from->actions[i].output),
			.states = copy_list(arena, from->actions[i].states),
			.description = arena_text(arena, from->actions[i].description
								 ? from->actions[i].description
								 : ""),
			.extension = from->actions[i].extension,
		};
	to->actions = actions;
	to->action_count = from->action_count;
}

static void copy_links(struct arena *arena, struct type *to, const struct type *from)
{
	struct type_link *links =
		arena_zero(arena, ((size_t)from->link_count + 1) * sizeof(*links));

	for (int i = 0; i < from->link_count; i++)
		links[i] = (struct type_link){
			.name = arena_text(arena, from->links[i].name),
			.kind = from->links[i].kind,
			.target = arena_text(arena, from->links[i].target),
			.via = arena_text(arena, from->links[i].via),
			.map_type = arena_text(arena, from->links[i].map_type),
			.map_target = arena_text(arena, from->links[i].map_target),
		};
	to->links = links;
	to->link_count = from->link_count;
}

static const char *plural_of(struct arena *arena, const char *name)
{
	char text[MAX_NAME + 2];

	snprintf(text, sizeof(text), "%ss", name);
	return arena_text(arena, text);
}

static const char *url_of(struct arena *arena, const char *plural)
{
	char *url = arena_text(arena, plural);

	for (char *c = url; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return url;
}

/* What a child does not say itself is as in its parent. */
static void inherit(struct type *type, const struct type *parent)
{
	if (!parent)
		return;
	if (!type->states)
		type->states = parent->states;
	if (!type->transitioning)
		type->transitioning = parent->transitioning;
	if (!type->id_prefix)
		type->id_prefix = parent->id_prefix;
	if (!type->action_count) {
		type->actions = parent->actions;
		type->action_count = parent->action_count;
	}
	type->has_process |= parent->has_process;
	type->has_table |= parent->has_table;
}

int model_add(struct model *model, const struct type *type, const char *parent, struct error *err)
{
	const struct type *above = parent ? model_type(model, parent) : NULL;
	struct arena *arena = &model->arena;
	struct type *copy;

	if (model->finished)
		return error_set(err, ERROR_INTERNAL, "type '%s': the model is frozen", type->name);
	if (check(model, type, err) < 0)
		return -1;
	if (parent && !above)
		return error_set(err, ERROR_NOT_FOUND,
				 "type '%s': its parent '%.64s' is not declared", type->name,
				 parent);
	copy = arena_zero(arena, sizeof(*copy));
	*copy = *type;
	copy->name = arena_text(arena, type->name);
	copy->plural =
		type->plural ? arena_text(arena, type->plural) : plural_of(arena, copy->name);
	copy->url = type->url ? arena_text(arena, type->url) : url_of(arena, copy->plural);
	copy->id_prefix = arena_text(arena, type->id_prefix);
	copy->description = arena_text(arena, type->description ? type->description : "");
	copy->states = copy_list(arena, type->states);
	copy->transitioning = copy_list(arena, type->transitioning);
	copy_actions(arena, copy, type);
	copy_links(arena, copy, type);
	if (copy_fields(arena, copy, type, above, err) < 0)
		return -1;
	inherit(copy, above);
	if (!copy->id_prefix)
		copy->id_prefix = arena_text(arena, "");
	copy->parent = above;
	copy->base = above ? above->base : copy;
	copy->index = model->count;
	copy->model = model;

	if (model->count == model->cap) {
		model->cap = model->cap ? model->cap * 2 : 64;
		model->types = realloc(model->types, (size_t)model->cap * sizeof(*model->types));
		if (!model->types)
			abort();
	}
	model->types[model->count++] = copy;
	return 0;
}

static void table_new(struct arena *arena, struct name_table *table, int names)
{
	uint32_t size = 4;

	while (size < (uint32_t)names * 2)
		size *= 2;
	table->mask = size - 1;
	table->slots = arena_zero(arena, size * sizeof(*table->slots));
}

static void table_add(struct name_table *table, uint32_t hash, int index)
{
	uint32_t at = hash & table->mask;

	while (table->slots[at])
		at = (at + 1) & table->mask;
	table->slots[at] = (uint16_t)(index + 1);
}

int model_finish(struct model *model, struct error *err)
{
	if (model->finished)
		return error_set(err, ERROR_INTERNAL, "the model is frozen already");
	for (int i = 0; i < model->count; i++)
		for (int j = 0; j < i; j++)
			if (strcasecmp(model->types[i]->plural, model->types[j]->plural) == 0 ||
			    strcasecmp(model->types[i]->name, model->types[j]->name) == 0)
				return error_set(err, ERROR_CONFLICT,
						 "types '%s' and '%s' have the same name in a URL",
						 model->types[j]->name, model->types[i]->name);
	model_derive_links(model);

	table_new(&model->arena, &model->by_name, model->count);
	table_new(&model->arena, &model->by_url, model->count * 2);
	model->fields =
		arena_zero(&model->arena, ((size_t)model->count + 1) * sizeof(*model->fields));
	for (int i = 0; i < model->count; i++) {
		const struct type *type = model->types[i];

		table_add(&model->by_name, name_hash(type->name, strlen(type->name)), i);
		table_add(&model->by_url, name_hash_lower(type->name, strlen(type->name)), i);
		table_add(&model->by_url, name_hash_lower(type->plural, strlen(type->plural)), i);
		table_new(&model->arena, &model->fields[i], type->field_count);
		for (int f = 0; f < type->field_count; f++)
			table_add(&model->fields[i],
				  name_hash(type->fields[f].name, strlen(type->fields[f].name)), f);
	}
	model->finished = 1;
	return 0;
}
