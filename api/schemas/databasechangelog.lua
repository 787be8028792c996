--- A change of the tables of the 2014 system; none are kept here.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("databasechangelog", {
  description = "A change of the tables of the 2014 system; none are kept here.",
  methods = { collection = "GET", resource = "GET DELETE" },
  fields = {
    { id = field.string { nullable = false, description = "Its name." } },
    { author = field.string { max_length = 255, description = "Who wrote it." } },
    { comments = field.string { max_length = 255, description = "A note of its author." } },
    { dateexecuted = field.date { max_length = 255, nullable = false, description = "When it was made." } },
    { description = field.string { access = "rcu", max_length = 255, description = "What it changed." } },
    { exectype = field.string { max_length = 10, description = "How it was made." } },
    { filename = field.string { max_length = 255, description = "The file that describes it." } },
    { liquibase = field.string { max_length = 20, description = "The version of the program that made it." } },
    { md5sum = field.string { max_length = 35, description = "A checksum of its text." } },
    { orderexecuted = field.int { max_length = 255, nullable = false, description = "Its place in the order." } },
    { tag = field.string { max_length = 255, description = "A mark on it." } },
  },
})
