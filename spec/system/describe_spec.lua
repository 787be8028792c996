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
      for _, schema in ipairs(caller:get("/v1/schemas").data) do
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
    assert.equal(#server:get("/v1/schemas").data, #keys(ids))
    assert.equal(404, (user:call("GET", "/v1/typedocumentations/agent")))
    assert.is_nil(user:get("/v1/typedocumentations/container").resourceFields.accountId)
    assert.equal(404, (server:call("GET", "/v1/typedocumentations/nothing")))
    assert.equal(405, (server:call("POST", "/v1/typedocumentations", {})))
  end)
end)
