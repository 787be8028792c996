"""Types for checkers and editors, out of the schemas of a server:

    python -m stampede.stubs >typings/stampede/__init__.pyi

asks the server of the environment (STAMPEDE_URL, STAMPEDE_ACCESS_KEY, STAMPEDE_SECRET_KEY), so types that were
added to it are known too. The package brings the stubs of the built-in types along.
"""

import importlib.resources
import keyword
import re
import sys
import textwrap
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

from stampede import errors
from stampede.client import Client, from_env
from stampede.resource import _DICT, _OWN, plain
from stampede.schemas import Schemas, Type, snake

WIDTH = 120
SIMPLE = {"string": "str", "password": "str", "enum": "str", "blob": "str", "int": "int", "float": "float",
          "boolean": "bool", "date": "str", "json": "Any", "type": "str", "resource": "Resource"}
INPUT = dict(SIMPLE, float="float", date="Date", resource="Mapping[str, Any]")
ERRORS = {
    "ApiError": dict({name: "Optional[str]" for name in ("code", "message", "detail", "fieldName", "field_name", "id")},
                     status="int", error="Any"),
    "TransitionError": {"resource": "Any"},
}
# Names of the head; a type of such a name gets a class with Type behind it.
TAKEN = frozenset(["Object", "Map", "Resource", "Collection", "Event", "Client", "Date", "Id", "Number", *errors.__all__])
# Links to what is kept about a resource; no schema names them.
KEPT = {"history": "history", "processInstances": "processInstance"}


def usable(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")


def class_name(type_id: str) -> str:
    name = type_id[:1].upper() + type_id[1:]
    return name + "Type" if name in TAKEN else name


def literal(options: Iterable[str]) -> str:
    return "Literal[%s]" % ", ".join('"%s"' % one for one in options)


class Stubs:
    def __init__(self, schemas: Schemas, descriptions: Dict[str, Dict[str, Any]], unlisted: Iterable[Type] = ()) -> None:
        self.schemas, self.descriptions = schemas, descriptions
        self.types = dict(schemas.types, **{one.id: one for one in unlisted})
        self.enums: Dict[str, str] = {}  # name by Literal[...]
        for one in self.types.values():
            for name, field in one.fields.items():
                if field.get("type") == "enum" and field.get("options"):
                    self.enums.setdefault(literal(field["options"]), class_name(one.id) + class_name(name))
        self.plurals = {one.plural.lower(): one for one in self.types.values() if one.listable}

    # --- Types of values ---

    def python_type(self, text: str, given: bool) -> str:
        """The Python type of a value of a schema type; `given`: as an argument, which takes more."""
        inner = re.fullmatch(r"(array|map|reference)\[(.*)\]", text)
        if not inner:
            return (INPUT if given else SIMPLE).get(text, "Any")
        kind, of = inner.groups()
        if kind == "reference":
            return "Id" if given else "str"
        value = self.python_type(of, given)
        if kind == "array":
            return ("Sequence[%s]" if given else "List[%s]") % value
        return ("Mapping[str, %s]" if given else "Map[%s]") % value

    def field_type(self, field: Dict[str, Any], given: bool, needed: bool = False) -> str:
        text = self.python_type(str(field.get("type")), given)
        options = field.get("options")
        if field.get("type") == "enum" and options:
            text = self.enums[literal(options)]
        if field.get("nullable", True) and text != "Any" and not needed:
            text = "Optional[%s]" % text
        return text

    # --- Descriptions ---

    def described(self, type_id: str, field: Optional[str] = None) -> str:
        about = self.descriptions.get(type_id) or {}
        if field is None:
            text = about.get("description") or self.types[type_id].raw.get("description")
        else:
            text = ((about.get("resourceFields") or {}).get(field) or {}).get("description")
            text = text or self.types[type_id].fields[field].get("description")
        return " ".join(str(text).split()) if text else ""

    # --- Links ---

    def links(self, one: Type) -> Iterator[Tuple[str, str]]:
        """Name and result of each link. Schemas have the names in lower case only; the rest follows from the fields."""
        for lower in one.includeable:
            field = next((name for name in one.fields if name.lower() == lower + "id"), None)
            if field:
                target = re.fullmatch(r"reference\[(.*)\]", one.fields[field]["type"])
                yield field[:-2], class_name(target.group(1)) if target and target.group(1) in self.types else "Any"
                continue
            plural = max((p for p in self.plurals if lower.endswith(p)), key=len, default=None)
            if plural is None:
                yield lower, "Any"
                continue
            target_type, prefix = self.plurals[plural], lower[:-len(plural)]
            name = prefix + class_name(target_type.plural) if prefix else target_type.plural
            yield name, "Collection[%s]" % class_name(target_type.id)
        if "transitioning" in one.fields:
            for name, type_id in KEPT.items():
                if type_id in self.types:
                    yield name, "Collection[%s]" % class_name(type_id)

    # --- Text ---

    def arguments(self, one: Type, which: str) -> List[str]:
        """Keywords for the fields that may be given; those without which it cannot be done have no default."""
        ret = []
        for name, field in one.fields.items():
            if field.get(which) and usable(name):
                needed = bool(field.get("required")) and field.get("default") is None
                ret.append("%s: %s%s" % (name, self.field_type(field, True, needed), "" if needed else " = ..."))
        return sorted(ret, key=lambda text: text.endswith("= ..."))

    def filters(self, one: Type) -> List[str]:
        ret = ["limit: int = ...", "marker: str = ...", "include: Union[str, Sequence[str]] = ...",
               'order: Literal["asc", "desc"] = ...', "_plainId: Union[bool, str] = ..."]
        names = [name for name in one.filters if usable(name)]
        if names:
            ret.append("sort: %s = ..." % literal(names))
        for name in names:
            field = one.fields.get(name) or {"type": "string"}
            given = "Number" if name == "id" else self.field_type(dict(field, nullable=False), True)
            for modifier in one.filters[name].get("modifiers") or ():
                key = name if modifier == "eq" else "%s_%s" % (name, modifier)
                ret.append("%s: %s = ..." % (key, "bool" if modifier in ("null", "notnull") else given))
        return ret

    def resource(self, one: Type) -> Iterator[str]:
        links = {name: result for name, result in self.links(one) if usable(name)}
        yield ""
        yield ""
        yield "class %s(Resource):" % class_name(one.id)
        yield from doc(self.described(one.id) or one.id, "    ")
        taken = {"id", "type", "links", "actions"}
        for name, field in one.fields.items():
            # A field of the name of a link is never in an answer: the link is what there is.
            if name in taken or name in links or not usable(name):
                continue
            taken.add(name)
            text = self.described(one.id, name)
            yield from comment("    %s: %s" % (name, self.field_type(field, False)), text)
            if field.get("type") == "date":
                yield "    %sTS: int" % name
        for name, result in links.items():
            if name not in taken:
                taken.add(name)
                yield from function(name, ["**params: Any"], result)
        parent = (one.actions.get("create") or {}).get("output")
        for name, action in one.actions.items():
            if name in taken or name in _DICT or name in _OWN or not usable(name):
                continue
            output, wanted = action.get("output"), self.types.get(action.get("input") or "")
            # The output of an action is named by the parent of the type; what comes is of the type itself.
            result = class_name(one.id) if output in (parent, None) else class_name(output) if (
                output in self.types) else "Any"
            given = ["*", *self.arguments(wanted, "create")] if wanted and self.arguments(wanted, "create") else (
                ["**fields: Any"] if not action.get("input") else [])
            yield from function(name, given, result)

    def methods(self) -> Iterator[str]:
        for name, method in self.schemas.methods.items():
            one = method.type
            result = class_name(one.id)
            if name != "%s_%s" % (method.verb, one.id):
                yield "    %s = %s_%s" % (name, method.verb, one.id)
            elif method.verb == "list":
                yield from function(name, ["*", *self.filters(one)], "Collection[%s]" % result)
            elif method.verb == "by_id":
                yield from function(name, ["id: Number", "**params: Any"], result)
            elif method.verb == "create":
                given = self.arguments(one, "create")
                yield from function(name, ["*", *given] if given else [], result)
            else:
                given = [text if text.endswith("= ...") else text + " = ..." for text in self.arguments(one, "update")]
                yield from function(name, ["id: Number"] + (["*", *given] if given else []), result)

    def enum_lines(self) -> Iterator[str]:
        yield ""
        for text, name in self.enums.items():
            yield from textwrap.wrap("%s = %s" % (name, text), WIDTH, subsequent_indent="    ", break_long_words=False,
                                     break_on_hyphens=False)

    def text(self, head: str) -> str:
        before, between, after = re.split("# (?:ERRORS|METHODS)\n", head)
        lines = [before.rstrip("\n"), *self.enum_lines(), *error_classes(), between.rstrip("\n"), *self.methods(), after.rstrip("\n")]
        for one in self.types.values():
            lines.extend(self.resource(one))
        return "\n".join(lines) + "\n"


def error_classes() -> Iterator[str]:
    """Those of stampede.errors, with what they carry."""
    for one in vars(errors).values():
        if not isinstance(one, type) or not issubclass(one, errors.StampedeError):
            continue
        carried = list(ERRORS.get(one.__name__, {}).items())
        yield ""
        yield ""
        bases = ", ".join(base.__name__ for base in one.__bases__)
        yield "class %s(%s):%s" % (one.__name__, bases, "" if carried else " ...")
        yield from ("    %s: %s" % pair for pair in carried)
    yield ""


def comment(line: str, text: str) -> Iterator[str]:
    """A declaration and what it is: behind it where there is room, else above."""
    if not text:
        yield line
    elif len(line) + 4 + len(text) <= WIDTH:
        yield "%s  # %s" % (line, text)
    else:
        yield from ("    # " + part for part in textwrap.wrap(text, WIDTH - 6))
        yield line


def doc(text: str, indent: str) -> Iterator[str]:
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    yield from textwrap.wrap('"""%s"""' % text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def function(name: str, arguments: Iterable[str], result: str) -> Iterator[str]:
    parts = ["self", *arguments]
    line = "    def %s(%s) -> %s: ..." % (name, ", ".join(parts), result)
    if len(line) <= WIDTH:
        yield line
        return
    yield "    def %s(" % name
    yield from textwrap.wrap(", ".join(parts), WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8,
                             break_long_words=False, break_on_hyphens=False)
    yield "    ) -> %s: ..." % result


def generate(client: Client) -> str:
    descriptions: Dict[str, Dict[str, Any]] = {}
    if "list_typeDocumentation" in client.schema.methods:
        descriptions = {one.id: plain(one) for one in client.list("typeDocumentation")}
    unlisted = []
    for name in KEPT.values():
        try:
            unlisted.append(client.type(name))
        except errors.UnknownType:
            pass
    head = (importlib.resources.files("stampede") / "stubs_head.txt").read_text(encoding="utf-8")
    return Stubs(client.schema, descriptions, unlisted).text(head)


def main() -> int:
    try:
        with from_env() as client:
            sys.stdout.write(generate(client))
    except errors.StampedeError as e:
        print("stampede.stubs: %s" % e, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
