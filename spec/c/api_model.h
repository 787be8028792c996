/* A small model made by hand, for the tests of the API: account, credential, agent, thing with
 * a child kind, part (refers to a thing), and an input type. */
#ifndef SPEC_API_MODEL_H
#define SPEC_API_MODEL_H

#include "check.h"
#include "engine/lifecycle.h"
#include "store/model.h"

/* FIELD gives defaults that its last arguments replace. */
#pragma GCC diagnostic ignored "-Woverride-init"

#define ALL_METHODS (METHOD_GET | METHOD_POST | METHOD_PUT | METHOD_DELETE)
#define CRU (ACCESS_CREATE | ACCESS_READ | ACCESS_UPDATE)

#define FIELD(n, t, text, p, a, ...) \
	{ \
		.name = n, .type = t, .type_text = text, .place = p, \
		.access = {a, a, ACCESS_READ}, .nullable = 1, .min_length = -1, .max_length = -1, \
		.description = "A field.", __VA_ARGS__ \
	}

#define COMMON(cru) \
	FIELD("id", FIELD_INT, "int", PLACE_ID, ACCESS_READ, .nullable = 1), \
		FIELD("kind", FIELD_STRING, "string", PLACE_KIND, ACCESS_READ | ACCESS_CREATE, \
		      .max_length = 255), \
		FIELD("uuid", FIELD_STRING, "string", PLACE_UUID, ACCESS_READ | ACCESS_CREATE, \
		      .max_length = 128), \
		FIELD("name", FIELD_STRING, "string", PLACE_NAME, cru, .max_length = 255), \
		FIELD("created", FIELD_DATE, "date", PLACE_CREATED, ACCESS_READ, .nullable = 1), \
		FIELD("state", FIELD_ENUM, "enum", PLACE_STATE, ACCESS_READ, .nullable = 1), \
		FIELD("removed", FIELD_DATE, "date", PLACE_REMOVED, ACCESS_READ, .nullable = 1), \
		FIELD("transitioning", FIELD_ENUM, "enum", PLACE_TRANSITIONING, ACCESS_READ, \
		      .nullable = 1), \
		FIELD("transitioningMessage", FIELD_STRING, "string", PLACE_MESSAGE, ACCESS_READ, \
		      .nullable = 1), \
		FIELD("transitioningProgress", FIELD_INT, "int", PLACE_PROGRESS, ACCESS_READ, \
		      .nullable = 1)

#define ACCOUNT_ID \
	{ \
		.name = "accountId", .type = FIELD_REFERENCE, .type_text = "reference[account]", \
		.reference = "account", .place = PLACE_ACCOUNT, .access = {CRU, 0, 0}, \
		.nullable = 1, .min_length = -1, .max_length = -1, .description = "Whose it is." \
	}

static const char *const api_states[] = {"activating", "active",      "deactivating",
					 "inactive",   "registering", "removed",
					 "removing",   "requested",   NULL};
static const char *const api_via[] = {"activating", "deactivating", "registering", "removing",
				      NULL};
static const char *const api_sizes[] = {"small", "large", NULL};
static const char *const api_from_inactive[] = {"inactive", "activating", NULL};
static const char *const api_from_active[] = {"active", "deactivating", NULL};

static inline void api_add(struct model *model, struct type type, const char *parent)
{
	struct error err = {0};
	char prefix[16] = "1x", plural[64];

	prefix[1] = parent ? parent[0] : type.name[0];
	snprintf(plural, sizeof(plural), "%ss", type.name);
	type.plural = plural;
	type.url = plural;
	type.id_prefix = prefix;
	type.description = "A type.";
	for (int role = 0; role < ROLE_MAX; role++) {
		type.visible[role] = 1;
		type.collection_methods[role] = METHOD_GET | METHOD_POST;
		type.resource_methods[role] = ALL_METHODS;
	}
	if (model_add(model, &type, parent, &err) < 0)
		fprintf(stderr, "model_add: %s\n", err.text);
	CHECK(err.code == ERROR_NONE);
}

static inline struct model *api_model(void)
{
	const struct field account[] = {COMMON(CRU)};
	const struct field credential[] = {
		COMMON(CRU),
		ACCOUNT_ID,
		FIELD("publicValue", FIELD_STRING, "string", PLACE_DOC, CRU, .indexed = 1),
		FIELD("secretValue", FIELD_PASSWORD, "password", PLACE_DOC, CRU, .nullable = 1),
	};
	const struct field thing[] = {
		COMMON(CRU),
		ACCOUNT_ID,
		FIELD("data", FIELD_MAP, "map[json]", PLACE_DATA, CRU, .element = FIELD_JSON),
		FIELD("count", FIELD_INT, "int", PLACE_DOC, CRU, .has_min = 1, .min = 1,
		      .has_max = 1, .max = 10),
		FIELD("size", FIELD_ENUM, "enum", PLACE_DOC, CRU, .options = api_sizes,
		      .default_json = "\"small\""),
		FIELD("code", FIELD_STRING, "string", PLACE_DOC, CRU, .valid_chars = "a-z0-9_"),
		FIELD("ratio", FIELD_FLOAT, "float", PLACE_FIELDS, CRU, .nullable = 1),
		FIELD("flag", FIELD_BOOLEAN, "boolean", PLACE_FIELDS, CRU, .nullable = 0),
		FIELD("when", FIELD_DATE, "date", PLACE_DOC, CRU, .nullable = 1),
		FIELD("label", FIELD_STRING, "string", PLACE_FIELDS, CRU, .required = 1,
		      .max_length = 8),
		FIELD("unit", FIELD_STRING, "string", PLACE_DOC, CRU, .unique = 1),
		FIELD("words", FIELD_ARRAY, "array[string]", PLACE_FIELDS, CRU,
		      .element = FIELD_STRING),
		FIELD("partIds", FIELD_ARRAY, "array[reference[part]]", PLACE_FIELDS,
		      ACCESS_READ | ACCESS_CREATE, .element = FIELD_REFERENCE, .reference = "part",
		      .input_only = 1),
		FIELD("env", FIELD_MAP, "map[string]", PLACE_FIELDS, CRU, .element = FIELD_STRING),
		FIELD("secret", FIELD_PASSWORD, "password", PLACE_DOC, CRU, .nullable = 1),
		FIELD("hidden", FIELD_STRING, "string", PLACE_DOC, 0, .nullable = 1),
		FIELD("fixed", FIELD_STRING, "string", PLACE_DOC, ACCESS_READ, .nullable = 1),
	};
	const struct field agent[] = {COMMON(CRU), ACCOUNT_ID};
	const struct field part[] = {
		COMMON(CRU),
		ACCOUNT_ID,
		FIELD("thingId", FIELD_REFERENCE, "reference[thing]", PLACE_DOC, CRU,
		      .reference = "thing", .required = 1),
	};
	const struct field setting[] = {
		FIELD("id", FIELD_INT, "int", PLACE_ID, ACCESS_READ, .nullable = 1),
		FIELD("uuid", FIELD_STRING, "string", PLACE_UUID, ACCESS_READ, .max_length = 128),
		FIELD("name", FIELD_STRING, "string", PLACE_NAME, CRU, .max_length = 255),
		FIELD("value", FIELD_STRING, "string", PLACE_DOC, CRU),
	};
	const struct field input[] = {
		FIELD("remove", FIELD_BOOLEAN, "boolean", PLACE_FIELDS, CRU,
		      .default_json = "false"),
	};
	const struct type_action actions[] = {
		{.name = "activate", .output = "thing", .states = api_from_inactive},
		{.name = "deactivate",
		 .input = "thingStop",
		 .output = "thing",
		 .states = api_from_active},
	};
	struct model *model = model_new();
	struct error err = {0};

#define COUNT(list) (int)(sizeof(list) / sizeof((list)[0]))
	struct type with_states = {
		.states = api_states, .transitioning = api_via, .has_process = 1, .has_table = 1};
	struct type type = with_states;

	type.name = "account", type.fields = account, type.field_count = COUNT(account);
	api_add(model, type, NULL);
	type.name = "credential", type.fields = credential, type.field_count = COUNT(credential);
	api_add(model, type, NULL);
	type.name = "agent", type.fields = agent, type.field_count = COUNT(agent);
	api_add(model, type, NULL);
	type.name = "thing", type.fields = thing, type.field_count = COUNT(thing);
	type.actions = actions, type.action_count = COUNT(actions);
	api_add(model, type, NULL);
	type.name = "gadget", type.fields = NULL, type.field_count = 0;
	api_add(model, type, "thing");
	type.actions = NULL, type.action_count = 0;
	type.name = "part", type.fields = part, type.field_count = COUNT(part);
	api_add(model, type, NULL);
	api_add(model,
		(struct type){.name = "setting",
			      .fields = setting,
			      .field_count = COUNT(setting),
			      .has_table = 1},
		NULL);
	api_add(model,
		(struct type){.name = "thingStop", .fields = input, .field_count = COUNT(input)},
		NULL);
	if (model_finish(model, &err) < 0)
		fprintf(stderr, "model_finish: %s\n", err.text);
	CHECK(err.code == ERROR_NONE);
	return model;
}

#endif
