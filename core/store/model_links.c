/*
 * Links follow from the fields: a reference field gives its own type a link to the one
 * resource it names, and the named type a link back to the many; a type called ...Map with
 * exactly two references joins both sides. Names are those of the 2014 API:
 *
 *     nic.instanceId                  nic.instance, instance.nics
 *     instanceLink.targetInstanceId   ...targetInstance, instance.targetInstanceLinks
 *     instanceHostMap                 instance.hosts, host.instances
 *
 * Fields under data.fields give none. A reference to a type that is not declared (yet) gives
 * none either. Links written down with the type come first and win over derived ones.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "store/model_private.h"

struct list {
	struct type_link *links;
	int count, cap;
};

static void add(struct list *list, const struct type_link *link)
{
	for (int i = 0; i < list->count; i++)
		if (strcasecmp(list->links[i].name, link->name) == 0)
			return;
	if (list->count == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 16;
		list->links = realloc(list->links, (size_t)list->cap * sizeof(*list->links));
		if (!list->links)
			abort();
	}
	list->links[list->count++] = *link;
}

static int is_a(const struct type *type, const struct type *above)
{
	for (; type; type = type->parent)
		if (type == above)
			return 1;
	return 0;
}

/* The length of `field` without a closing "Id", 0 when it has none. */
static size_t stem(const char *field)
{
	size_t len = strlen(field);

	return len > 2 && strcmp(field + len - 2, "Id") == 0 ? len - 2 : 0;
}

/* How many bytes stand before the reference's own name: 6 in targetInstanceId of instance. */
static size_t qualifier(const char *field, size_t len, const char *reference)
{
	size_t name = strlen(reference);

	return len >= name && strncasecmp(field + len - name, reference, name) == 0 ? len - name
										    : len;
}

static char *capitalised(struct arena *arena, const char *head, size_t len, const char *tail)
{
	char *text = arena_get(arena, len + strlen(tail) + 1);

	memcpy(text, head, len);
	strcpy(text + len, tail);
	if (len)
		text[len] = (char)toupper((unsigned char)text[len]);
	return text;
}

static int derives(const struct field *field)
{
	return field->type == FIELD_REFERENCE && field->place != PLACE_FIELDS && stem(field->name);
}

static int inherited(const struct type *type, const struct field *field)
{
	return type->parent && type_field(type->parent, field->name, strlen(field->name));
}

static void add_back_links(struct model *model, struct list *lists, const struct type *type,
			   const struct field *field, const struct type *target)
{
	size_t before = qualifier(field->name, stem(field->name), target->name);
	struct type_link link = {
		.name = capitalised(&model->arena, field->name, before, type->plural),
		.kind = LINK_CHILD,
		.target = type->name,
		.via = field->name,
	};

	for (int i = 0; i < model->count; i++)
		if (is_a(model->types[i], target))
			add(&lists[i], &link);
}

static void add_field_links(struct model *model, struct list *lists, const struct type *type)
{
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		const struct type *target =
			derives(field) ? model_type(model, field->reference) : NULL;
		struct type_link link = {.kind = LINK_REFERENCE, .via = field->name};

		/* Whoever has no rows and is no list to look through has no links. */
		if (!target || (!type->has_table && field->filters == FILTERS_NONE))
			continue;
		link.name = arena_bytes(&model->arena, field->name, stem(field->name));
		link.target = target->name;
		add(&lists[type->index], &link);
		if (type->has_table && !inherited(type, field))
			add_back_links(model, lists, type, field, target);
	}
}

/* The two sides of a map type; 0 when it is none. */
static int map_sides(const struct type *type, const struct field *sides[2])
{
	size_t len = strlen(type->name);
	int count = 0;

	if (!type->has_table || len < 4 || strcmp(type->name + len - 3, "Map") != 0)
		return 0;
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!derives(field) || field->place == PLACE_ACCOUNT)
			continue;
		if (count == 2)
			return 0;
		sides[count++] = field;
	}
	return count == 2;
}

static void add_map_links(struct model *model, struct list *lists, const struct type *map)
{
	const struct field *sides[2];

	if (!map_sides(map, sides))
		return;
	for (int side = 0; side < 2; side++) {
		const struct type *here = model_type(model, sides[side]->reference);
		const struct type *there = model_type(model, sides[!side]->reference);

		for (int i = 0; here && there && i < model->count; i++)
			if (is_a(model->types[i], here))
				add(&lists[i], &(struct type_link){
						       .name = there->plural,
						       .kind = LINK_MAP,
						       .target = there->name,
						       .via = sides[side]->name,
						       .map_type = map->name,
						       .map_target = sides[!side]->name,
					       });
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct type_link *)a)->name, ((const struct type_link *)b)->name);
}

void model_derive_links(struct model *model)
{
	struct list *lists = calloc((size_t)model->count + 1, sizeof(*lists));

	if (!lists)
		abort();
	for (int i = 0; i < model->count; i++)
		for (int j = 0; j < model->types[i]->link_count; j++)
			add(&lists[i], &model->types[i]->links[j]);
	for (int i = 0; i < model->count; i++)
		add_field_links(model, lists, model->types[i]);
	for (int i = 0; i < model->count; i++)
		add_map_links(model, lists, model->types[i]);
	for (int i = 0; i < model->count; i++) {
		size_t size = (size_t)lists[i].count * sizeof(*lists[i].links);

		if (lists[i].count) {
			qsort(lists[i].links, (size_t)lists[i].count, sizeof(*lists[i].links),
			      by_name);
			model->types[i]->links =
				memcpy(arena_get(&model->arena, size), lists[i].links, size);
		}
		model->types[i]->link_count = lists[i].count;
		free(lists[i].links);
	}
	free(lists);
}
