"""What can go wrong: with the connection, with the reply, with the request, or with the resource itself.

An answer of the server that is an error is an ApiError, of a class by its status (NotFound, Invalid, ...), and
for an error of validation of a class of its own by its code (MissingRequired, ...), all of them under Invalid.
"""

from typing import Any, Dict, Optional, Type


class StampedeError(Exception):
    """Everything that this package raises by itself."""


class ConnectionLost(StampedeError, ConnectionError):
    """There was no whole answer: the server is not there, or the connection broke off."""


class Timeout(StampedeError, TimeoutError):
    """The answer did not come in time. Whether the request was carried out is not known."""


class BadReply(StampedeError):
    """What came is not an answer of this API: no JSON, or JSON of another shape, or too much of it."""


class UnknownType(StampedeError, AttributeError):
    """The schemas of the server have no such type, or do not allow this with it."""


class NotOffered(StampedeError, AttributeError):
    """The resource does not offer this action or link in the state in which it was last seen."""


class TransitionError(StampedeError):
    """A resource came to rest elsewhere than hoped for; `resource` is what was seen last."""

    def __init__(self, text: str, resource: Any) -> None:
        super().__init__(text)
        self.resource = resource


class WaitTimeout(TransitionError, TimeoutError):
    """The resource was still under way at the end of the time given."""


class ApiError(StampedeError):
    """An answer that is an error. `error` is its body as an object."""

    def __init__(self, status: int, error: Any, text: Optional[str] = None) -> None:
        self.status = status
        self.error = error
        self.code: Optional[str] = _text(error, "code")
        self.message: Optional[str] = _text(error, "message")
        self.detail: Optional[str] = _text(error, "detail")
        self.fieldName: Optional[str] = _text(error, "fieldName")
        self.id: Optional[str] = _text(error, "id")
        super().__init__(text or self._describe())

    @property
    def field_name(self) -> Optional[str]:
        return self.fieldName

    def _describe(self) -> str:
        parts = [str(self.status), self.code or "error without a code"]
        if self.fieldName:
            parts.append("in " + self.fieldName)
        said = [text for text in (self.message, self.detail) if text and text != self.code]
        return " ".join(parts) + (": " + ": ".join(said) if said else "")


def _text(error: Any, key: str) -> Optional[str]:
    value = error.get(key) if hasattr(error, "get") else None
    return value if isinstance(value, str) else None


class BadRequest(ApiError):
    """400"""


class Unauthorized(ApiError):
    """401"""


class Forbidden(ApiError):
    """403"""


class NotFound(ApiError):
    """404: no such resource, or none that this key may see."""


class MethodNotAllowed(ApiError):
    """405"""


class Conflict(ApiError):
    """409: the resource is busy, or in a state in which this is not possible."""


class PreconditionFailed(ApiError):
    """412: it was changed meanwhile."""


class TooLarge(ApiError):
    """413"""


class Invalid(ApiError):
    """422: `fieldName` says which field."""


class TooManyRequests(ApiError):
    """429"""


class ServerError(ApiError):
    """5xx"""


class Unavailable(ServerError):
    """503"""


class InvalidBodyContent(BadRequest):
    pass


class InvalidCSRFToken(Forbidden):
    pass


class UnsupportedVersion(Invalid):
    pass


class InvalidFormat(Invalid):
    pass


class InvalidDateFormat(Invalid):
    pass


class InvalidReference(Invalid):
    pass


class InvalidOption(Invalid):
    pass


class InvalidCharacters(Invalid):
    pass


class NotNullable(Invalid):
    pass


class NotUnique(Invalid):
    pass


class MissingRequired(Invalid):
    pass


class MinLimitExceeded(Invalid):
    pass


class MaxLimitExceeded(Invalid):
    pass


class MinLengthExceeded(Invalid):
    pass


class MaxLengthExceeded(Invalid):
    pass


class InvalidAction(Invalid):
    pass


class ActionNotAvailable(Invalid):
    pass


class InvalidImageInstanceKind(Invalid):
    pass


class NetworkIdsSubnetIdsMutuallyExclusive(Invalid):
    pass


class PortWrongFormat(Invalid):
    pass


class PortInvalidPublicPort(Invalid):
    pass


class PortInvalidPrivatePort(Invalid):
    pass


class PortInvalidProtocol(Invalid):
    pass


class ExternalServiceUnavailable(Unavailable):
    pass


_BY_STATUS: Dict[int, Type[ApiError]] = {
    400: BadRequest, 401: Unauthorized, 403: Forbidden, 404: NotFound, 405: MethodNotAllowed, 409: Conflict,
    412: PreconditionFailed, 413: TooLarge, 422: Invalid, 429: TooManyRequests, 503: Unavailable,
}


def _subclasses(base: Type[ApiError]) -> Dict[str, Type[ApiError]]:
    found: Dict[str, Type[ApiError]] = {}
    for one in base.__subclasses__():
        found[one.__name__] = one
        found.update(_subclasses(one))
    return found


_BY_CODE = _subclasses(ApiError)


def api_error(status: int, error: Any, text: Optional[str] = None) -> ApiError:
    """The error of the class that fits: by code if that belongs to this status, else by status."""
    by_status = _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    by_code = _BY_CODE.get(_text(error, "code") or "")
    fits = by_code is not None and issubclass(by_code, by_status)
    return (by_code if fits and by_code else by_status)(status, error, text)


__all__ = sorted(
    [name for name, value in globals().items() if isinstance(value, type) and issubclass(value, StampedeError)])
