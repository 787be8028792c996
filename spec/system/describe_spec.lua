--- What the server says about its own API, to each as much as it may see: what types and fields are for.

local rig = require("rig")

describe("what the API says of itself", function()
  local server, user

  setup(function()
    server = rig.new({ role = "server" }):start()
    local account = server:settle(server:post("/v1/accounts", { name = "reader", kind = "user" }), "active")
    local key = server:settle(server:post("/v1/apikeys", { accountId = account.id }), "active")
    user = setmetatable({ access = key.publicValue, secret = key.secretValue }, { __index = server })
  end)
  teardown(function() if server then server:stop() end end)

  local function keys(map)
    local list = {}
    for key in pairs(map) do list[#list + 1] = key end
    table.sort(list)
    return list
  end

  it("has a text for each type, field and action that one sees, and for no others", function()
    for name, caller in pairs { admin = server, user = user } do
      local docs = {}
      for _, doc in ipairs(caller:get("/v1/typedocumentations").data) do docs[doc.id] = doc end
      local seen = 0
      for _, schema in ipairs(caller:get("/v1/schemas?extensions=true").data) do
        local doc = assert(docs[schema.id], name .. ": nothing about " .. schema.id)
        docs[schema.id], seen = nil, seen + 1
        assert.is_true(#doc.description > 5, schema.id)
        assert.same(keys(schema.resourceFields), keys(doc.resourceFields), schema.id)
        assert.same(keys(schema.resourceActions), keys(doc.resourceActions), schema.id)
        for _, map in ipairs { doc.resourceFields, doc.resourceActions } do
          for key, one in pairs(map) do assert.equal("string", type(one.description), schema.id .. "." .. key) end
        end
      end
      assert.same({}, keys(docs), name)
      assert.is_true(seen > 15)
    end
  end)

  it("has plain ids and links, a page when one is asked for, and no other's types", function()
    local one = server:get("/v1/typeDocumentations/Containers")
    assert.same({ "container", "typeDocumentation" }, { one.id, one.type })
    assert.equal("docker:busybox:latest", one.resourceFields.imageUuid.placeholder)
    assert.truthy(one.links.self:find("/v1/typedocumentations/container$"))
    assert.equal("container", server:get(one.links.schema).id)
    local ids, path = {}, "/v1/typedocumentations?limit=7"
    while path ~= rig.null do
      local page = server:get(path)
      for _, doc in ipairs(page.data) do ids[doc.id] = true end
      path = page.pagination.next
    end
    assert.equal(#server:get("/v1/schemas?extensions=true").data, #keys(ids))
    assert.equal(404, (user:call("GET", "/v1/typedocumentations/agent")))
    assert.is_nil(user:get("/v1/typedocumentations/container").resourceFields.accountId)
    assert.equal(404, (server:call("GET", "/v1/typedocumentations/nothing")))
    assert.equal(405, (server:call("POST", "/v1/typedocumentations", {})))
  end)

  -- Everything that `$ref` names, and every operationId, with how often.
  local function walk(node, refs, operations)
    if type(node) ~= "table" then return end
    for key, value in pairs(node) do
      if key == "$ref" then refs[value] = true end
      if key == "operationId" then operations[value] = (operations[value] or 0) + 1 end
      walk(value, refs, operations)
    end
  end

  it("is an OpenAPI document: all that one may do, and no more", function()
    for name, caller in pairs { admin = server, user = user } do
      local doc = caller:get("/v1/openapi.json")
      assert.equal("3.1.0", doc.openapi)
      assert.equal("http://127.0.0.1:" .. server.port .. "/v1", doc.servers[1].url)
      local refs, operations = {}, {}
      walk(doc, refs, operations)
      for ref in pairs(refs) do
        local part, key = ref:match("^#/components/(%l+)/(.+)$")
        assert.truthy(doc.components[part][key], ref)
      end
      for id, count in pairs(operations) do assert.equal(1, count, id) end
      local collections = 0
      for _, schema in ipairs(caller:get("/v1/schemas?extensions=true").data) do
        local what, url = name .. ": " .. schema.id, schema.links.collection and schema.links.collection:match("/v1(/.*)$")
        local list = url and assert(doc.paths[url], what)
        collections = collections + (url and 1 or 0)
        for _, method in ipairs(url and schema.collectionMethods or {}) do assert.truthy(list[method:lower()], what .. method) end
        for _, method in ipairs(url and schema.resourceMethods or {}) do
          assert.truthy(doc.paths[url .. "/{id}"][method:lower()], what .. method)
        end
        local actions = {}
        local act = url and doc.paths[url .. "/{id}"].post
        for _, one in ipairs(act and act.parameters[1].schema.oneOf or {}) do actions[#actions + 1] = one.const end
        table.sort(actions)
        assert.same(keys(url and schema.resourceActions or {}), actions, what)
        local given = {}
        for _, parameter in ipairs(list and list.get.parameters or {}) do
          local one = parameter["$ref"] and doc.components.parameters[parameter["$ref"]:match("[^/]+$")] or parameter
          given[one.name] = true
        end
        for field, filter in pairs(url and schema.collectionFilters or {}) do
          for _, modifier in ipairs(schema.resourceFields[field] and filter.modifiers or {}) do
            assert.truthy(given[modifier == "eq" and field or field .. "_" .. modifier], what .. "." .. field .. modifier)
          end
        end
        local shown = doc.components.schemas[schema.id]
        for field, one in pairs(schema.resourceFields) do
          local about = shown.properties[field]
          assert(about == nil or #about.description > 5, what .. "." .. field)
          local made = doc.components.schemas[schema.id .. ".create"]
          if made then assert.equal(one.create, made.properties[field] ~= nil, what .. "." .. field) end
        end
      end
      local paths = 0
      for path in pairs(doc.paths) do paths = paths + (path:match("^/%l+$") and 1 or 0) end
      assert.is_true(paths <= collections + 3, name .. " has more paths than collections")
    end
    local create, names = server:get("/v1/openapi.json").paths["/containers"].post, {}
    for _, one in ipairs(create.parameters) do names[#names + 1] = one["$ref"]:match("[^/]+$") end
    assert.same({ "api.wait", "api.timeout", "api.idempotency_key" }, names)
    local whole = server:get("/v1/openapi.json").paths
    assert.truthy(whole["/session"].delete and whole["/console"].get and whole["/images/{id}/content"].put)
    local extras = {}
    for _, parameter in ipairs(whole["/containers/{id}"].get.parameters) do
      extras[(parameter["$ref"] or ""):match("[^/]*$")] = true
    end
    assert.is_true(extras["api.as_of"] and extras["api.explain"])
    local doc = user:get("/v1/openapi.json")
    assert.is_nil(doc.paths["/agents"] or doc.paths["/console"])
    for name in pairs(doc.components.schemas) do assert.is_nil(name:match("^agent") or name:match("^externalHandler"), name) end
    assert.is_nil(doc.components.schemas.container.properties.accountId)
    assert.equal(405, (server:call("POST", "/v1/openapi.json", {})))
    assert.equal(401, (server:call("GET", "/v1/openapi.json", nil, { anonymous = true })))
  end)

  it("is a valid one, another program says", function()
    local dir = server.dir .. "/npm"
    local out, code = rig.sh(("command -v node npm && mkdir -p %s && cd %s && timeout 60 npm install --no-fund --no-audit "
      .. "--no-package-lock --ignore-scripts --silent @seriousme/openapi-schema-validator@2.11.0"):format(rig.quote(dir),
      rig.quote(dir)))
    if code ~= 0 then
      pending("node, npm and their packages are not to be had here: " .. out)
      return
    end
    local file = assert(io.open(dir .. "/check.mjs", "w"))
    file:write([[
import { Validator } from "@seriousme/openapi-schema-validator";
import { readFileSync } from "node:fs";
const validator = new Validator();
const said = await validator.validate(JSON.parse(readFileSync(0)));
console.log(said.valid ? "valid " + validator.version : JSON.stringify(said.errors).slice(0, 2000));
]])
    file:close()
    local function check(caller, change)
      return (rig.sh(("curl -s -m 20 -u %s:%s http://127.0.0.1:%d/v1/openapi.json %s | (cd %s && timeout 30 node check.mjs)"):
        format(caller.access, caller.secret, server.port, change or "", rig.quote(dir))))
    end
    assert.equal("valid 3.1", check(server))
    assert.equal("valid 3.1", check(user))
    assert.is_nil(check(server, "| sed 's/\"in\":\"path\"/\"in\":\"nowhere\"/'"):find("^valid"))
  end)
end)
