"""Compares what /v1/schemas shows each role with the contract of 2014, fact by fact. Usage: schemas.py URL ACCESS SECRET

The contract's facts are in schemas_2014.txt. What is otherwise on purpose stands, with the reason, in docs/contract-differences.md; a
difference that is not listed there fails, and so does a line there that is no difference any more.
"""

import collections
import fnmatch
import os
import re
import sys

sys.dont_write_bytecode = True

from client import Client  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "schemas_2014.txt")
INTENDED = os.path.join(HERE, "..", "..", "docs", "contract-differences.md")
ROLES = ["admin", "user", "agent", "agentRegister", "register"]
METHODS = {"G": "GET", "P": "POST", "U": "PUT", "D": "DELETE"}
MODIFIERS = {"string": ["eq", "ne", "prefix", "like", "notlike", "null", "notnull"],
             "number": ["eq", "ne", "lt", "lte", "gt", "gte", "null", "notnull"],
             "value": ["eq", "ne", "null", "notnull"], "eq": ["eq"]}
KEYS = ["type", "validChars", "invalidChars", "nullable", "unique", "required", "min", "max", "minLength", "maxLength",
        "options", "default"]


def per_role(word):
    parts = word.split(",")
    return [p if p != "-" else None for p in parts + ["-"] * (len(ROLES) - len(parts))]


def methods(letters):
    return sorted(METHODS[c] for c in letters)


def number(text):
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def field_facts(words):
    fact = dict.fromkeys(KEYS)
    fact.update(type=words[0], nullable=False, unique=False, required=False)
    for word in words[2:]:
        key, _, value = word.partition("=")
        if key == "options":
            fact[key] = value.split(",")
        elif key == "default":
            fact[key] = {"true": True, "false": False}.get(value, number(value.strip('"')))
        elif key != "inputOnly":
            fact[key] = number(value) if value else True
    return fact


def contract():
    """{role: {fact name: value}}; a name is `type`, `type.field access`, `type/action`, `type?filter`, `type>link`."""
    known = {role: {} for role in ROLES}
    for line in open(TABLE, encoding="utf-8"):
        words = line.split()
        if not words or words[0] == "#" or line.startswith("#"):
            continue
        kind, name, rest = words[0], words[1], words[2:]
        if kind == "type":
            type_ = name
        for i, role in enumerate(ROLES):
            facts = known[role]
            if kind == "type":
                here = per_role(rest[1])[i]
                if here:
                    collection, _, one = here.partition("/")
                    facts[name] = "seen"
                    facts[name + " plural"] = rest[0]
                    facts[name + " collection"] = methods(collection)
                    facts[name + " resource"] = methods(one)
            elif kind == "field":
                here = per_role(rest[1])[i]
                if here:
                    facts["%s.%s access" % (type_, name)] = "".join(sorted(here))
                    for key, value in field_facts(rest).items():
                        facts["%s.%s %s" % (type_, name, key)] = value
            elif kind == "action" and per_role(rest[2])[i]:
                facts["%s/%s" % (type_, name)] = [None if w == "-" else w for w in rest[:2]]
            elif kind == "filter" and per_role(rest[1])[i]:
                facts["%s?%s" % (type_, name)] = MODIFIERS[rest[0]]
            elif kind == "link" and per_role(rest[-1])[i]:
                facts["%s>%s" % (type_, name.lower())] = "include"
    return known


def shown(client):
    facts = {}
    for name, schema in client.schemas.items():
        facts[name] = "seen"
        facts[name + " plural"] = schema["pluralName"]
        facts[name + " collection"] = sorted(schema["collectionMethods"])
        facts[name + " resource"] = sorted(schema["resourceMethods"])
        for field, value in schema["resourceFields"].items():
            access = "r" + "c" * value["create"] + "u" * value["update"]
            facts["%s.%s access" % (name, field)] = "".join(sorted(access))
            for key in KEYS:
                facts["%s.%s %s" % (name, field, key)] = value[key]
        for action, value in schema["resourceActions"].items():
            facts["%s/%s" % (name, action)] = [value["input"], value["output"]]
        for field, value in schema["collectionFilters"].items():
            facts["%s?%s" % (name, field)] = value["modifiers"]
        for link in schema["includeableLinks"]:
            facts["%s>%s" % (name, link)] = "include"
    return facts


def intended():
    """The rows of the tables in the page: (pattern of roles, pattern of facts, what, reason)."""
    rows = []
    for line in open(INTENDED, encoding="utf-8"):
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if line.startswith("| `") and len(cells) == 3:
            roles, fact = (c.strip("`") for c in cells[:2])
            rows.append((roles.split(","), fact, cells[2]))
    return rows


def differences(want, got):
    """What is wanted and not so, what there is besides. Of a type or field that is not there at all: one line."""
    for name in sorted(set(want) | set(got)):
        owner = re.split(r"[ ./?>]", name)[0]
        if name != owner and (owner not in want or owner not in got):
            continue
        field = name.rpartition(" ")[0]
        if "." in field and not name.endswith(" access") and ((field + " access") in want) != ((field + " access") in got):
            continue
        if want.get(name) != got.get(name) or (name in want) != (name in got):
            yield name, want.get(name, "(absent)"), got.get(name, "(absent)")


def read_only(facts):
    """What readAdmin has: the admin's, and nothing to write."""
    only = {}
    for name, value in facts.items():
        if name.endswith(" access"):
            value = "r"
        elif name.endswith(" collection") or name.endswith(" resource"):
            value = [m for m in value if m == "GET"]
        only[name] = value
    return only


def main():
    url, access, secret = sys.argv[1:4]
    admin = Client(url, access, secret)
    known = contract()

    clients = {"admin": admin}
    for kind in ("user", "agent", "agentRegister", "readAdmin"):
        account = admin.wait(admin.create("account", kind=kind, name="schemas " + kind))
        key = admin.wait(admin.create("apiKey", accountId=account.id))
        clients[kind] = Client(url, key.publicValue, key.secretValue)
    token = admin.wait(admin.create("registrationToken"))
    clients["register"] = Client(url, "registrationToken", token.token)
    known["readAdmin"] = read_only(known["admin"])
    rows, used, bad = intended(), collections.Counter(), []
    facts = count = 0
    for role in ROLES + ["readAdmin"]:
        got = shown(clients[role])
        facts += len(set(known[role]) | set(got))
        for name, want, have in differences(known[role], got):
            count += 1
            reason = [i for i, (roles, pattern, _) in enumerate(rows)
                      if (role in roles or "*" in roles) and fnmatch.fnmatchcase(name, pattern)]
            if reason:
                used.update(reason)
            else:
                bad.append("%s: %s: the contract has %s, we have %s" % (role, name, want, have))
    for i, row in enumerate(rows):
        if not used[i]:
            bad.append("docs/contract-differences.md: %s %s is no difference any more" % (",".join(row[0]), row[1]))
    print("\n".join(bad))
    print("%d facts, %d differences, %d of them not listed or listed in vain" % (facts, count, len(bad)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
