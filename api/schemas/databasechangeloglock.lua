--- Who changes the tables of the 2014 system; nobody does here.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("databasechangeloglock", {
  description = "Who changes the tables of the 2014 system; nobody does here.",
  methods = { collection = "GET", resource = "GET DELETE" },
  fields = {
    { id = field.int { description = "Its number." } },
    { locked = field.boolean { max_length = 255, nullable = false, description = "Whether somebody does." } },
    { lockedby = field.string { max_length = 255, description = "Who does." } },
    { lockgranted = field.date { max_length = 255, description = "Since when." } },
  },
})
