/*
 * Merging by spans. The document is walked once; runs of members that the patch does not
 * touch are copied as they are, in one piece, so the cost is that of a memcpy plus a hash
 * look-up for each member. Nothing is parsed into a tree.
 *
 * Of members that occur twice in a patch the last one counts. Two spellings of one key
 * (caf\u00e9, café) are the same key.
 */
#include "store/doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

enum { FEW = 24 };

struct entry {
	struct span raw; /* the key as written, without the `+` */
	struct span name; /* the same, unescaped */
	struct span value;
	int merges; /* `+` before an object */
	int done; /* met in the document, or overridden */
};

/* A patch taken apart. Small ones live in it whole; the name table is for big ones. */
struct patch {
	struct entry few[FEW], *entries;
	int count, cap;
	uint32_t *slots, mask; /* 1 + index; NULL while there are few */
	struct names *names; /* unescaped keys */
};

struct names {
	struct names *next;
	char text[];
};

static void patch_done(struct patch *patch)
{
	while (patch->names) {
		struct names *name = patch->names;

		patch->names = name->next;
		free(name);
	}
	if (patch->entries != patch->few)
		free(patch->entries);
	free(patch->slots);
}

static void auto_patch_done(struct patch *patch)
{
	patch_done(patch);
}

static uint32_t hash(struct span name)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (uint8_t)name.at[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static int same(struct span a, struct span b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* The key's text: itself, or an unescaped copy that lives as long as the patch. */
static struct span unescape(struct patch *patch, struct span key)
{
	AUTO(buf_done) struct buf text = {0};
	struct span quoted = {key.at - 1, key.len + 2};
	struct names *name;

	if (!memchr(key.at, '\\', key.len) || json_string(quoted, &text) < 0)
		return key;
	name = malloc(sizeof(*name) + text.len + 1);
	if (!name)
		abort();
	name->next = patch->names;
	patch->names = name;
	if (text.len)
		memcpy(name->text, text.data, text.len);
	return (struct span){name->text, text.len};
}

static void index_entry(struct patch *patch, int i)
{
	uint32_t at = hash(patch->entries[i].name) & patch->mask;

	while (patch->slots[at])
		at = (at + 1) & patch->mask;
	patch->slots[at] = (uint32_t)i + 1;
}

static void grow(struct patch *patch)
{
	int cap = patch->cap * 4;
	struct entry *entries = malloc((size_t)cap * sizeof(*entries));

	if (!entries)
		abort();
	memcpy(entries, patch->entries, (size_t)patch->count * sizeof(*entries));
	if (patch->entries != patch->few)
		free(patch->entries);
	patch->entries = entries;
	patch->cap = cap;
	free(patch->slots);
	patch->mask = 1;
	while (patch->mask < (uint32_t)cap * 2)
		patch->mask *= 2;
	patch->slots = calloc(patch->mask, sizeof(*patch->slots));
	if (!patch->slots)
		abort();
	patch->mask--;
	for (int i = 0; i < patch->count; i++)
		index_entry(patch, i);
}

static struct entry *find(struct patch *patch, struct span name)
{
	if (!patch->slots) {
		for (int i = 0; i < patch->count; i++)
			if (same(patch->entries[i].name, name))
				return &patch->entries[i];
		return NULL;
	}
	for (uint32_t at = hash(name) & patch->mask; patch->slots[at]; at = (at + 1) & patch->mask)
		if (same(patch->entries[patch->slots[at] - 1].name, name))
			return &patch->entries[patch->slots[at] - 1];
	return NULL;
}

static void put(struct patch *patch, struct entry entry)
{
	struct entry *old = find(patch, entry.name);

	if (old) {
		*old = entry;
		return;
	}
	if (patch->count == patch->cap)
		grow(patch);
	patch->entries[patch->count++] = entry;
	if (patch->slots)
		index_entry(patch, patch->count - 1);
}

static void start(struct patch *patch)
{
	patch->entries = patch->few;
	patch->count = 0;
	patch->cap = FEW;
	patch->slots = NULL;
	patch->names = NULL;
}

/* One member of a patch, its `+` understood. */
static struct entry entry_of(struct patch *patch, struct span key, struct span value)
{
	struct entry entry = {.raw = key, .name = unescape(patch, key), .value = value};

	if (entry.name.len > 1 && entry.name.at[0] == '+' && json_is_object(value)) {
		entry.merges = 1;
		entry.name.at++;
		entry.name.len--;
		/* An escaped plus sign is six bytes; then the unescaped key has to be written anew.
		 */
		if (key.at[0] == '+')
			entry.raw = (struct span){key.at + 1, key.len - 1};
		else
			entry.raw = (struct span){NULL, 0};
	}
	return entry;
}

static void merge(struct span document, struct span patch, struct buf *ret);

static void emit(const struct entry *entry, struct span old, struct buf *ret)
{
	if (json_is_null(entry->value))
		return;
	buf_json_comma(ret);
	if (entry->raw.at) {
		buf_addc(ret, '"');
		buf_add(ret, entry->raw.at, entry->raw.len);
		buf_addc(ret, '"');
	} else {
		buf_json_bytes(ret, entry->name.at, entry->name.len);
	}
	buf_addc(ret, ':');
	if (entry->merges)
		merge(json_is_object(old) ? old : (struct span){NULL, 0}, entry->value, ret);
	else
		buf_add(ret, entry->value.at, entry->value.len);
}

static void copy_run(const char **from, const char *to, struct buf *ret)
{
	if (*from) {
		buf_json_comma(ret);
		buf_add(ret, *from, (size_t)(to - *from));
	}
	*from = NULL;
}

static void apply(struct span document, struct patch *patch, struct buf *ret)
{
	struct json_iter iter;
	struct span key, value;
	const char *run = NULL, *end = NULL;

	buf_room(ret, document.len + 64);
	buf_addc(ret, '{');
	json_iter_start(&iter, document);
	while (json_iter_next(&iter, &key, &value)) {
		struct entry *entry = find(patch, unescape(patch, key));

		if (!entry) {
			if (!run)
				run = key.at - 1;
			end = value.at + value.len;
			continue;
		}
		copy_run(&run, end, ret);
		if (!entry->done)
			emit(entry, value, ret);
		entry->done = 1;
	}
	copy_run(&run, end, ret);
	for (int i = 0; i < patch->count; i++)
		if (!patch->entries[i].done)
			emit(&patch->entries[i], (struct span){NULL, 0}, ret);
	buf_addc(ret, '}');
}

static void merge(struct span document, struct span text, struct buf *ret)
{
	__attribute__((cleanup(auto_patch_done))) struct patch patch;
	struct json_iter iter;
	struct span key, value;

	start(&patch);
	json_iter_start(&iter, text);
	while (json_iter_next(&iter, &key, &value))
		put(&patch, entry_of(&patch, key, value));
	apply(document, &patch, ret);
}

void doc_merge(struct span document, struct span patch, struct buf *ret)
{
	merge(document, patch, ret);
}

enum where { NOWHERE, AT_TOP, IN_FIELDS };

static enum where where_of(const struct type *type, struct span name)
{
	const struct field *field = type_field(type, name.at, name.len);

	if (!field) {
		if (name.len == 0 || name.at[0] == '_')
			return NOWHERE;
		return span_is(name, "data") ? AT_TOP : IN_FIELDS;
	}
	switch (field->place) {
	case PLACE_DATA:
	case PLACE_DOC:
		return AT_TOP;
	case PLACE_FIELDS:
		return IN_FIELDS;
	default:
		return NOWHERE;
	}
}

static void add_member(struct buf *fields, const struct entry *entry)
{
	buf_json_comma(fields);
	buf_adds(fields, entry->merges ? "\"+" : "\"");
	if (entry->raw.at) {
		buf_add(fields, entry->raw.at, entry->raw.len);
		buf_addc(fields, '"');
	} else {
		AUTO(buf_done) struct buf name = {0};

		buf_json_bytes(&name, entry->name.at, entry->name.len);
		buf_add(fields, name.data + 1, name.len - 1);
	}
	buf_addc(fields, ':');
	buf_add(fields, entry->value.at, entry->value.len);
}

void doc_merge_typed(const struct type *type, struct span document, struct span text,
		     struct buf *ret)
{
	__attribute__((cleanup(auto_patch_done))) struct patch patch;
	AUTO(buf_done) struct buf fields = {0};
	AUTO(buf_done) struct buf between = {0};
	struct json_iter iter;
	struct span key, value, below = {NULL, 0};
	struct entry extra;

	start(&patch);
	json_iter_start(&iter, text);
	while (json_iter_next(&iter, &key, &value)) {
		struct entry entry = entry_of(&patch, key, value);
		enum where where = where_of(type, entry.name);

		if (where == AT_TOP)
			put(&patch, entry);
		if (where != IN_FIELDS)
			continue;
		if (!fields.len)
			buf_adds(&fields, "{\"+fields\":{");
		add_member(&fields, &entry);
	}
	if (!fields.len) {
		apply(document, &patch, ret);
		return;
	}
	buf_adds(&fields, "}}");
	below = (struct span){fields.data, fields.len};
	extra = (struct entry){
		.raw = span_of("data"), .name = span_of("data"), .value = below, .merges = 1};
	if (find(&patch, extra.name)) {
		/* The patch says something about `data` too; what is under fields comes after it.
		 */
		apply(document, &patch, &between);
		document = (struct span){between.data, between.len};
		patch_done(&patch);
		start(&patch);
	}
	put(&patch, extra);
	apply(document, &patch, ret);
}
