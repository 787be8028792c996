--- A page of resources, with how to filter, sort and continue it.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("collection", {
  description = "A page of resources, with how to filter, sort and continue it.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
  },
  fields = {
    { actions = field.map {
      of = "json", nullable = false,
      description = "Actions on the collection.",
    } },
    { createDefaults = field.map {
      of = "json", nullable = false,
      description = "Values that a create in this place would get.",
    } },
    { createTypes = field.map {
      of = "json", nullable = false,
      description = "Types that can be made here, with where to post them.",
    } },
    { filters = field.map {
      of = "array[json]", nullable = false,
      description = "Fields to filter by, with the conditions that are in force.",
    } },
    { links = field.map {
      of = "json", nullable = false,
      description = "Where this collection is.",
    } },
    { pagination = field.json { nullable = false, description = "Where the next page is." } },
    { resourceType = field.string {
      nullable = false,
      description = "Of which type the entries of `data` are; children of it may be among them.",
    } },
    { sort = field.json { nullable = false, description = "How the page is sorted." } },
    { sortLinks = field.map {
      of = "json", nullable = false,
      description = "For every field, this collection sorted by it.",
    } },
    { type = field.string { nullable = false, description = "Always `collection`." } },
    { data = field.array {
      of = "resource", access = "rcu", nullable = false,
      description = "The resources of this page.",
    } },
  },
})
