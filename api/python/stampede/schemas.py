"""The schemas of a server: its types, and the methods that follow from them."""

import re
from typing import Any, Dict, Iterator, List, NamedTuple, Optional

from stampede.errors import BadReply, UnknownType


class Type:
    """One type, as /v1/schemas describes it. What is missing there is taken as not allowed."""

    def __init__(self, raw: Dict[str, Any]) -> None:
        self.raw = raw
        self.id: str = raw["id"]
        self.fields: Dict[str, Dict[str, Any]] = _dict(raw.get("resourceFields"))
        self.filters: Dict[str, Dict[str, Any]] = _dict(raw.get("collectionFilters"))
        self.actions: Dict[str, Dict[str, Any]] = _dict(raw.get("resourceActions"))
        self.includeable: List[str] = _list(raw.get("includeableLinks"))
        self.plural: str = raw.get("pluralName") or self.id + "s"
        collection, own = _list(raw.get("collectionMethods")), _list(raw.get("resourceMethods"))
        link = _dict(raw.get("links")).get("collection")
        self.link: Optional[str] = link if isinstance(link, str) else None
        self.listable = "GET" in collection
        self.creatable = "POST" in collection
        self.updatable = "PUT" in own
        self.deletable = "DELETE" in own

    def collection(self) -> str:
        if self.link is None:
            raise UnknownType("the type %s has no collection" % self.id)
        return self.link

    def filter_names(self) -> Iterator[str]:
        for name, one in self.filters.items():
            yield name
            for modifier in _list(_dict(one).get("modifiers")):
                yield "%s_%s" % (name, modifier)


class Method(NamedTuple):
    verb: str
    type: Type


class Schemas:
    """All types that the caller may see, and the names of the methods that they give: Method by name."""

    def __init__(self, raw: Any) -> None:
        rows = raw.get("data") if isinstance(raw, dict) else raw
        if not isinstance(rows, list):
            raise BadReply("these are no schemas: neither a list nor a collection")
        self.types: Dict[str, Type] = {}
        self.methods: Dict[str, Method] = {}
        self.unlisted: Dict[str, Optional[Type]] = {}  # asked for by name; None: there is none
        for row in rows:
            found = schema_type(row)
            if found:
                self.types[found.id] = found
        for one in self.types.values():
            if one.listable:
                self._add("list", one)
                self._add("by_id", one)
            if one.creatable:
                self._add("create", one)
            if one.updatable:
                self._add("update_by_id", one)

    def _add(self, verb: str, one: Type) -> None:
        self.methods["%s_%s" % (verb, one.id)] = Method(verb, one)
        self.methods["%s_%s" % (verb, snake(one.id))] = Method(verb, one)


def schema_type(row: Any) -> Optional[Type]:
    if isinstance(row, dict) and row.get("type") == "schema" and isinstance(row.get("id"), str):
        return Type(row)
    return None


def snake(name: str) -> str:
    """ipAddress: ip_address."""
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def _dict(value: Any) -> Dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> List[Any]:
    return value if isinstance(value, list) else []
