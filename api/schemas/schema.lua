--- What this API can do with one type: fields, methods, actions and filters.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("schema", {
  description = "What this API can do with one type: fields, methods, actions and filters.",
  table = false,
  methods = {
    collection = "GET", resource = "GET",
    user = { collection = "GET", resource = "GET" },
    agent = { collection = "GET", resource = "GET" },
    agentRegister = { collection = "GET", resource = "GET" },
    register = { collection = "GET", resource = "GET" },
  },
  fields = {
    { collectionActions = field.map {
      of = "json", agent = "r", agentRegister = "r", nullable = false,
      description = "Actions on the collection.",
    } },
    { collectionFields = field.map {
      of = "json", agent = "r", agentRegister = "r", nullable = false,
      description = "Fields that a collection has besides its entries; always empty.",
    } },
    { collectionFilters = field.map {
      of = "json", agent = "r", agentRegister = "r", nullable = false,
      description = "Fields to filter by, with the modifiers each knows.",
    } },
    { collectionMethods = field.array {
      of = "string", agent = "r", agentRegister = "r", nullable = false,
      description = "HTTP methods of the collection.",
    } },
    { includeableLinks = field.array {
      of = "string", agent = "r", agentRegister = "r", nullable = false,
      description = "Links that a request may ask to have included.",
    } },
    { pluralName = field.string {
      agent = "r", agentRegister = "r", nullable = false,
      description = "The name of the collection.",
    } },
    { resourceActions = field.map {
      of = "json", agent = "r", agentRegister = "r", nullable = false,
      description = "Actions on a resource, with the types of what goes in and comes out.",
    } },
    { resourceFields = field.map {
      of = "json", agent = "r", agentRegister = "r", nullable = false,
      description = "Fields of a resource, with their types and limits.",
    } },
    { resourceMethods = field.array {
      of = "string", agent = "r", agentRegister = "r", nullable = false,
      description = "HTTP methods of a resource.",
    } },
  },
})
