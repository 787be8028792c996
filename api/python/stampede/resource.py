"""JSON objects with their members as attributes; links and actions as methods.

A member comes first, then a link, then an action, then what this package adds (`wait`, `reload`, ...), then the
methods of a dict: a name that the server uses is never hidden by one of ours.
"""

from typing import Any, Callable, Dict, Iterator, List, Optional

from stampede.errors import NotOffered

# Names that stay those of a dict even where an action has them, as in the clients of 2014: client.action(obj, "update").
_DICT = frozenset(name for name in dir(dict) if not name.startswith("_"))
_LIST = ("index", "count")


class Object:
    """One JSON object."""

    __slots__ = ("_client", "_values")

    def __init__(self, client: Any, values: Dict[str, Any]) -> None:
        object.__setattr__(self, "_client", client)
        object.__setattr__(self, "_values", values)

    def _fallback(self, name: str) -> Any:
        if name == "to_dict":
            return lambda: plain(self)
        if name in _DICT:
            return getattr(self._values, name)
        raise AttributeError("there is no %r in %r" % (name, self))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in Object.__slots__:
            raise AttributeError(name)
        try:
            return self._values[name]
        except KeyError:
            return self._fallback(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._values[name] = value

    def __delattr__(self, name: str) -> None:
        if name not in self._values:
            raise AttributeError("there is no %r in %r" % (name, self))
        del self._values[name]

    def __getitem__(self, name: Any) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._values[name] = value

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Object, dict)):
            return bool(plain(self) == plain(other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __dir__(self) -> List[str]:
        return sorted(set(object.__dir__(self)) | set(self._values) | {"to_dict"})

    def __repr__(self) -> str:
        return repr(plain(self))

    def __reduce__(self) -> Any:
        return (type(self), (None, self._values))


class Resource(Object):
    """An object that has a type: something that the server keeps."""

    __slots__ = ()

    def _named(self, group: str) -> Dict[str, Any]:
        found = self._values.get(group)
        return dict(found._values) if isinstance(found, Object) else {}

    def _call(self, name: str) -> Optional[Callable[..., Any]]:
        client, links, actions = self._client, self._named("links"), self._named("actions")
        if name in links:
            return lambda **params: client.get(links[name], **params)
        if name in actions and name not in _DICT:
            return lambda *args, **kw: client.action(self, name, *args, **kw)
        return None

    def _fallback(self, name: str) -> Any:
        call = self._call(name)
        if call:
            return call
        if name in _OWN:
            return lambda *args, **kw: getattr(self._client, _OWN[name])(self, *args, **kw)
        try:
            return super()._fallback(name)
        except AttributeError:
            raise NotOffered(self._missing(name)) from None

    def _missing(self, name: str) -> str:
        offered = ", ".join(sorted(self._named("actions"))) or "nothing"
        state = self._values.get("state")
        return "%r has no member or link %r%s" % (
            self, name, " and offers %s" % offered if state is not None else "")

    def __contains__(self, name: object) -> bool:
        return name in self._values or isinstance(name, str) and self._call(name) is not None

    def __getitem__(self, name: Any) -> Any:
        try:
            return self._values[name]
        except KeyError:
            call = self._call(name)
            if call is None:
                raise
            return call

    def __dir__(self) -> List[str]:
        return sorted(set(super().__dir__()) | set(self._named("links")) | set(self._named("actions")) | set(_OWN))

    def __repr__(self) -> str:
        words = [str(self._values.get("type")), str(self._values.get("id"))]
        if self._values.get("name") is not None:
            words.append(repr(self._values["name"]))
        if self._values.get("state") is not None:
            words.append(str(self._values["state"]))
        return "<%s>" % " ".join(words)


# What this package adds to every resource, and the method of the client that does it.
_OWN = {"delete": "delete", "reload": "reload", "save": "update", "wait": "wait", "wait_success": "wait_success"}


class Collection(Resource):
    """A page of a list. Goes over all that follow when iterated; `len`, index and `data` are those of this page."""

    __slots__ = ()

    def _page(self, which: str) -> Optional[str]:
        pagination = self._values.get("pagination")
        url = pagination.get(which) if isinstance(pagination, Object) else None
        return url if isinstance(url, str) else None

    def _fallback(self, name: str) -> Any:
        # As in 2014: where there is no further page there is no such attribute.
        if name in ("next", "prev"):
            url = self._page("next" if name == "next" else "previous") or self._page(name)
            if url is None:
                raise AttributeError("this is the last page" if name == "next" else "this is the first page")
            return lambda: self._client.get(url)
        if name == "pages":
            return self._pages
        if name in _LIST:
            return getattr(self._values["data"], name)
        return super()._fallback(name)

    def _pages(self) -> Iterator["Collection"]:
        page = self
        seen = set()
        while True:
            yield page
            url = page._page("next")
            if url is None or url in seen:
                return
            seen.add(url)
            page = self._client.get(url)

    def __iter__(self) -> Iterator[Any]:
        if self._client is None or not self._client.all_pages:
            return iter(self._values["data"])
        return (one for page in self._pages() for one in page._values["data"])

    def __getitem__(self, key: Any) -> Any:
        return self._values["data"][key] if isinstance(key, (int, slice)) else super().__getitem__(key)

    def __len__(self) -> int:
        return len(self._values["data"])

    def __bool__(self) -> bool:
        return bool(self._values["data"])

    def __repr__(self) -> str:
        return "<%d of %s%s>" % (
            len(self), self._values.get("resourceType"), ", more follow" if self._page("next") else "")


def wrap(client: Any, value: Any) -> Any:
    """JSON as it was parsed, made to objects; lists are kept and their elements replaced."""
    if isinstance(value, dict):
        for key, member in value.items():
            if isinstance(member, (dict, list)):
                value[key] = wrap(client, member)
        if isinstance(value.get("data"), list) and value.get("type", "collection") == "collection":
            return Collection(client, value)
        return (Resource if isinstance(value.get("type"), str) else Object)(client, value)
    if isinstance(value, list):
        value[:] = [wrap(client, member) if isinstance(member, (dict, list)) else member for member in value]
    return value


def plain(value: Any) -> Any:
    """The opposite: dicts and lists, without what cannot be sent (callables, keys that begin with _)."""
    if isinstance(value, Object):
        value = value._values
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()
                if not callable(member) and not (isinstance(key, str) and key.startswith("_"))}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    return value
