# Made by `python -m stampede.stubs` from the schemas of a server. Do not edit: `make stubs` makes it again.
import datetime
from typing import (
    Any, Callable, Dict, Generic, Iterator, List, Literal, Mapping, Optional, Sequence, TypeVar, Union, overload,
)

_T = TypeVar("_T")
_C = TypeVar("_C", bound="Collection[Any]")
_R = TypeVar("_R", bound="Resource")
Date = Union[str, datetime.datetime]
Id = Union[str, "Resource"]
Number = Union[int, str]
__version__: str

AccountState = Literal["activating", "active", "deactivating", "inactive", "purged", "purging", "registering",
    "removed", "removing", "requested", "restoring", "updating-active", "updating-inactive"]
AccountTransitioning = Literal["yes", "no", "error"]
AgentState = Literal["activating", "active", "deactivating", "inactive", "purged", "purging", "reconnecting",
    "registering", "removed", "removing", "requested", "restoring", "updating-active", "updating-inactive"]
InstanceState = Literal["creating", "migrating", "purged", "purging", "removed", "removing", "requested", "restarting",
    "restoring", "running", "starting", "stopped", "stopping", "updating-running", "updating-stopped"]
InstanceInstanceTriggeredStop = Literal["stop", "remove", "restart"]
ExternalHandlerPriorityName = Literal["pre", "specific", "default_override"]
ExternalHandlerOnAbsent = Literal["wait", "skip", "fail"]
ImageInstanceKind = Literal["container", "virtualMachine"]
IpAddressState = Literal["activating", "active", "associated", "associating", "deactivating", "disassociating",
    "inactive", "purged", "purging", "registering", "removed", "removing", "requested", "restoring", "updating-active",
    "updating-inactive"]
ScriptState = Literal["active", "refused", "disabled"]
StateTransitionType = Literal["TRANSITIONING", "DONE"]


class StampedeError(Exception): ...


class ConnectionLost(StampedeError, ConnectionError): ...


class Timeout(StampedeError, TimeoutError): ...


class BadReply(StampedeError): ...


class UnknownType(StampedeError, AttributeError): ...


class NotOffered(StampedeError, AttributeError): ...


class TransitionError(StampedeError):
    resource: Any


class WaitTimeout(TransitionError, TimeoutError): ...


class ApiError(StampedeError):
    code: Optional[str]
    message: Optional[str]
    detail: Optional[str]
    fieldName: Optional[str]
    field_name: Optional[str]
    id: Optional[str]
    status: int
    error: Any


class BadRequest(ApiError): ...


class Unauthorized(ApiError): ...


class Forbidden(ApiError): ...


class NotFound(ApiError): ...


class MethodNotAllowed(ApiError): ...


class Conflict(ApiError): ...


class PreconditionFailed(ApiError): ...


class TooLarge(ApiError): ...


class Invalid(ApiError): ...


class TooManyRequests(ApiError): ...


class ServerError(ApiError): ...


class Unavailable(ServerError): ...


class InvalidBodyContent(BadRequest): ...


class InvalidCSRFToken(Forbidden): ...


class UnsupportedVersion(Invalid): ...


class InvalidFormat(Invalid): ...


class InvalidDateFormat(Invalid): ...


class InvalidReference(Invalid): ...


class InvalidOption(Invalid): ...


class InvalidCharacters(Invalid): ...


class NotNullable(Invalid): ...


class NotUnique(Invalid): ...


class MissingRequired(Invalid): ...


class MinLimitExceeded(Invalid): ...


class MaxLimitExceeded(Invalid): ...


class MinLengthExceeded(Invalid): ...


class MaxLengthExceeded(Invalid): ...


class InvalidAction(Invalid): ...


class ActionNotAvailable(Invalid): ...


class InvalidImageInstanceKind(Invalid): ...


class NetworkIdsSubnetIdsMutuallyExclusive(Invalid): ...


class PortWrongFormat(Invalid): ...


class PortInvalidPublicPort(Invalid): ...


class PortInvalidPrivatePort(Invalid): ...


class PortInvalidProtocol(Invalid): ...


class ExternalServiceUnavailable(Unavailable): ...


class Object:
    """One JSON object: members as attributes, and as in a dict."""
    def __getitem__(self, name: str) -> Any: ...
    def __setitem__(self, name: str, value: Any) -> None: ...
    def __contains__(self, name: object) -> bool: ...
    def __len__(self) -> int: ...
    def get(self, name: str, default: Any = ...) -> Any: ...
    def to_dict(self) -> Dict[str, Any]: ...


class Map(Object, Generic[_T]):
    """A map: its keys are the caller's."""
    def __getattr__(self, name: str) -> _T: ...
    def __getitem__(self, name: str) -> _T: ...
    def __iter__(self) -> Iterator[str]: ...
    def keys(self) -> Any: ...
    def values(self) -> Any: ...
    def items(self) -> Any: ...


class Resource(Object):
    """Something that the server keeps."""
    id: str
    type: str
    links: Map[str]
    actions: Map[str]
    def delete(self: _R) -> _R: ...
    def reload(self: _R, **params: Any) -> _R: ...
    def save(self: _R, **fields: Any) -> _R: ...
    def wait(self: _R, state: Union[str, Sequence[str], None] = ..., timeout: float = ..., sleep: float = ...) -> _R: ...
    def wait_success(self: _R, timeout: float = ..., sleep: float = ...) -> _R: ...


class Collection(Generic[_T]):
    """A page of a list; iterated, it goes over all pages that follow."""
    data: List[_T]
    resourceType: str
    links: Map[str]
    pagination: Any
    filters: Any
    sort: Any
    def __iter__(self) -> Iterator[_T]: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int) -> _T: ...
    @overload
    def __getitem__(self, key: slice) -> List[_T]: ...
    def __contains__(self, name: object) -> bool: ...
    def next(self: _C) -> _C: ...
    def pages(self: _C) -> Iterator[_C]: ...


class Event(Object):
    id: Optional[str]
    name: str
    resourceType: Optional[str]
    resourceId: Optional[str]
    data: Any
    time: Optional[int]
    resource: Any


class Client:
    url: str
    schema: Any
    def __init__(
        self, url: Optional[str] = ..., access_key: Optional[str] = ..., secret_key: Optional[str] = ...,
        cache: bool = ..., cache_time: float = ..., strict: bool = ..., headers: Optional[Mapping[str, str]] = ..., *,
        all_pages: bool = ..., timeout: float = ..., retries: int = ..., ca: Optional[str] = ..., verify: bool = ...,
        gzip: bool = ...
    ) -> None: ...
    def __enter__(self) -> "Client": ...
    def __exit__(self, *_: Any) -> None: ...
    def close(self) -> None: ...
    def valid(self) -> bool: ...
    def reload_schema(self) -> None: ...
    def get(self, url: str, **params: Any) -> Any: ...
    def list(self, type_: str, **filters: Any) -> Collection[Any]: ...
    def by_id(self, type_: str, id: Number, **params: Any) -> Any: ...
    def create(self, type_: str, *values: Mapping[str, Any], **fields: Any) -> Any: ...
    def update_by_id(self, type_: str, id: Number, *values: Mapping[str, Any], **fields: Any) -> Any: ...
    def update(self, obj: _R, *values: Any, **fields: Any) -> _R: ...
    @overload
    def delete(self, obj: _R) -> _R: ...
    @overload
    def delete(self, *objs: Resource) -> Any: ...
    def reload(self, obj: _R, **params: Any) -> _R: ...
    def action(self, obj: Resource, name: str, *values: Mapping[str, Any], **fields: Any) -> Any: ...
    def wait(
        self, obj: _R, state: Union[str, Sequence[str], None] = ..., timeout: float = ..., sleep: float = ...
    ) -> _R: ...
    def wait_success(self, obj: _R, timeout: float = ..., sleep: float = ...) -> _R: ...
    def wait_transitioning(self, obj: _R, timeout: float = ..., sleep: float = ...) -> _R: ...
    def subscribe(
        self, *names: str, include: Union[str, Sequence[str], None] = ..., websocket: bool = ..., pings: bool = ...,
        resume: bool = ..., agentId: Optional[str] = ...
    ) -> Iterator[Event]: ...
    def list_account(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "externalId", "externalIdType", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., externalId: str = ..., externalId_ne: str = ...,
        externalId_prefix: str = ..., externalId_like: str = ..., externalId_notlike: str = ..., externalId_null: bool =
        ..., externalId_notnull: bool = ..., externalIdType: str = ..., externalIdType_ne: str = ...,
        externalIdType_prefix: str = ..., externalIdType_like: str = ..., externalIdType_notlike: str = ...,
        externalIdType_null: bool = ..., externalIdType_notnull: bool = ..., created: Date = ..., created_ne: Date =
        ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ...,
        created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt:
        Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[Account]: ...
    def by_id_account(self, id: Number, **params: Any) -> Account: ...
    def create_account(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., externalId: Optional[str] = ..., externalIdType: Optional[str] = ..., defaultCredentialIds:
        Optional[Sequence[Id]] = ..., defaultNetworkIds: Optional[Sequence[Id]] = ..., data: Optional[Mapping[str, Any]]
        = ...
    ) -> Account: ...
    def update_by_id_account(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., externalId: Optional[str] =
        ..., externalIdType: Optional[str] = ..., defaultCredentialIds: Optional[Sequence[Id]] = ..., defaultNetworkIds:
        Optional[Sequence[Id]] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Account: ...
    def list_agent(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "agentGroupId", "uri", "managedConfig", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AgentState = ...,
        state_ne: AgentState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., agentGroupId: Id = ...,
        agentGroupId_ne: Id = ..., agentGroupId_null: bool = ..., agentGroupId_notnull: bool = ..., uri: str = ...,
        uri_ne: str = ..., uri_prefix: str = ..., uri_like: str = ..., uri_notlike: str = ..., uri_null: bool = ...,
        uri_notnull: bool = ..., managedConfig: bool = ..., managedConfig_ne: bool = ..., managedConfig_null: bool =
        ..., managedConfig_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[Agent]: ...
    def by_id_agent(self, id: Number, **params: Any) -> Agent: ...
    def create_agent(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., agentGroupId: Optional[Id] = ..., uri: Optional[str] = ...,
        user: Optional[str] = ..., managedConfig: bool = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Agent: ...
    def update_by_id_agent(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        agentGroupId: Optional[Id] = ..., uri: Optional[str] = ..., managedConfig: bool = ..., removeTime:
        Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Agent: ...
    def list_agentGroup(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt:
        Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull:
        bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str
        = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ...,
        state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[AgentGroup]: ...
    list_agent_group = list_agentGroup
    def by_id_agentGroup(self, id: Number, **params: Any) -> AgentGroup: ...
    by_id_agent_group = by_id_agentGroup
    def create_agentGroup(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> AgentGroup: ...
    create_agent_group = create_agentGroup
    def update_by_id_agentGroup(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> AgentGroup: ...
    update_by_id_agent_group = update_by_id_agentGroup
    def list_networkServiceProvider(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., networkId: Id = ..., networkId_ne: Id = ..., networkId_null: bool =
        ..., networkId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[NetworkServiceProvider]: ...
    list_network_service_provider = list_networkServiceProvider
    def by_id_networkServiceProvider(self, id: Number, **params: Any) -> NetworkServiceProvider: ...
    by_id_network_service_provider = by_id_networkServiceProvider
    def create_networkServiceProvider(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> NetworkServiceProvider: ...
    create_network_service_provider = create_networkServiceProvider
    def update_by_id_networkServiceProvider(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> NetworkServiceProvider: ...
    update_by_id_network_service_provider = update_by_id_networkServiceProvider
    def list_agentInstanceProvider(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., networkId: Id = ..., networkId_ne: Id = ..., networkId_null: bool =
        ..., networkId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[AgentInstanceProvider]: ...
    list_agent_instance_provider = list_agentInstanceProvider
    def by_id_agentInstanceProvider(self, id: Number, **params: Any) -> AgentInstanceProvider: ...
    by_id_agent_instance_provider = by_id_agentInstanceProvider
    def create_agentInstanceProvider(
        self, *, networkId: Id, agentInstanceImageUuid: str = ..., name: Optional[str] = ..., description: Optional[str]
        = ..., uuid: Optional[str] = ..., kind: Optional[str] = ..., accountId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> AgentInstanceProvider: ...
    create_agent_instance_provider = create_agentInstanceProvider
    def update_by_id_agentInstanceProvider(
        self, id: Number, *, networkId: Id = ..., agentInstanceImageUuid: str = ..., name: Optional[str] = ...,
        description: Optional[str] = ..., accountId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> AgentInstanceProvider: ...
    update_by_id_agent_instance_provider = update_by_id_agentInstanceProvider
    def list_credential(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "publicValue", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number
        = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., publicValue: str = ..., publicValue_ne: str = ...,
        publicValue_prefix: str = ..., publicValue_like: str = ..., publicValue_notlike: str = ..., publicValue_null:
        bool = ..., publicValue_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[Credential]: ...
    def by_id_credential(self, id: Number, **params: Any) -> Credential: ...
    def create_credential(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., publicValue: Optional[str] = ..., secretValue: Optional[str]
        = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Credential: ...
    def update_by_id_credential(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        publicValue: Optional[str] = ..., secretValue: Optional[str] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> Credential: ...
    def list_apiKey(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["publicValue", "id", "name", "description",
        "uuid", "kind", "state", "accountId", "created", "removed", "removeTime"] = ..., publicValue: str = ...,
        publicValue_ne: str = ..., publicValue_prefix: str = ..., publicValue_like: str = ..., publicValue_notlike: str
        = ..., publicValue_null: bool = ..., publicValue_notnull: bool = ..., id: Number = ..., id_ne: Number = ...,
        id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[ApiKey]: ...
    list_api_key = list_apiKey
    def by_id_apiKey(self, id: Number, **params: Any) -> ApiKey: ...
    by_id_api_key = by_id_apiKey
    def create_apiKey(
        self, *, publicValue: Optional[str] = ..., secretValue: Optional[str] = ..., name: Optional[str] = ...,
        description: Optional[str] = ..., uuid: Optional[str] = ..., kind: Optional[str] = ..., accountId: Optional[Id]
        = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> ApiKey: ...
    create_api_key = create_apiKey
    def update_by_id_apiKey(
        self, id: Number, *, publicValue: Optional[str] = ..., secretValue: Optional[str] = ..., name: Optional[str] =
        ..., description: Optional[str] = ..., accountId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> ApiKey: ...
    update_by_id_api_key = update_by_id_apiKey
    def create_apiVersion(self) -> ApiVersion: ...
    create_api_version = create_apiVersion
    def update_by_id_apiVersion(self, id: Number) -> ApiVersion: ...
    update_by_id_api_version = update_by_id_apiVersion
    def create_collection(self, *, data: Sequence[Mapping[str, Any]] = ...) -> CollectionType: ...
    def update_by_id_collection(self, id: Number, *, data: Sequence[Mapping[str, Any]] = ...) -> CollectionType: ...
    def list_configItem(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "sourceVersion"] = ..., id: Number
        = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number =
        ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., sourceVersion:
        str = ..., sourceVersion_ne: str = ..., sourceVersion_prefix: str = ..., sourceVersion_like: str = ...,
        sourceVersion_notlike: str = ..., sourceVersion_null: bool = ..., sourceVersion_notnull: bool = ...
    ) -> Collection[ConfigItem]: ...
    list_config_item = list_configItem
    def by_id_configItem(self, id: Number, **params: Any) -> ConfigItem: ...
    by_id_config_item = by_id_configItem
    def create_configItem(self, *, name: Optional[str] = ..., sourceVersion: Optional[str] = ...) -> ConfigItem: ...
    create_config_item = create_configItem
    def update_by_id_configItem(
        self, id: Number, *, name: Optional[str] = ..., sourceVersion: Optional[str] = ...
    ) -> ConfigItem: ...
    update_by_id_config_item = update_by_id_configItem
    def list_configItemStatus(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "agentId", "behind",
        "appliedUpdated", "appliedVersion", "requestedUpdated", "requestedVersion", "sourceVersion"] = ..., id: Number =
        ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ...,
        id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., agentId: Id =
        ..., agentId_ne: Id = ..., agentId_null: bool = ..., agentId_notnull: bool = ..., behind: str = ..., behind_ne:
        str = ..., behind_null: bool = ..., behind_notnull: bool = ..., appliedUpdated: Date = ..., appliedUpdated_ne:
        Date = ..., appliedUpdated_lt: Date = ..., appliedUpdated_lte: Date = ..., appliedUpdated_gt: Date = ...,
        appliedUpdated_gte: Date = ..., appliedUpdated_null: bool = ..., appliedUpdated_notnull: bool = ...,
        appliedVersion: int = ..., appliedVersion_ne: int = ..., appliedVersion_lt: int = ..., appliedVersion_lte: int =
        ..., appliedVersion_gt: int = ..., appliedVersion_gte: int = ..., appliedVersion_null: bool = ...,
        appliedVersion_notnull: bool = ..., requestedUpdated: Date = ..., requestedUpdated_ne: Date = ...,
        requestedUpdated_lt: Date = ..., requestedUpdated_lte: Date = ..., requestedUpdated_gt: Date = ...,
        requestedUpdated_gte: Date = ..., requestedUpdated_null: bool = ..., requestedUpdated_notnull: bool = ...,
        requestedVersion: int = ..., requestedVersion_ne: int = ..., requestedVersion_lt: int = ...,
        requestedVersion_lte: int = ..., requestedVersion_gt: int = ..., requestedVersion_gte: int = ...,
        requestedVersion_null: bool = ..., requestedVersion_notnull: bool = ..., sourceVersion: str = ...,
        sourceVersion_ne: str = ..., sourceVersion_prefix: str = ..., sourceVersion_like: str = ...,
        sourceVersion_notlike: str = ..., sourceVersion_null: bool = ..., sourceVersion_notnull: bool = ...
    ) -> Collection[ConfigItemStatus]: ...
    list_config_item_status = list_configItemStatus
    def by_id_configItemStatus(self, id: Number, **params: Any) -> ConfigItemStatus: ...
    by_id_config_item_status = by_id_configItemStatus
    def create_configItemStatus(
        self, *, name: Optional[str] = ..., agentId: Optional[Id] = ..., appliedUpdated: Optional[Date] = ...,
        appliedVersion: int = ..., requestedUpdated: Date = ..., requestedVersion: int = ..., sourceVersion:
        Optional[str] = ...
    ) -> ConfigItemStatus: ...
    create_config_item_status = create_configItemStatus
    def update_by_id_configItemStatus(
        self, id: Number, *, name: Optional[str] = ..., agentId: Optional[Id] = ..., appliedUpdated: Optional[Date] =
        ..., appliedVersion: int = ..., requestedUpdated: Date = ..., requestedVersion: int = ..., sourceVersion:
        Optional[str] = ...
    ) -> ConfigItemStatus: ...
    update_by_id_config_item_status = update_by_id_configItemStatus
    def list_instance(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "imageId", "instanceTriggeredStop", "memoryMb", "compute", "hostname", "domain",
        "userdata", "firstRunning", "allocationState", "agentId", "token", "created", "removed", "removeTime"] = ...,
        id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: InstanceState = ...,
        state_ne: InstanceState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., imageId: Id = ...,
        imageId_ne: Id = ..., imageId_null: bool = ..., imageId_notnull: bool = ..., instanceTriggeredStop:
        InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_ne: InstanceInstanceTriggeredStop = ...,
        instanceTriggeredStop_null: bool = ..., instanceTriggeredStop_notnull: bool = ..., memoryMb: int = ...,
        memoryMb_ne: int = ..., memoryMb_lt: int = ..., memoryMb_lte: int = ..., memoryMb_gt: int = ..., memoryMb_gte:
        int = ..., memoryMb_null: bool = ..., memoryMb_notnull: bool = ..., compute: int = ..., compute_ne: int = ...,
        compute_lt: int = ..., compute_lte: int = ..., compute_gt: int = ..., compute_gte: int = ..., compute_null: bool
        = ..., compute_notnull: bool = ..., hostname: str = ..., hostname_ne: str = ..., hostname_prefix: str = ...,
        hostname_like: str = ..., hostname_notlike: str = ..., hostname_null: bool = ..., hostname_notnull: bool = ...,
        domain: str = ..., domain_ne: str = ..., domain_prefix: str = ..., domain_like: str = ..., domain_notlike: str =
        ..., domain_null: bool = ..., domain_notnull: bool = ..., userdata: str = ..., userdata_ne: str = ...,
        userdata_prefix: str = ..., userdata_like: str = ..., userdata_notlike: str = ..., userdata_null: bool = ...,
        userdata_notnull: bool = ..., firstRunning: Date = ..., firstRunning_ne: Date = ..., firstRunning_lt: Date =
        ..., firstRunning_lte: Date = ..., firstRunning_gt: Date = ..., firstRunning_gte: Date = ..., firstRunning_null:
        bool = ..., firstRunning_notnull: bool = ..., allocationState: str = ..., allocationState_ne: str = ...,
        allocationState_prefix: str = ..., allocationState_like: str = ..., allocationState_notlike: str = ...,
        allocationState_null: bool = ..., allocationState_notnull: bool = ..., agentId: Id = ..., agentId_ne: Id = ...,
        agentId_null: bool = ..., agentId_notnull: bool = ..., token: str = ..., token_ne: str = ..., token_prefix: str
        = ..., token_like: str = ..., token_notlike: str = ..., token_null: bool = ..., token_notnull: bool = ...,
        created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date =
        ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ...,
        removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte:
        Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date =
        ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date =
        ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Instance]: ...
    def by_id_instance(self, id: Number, **params: Any) -> Instance: ...
    def list_container(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["uuid", "kind", "hostname", "memoryMb",
        "compute", "imageId", "id", "name", "description", "state", "accountId", "instanceTriggeredStop", "domain",
        "userdata", "firstRunning", "allocationState", "agentId", "token", "created", "removed", "removeTime"] = ...,
        uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ...,
        uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ...,
        kind_like: str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., hostname: str =
        ..., hostname_ne: str = ..., hostname_prefix: str = ..., hostname_like: str = ..., hostname_notlike: str = ...,
        hostname_null: bool = ..., hostname_notnull: bool = ..., memoryMb: int = ..., memoryMb_ne: int = ...,
        memoryMb_lt: int = ..., memoryMb_lte: int = ..., memoryMb_gt: int = ..., memoryMb_gte: int = ..., memoryMb_null:
        bool = ..., memoryMb_notnull: bool = ..., compute: int = ..., compute_ne: int = ..., compute_lt: int = ...,
        compute_lte: int = ..., compute_gt: int = ..., compute_gte: int = ..., compute_null: bool = ...,
        compute_notnull: bool = ..., imageId: Id = ..., imageId_ne: Id = ..., imageId_null: bool = ..., imageId_notnull:
        bool = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number =
        ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ...,
        name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool
        = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str =
        ..., description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., state:
        InstanceState = ..., state_ne: InstanceState = ..., state_null: bool = ..., state_notnull: bool = ...,
        accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ...,
        instanceTriggeredStop: InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_ne:
        InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_null: bool = ..., instanceTriggeredStop_notnull: bool
        = ..., domain: str = ..., domain_ne: str = ..., domain_prefix: str = ..., domain_like: str = ...,
        domain_notlike: str = ..., domain_null: bool = ..., domain_notnull: bool = ..., userdata: str = ...,
        userdata_ne: str = ..., userdata_prefix: str = ..., userdata_like: str = ..., userdata_notlike: str = ...,
        userdata_null: bool = ..., userdata_notnull: bool = ..., firstRunning: Date = ..., firstRunning_ne: Date = ...,
        firstRunning_lt: Date = ..., firstRunning_lte: Date = ..., firstRunning_gt: Date = ..., firstRunning_gte: Date =
        ..., firstRunning_null: bool = ..., firstRunning_notnull: bool = ..., allocationState: str = ...,
        allocationState_ne: str = ..., allocationState_prefix: str = ..., allocationState_like: str = ...,
        allocationState_notlike: str = ..., allocationState_null: bool = ..., allocationState_notnull: bool = ...,
        agentId: Id = ..., agentId_ne: Id = ..., agentId_null: bool = ..., agentId_notnull: bool = ..., token: str =
        ..., token_ne: str = ..., token_prefix: str = ..., token_like: str = ..., token_notlike: str = ..., token_null:
        bool = ..., token_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[Container]: ...
    def by_id_container(self, id: Number, **params: Any) -> Container: ...
    def create_container(
        self, *, command: Optional[str] = ..., commandArgs: Optional[Sequence[str]] = ..., environment: Mapping[str,
        str] = ..., directory: Optional[str] = ..., user: Optional[str] = ..., hostname: Optional[str] = ..., memoryMb:
        Optional[int] = ..., privileged: bool = ..., dockerVolumes: Optional[Sequence[str]] = ..., restartPolicy:
        Optional[Mapping[str, Any]] = ..., labels: Optional[Mapping[str, str]] = ..., compute: Optional[int] = ...,
        imageId: Optional[Id] = ..., imageUuid: Optional[str] = ..., networkIds: Optional[Sequence[Id]] = ...,
        subnetIds: Optional[Sequence[Id]] = ..., vnetIds: Optional[Sequence[Id]] = ..., instanceLinks:
        Optional[Mapping[str, Id]] = ..., startOnCreate: bool = ..., name: Optional[str] = ..., description:
        Optional[str] = ..., accountId: Optional[Id] = ..., instanceTriggeredStop:
        Optional[InstanceInstanceTriggeredStop] = ..., userdata: Optional[str] = ..., ports: Optional[Sequence[str]] =
        ..., credentialIds: Optional[Sequence[Id]] = ..., requestedHostId: Optional[Id] = ..., validHostIds:
        Optional[Sequence[Id]] = ..., agentId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Container: ...
    def update_by_id_container(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop] = ..., userdata: Optional[str] = ...,
        requestedHostId: Optional[Id] = ..., validHostIds: Optional[Sequence[Id]] = ..., agentId: Optional[Id] = ...,
        removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Container: ...
    def list_credentialInstanceMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "credentialId", "instanceId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., credentialId: Id = ..., credentialId_ne: Id = ...,
        credentialId_null: bool = ..., credentialId_notnull: bool = ..., instanceId: Id = ..., instanceId_ne: Id = ...,
        instanceId_null: bool = ..., instanceId_notnull: bool = ..., created: Date = ..., created_ne: Date = ...,
        created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null:
        bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ...,
        removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[CredentialInstanceMap]: ...
    list_credential_instance_map = list_credentialInstanceMap
    def by_id_credentialInstanceMap(self, id: Number, **params: Any) -> CredentialInstanceMap: ...
    by_id_credential_instance_map = by_id_credentialInstanceMap
    def create_credentialInstanceMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., credentialId: Optional[Id] = ..., instanceId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> CredentialInstanceMap: ...
    create_credential_instance_map = create_credentialInstanceMap
    def update_by_id_credentialInstanceMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., credentialId: Optional[Id] =
        ..., instanceId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> CredentialInstanceMap: ...
    update_by_id_credential_instance_map = update_by_id_credentialInstanceMap
    def list_data(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "value", "visible"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., value:
        str = ..., value_ne: str = ..., value_prefix: str = ..., value_like: str = ..., value_notlike: str = ...,
        value_null: bool = ..., value_notnull: bool = ..., visible: bool = ..., visible_ne: bool = ..., visible_null:
        bool = ..., visible_notnull: bool = ...
    ) -> Collection[Data]: ...
    def by_id_data(self, id: Number, **params: Any) -> Data: ...
    def create_data(self, *, name: Optional[str] = ..., value: Optional[str] = ...) -> Data: ...
    def update_by_id_data(self, id: Number, *, name: Optional[str] = ..., value: Optional[str] = ...) -> Data: ...
    def list_networkService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[NetworkService]: ...
    list_network_service = list_networkService
    def by_id_networkService(self, id: Number, **params: Any) -> NetworkService: ...
    by_id_network_service = by_id_networkService
    def create_networkService(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> NetworkService: ...
    create_network_service = create_networkService
    def update_by_id_networkService(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> NetworkService: ...
    update_by_id_network_service = update_by_id_networkService
    def list_dhcpService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[DhcpService]: ...
    list_dhcp_service = list_dhcpService
    def by_id_dhcpService(self, id: Number, **params: Any) -> DhcpService: ...
    by_id_dhcp_service = by_id_dhcpService
    def create_dhcpService(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> DhcpService: ...
    create_dhcp_service = create_dhcpService
    def update_by_id_dhcpService(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> DhcpService: ...
    update_by_id_dhcp_service = update_by_id_dhcpService
    def list_dnsService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[DnsService]: ...
    list_dns_service = list_dnsService
    def by_id_dnsService(self, id: Number, **params: Any) -> DnsService: ...
    by_id_dns_service = by_id_dnsService
    def create_dnsService(
        self, *, networkId: Id, dns: Sequence[str] = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        uuid: Optional[str] = ..., kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId:
        Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> DnsService: ...
    create_dns_service = create_dnsService
    def update_by_id_dnsService(
        self, id: Number, *, networkId: Id = ..., dns: Sequence[str] = ..., name: Optional[str] = ..., description:
        Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime:
        Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> DnsService: ...
    update_by_id_dns_service = update_by_id_dnsService
    def create_error(self) -> Error: ...
    def update_by_id_error(self, id: Number) -> Error: ...
    def list_externalHandler(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "priority", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt:
        Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull:
        bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str
        = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ...,
        state_notnull: bool = ..., priority: int = ..., priority_ne: int = ..., priority_lt: int = ..., priority_lte:
        int = ..., priority_gt: int = ..., priority_gte: int = ..., priority_null: bool = ..., priority_notnull: bool =
        ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt:
        Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ...,
        removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte:
        Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date =
        ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date =
        ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[ExternalHandler]: ...
    list_external_handler = list_externalHandler
    def by_id_externalHandler(self, id: Number, **params: Any) -> ExternalHandler: ...
    by_id_external_handler = by_id_externalHandler
    def create_externalHandler(
        self, *, processNames: Sequence[str], name: Optional[str] = ..., description: Optional[str] = ..., uuid:
        Optional[str] = ..., kind: Optional[str] = ..., priority: Optional[int] = ..., retries: Optional[int] = ...,
        timeoutMillis: Optional[int] = ..., onAbsent: ExternalHandlerOnAbsent = ..., data: Optional[Mapping[str, Any]] =
        ...
    ) -> ExternalHandler: ...
    create_external_handler = create_externalHandler
    def update_by_id_externalHandler(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., priority: Optional[int] = ...,
        retries: Optional[int] = ..., timeoutMillis: Optional[int] = ..., onAbsent: ExternalHandlerOnAbsent = ...,
        removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> ExternalHandler: ...
    update_by_id_external_handler = update_by_id_externalHandler
    def list_externalHandlerExternalHandlerProcessMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "externalHandlerId", "externalHandlerProcessId", "created", "removed", "removeTime"] = ..., id: Number
        = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number =
        ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str
        = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., externalHandlerId: Id = ...,
        externalHandlerId_ne: Id = ..., externalHandlerId_null: bool = ..., externalHandlerId_notnull: bool = ...,
        externalHandlerProcessId: Id = ..., externalHandlerProcessId_ne: Id = ..., externalHandlerProcessId_null: bool =
        ..., externalHandlerProcessId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date
        = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[ExternalHandlerExternalHandlerProcessMap]: ...
    list_external_handler_external_handler_process_map = list_externalHandlerExternalHandlerProcessMap
    def by_id_externalHandlerExternalHandlerProcessMap(
        self, id: Number, **params: Any
    ) -> ExternalHandlerExternalHandlerProcessMap: ...
    by_id_external_handler_external_handler_process_map = by_id_externalHandlerExternalHandlerProcessMap
    def create_externalHandlerExternalHandlerProcessMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., externalHandlerId: Optional[Id] = ..., externalHandlerProcessId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> ExternalHandlerExternalHandlerProcessMap: ...
    create_external_handler_external_handler_process_map = create_externalHandlerExternalHandlerProcessMap
    def update_by_id_externalHandlerExternalHandlerProcessMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., externalHandlerId:
        Optional[Id] = ..., externalHandlerProcessId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> ExternalHandlerExternalHandlerProcessMap: ...
    update_by_id_external_handler_external_handler_process_map = update_by_id_externalHandlerExternalHandlerProcessMap
    def list_externalHandlerProcess(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ...,
        id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ...,
        name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ...,
        name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ...,
        state_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[ExternalHandlerProcess]: ...
    list_external_handler_process = list_externalHandlerProcess
    def by_id_externalHandlerProcess(self, id: Number, **params: Any) -> ExternalHandlerProcess: ...
    by_id_external_handler_process = by_id_externalHandlerProcess
    def create_externalHandlerProcess(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> ExternalHandlerProcess: ...
    create_external_handler_process = create_externalHandlerProcess
    def update_by_id_externalHandlerProcess(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., removeTime: Optional[Date] =
        ..., data: Optional[Mapping[str, Any]] = ...
    ) -> ExternalHandlerProcess: ...
    update_by_id_external_handler_process = update_by_id_externalHandlerProcess
    def list_gatewayService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[GatewayService]: ...
    list_gateway_service = list_gatewayService
    def by_id_gatewayService(self, id: Number, **params: Any) -> GatewayService: ...
    by_id_gateway_service = by_id_gatewayService
    def create_gatewayService(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> GatewayService: ...
    create_gateway_service = create_gatewayService
    def update_by_id_gatewayService(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> GatewayService: ...
    update_by_id_gateway_service = update_by_id_gatewayService
    def list_genericObject(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "key", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ...,
        id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., key: str = ..., key_ne: str = ..., key_prefix: str = ..., key_like:
        str = ..., key_notlike: str = ..., key_null: bool = ..., key_notnull: bool = ..., created: Date = ...,
        created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte:
        Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ...,
        removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null:
        bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date
        = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool
        = ..., removeTime_notnull: bool = ...
    ) -> Collection[GenericObject]: ...
    list_generic_object = list_genericObject
    def by_id_genericObject(self, id: Number, **params: Any) -> GenericObject: ...
    by_id_generic_object = by_id_genericObject
    def create_genericObject(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> GenericObject: ...
    create_generic_object = create_genericObject
    def update_by_id_genericObject(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> GenericObject: ...
    update_by_id_generic_object = update_by_id_genericObject
    def list_history(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "created", "kind", "resourceType",
        "resourceId", "processInstanceId", "processName", "actor", "fromState", "toState", "handler", "attempt",
        "milliseconds", "error", "verb"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte:
        Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., created:
        Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., kind: str = ..., kind_ne: str =
        ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull:
        bool = ..., resourceType: str = ..., resourceType_ne: str = ..., resourceType_prefix: str = ...,
        resourceType_like: str = ..., resourceType_notlike: str = ..., resourceType_null: bool = ...,
        resourceType_notnull: bool = ..., resourceId: str = ..., resourceId_ne: str = ..., resourceId_prefix: str = ...,
        resourceId_like: str = ..., resourceId_notlike: str = ..., resourceId_null: bool = ..., resourceId_notnull: bool
        = ..., processInstanceId: Id = ..., processInstanceId_ne: Id = ..., processInstanceId_null: bool = ...,
        processInstanceId_notnull: bool = ..., processName: str = ..., processName_ne: str = ..., processName_prefix:
        str = ..., processName_like: str = ..., processName_notlike: str = ..., processName_null: bool = ...,
        processName_notnull: bool = ..., actor: str = ..., actor_ne: str = ..., actor_prefix: str = ..., actor_like: str
        = ..., actor_notlike: str = ..., actor_null: bool = ..., actor_notnull: bool = ..., fromState: str = ...,
        fromState_ne: str = ..., fromState_prefix: str = ..., fromState_like: str = ..., fromState_notlike: str = ...,
        fromState_null: bool = ..., fromState_notnull: bool = ..., toState: str = ..., toState_ne: str = ...,
        toState_prefix: str = ..., toState_like: str = ..., toState_notlike: str = ..., toState_null: bool = ...,
        toState_notnull: bool = ..., handler: str = ..., handler_ne: str = ..., handler_prefix: str = ..., handler_like:
        str = ..., handler_notlike: str = ..., handler_null: bool = ..., handler_notnull: bool = ..., attempt: int =
        ..., attempt_ne: int = ..., attempt_lt: int = ..., attempt_lte: int = ..., attempt_gt: int = ..., attempt_gte:
        int = ..., attempt_null: bool = ..., attempt_notnull: bool = ..., milliseconds: int = ..., milliseconds_ne: int
        = ..., milliseconds_lt: int = ..., milliseconds_lte: int = ..., milliseconds_gt: int = ..., milliseconds_gte:
        int = ..., milliseconds_null: bool = ..., milliseconds_notnull: bool = ..., error: str = ..., error_ne: str =
        ..., error_prefix: str = ..., error_like: str = ..., error_notlike: str = ..., error_null: bool = ...,
        error_notnull: bool = ..., verb: str = ..., verb_ne: str = ..., verb_prefix: str = ..., verb_like: str = ...,
        verb_notlike: str = ..., verb_null: bool = ..., verb_notnull: bool = ...
    ) -> Collection[History]: ...
    def by_id_history(self, id: Number, **params: Any) -> History: ...
    def list_host(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "agentId", "physicalHostId", "isPublic", "agentState", "cpus", "memoryMb", "memoryFreeMb",
        "hypervisor", "uri", "computeFree", "computeTotal", "created", "removed", "removeTime"] = ..., id: Number = ...,
        id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ...,
        id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str
        = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., agentId: Id = ...,
        agentId_ne: Id = ..., agentId_null: bool = ..., agentId_notnull: bool = ..., physicalHostId: Id = ...,
        physicalHostId_ne: Id = ..., physicalHostId_null: bool = ..., physicalHostId_notnull: bool = ..., isPublic: bool
        = ..., isPublic_ne: bool = ..., isPublic_null: bool = ..., isPublic_notnull: bool = ..., agentState: str = ...,
        agentState_ne: str = ..., agentState_prefix: str = ..., agentState_like: str = ..., agentState_notlike: str =
        ..., agentState_null: bool = ..., agentState_notnull: bool = ..., cpus: int = ..., cpus_ne: int = ..., cpus_lt:
        int = ..., cpus_lte: int = ..., cpus_gt: int = ..., cpus_gte: int = ..., cpus_null: bool = ..., cpus_notnull:
        bool = ..., memoryMb: int = ..., memoryMb_ne: int = ..., memoryMb_lt: int = ..., memoryMb_lte: int = ...,
        memoryMb_gt: int = ..., memoryMb_gte: int = ..., memoryMb_null: bool = ..., memoryMb_notnull: bool = ...,
        memoryFreeMb: int = ..., memoryFreeMb_ne: int = ..., memoryFreeMb_lt: int = ..., memoryFreeMb_lte: int = ...,
        memoryFreeMb_gt: int = ..., memoryFreeMb_gte: int = ..., memoryFreeMb_null: bool = ..., memoryFreeMb_notnull:
        bool = ..., hypervisor: str = ..., hypervisor_ne: str = ..., hypervisor_prefix: str = ..., hypervisor_like: str
        = ..., hypervisor_notlike: str = ..., hypervisor_null: bool = ..., hypervisor_notnull: bool = ..., uri: str =
        ..., uri_ne: str = ..., uri_prefix: str = ..., uri_like: str = ..., uri_notlike: str = ..., uri_null: bool =
        ..., uri_notnull: bool = ..., computeFree: int = ..., computeFree_ne: int = ..., computeFree_lt: int = ...,
        computeFree_lte: int = ..., computeFree_gt: int = ..., computeFree_gte: int = ..., computeFree_null: bool = ...,
        computeFree_notnull: bool = ..., computeTotal: int = ..., computeTotal_ne: int = ..., computeTotal_lt: int =
        ..., computeTotal_lte: int = ..., computeTotal_gt: int = ..., computeTotal_gte: int = ..., computeTotal_null:
        bool = ..., computeTotal_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[Host]: ...
    def by_id_host(self, id: Number, **params: Any) -> Host: ...
    def create_host(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., agentId: Optional[Id] = ..., physicalHostId: Optional[Id] =
        ..., isPublic: bool = ..., computeFree: Optional[int] = ..., computeTotal: Optional[int] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> Host: ...
    def update_by_id_host(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        agentId: Optional[Id] = ..., physicalHostId: Optional[Id] = ..., isPublic: bool = ..., computeFree:
        Optional[int] = ..., computeTotal: Optional[int] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> Host: ...
    def list_hostIpAddressMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "hostId", "ipAddressId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., hostId: Id = ..., hostId_ne: Id = ..., hostId_null: bool =
        ..., hostId_notnull: bool = ..., ipAddressId: Id = ..., ipAddressId_ne: Id = ..., ipAddressId_null: bool = ...,
        ipAddressId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[HostIpAddressMap]: ...
    list_host_ip_address_map = list_hostIpAddressMap
    def by_id_hostIpAddressMap(self, id: Number, **params: Any) -> HostIpAddressMap: ...
    by_id_host_ip_address_map = by_id_hostIpAddressMap
    def create_hostIpAddressMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., hostId: Optional[Id] = ..., ipAddressId: Optional[Id] = ..., data: Optional[Mapping[str,
        Any]] = ...
    ) -> HostIpAddressMap: ...
    create_host_ip_address_map = create_hostIpAddressMap
    def update_by_id_hostIpAddressMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., hostId: Optional[Id] = ...,
        ipAddressId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> HostIpAddressMap: ...
    update_by_id_host_ip_address_map = update_by_id_hostIpAddressMap
    def list_hostNatGatewayService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[HostNatGatewayService]: ...
    list_host_nat_gateway_service = list_hostNatGatewayService
    def by_id_hostNatGatewayService(self, id: Number, **params: Any) -> HostNatGatewayService: ...
    by_id_host_nat_gateway_service = by_id_hostNatGatewayService
    def create_hostNatGatewayService(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> HostNatGatewayService: ...
    create_host_nat_gateway_service = create_hostNatGatewayService
    def update_by_id_hostNatGatewayService(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> HostNatGatewayService: ...
    update_by_id_host_nat_gateway_service = update_by_id_hostNatGatewayService
    def list_network(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "domain", "isPublic", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., domain: str = ..., domain_ne: str = ..., domain_prefix: str = ...,
        domain_like: str = ..., domain_notlike: str = ..., domain_null: bool = ..., domain_notnull: bool = ...,
        isPublic: bool = ..., isPublic_ne: bool = ..., isPublic_null: bool = ..., isPublic_notnull: bool = ..., created:
        Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Network]: ...
    def by_id_network(self, id: Number, **params: Any) -> Network: ...
    def create_network(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., isPublic: bool = ..., data: Optional[Mapping[str, Any]] =
        ...
    ) -> Network: ...
    def update_by_id_network(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        isPublic: bool = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Network: ...
    def list_hostOnlyNetwork(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "created", "removed", "accountId", "domain", "isPublic", "removeTime"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date
        = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ...,
        domain: str = ..., domain_ne: str = ..., domain_prefix: str = ..., domain_like: str = ..., domain_notlike: str =
        ..., domain_null: bool = ..., domain_notnull: bool = ..., isPublic: bool = ..., isPublic_ne: bool = ...,
        isPublic_null: bool = ..., isPublic_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[HostOnlyNetwork]: ...
    list_host_only_network = list_hostOnlyNetwork
    def by_id_hostOnlyNetwork(self, id: Number, **params: Any) -> HostOnlyNetwork: ...
    by_id_host_only_network = by_id_hostOnlyNetwork
    def create_hostOnlyNetwork(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., hostVnetUri: Optional[str] = ..., dynamicCreateVnet: bool = ..., accountId: Optional[Id] =
        ..., isPublic: bool = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> HostOnlyNetwork: ...
    create_host_only_network = create_hostOnlyNetwork
    def update_by_id_hostOnlyNetwork(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        isPublic: bool = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> HostOnlyNetwork: ...
    update_by_id_host_only_network = update_by_id_hostOnlyNetwork
    def list_hostVnetMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "hostId", "vnetId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ...,
        id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., hostId: Id = ..., hostId_ne: Id = ..., hostId_null: bool =
        ..., hostId_notnull: bool = ..., vnetId: Id = ..., vnetId_ne: Id = ..., vnetId_null: bool = ..., vnetId_notnull:
        bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ...,
        created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed:
        Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ...,
        removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ...,
        removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ...,
        removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[HostVnetMap]: ...
    list_host_vnet_map = list_hostVnetMap
    def by_id_hostVnetMap(self, id: Number, **params: Any) -> HostVnetMap: ...
    by_id_host_vnet_map = by_id_hostVnetMap
    def create_hostVnetMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., hostId: Optional[Id] = ..., vnetId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] =
        ...
    ) -> HostVnetMap: ...
    create_host_vnet_map = create_hostVnetMap
    def update_by_id_hostVnetMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., hostId: Optional[Id] = ...,
        vnetId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> HostVnetMap: ...
    update_by_id_host_vnet_map = update_by_id_hostVnetMap
    def list_image(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "instanceKind", "url", "checksum", "format", "isPublic", "virtualSizeMb",
        "physicalSizeMb", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt:
        Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull:
        bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str
        = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ...,
        state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., instanceKind: ImageInstanceKind = ..., instanceKind_ne: ImageInstanceKind = ...,
        instanceKind_null: bool = ..., instanceKind_notnull: bool = ..., url: str = ..., url_ne: str = ..., url_prefix:
        str = ..., url_like: str = ..., url_notlike: str = ..., url_null: bool = ..., url_notnull: bool = ..., checksum:
        str = ..., checksum_ne: str = ..., checksum_prefix: str = ..., checksum_like: str = ..., checksum_notlike: str =
        ..., checksum_null: bool = ..., checksum_notnull: bool = ..., format: str = ..., format_ne: str = ...,
        format_prefix: str = ..., format_like: str = ..., format_notlike: str = ..., format_null: bool = ...,
        format_notnull: bool = ..., isPublic: bool = ..., isPublic_ne: bool = ..., isPublic_null: bool = ...,
        isPublic_notnull: bool = ..., virtualSizeMb: int = ..., virtualSizeMb_ne: int = ..., virtualSizeMb_lt: int =
        ..., virtualSizeMb_lte: int = ..., virtualSizeMb_gt: int = ..., virtualSizeMb_gte: int = ...,
        virtualSizeMb_null: bool = ..., virtualSizeMb_notnull: bool = ..., physicalSizeMb: int = ..., physicalSizeMb_ne:
        int = ..., physicalSizeMb_lt: int = ..., physicalSizeMb_lte: int = ..., physicalSizeMb_gt: int = ...,
        physicalSizeMb_gte: int = ..., physicalSizeMb_null: bool = ..., physicalSizeMb_notnull: bool = ..., created:
        Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Image]: ...
    def by_id_image(self, id: Number, **params: Any) -> Image: ...
    def create_image(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., instanceKind: Optional[ImageInstanceKind] = ..., url:
        Optional[str] = ..., checksum: Optional[str] = ..., format: Optional[str] = ..., isPublic: bool = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> Image: ...
    def update_by_id_image(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        instanceKind: Optional[ImageInstanceKind] = ..., isPublic: bool = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> Image: ...
    def list_imageStoragePoolMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "imageId", "storagePoolId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number
        = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., imageId: Id = ..., imageId_ne: Id = ..., imageId_null: bool =
        ..., imageId_notnull: bool = ..., storagePoolId: Id = ..., storagePoolId_ne: Id = ..., storagePoolId_null: bool
        = ..., storagePoolId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[ImageStoragePoolMap]: ...
    list_image_storage_pool_map = list_imageStoragePoolMap
    def by_id_imageStoragePoolMap(self, id: Number, **params: Any) -> ImageStoragePoolMap: ...
    by_id_image_storage_pool_map = by_id_imageStoragePoolMap
    def create_imageStoragePoolMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., imageId: Optional[Id] = ..., storagePoolId: Optional[Id] = ..., data: Optional[Mapping[str,
        Any]] = ...
    ) -> ImageStoragePoolMap: ...
    create_image_storage_pool_map = create_imageStoragePoolMap
    def update_by_id_imageStoragePoolMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., imageId: Optional[Id] = ...,
        storagePoolId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> ImageStoragePoolMap: ...
    update_by_id_image_storage_pool_map = update_by_id_imageStoragePoolMap
    def create_instanceConsole(self, *, kind: str = ...) -> InstanceConsole: ...
    create_instance_console = create_instanceConsole
    def update_by_id_instanceConsole(self, id: Number) -> InstanceConsole: ...
    update_by_id_instance_console = update_by_id_instanceConsole
    def create_instanceConsoleInput(self) -> InstanceConsoleInput: ...
    create_instance_console_input = create_instanceConsoleInput
    def update_by_id_instanceConsoleInput(self, id: Number) -> InstanceConsoleInput: ...
    update_by_id_instance_console_input = update_by_id_instanceConsoleInput
    def list_instanceHostMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "hostId", "instanceId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., hostId: Id = ..., hostId_ne: Id = ..., hostId_null: bool =
        ..., hostId_notnull: bool = ..., instanceId: Id = ..., instanceId_ne: Id = ..., instanceId_null: bool = ...,
        instanceId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[InstanceHostMap]: ...
    list_instance_host_map = list_instanceHostMap
    def by_id_instanceHostMap(self, id: Number, **params: Any) -> InstanceHostMap: ...
    by_id_instance_host_map = by_id_instanceHostMap
    def create_instanceHostMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., hostId: Optional[Id] = ..., instanceId: Optional[Id] = ..., data: Optional[Mapping[str,
        Any]] = ...
    ) -> InstanceHostMap: ...
    create_instance_host_map = create_instanceHostMap
    def update_by_id_instanceHostMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., hostId: Optional[Id] = ...,
        instanceId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> InstanceHostMap: ...
    update_by_id_instance_host_map = update_by_id_instanceHostMap
    def list_instanceLink(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "instanceId", "linkName", "targetInstanceId", "created", "removed", "removeTime"] = ...,
        id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., instanceId: Id = ...,
        instanceId_ne: Id = ..., instanceId_null: bool = ..., instanceId_notnull: bool = ..., linkName: str = ...,
        linkName_ne: str = ..., linkName_prefix: str = ..., linkName_like: str = ..., linkName_notlike: str = ...,
        linkName_null: bool = ..., linkName_notnull: bool = ..., targetInstanceId: Id = ..., targetInstanceId_ne: Id =
        ..., targetInstanceId_null: bool = ..., targetInstanceId_notnull: bool = ..., created: Date = ..., created_ne:
        Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ...,
        created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt:
        Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[InstanceLink]: ...
    list_instance_link = list_instanceLink
    def by_id_instanceLink(self, id: Number, **params: Any) -> InstanceLink: ...
    by_id_instance_link = by_id_instanceLink
    def update_by_id_instanceLink(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        targetInstanceId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> InstanceLink: ...
    update_by_id_instance_link = update_by_id_instanceLink
    def create_instanceStop(
        self, *, remove: bool = ..., deallocateFromHost: bool = ..., timeout: Optional[int] = ...
    ) -> InstanceStop: ...
    create_instance_stop = create_instanceStop
    def update_by_id_instanceStop(self, id: Number) -> InstanceStop: ...
    update_by_id_instance_stop = update_by_id_instanceStop
    def list_ipAddress(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "address", "role", "networkId", "subnetId", "ipPoolId", "hostname", "isPublic", "created",
        "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number =
        ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ...,
        name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool =
        ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ...,
        description_like: str = ..., description_notlike: str = ..., description_null: bool = ..., description_notnull:
        bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str
        = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str =
        ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state:
        IpAddressState = ..., state_ne: IpAddressState = ..., state_null: bool = ..., state_notnull: bool = ...,
        accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., address:
        str = ..., address_ne: str = ..., address_prefix: str = ..., address_like: str = ..., address_notlike: str =
        ..., address_null: bool = ..., address_notnull: bool = ..., role: str = ..., role_ne: str = ..., role_prefix:
        str = ..., role_like: str = ..., role_notlike: str = ..., role_null: bool = ..., role_notnull: bool = ...,
        networkId: Id = ..., networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ...,
        subnetId: Id = ..., subnetId_ne: Id = ..., subnetId_null: bool = ..., subnetId_notnull: bool = ..., ipPoolId: Id
        = ..., ipPoolId_ne: Id = ..., ipPoolId_null: bool = ..., ipPoolId_notnull: bool = ..., hostname: str = ...,
        hostname_ne: str = ..., hostname_prefix: str = ..., hostname_like: str = ..., hostname_notlike: str = ...,
        hostname_null: bool = ..., hostname_notnull: bool = ..., isPublic: bool = ..., isPublic_ne: bool = ...,
        isPublic_null: bool = ..., isPublic_notnull: bool = ..., created: Date = ..., created_ne: Date = ...,
        created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null:
        bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ...,
        removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[IpAddress]: ...
    list_ip_address = list_ipAddress
    def by_id_ipAddress(self, id: Number, **params: Any) -> IpAddress: ...
    by_id_ip_address = by_id_ipAddress
    def create_ipAddress(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., address: Optional[str] = ..., subnetId: Optional[Id] = ...,
        ipPoolId: Optional[Id] = ..., isPublic: bool = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> IpAddress: ...
    create_ip_address = create_ipAddress
    def update_by_id_ipAddress(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        subnetId: Optional[Id] = ..., ipPoolId: Optional[Id] = ..., isPublic: bool = ..., removeTime: Optional[Date] =
        ..., data: Optional[Mapping[str, Any]] = ...
    ) -> IpAddress: ...
    update_by_id_ip_address = update_by_id_ipAddress
    def create_ipAddressAssociateInput(self, *, ipAddressId: Id = ...) -> IpAddressAssociateInput: ...
    create_ip_address_associate_input = create_ipAddressAssociateInput
    def update_by_id_ipAddressAssociateInput(self, id: Number, *, ipAddressId: Id = ...) -> IpAddressAssociateInput: ...
    update_by_id_ip_address_associate_input = update_by_id_ipAddressAssociateInput
    def list_ipAddressNicMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "ipAddressId", "nicId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., ipAddressId: Id = ..., ipAddressId_ne: Id = ...,
        ipAddressId_null: bool = ..., ipAddressId_notnull: bool = ..., nicId: Id = ..., nicId_ne: Id = ..., nicId_null:
        bool = ..., nicId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[IpAddressNicMap]: ...
    list_ip_address_nic_map = list_ipAddressNicMap
    def by_id_ipAddressNicMap(self, id: Number, **params: Any) -> IpAddressNicMap: ...
    by_id_ip_address_nic_map = by_id_ipAddressNicMap
    def create_ipAddressNicMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., ipAddressId: Optional[Id] = ..., nicId: Optional[Id] = ..., data: Optional[Mapping[str,
        Any]] = ...
    ) -> IpAddressNicMap: ...
    create_ip_address_nic_map = create_ipAddressNicMap
    def update_by_id_ipAddressNicMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., ipAddressId: Optional[Id] =
        ..., nicId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> IpAddressNicMap: ...
    update_by_id_ip_address_nic_map = update_by_id_ipAddressNicMap
    def list_ipAssociation(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "childIpAddressId", "ipAddressId", "role", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., childIpAddressId: Id = ...,
        childIpAddressId_ne: Id = ..., childIpAddressId_null: bool = ..., childIpAddressId_notnull: bool = ...,
        ipAddressId: Id = ..., ipAddressId_ne: Id = ..., ipAddressId_null: bool = ..., ipAddressId_notnull: bool = ...,
        role: str = ..., role_ne: str = ..., role_prefix: str = ..., role_like: str = ..., role_notlike: str = ...,
        role_null: bool = ..., role_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[IpAssociation]: ...
    list_ip_association = list_ipAssociation
    def by_id_ipAssociation(self, id: Number, **params: Any) -> IpAssociation: ...
    by_id_ip_association = by_id_ipAssociation
    def create_ipAssociation(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., childIpAddressId: Optional[Id] = ..., ipAddressId:
        Optional[Id] = ..., role: Optional[str] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> IpAssociation: ...
    create_ip_association = create_ipAssociation
    def update_by_id_ipAssociation(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        childIpAddressId: Optional[Id] = ..., ipAddressId: Optional[Id] = ..., role: Optional[str] = ..., removeTime:
        Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> IpAssociation: ...
    update_by_id_ip_association = update_by_id_ipAssociation
    def list_ipPool(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "isPublic", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., isPublic: bool = ..., isPublic_ne: bool = ..., isPublic_null: bool =
        ..., isPublic_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[IpPool]: ...
    list_ip_pool = list_ipPool
    def by_id_ipPool(self, id: Number, **params: Any) -> IpPool: ...
    by_id_ip_pool = by_id_ipPool
    def create_ipPool(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., isPublic: bool = ..., data: Optional[Mapping[str, Any]] =
        ...
    ) -> IpPool: ...
    create_ip_pool = create_ipPool
    def update_by_id_ipPool(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        isPublic: bool = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> IpPool: ...
    update_by_id_ip_pool = update_by_id_ipPool
    def list_ipsecTunnelService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[IpsecTunnelService]: ...
    list_ipsec_tunnel_service = list_ipsecTunnelService
    def by_id_ipsecTunnelService(self, id: Number, **params: Any) -> IpsecTunnelService: ...
    by_id_ipsec_tunnel_service = by_id_ipsecTunnelService
    def create_ipsecTunnelService(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> IpsecTunnelService: ...
    create_ipsec_tunnel_service = create_ipsecTunnelService
    def update_by_id_ipsecTunnelService(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> IpsecTunnelService: ...
    update_by_id_ipsec_tunnel_service = update_by_id_ipsecTunnelService
    def list_linkService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[LinkService]: ...
    list_link_service = list_linkService
    def by_id_linkService(self, id: Number, **params: Any) -> LinkService: ...
    by_id_link_service = by_id_linkService
    def create_linkService(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> LinkService: ...
    create_link_service = create_linkService
    def update_by_id_linkService(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> LinkService: ...
    update_by_id_link_service = update_by_id_linkService
    def list_metadataService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[MetadataService]: ...
    list_metadata_service = list_metadataService
    def by_id_metadataService(self, id: Number, **params: Any) -> MetadataService: ...
    by_id_metadata_service = by_id_metadataService
    def create_metadataService(
        self, *, networkId: Id, configDrive: bool = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        uuid: Optional[str] = ..., kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId:
        Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> MetadataService: ...
    create_metadata_service = create_metadataService
    def update_by_id_metadataService(
        self, id: Number, *, networkId: Id = ..., configDrive: bool = ..., name: Optional[str] = ..., description:
        Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime:
        Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> MetadataService: ...
    update_by_id_metadata_service = update_by_id_metadataService
    def list_networkServiceProviderInstanceMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "instanceId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id: Number = ...,
        id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ...,
        id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str
        = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., instanceId: Id = ...,
        instanceId_ne: Id = ..., instanceId_null: bool = ..., instanceId_notnull: bool = ..., networkServiceProviderId:
        Id = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[NetworkServiceProviderInstanceMap]: ...
    list_network_service_provider_instance_map = list_networkServiceProviderInstanceMap
    def by_id_networkServiceProviderInstanceMap(
        self, id: Number, **params: Any
    ) -> NetworkServiceProviderInstanceMap: ...
    by_id_network_service_provider_instance_map = by_id_networkServiceProviderInstanceMap
    def create_networkServiceProviderInstanceMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., instanceId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> NetworkServiceProviderInstanceMap: ...
    create_network_service_provider_instance_map = create_networkServiceProviderInstanceMap
    def update_by_id_networkServiceProviderInstanceMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., instanceId: Optional[Id] =
        ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str,
        Any]] = ...
    ) -> NetworkServiceProviderInstanceMap: ...
    update_by_id_network_service_provider_instance_map = update_by_id_networkServiceProviderInstanceMap
    def list_nic(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "instanceId", "networkId", "subnetId", "vnetId", "deviceNumber", "macAddress", "created",
        "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number =
        ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ...,
        name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool =
        ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ...,
        description_like: str = ..., description_notlike: str = ..., description_null: bool = ..., description_notnull:
        bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str
        = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str =
        ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state:
        AccountState = ..., state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId:
        Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., instanceId: Id =
        ..., instanceId_ne: Id = ..., instanceId_null: bool = ..., instanceId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., subnetId: Id = ...,
        subnetId_ne: Id = ..., subnetId_null: bool = ..., subnetId_notnull: bool = ..., vnetId: Id = ..., vnetId_ne: Id
        = ..., vnetId_null: bool = ..., vnetId_notnull: bool = ..., deviceNumber: int = ..., deviceNumber_ne: int = ...,
        deviceNumber_lt: int = ..., deviceNumber_lte: int = ..., deviceNumber_gt: int = ..., deviceNumber_gte: int =
        ..., deviceNumber_null: bool = ..., deviceNumber_notnull: bool = ..., macAddress: str = ..., macAddress_ne: str
        = ..., macAddress_prefix: str = ..., macAddress_like: str = ..., macAddress_notlike: str = ..., macAddress_null:
        bool = ..., macAddress_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[Nic]: ...
    def by_id_nic(self, id: Number, **params: Any) -> Nic: ...
    def create_nic(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., instanceId: Optional[Id] = ..., networkId: Optional[Id] =
        ..., subnetId: Optional[Id] = ..., vnetId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Nic: ...
    def update_by_id_nic(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        instanceId: Optional[Id] = ..., networkId: Optional[Id] = ..., subnetId: Optional[Id] = ..., vnetId:
        Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Nic: ...
    def list_offering(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "isPublic", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: str = ..., state_ne: str = ..., state_prefix: str =
        ..., state_like: str = ..., state_notlike: str = ..., state_null: bool = ..., state_notnull: bool = ...,
        accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ...,
        isPublic: bool = ..., isPublic_ne: bool = ..., isPublic_null: bool = ..., isPublic_notnull: bool = ..., created:
        Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Offering]: ...
    def by_id_offering(self, id: Number, **params: Any) -> Offering: ...
    def create_offering(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., state: Optional[str] = ..., accountId: Optional[Id] = ..., isPublic: bool = ..., created:
        Optional[Date] = ..., removed: Optional[Date] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> Offering: ...
    def update_by_id_offering(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., state: Optional[str] = ..., accountId: Optional[Id] = ..., isPublic: bool = ...,
        created: Optional[Date] = ..., removed: Optional[Date] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> Offering: ...
    def list_physicalHost(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt:
        Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull:
        bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str
        = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ...,
        state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[PhysicalHost]: ...
    list_physical_host = list_physicalHost
    def by_id_physicalHost(self, id: Number, **params: Any) -> PhysicalHost: ...
    by_id_physical_host = by_id_physicalHost
    def create_physicalHost(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> PhysicalHost: ...
    create_physical_host = create_physicalHost
    def update_by_id_physicalHost(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> PhysicalHost: ...
    update_by_id_physical_host = update_by_id_physicalHost
    def list_port(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "instanceId", "privatePort", "publicPort", "protocol", "privateIpAddressId",
        "publicIpAddressId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt:
        Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull:
        bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str
        = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ...,
        state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., instanceId: Id = ..., instanceId_ne: Id = ..., instanceId_null: bool = ...,
        instanceId_notnull: bool = ..., privatePort: int = ..., privatePort_ne: int = ..., privatePort_lt: int = ...,
        privatePort_lte: int = ..., privatePort_gt: int = ..., privatePort_gte: int = ..., privatePort_null: bool = ...,
        privatePort_notnull: bool = ..., publicPort: int = ..., publicPort_ne: int = ..., publicPort_lt: int = ...,
        publicPort_lte: int = ..., publicPort_gt: int = ..., publicPort_gte: int = ..., publicPort_null: bool = ...,
        publicPort_notnull: bool = ..., protocol: str = ..., protocol_ne: str = ..., protocol_prefix: str = ...,
        protocol_like: str = ..., protocol_notlike: str = ..., protocol_null: bool = ..., protocol_notnull: bool = ...,
        privateIpAddressId: Id = ..., privateIpAddressId_ne: Id = ..., privateIpAddressId_null: bool = ...,
        privateIpAddressId_notnull: bool = ..., publicIpAddressId: Id = ..., publicIpAddressId_ne: Id = ...,
        publicIpAddressId_null: bool = ..., publicIpAddressId_notnull: bool = ..., created: Date = ..., created_ne: Date
        = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ...,
        created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt:
        Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[Port]: ...
    def by_id_port(self, id: Number, **params: Any) -> Port: ...
    def update_by_id_port(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        publicPort: Optional[int] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Port: ...
    def list_portService(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "networkServiceProviderId", "created", "removed", "removeTime"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...,
        description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., networkId: Id = ...,
        networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ..., networkServiceProviderId: Id
        = ..., networkServiceProviderId_ne: Id = ..., networkServiceProviderId_null: bool = ...,
        networkServiceProviderId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date =
        ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[PortService]: ...
    list_port_service = list_portService
    def by_id_portService(self, id: Number, **params: Any) -> PortService: ...
    by_id_port_service = by_id_portService
    def create_portService(
        self, *, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> PortService: ...
    create_port_service = create_portService
    def update_by_id_portService(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., networkServiceProviderId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> PortService: ...
    update_by_id_port_service = update_by_id_portService
    def list_processDefinition(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "extensionBased", "resourceType"] =
        ..., id: Number = ..., id_ne: Number = ..., id_prefix: Number = ..., id_like: Number = ..., id_notlike: Number =
        ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., extensionBased:
        bool = ..., extensionBased_ne: bool = ..., extensionBased_null: bool = ..., extensionBased_notnull: bool = ...,
        resourceType: str = ..., resourceType_ne: str = ..., resourceType_prefix: str = ..., resourceType_like: str =
        ..., resourceType_notlike: str = ..., resourceType_null: bool = ..., resourceType_notnull: bool = ...
    ) -> Collection[ProcessDefinition]: ...
    list_process_definition = list_processDefinition
    def by_id_processDefinition(self, id: Number, **params: Any) -> ProcessDefinition: ...
    by_id_process_definition = by_id_processDefinition
    def list_processInstance(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "processName", "resourceType",
        "resourceId", "phase", "step", "handler", "path", "hostId", "attempt", "nextAttempt", "waitingOn",
        "waitingKind", "waitingId", "waitingSince", "lastError", "actor", "result", "exitReason", "startTime",
        "endTime", "priority", "startProcessServerId", "runningProcessServerId"] = ..., id: Number = ..., id_ne: Number
        = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., processName: str = ..., processName_ne: str = ..., processName_prefix: str = ...,
        processName_like: str = ..., processName_notlike: str = ..., processName_null: bool = ..., processName_notnull:
        bool = ..., resourceType: str = ..., resourceType_ne: str = ..., resourceType_prefix: str = ...,
        resourceType_like: str = ..., resourceType_notlike: str = ..., resourceType_null: bool = ...,
        resourceType_notnull: bool = ..., resourceId: str = ..., resourceId_ne: str = ..., resourceId_prefix: str = ...,
        resourceId_like: str = ..., resourceId_notlike: str = ..., resourceId_null: bool = ..., resourceId_notnull: bool
        = ..., phase: str = ..., phase_ne: str = ..., phase_prefix: str = ..., phase_like: str = ..., phase_notlike: str
        = ..., phase_null: bool = ..., phase_notnull: bool = ..., step: str = ..., step_ne: str = ..., step_prefix: str
        = ..., step_like: str = ..., step_notlike: str = ..., step_null: bool = ..., step_notnull: bool = ..., handler:
        str = ..., handler_ne: str = ..., handler_prefix: str = ..., handler_like: str = ..., handler_notlike: str =
        ..., handler_null: bool = ..., handler_notnull: bool = ..., path: str = ..., path_ne: str = ..., path_prefix:
        str = ..., path_like: str = ..., path_notlike: str = ..., path_null: bool = ..., path_notnull: bool = ...,
        hostId: Id = ..., hostId_ne: Id = ..., hostId_null: bool = ..., hostId_notnull: bool = ..., attempt: int = ...,
        attempt_ne: int = ..., attempt_lt: int = ..., attempt_lte: int = ..., attempt_gt: int = ..., attempt_gte: int =
        ..., attempt_null: bool = ..., attempt_notnull: bool = ..., nextAttempt: Date = ..., nextAttempt_ne: Date = ...,
        nextAttempt_lt: Date = ..., nextAttempt_lte: Date = ..., nextAttempt_gt: Date = ..., nextAttempt_gte: Date =
        ..., nextAttempt_null: bool = ..., nextAttempt_notnull: bool = ..., waitingOn: str = ..., waitingOn_ne: str =
        ..., waitingOn_prefix: str = ..., waitingOn_like: str = ..., waitingOn_notlike: str = ..., waitingOn_null: bool
        = ..., waitingOn_notnull: bool = ..., waitingKind: str = ..., waitingKind_ne: str = ..., waitingKind_prefix: str
        = ..., waitingKind_like: str = ..., waitingKind_notlike: str = ..., waitingKind_null: bool = ...,
        waitingKind_notnull: bool = ..., waitingId: str = ..., waitingId_ne: str = ..., waitingId_prefix: str = ...,
        waitingId_like: str = ..., waitingId_notlike: str = ..., waitingId_null: bool = ..., waitingId_notnull: bool =
        ..., waitingSince: Date = ..., waitingSince_ne: Date = ..., waitingSince_lt: Date = ..., waitingSince_lte: Date
        = ..., waitingSince_gt: Date = ..., waitingSince_gte: Date = ..., waitingSince_null: bool = ...,
        waitingSince_notnull: bool = ..., lastError: str = ..., lastError_ne: str = ..., lastError_prefix: str = ...,
        lastError_like: str = ..., lastError_notlike: str = ..., lastError_null: bool = ..., lastError_notnull: bool =
        ..., actor: str = ..., actor_ne: str = ..., actor_prefix: str = ..., actor_like: str = ..., actor_notlike: str =
        ..., actor_null: bool = ..., actor_notnull: bool = ..., result: str = ..., result_ne: str = ..., result_prefix:
        str = ..., result_like: str = ..., result_notlike: str = ..., result_null: bool = ..., result_notnull: bool =
        ..., exitReason: str = ..., exitReason_ne: str = ..., exitReason_prefix: str = ..., exitReason_like: str = ...,
        exitReason_notlike: str = ..., exitReason_null: bool = ..., exitReason_notnull: bool = ..., startTime: Date =
        ..., startTime_ne: Date = ..., startTime_lt: Date = ..., startTime_lte: Date = ..., startTime_gt: Date = ...,
        startTime_gte: Date = ..., startTime_null: bool = ..., startTime_notnull: bool = ..., endTime: Date = ...,
        endTime_ne: Date = ..., endTime_lt: Date = ..., endTime_lte: Date = ..., endTime_gt: Date = ..., endTime_gte:
        Date = ..., endTime_null: bool = ..., endTime_notnull: bool = ..., priority: int = ..., priority_ne: int = ...,
        priority_lt: int = ..., priority_lte: int = ..., priority_gt: int = ..., priority_gte: int = ..., priority_null:
        bool = ..., priority_notnull: bool = ..., startProcessServerId: str = ..., startProcessServerId_ne: str = ...,
        startProcessServerId_prefix: str = ..., startProcessServerId_like: str = ..., startProcessServerId_notlike: str
        = ..., startProcessServerId_null: bool = ..., startProcessServerId_notnull: bool = ..., runningProcessServerId:
        str = ..., runningProcessServerId_ne: str = ..., runningProcessServerId_prefix: str = ...,
        runningProcessServerId_like: str = ..., runningProcessServerId_notlike: str = ..., runningProcessServerId_null:
        bool = ..., runningProcessServerId_notnull: bool = ...
    ) -> Collection[ProcessInstance]: ...
    list_process_instance = list_processInstance
    def by_id_processInstance(self, id: Number, **params: Any) -> ProcessInstance: ...
    by_id_process_instance = by_id_processInstance
    def create_publish(
        self, *, name: str, id: str = ..., resourceType: Optional[str] = ..., resourceId: Optional[str] = ..., data:
        Optional[Mapping[str, Any]] = ..., time: Optional[int] = ..., publisher: str = ..., previousIds: Sequence[str] =
        ..., transitioningInternalMessage: str = ..., transitioning: str = ..., transitioningMessage: str = ...,
        transitioningProgress: Optional[int] = ...
    ) -> Publish: ...
    def update_by_id_publish(self, id: Number) -> Publish: ...
    def list_register(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["key", "id", "name", "description", "uuid",
        "kind", "state", "accountId", "created", "removed", "removeTime"] = ..., key: str = ..., key_ne: str = ...,
        key_prefix: str = ..., key_like: str = ..., key_notlike: str = ..., key_null: bool = ..., key_notnull: bool =
        ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ...,
        id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ...,
        name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool
        = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str =
        ..., description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str =
        ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool
        = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., created: Date = ...,
        created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte:
        Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ...,
        removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null:
        bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date
        = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool
        = ..., removeTime_notnull: bool = ...
    ) -> Collection[Register]: ...
    def by_id_register(self, id: Number, **params: Any) -> Register: ...
    def create_register(
        self, *, key: str, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Register: ...
    def update_by_id_register(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Register: ...
    def list_registrationToken(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "created", "removed", "accountId", "publicValue", "removeTime"] = ..., id: Number = ..., id_ne: Number
        = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date
        = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ...,
        publicValue: str = ..., publicValue_ne: str = ..., publicValue_prefix: str = ..., publicValue_like: str = ...,
        publicValue_notlike: str = ..., publicValue_null: bool = ..., publicValue_notnull: bool = ..., removeTime: Date
        = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[RegistrationToken]: ...
    list_registration_token = list_registrationToken
    def by_id_registrationToken(self, id: Number, **params: Any) -> RegistrationToken: ...
    by_id_registration_token = by_id_registrationToken
    def create_registrationToken(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> RegistrationToken: ...
    create_registration_token = create_registrationToken
    def update_by_id_registrationToken(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> RegistrationToken: ...
    update_by_id_registration_token = update_by_id_registrationToken
    def create_resource(self) -> ResourceType: ...
    def update_by_id_resource(self, id: Number) -> ResourceType: ...
    def list_resourceDefinition(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name"] = ..., id: Number = ..., id_ne:
        Number = ..., id_prefix: Number = ..., id_like: Number = ..., id_notlike: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...
    ) -> Collection[ResourceDefinition]: ...
    list_resource_definition = list_resourceDefinition
    def by_id_resourceDefinition(self, id: Number, **params: Any) -> ResourceDefinition: ...
    by_id_resource_definition = by_id_resourceDefinition
    def list_resourcePool(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "item", "ownerId", "ownerType", "poolId", "poolType", "qualifier", "created", "removed",
        "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt:
        Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str =
        ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull:
        bool = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like:
        str = ..., description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid:
        str = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null:
        bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like:
        str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: str = ..., state_ne:
        str = ..., state_prefix: str = ..., state_like: str = ..., state_notlike: str = ..., state_null: bool = ...,
        state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., item: str = ..., item_ne: str = ..., item_prefix: str = ..., item_like: str =
        ..., item_notlike: str = ..., item_null: bool = ..., item_notnull: bool = ..., ownerId: int = ..., ownerId_ne:
        int = ..., ownerId_lt: int = ..., ownerId_lte: int = ..., ownerId_gt: int = ..., ownerId_gte: int = ...,
        ownerId_null: bool = ..., ownerId_notnull: bool = ..., ownerType: str = ..., ownerType_ne: str = ...,
        ownerType_prefix: str = ..., ownerType_like: str = ..., ownerType_notlike: str = ..., ownerType_null: bool =
        ..., ownerType_notnull: bool = ..., poolId: int = ..., poolId_ne: int = ..., poolId_lt: int = ..., poolId_lte:
        int = ..., poolId_gt: int = ..., poolId_gte: int = ..., poolId_null: bool = ..., poolId_notnull: bool = ...,
        poolType: str = ..., poolType_ne: str = ..., poolType_prefix: str = ..., poolType_like: str = ...,
        poolType_notlike: str = ..., poolType_null: bool = ..., poolType_notnull: bool = ..., qualifier: str = ...,
        qualifier_ne: str = ..., qualifier_prefix: str = ..., qualifier_like: str = ..., qualifier_notlike: str = ...,
        qualifier_null: bool = ..., qualifier_notnull: bool = ..., created: Date = ..., created_ne: Date = ...,
        created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null:
        bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ...,
        removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[ResourcePool]: ...
    list_resource_pool = list_resourcePool
    def by_id_resourcePool(self, id: Number, **params: Any) -> ResourcePool: ...
    by_id_resource_pool = by_id_resourcePool
    def create_resourcePool(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., ownerId: Optional[int] = ..., poolId: Optional[int] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> ResourcePool: ...
    create_resource_pool = create_resourcePool
    def update_by_id_resourcePool(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        ownerId: Optional[int] = ..., poolId: Optional[int] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> ResourcePool: ...
    update_by_id_resource_pool = update_by_id_resourcePool
    def list_schema(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["pluralName"] = ..., pluralName: str = ...,
        pluralName_ne: str = ..., pluralName_prefix: str = ..., pluralName_like: str = ..., pluralName_notlike: str =
        ..., pluralName_null: bool = ..., pluralName_notnull: bool = ...
    ) -> Collection[Schema]: ...
    def by_id_schema(self, id: Number, **params: Any) -> Schema: ...
    def list_script(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "uuid", "kind", "path", "state",
        "error", "builtin", "disabled", "proof", "loadedAt", "sha256", "runningSha256", "created", "removed"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str
        = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., uuid: str
        = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null:
        bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like:
        str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., path: str = ..., path_ne:
        str = ..., path_prefix: str = ..., path_like: str = ..., path_notlike: str = ..., path_null: bool = ...,
        path_notnull: bool = ..., state: ScriptState = ..., state_ne: ScriptState = ..., state_null: bool = ...,
        state_notnull: bool = ..., error: str = ..., error_ne: str = ..., error_prefix: str = ..., error_like: str =
        ..., error_notlike: str = ..., error_null: bool = ..., error_notnull: bool = ..., builtin: bool = ...,
        builtin_ne: bool = ..., builtin_null: bool = ..., builtin_notnull: bool = ..., disabled: bool = ...,
        disabled_ne: bool = ..., disabled_null: bool = ..., disabled_notnull: bool = ..., proof: str = ..., proof_ne:
        str = ..., proof_prefix: str = ..., proof_like: str = ..., proof_notlike: str = ..., proof_null: bool = ...,
        proof_notnull: bool = ..., loadedAt: Date = ..., loadedAt_ne: Date = ..., loadedAt_lt: Date = ..., loadedAt_lte:
        Date = ..., loadedAt_gt: Date = ..., loadedAt_gte: Date = ..., loadedAt_null: bool = ..., loadedAt_notnull: bool
        = ..., sha256: str = ..., sha256_ne: str = ..., sha256_prefix: str = ..., sha256_like: str = ...,
        sha256_notlike: str = ..., sha256_null: bool = ..., sha256_notnull: bool = ..., runningSha256: str = ...,
        runningSha256_ne: str = ..., runningSha256_prefix: str = ..., runningSha256_like: str = ...,
        runningSha256_notlike: str = ..., runningSha256_null: bool = ..., runningSha256_notnull: bool = ..., created:
        Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ...
    ) -> Collection[Script]: ...
    def by_id_script(self, id: Number, **params: Any) -> Script: ...
    def list_setting(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "value"] = ..., id: Number = ...,
        id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ...,
        id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., value: str =
        ..., value_ne: str = ..., value_prefix: str = ..., value_like: str = ..., value_notlike: str = ..., value_null:
        bool = ..., value_notnull: bool = ...
    ) -> Collection[Setting]: ...
    def by_id_setting(self, id: Number, **params: Any) -> Setting: ...
    def create_setting(self, *, name: Optional[str] = ..., value: Optional[str] = ...) -> Setting: ...
    def update_by_id_setting(self, id: Number, *, value: Optional[str] = ...) -> Setting: ...
    def list_sshKey(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "created", "removed", "accountId", "publicValue", "removeTime"] = ..., id: Number = ..., id_ne: Number
        = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date
        = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ...,
        publicValue: str = ..., publicValue_ne: str = ..., publicValue_prefix: str = ..., publicValue_like: str = ...,
        publicValue_notlike: str = ..., publicValue_null: bool = ..., publicValue_notnull: bool = ..., removeTime: Date
        = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[SshKey]: ...
    list_ssh_key = list_sshKey
    def by_id_sshKey(self, id: Number, **params: Any) -> SshKey: ...
    by_id_ssh_key = by_id_sshKey
    def create_sshKey(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., publicValue: Optional[str] = ..., secretValue: Optional[str]
        = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> SshKey: ...
    create_ssh_key = create_sshKey
    def update_by_id_sshKey(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        publicValue: Optional[str] = ..., secretValue: Optional[str] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> SshKey: ...
    update_by_id_ssh_key = update_by_id_sshKey
    def create_stateTransition(self) -> StateTransition: ...
    create_state_transition = create_stateTransition
    def update_by_id_stateTransition(self, id: Number) -> StateTransition: ...
    update_by_id_state_transition = update_by_id_stateTransition
    def list_storagePool(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "agentId", "external", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., agentId: Id = ..., agentId_ne: Id = ..., agentId_null: bool = ...,
        agentId_notnull: bool = ..., external: bool = ..., external_ne: bool = ..., external_null: bool = ...,
        external_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[StoragePool]: ...
    list_storage_pool = list_storagePool
    def by_id_storagePool(self, id: Number, **params: Any) -> StoragePool: ...
    by_id_storage_pool = by_id_storagePool
    def create_storagePool(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., agentId: Optional[Id] = ..., external: bool = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> StoragePool: ...
    create_storage_pool = create_storagePool
    def update_by_id_storagePool(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        agentId: Optional[Id] = ..., external: bool = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str,
        Any]] = ...
    ) -> StoragePool: ...
    update_by_id_storage_pool = update_by_id_storagePool
    def list_storagePoolHostMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "hostId", "storagePoolId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., hostId: Id = ..., hostId_ne: Id = ..., hostId_null: bool =
        ..., hostId_notnull: bool = ..., storagePoolId: Id = ..., storagePoolId_ne: Id = ..., storagePoolId_null: bool =
        ..., storagePoolId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[StoragePoolHostMap]: ...
    list_storage_pool_host_map = list_storagePoolHostMap
    def by_id_storagePoolHostMap(self, id: Number, **params: Any) -> StoragePoolHostMap: ...
    by_id_storage_pool_host_map = by_id_storagePoolHostMap
    def create_storagePoolHostMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., hostId: Optional[Id] = ..., storagePoolId: Optional[Id] = ..., data: Optional[Mapping[str,
        Any]] = ...
    ) -> StoragePoolHostMap: ...
    create_storage_pool_host_map = create_storagePoolHostMap
    def update_by_id_storagePoolHostMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., hostId: Optional[Id] = ...,
        storagePoolId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> StoragePoolHostMap: ...
    update_by_id_storage_pool_host_map = update_by_id_storagePoolHostMap
    def list_subnet(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "cidrSize", "endAddress", "gateway", "ipPoolId", "isPublic", "networkAddress",
        "networkId", "startAddress", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ...,
        id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., cidrSize: int = ..., cidrSize_ne: int = ..., cidrSize_lt: int = ...,
        cidrSize_lte: int = ..., cidrSize_gt: int = ..., cidrSize_gte: int = ..., cidrSize_null: bool = ...,
        cidrSize_notnull: bool = ..., endAddress: str = ..., endAddress_ne: str = ..., endAddress_prefix: str = ...,
        endAddress_like: str = ..., endAddress_notlike: str = ..., endAddress_null: bool = ..., endAddress_notnull: bool
        = ..., gateway: str = ..., gateway_ne: str = ..., gateway_prefix: str = ..., gateway_like: str = ...,
        gateway_notlike: str = ..., gateway_null: bool = ..., gateway_notnull: bool = ..., ipPoolId: Id = ...,
        ipPoolId_ne: Id = ..., ipPoolId_null: bool = ..., ipPoolId_notnull: bool = ..., isPublic: bool = ...,
        isPublic_ne: bool = ..., isPublic_null: bool = ..., isPublic_notnull: bool = ..., networkAddress: str = ...,
        networkAddress_ne: str = ..., networkAddress_prefix: str = ..., networkAddress_like: str = ...,
        networkAddress_notlike: str = ..., networkAddress_null: bool = ..., networkAddress_notnull: bool = ...,
        networkId: Id = ..., networkId_ne: Id = ..., networkId_null: bool = ..., networkId_notnull: bool = ...,
        startAddress: str = ..., startAddress_ne: str = ..., startAddress_prefix: str = ..., startAddress_like: str =
        ..., startAddress_notlike: str = ..., startAddress_null: bool = ..., startAddress_notnull: bool = ..., created:
        Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Subnet]: ...
    def by_id_subnet(self, id: Number, **params: Any) -> Subnet: ...
    def create_subnet(
        self, *, networkAddress: str, networkId: Id, name: Optional[str] = ..., description: Optional[str] = ..., uuid:
        Optional[str] = ..., kind: Optional[str] = ..., accountId: Optional[Id] = ..., cidrSize: Optional[int] = ...,
        endAddress: Optional[str] = ..., gateway: Optional[str] = ..., ipPoolId: Optional[Id] = ..., isPublic: bool =
        ..., startAddress: Optional[str] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Subnet: ...
    def update_by_id_subnet(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., ipPoolId: Optional[Id] = ..., isPublic: bool = ..., removeTime: Optional[Date] =
        ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Subnet: ...
    def list_subnetIpPool(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "isPublic", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number =
        ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., isPublic: bool = ..., isPublic_ne: bool = ..., isPublic_null: bool =
        ..., isPublic_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ...,
        created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ...,
        created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte:
        Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool =
        ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ...,
        removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool =
        ...
    ) -> Collection[SubnetIpPool]: ...
    list_subnet_ip_pool = list_subnetIpPool
    def by_id_subnetIpPool(self, id: Number, **params: Any) -> SubnetIpPool: ...
    by_id_subnet_ip_pool = by_id_subnetIpPool
    def create_subnetIpPool(
        self, *, networkAddress: str, gateway: Optional[str] = ..., endAddress: Optional[str] = ..., cidrSize:
        Optional[int] = ..., startAddress: Optional[str] = ..., name: Optional[str] = ..., description: Optional[str] =
        ..., uuid: Optional[str] = ..., kind: Optional[str] = ..., accountId: Optional[Id] = ..., isPublic: bool = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> SubnetIpPool: ...
    create_subnet_ip_pool = create_subnetIpPool
    def update_by_id_subnetIpPool(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., accountId: Optional[Id] = ...,
        isPublic: bool = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> SubnetIpPool: ...
    update_by_id_subnet_ip_pool = update_by_id_subnetIpPool
    def list_subnetVnetMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "subnetId", "vnetId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ...,
        id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ...,
        id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., subnetId: Id = ..., subnetId_ne: Id = ..., subnetId_null:
        bool = ..., subnetId_notnull: bool = ..., vnetId: Id = ..., vnetId_ne: Id = ..., vnetId_null: bool = ...,
        vnetId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[SubnetVnetMap]: ...
    list_subnet_vnet_map = list_subnetVnetMap
    def by_id_subnetVnetMap(self, id: Number, **params: Any) -> SubnetVnetMap: ...
    by_id_subnet_vnet_map = by_id_subnetVnetMap
    def create_subnetVnetMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., subnetId: Optional[Id] = ..., vnetId: Optional[Id] = ..., data: Optional[Mapping[str, Any]]
        = ...
    ) -> SubnetVnetMap: ...
    create_subnet_vnet_map = create_subnetVnetMap
    def update_by_id_subnetVnetMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., subnetId: Optional[Id] = ...,
        vnetId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> SubnetVnetMap: ...
    update_by_id_subnet_vnet_map = update_by_id_subnetVnetMap
    def list_subscribe(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["agentId"] = ..., agentId: Id = ..., agentId_ne:
        Id = ..., agentId_null: bool = ..., agentId_notnull: bool = ...
    ) -> Collection[Subscribe]: ...
    def by_id_subscribe(self, id: Number, **params: Any) -> Subscribe: ...
    def create_subscribe(self, *, agentId: Optional[Id] = ..., eventNames: Sequence[str] = ...) -> Subscribe: ...
    def list_task(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ...
    ) -> Collection[Task]: ...
    def by_id_task(self, id: Number, **params: Any) -> Task: ...
    def list_taskInstance(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "endTime", "exception", "serverId",
        "startTime", "taskId"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ...,
        id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ...,
        name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool =
        ..., name_notnull: bool = ..., endTime: Date = ..., endTime_ne: Date = ..., endTime_lt: Date = ..., endTime_lte:
        Date = ..., endTime_gt: Date = ..., endTime_gte: Date = ..., endTime_null: bool = ..., endTime_notnull: bool =
        ..., exception: str = ..., exception_ne: str = ..., exception_prefix: str = ..., exception_like: str = ...,
        exception_notlike: str = ..., exception_null: bool = ..., exception_notnull: bool = ..., serverId: str = ...,
        serverId_ne: str = ..., serverId_prefix: str = ..., serverId_like: str = ..., serverId_notlike: str = ...,
        serverId_null: bool = ..., serverId_notnull: bool = ..., startTime: Date = ..., startTime_ne: Date = ...,
        startTime_lt: Date = ..., startTime_lte: Date = ..., startTime_gt: Date = ..., startTime_gte: Date = ...,
        startTime_null: bool = ..., startTime_notnull: bool = ..., taskId: Id = ..., taskId_ne: Id = ..., taskId_null:
        bool = ..., taskId_notnull: bool = ...
    ) -> Collection[TaskInstance]: ...
    list_task_instance = list_taskInstance
    def by_id_taskInstance(self, id: Number, **params: Any) -> TaskInstance: ...
    by_id_task_instance = by_id_taskInstance
    def list_virtualMachine(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["kind", "memoryMb", "compute", "imageId", "id",
        "name", "description", "uuid", "state", "accountId", "instanceTriggeredStop", "hostname", "domain", "userdata",
        "firstRunning", "allocationState", "agentId", "token", "created", "removed", "removeTime"] = ..., kind: str =
        ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool
        = ..., kind_notnull: bool = ..., memoryMb: int = ..., memoryMb_ne: int = ..., memoryMb_lt: int = ...,
        memoryMb_lte: int = ..., memoryMb_gt: int = ..., memoryMb_gte: int = ..., memoryMb_null: bool = ...,
        memoryMb_notnull: bool = ..., compute: int = ..., compute_ne: int = ..., compute_lt: int = ..., compute_lte: int
        = ..., compute_gt: int = ..., compute_gte: int = ..., compute_null: bool = ..., compute_notnull: bool = ...,
        imageId: Id = ..., imageId_ne: Id = ..., imageId_null: bool = ..., imageId_notnull: bool = ..., id: Number =
        ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ...,
        id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str
        = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., state: InstanceState = ..., state_ne: InstanceState = ..., state_null: bool =
        ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., instanceTriggeredStop: InstanceInstanceTriggeredStop = ...,
        instanceTriggeredStop_ne: InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_null: bool = ...,
        instanceTriggeredStop_notnull: bool = ..., hostname: str = ..., hostname_ne: str = ..., hostname_prefix: str =
        ..., hostname_like: str = ..., hostname_notlike: str = ..., hostname_null: bool = ..., hostname_notnull: bool =
        ..., domain: str = ..., domain_ne: str = ..., domain_prefix: str = ..., domain_like: str = ..., domain_notlike:
        str = ..., domain_null: bool = ..., domain_notnull: bool = ..., userdata: str = ..., userdata_ne: str = ...,
        userdata_prefix: str = ..., userdata_like: str = ..., userdata_notlike: str = ..., userdata_null: bool = ...,
        userdata_notnull: bool = ..., firstRunning: Date = ..., firstRunning_ne: Date = ..., firstRunning_lt: Date =
        ..., firstRunning_lte: Date = ..., firstRunning_gt: Date = ..., firstRunning_gte: Date = ..., firstRunning_null:
        bool = ..., firstRunning_notnull: bool = ..., allocationState: str = ..., allocationState_ne: str = ...,
        allocationState_prefix: str = ..., allocationState_like: str = ..., allocationState_notlike: str = ...,
        allocationState_null: bool = ..., allocationState_notnull: bool = ..., agentId: Id = ..., agentId_ne: Id = ...,
        agentId_null: bool = ..., agentId_notnull: bool = ..., token: str = ..., token_ne: str = ..., token_prefix: str
        = ..., token_like: str = ..., token_notlike: str = ..., token_null: bool = ..., token_notnull: bool = ...,
        created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date =
        ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ...,
        removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte:
        Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date =
        ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date =
        ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[VirtualMachine]: ...
    list_virtual_machine = list_virtualMachine
    def by_id_virtualMachine(self, id: Number, **params: Any) -> VirtualMachine: ...
    by_id_virtual_machine = by_id_virtualMachine
    def create_virtualMachine(
        self, *, memoryMb: Optional[int] = ..., vcpu: Optional[int] = ..., compute: Optional[int] = ..., imageId:
        Optional[Id] = ..., imageUuid: Optional[str] = ..., networkIds: Optional[Sequence[Id]] = ..., subnetIds:
        Optional[Sequence[Id]] = ..., vnetIds: Optional[Sequence[Id]] = ..., publicIpAddressPoolId: Optional[Id] = ...,
        startOnCreate: bool = ..., name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] =
        ..., accountId: Optional[Id] = ..., instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop] = ...,
        userdata: Optional[str] = ..., ports: Optional[Sequence[str]] = ..., credentialIds: Optional[Sequence[Id]] =
        ..., requestedHostId: Optional[Id] = ..., validHostIds: Optional[Sequence[Id]] = ..., agentId: Optional[Id] =
        ..., data: Optional[Mapping[str, Any]] = ...
    ) -> VirtualMachine: ...
    create_virtual_machine = create_virtualMachine
    def update_by_id_virtualMachine(
        self, id: Number, *, publicIpAddressPoolId: Optional[Id] = ..., name: Optional[str] = ..., description:
        Optional[str] = ..., accountId: Optional[Id] = ..., instanceTriggeredStop:
        Optional[InstanceInstanceTriggeredStop] = ..., userdata: Optional[str] = ..., requestedHostId: Optional[Id] =
        ..., validHostIds: Optional[Sequence[Id]] = ..., agentId: Optional[Id] = ..., removeTime: Optional[Date] = ...,
        data: Optional[Mapping[str, Any]] = ...
    ) -> VirtualMachine: ...
    update_by_id_virtual_machine = update_by_id_virtualMachine
    def list_vnet(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "networkId", "uri", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null:
        bool = ..., accountId_notnull: bool = ..., networkId: Id = ..., networkId_ne: Id = ..., networkId_null: bool =
        ..., networkId_notnull: bool = ..., uri: str = ..., uri_ne: str = ..., uri_prefix: str = ..., uri_like: str =
        ..., uri_notlike: str = ..., uri_null: bool = ..., uri_notnull: bool = ..., created: Date = ..., created_ne:
        Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ...,
        created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt:
        Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[Vnet]: ...
    def by_id_vnet(self, id: Number, **params: Any) -> Vnet: ...
    def create_vnet(
        self, *, networkId: Id, uri: str, name: Optional[str] = ..., description: Optional[str] = ..., uuid:
        Optional[str] = ..., kind: Optional[str] = ..., accountId: Optional[Id] = ..., data: Optional[Mapping[str, Any]]
        = ...
    ) -> Vnet: ...
    def update_by_id_vnet(
        self, id: Number, *, networkId: Id = ..., name: Optional[str] = ..., description: Optional[str] = ...,
        accountId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Vnet: ...
    def list_volume(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "instanceId", "imageId", "deviceNumber", "format", "virtualSizeMb", "attachedState",
        "allocationState", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt:
        Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull:
        bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str
        = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ...,
        state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., instanceId: Id = ..., instanceId_ne: Id = ..., instanceId_null: bool = ...,
        instanceId_notnull: bool = ..., imageId: Id = ..., imageId_ne: Id = ..., imageId_null: bool = ...,
        imageId_notnull: bool = ..., deviceNumber: int = ..., deviceNumber_ne: int = ..., deviceNumber_lt: int = ...,
        deviceNumber_lte: int = ..., deviceNumber_gt: int = ..., deviceNumber_gte: int = ..., deviceNumber_null: bool =
        ..., deviceNumber_notnull: bool = ..., format: str = ..., format_ne: str = ..., format_prefix: str = ...,
        format_like: str = ..., format_notlike: str = ..., format_null: bool = ..., format_notnull: bool = ...,
        virtualSizeMb: int = ..., virtualSizeMb_ne: int = ..., virtualSizeMb_lt: int = ..., virtualSizeMb_lte: int =
        ..., virtualSizeMb_gt: int = ..., virtualSizeMb_gte: int = ..., virtualSizeMb_null: bool = ...,
        virtualSizeMb_notnull: bool = ..., attachedState: str = ..., attachedState_ne: str = ..., attachedState_prefix:
        str = ..., attachedState_like: str = ..., attachedState_notlike: str = ..., attachedState_null: bool = ...,
        attachedState_notnull: bool = ..., allocationState: str = ..., allocationState_ne: str = ...,
        allocationState_prefix: str = ..., allocationState_like: str = ..., allocationState_notlike: str = ...,
        allocationState_null: bool = ..., allocationState_notnull: bool = ..., created: Date = ..., created_ne: Date =
        ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ...,
        created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt:
        Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[Volume]: ...
    def by_id_volume(self, id: Number, **params: Any) -> Volume: ...
    def list_volumeStoragePoolMap(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "storagePoolId", "volumeId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number
        = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., storagePoolId: Id = ..., storagePoolId_ne: Id = ...,
        storagePoolId_null: bool = ..., storagePoolId_notnull: bool = ..., volumeId: Id = ..., volumeId_ne: Id = ...,
        volumeId_null: bool = ..., volumeId_notnull: bool = ..., created: Date = ..., created_ne: Date = ...,
        created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null:
        bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ...,
        removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null: bool = ...,
        removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date = ...,
        removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool = ...,
        removeTime_notnull: bool = ...
    ) -> Collection[VolumeStoragePoolMap]: ...
    list_volume_storage_pool_map = list_volumeStoragePoolMap
    def by_id_volumeStoragePoolMap(self, id: Number, **params: Any) -> VolumeStoragePoolMap: ...
    by_id_volume_storage_pool_map = by_id_volumeStoragePoolMap
    def create_volumeStoragePoolMap(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., storagePoolId: Optional[Id] = ..., volumeId: Optional[Id] = ..., data:
        Optional[Mapping[str, Any]] = ...
    ) -> VolumeStoragePoolMap: ...
    create_volume_storage_pool_map = create_volumeStoragePoolMap
    def update_by_id_volumeStoragePoolMap(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., storagePoolId: Optional[Id] =
        ..., volumeId: Optional[Id] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> VolumeStoragePoolMap: ...
    update_by_id_volume_storage_pool_map = update_by_id_volumeStoragePoolMap
    def list_zone(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt:
        Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull:
        bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str
        = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ...,
        description_prefix: str = ..., description_like: str = ..., description_notlike: str = ..., description_null:
        bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ...,
        uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ...,
        kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool =
        ..., kind_notnull: bool = ..., state: str = ..., state_ne: str = ..., state_prefix: str = ..., state_like: str =
        ..., state_notlike: str = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., created: Date = ...,
        created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte:
        Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ...,
        removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null:
        bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date
        = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool
        = ..., removeTime_notnull: bool = ...
    ) -> Collection[Zone]: ...
    def by_id_zone(self, id: Number, **params: Any) -> Zone: ...
    def create_zone(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., state: Optional[str] = ..., accountId: Optional[Id] = ..., created: Optional[Date] = ...,
        removed: Optional[Date] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Zone: ...
    def update_by_id_zone(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ...,
        kind: Optional[str] = ..., state: Optional[str] = ..., accountId: Optional[Id] = ..., created: Optional[Date] =
        ..., removed: Optional[Date] = ..., removeTime: Optional[Date] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> Zone: ...


def from_env(prefix: Optional[str] = ..., **kw: Any) -> Client: ...


class Account(Resource):
    """account"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    externalId: Optional[str]
    externalIdType: Optional[str]
    defaultCredentialIds: Optional[List[str]]
    defaultNetworkIds: Optional[List[str]]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def agentGroups(self, **params: Any) -> Collection[AgentGroup]: ...
    def agents(self, **params: Any) -> Collection[Agent]: ...
    def credentials(self, **params: Any) -> Collection[Credential]: ...
    def genericObjects(self, **params: Any) -> Collection[GenericObject]: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def images(self, **params: Any) -> Collection[Image]: ...
    def instanceLinks(self, **params: Any) -> Collection[InstanceLink]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def ipAssociations(self, **params: Any) -> Collection[IpAssociation]: ...
    def ipPools(self, **params: Any) -> Collection[IpPool]: ...
    def networkServiceProviders(self, **params: Any) -> Collection[NetworkServiceProvider]: ...
    def networkServices(self, **params: Any) -> Collection[NetworkService]: ...
    def networks(self, **params: Any) -> Collection[Network]: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def offerings(self, **params: Any) -> Collection[Offering]: ...
    def physicalHosts(self, **params: Any) -> Collection[PhysicalHost]: ...
    def ports(self, **params: Any) -> Collection[Port]: ...
    def resourcePools(self, **params: Any) -> Collection[ResourcePool]: ...
    def storagePools(self, **params: Any) -> Collection[StoragePool]: ...
    def subnets(self, **params: Any) -> Collection[Subnet]: ...
    def vnets(self, **params: Any) -> Collection[Vnet]: ...
    def volumes(self, **params: Any) -> Collection[Volume]: ...
    def zones(self, **params: Any) -> Collection[Zone]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Account: ...
    def create(self, **fields: Any) -> Account: ...
    def deactivate(self, **fields: Any) -> Account: ...
    def purge(self, **fields: Any) -> Account: ...
    def remove(self, **fields: Any) -> Account: ...
    def restore(self, **fields: Any) -> Account: ...


class Agent(Resource):
    """agent"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AgentState
    accountId: Optional[str]
    agentGroupId: Optional[str]
    uri: Optional[str]
    user: Optional[str]
    managedConfig: bool
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def agentGroup(self, **params: Any) -> AgentGroup: ...
    def configItemStatuses(self, **params: Any) -> Collection[ConfigItemStatus]: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def storagePools(self, **params: Any) -> Collection[StoragePool]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Agent: ...
    def create(self, **fields: Any) -> Agent: ...
    def deactivate(self, **fields: Any) -> Agent: ...
    def purge(self, **fields: Any) -> Agent: ...
    def reconnect(self, **fields: Any) -> Agent: ...
    def remove(self, **fields: Any) -> Agent: ...
    def restore(self, **fields: Any) -> Agent: ...


class AgentGroup(Resource):
    """agentGroup"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def agents(self, **params: Any) -> Collection[Agent]: ...
    def activate(self, **fields: Any) -> AgentGroup: ...
    def create(self, **fields: Any) -> AgentGroup: ...
    def deactivate(self, **fields: Any) -> AgentGroup: ...
    def purge(self, **fields: Any) -> AgentGroup: ...
    def remove(self, **fields: Any) -> AgentGroup: ...
    def restore(self, **fields: Any) -> AgentGroup: ...


class NetworkServiceProvider(Resource):
    """networkServiceProvider"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProviderInstanceMaps(self, **params: Any) -> Collection[NetworkServiceProviderInstanceMap]: ...
    def networkServices(self, **params: Any) -> Collection[NetworkService]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> NetworkServiceProvider: ...
    def create(self, **fields: Any) -> NetworkServiceProvider: ...
    def deactivate(self, **fields: Any) -> NetworkServiceProvider: ...
    def purge(self, **fields: Any) -> NetworkServiceProvider: ...
    def remove(self, **fields: Any) -> NetworkServiceProvider: ...
    def restore(self, **fields: Any) -> NetworkServiceProvider: ...


class AgentInstanceProvider(Resource):
    """agentInstanceProvider"""
    agentInstanceImageUuid: str
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProviderInstanceMaps(self, **params: Any) -> Collection[NetworkServiceProviderInstanceMap]: ...
    def networkServices(self, **params: Any) -> Collection[NetworkService]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> AgentInstanceProvider: ...
    def create(self, **fields: Any) -> AgentInstanceProvider: ...
    def deactivate(self, **fields: Any) -> AgentInstanceProvider: ...
    def purge(self, **fields: Any) -> AgentInstanceProvider: ...
    def remove(self, **fields: Any) -> AgentInstanceProvider: ...
    def restore(self, **fields: Any) -> AgentInstanceProvider: ...


class Credential(Resource):
    """credential"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    publicValue: Optional[str]
    secretValue: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def credentialInstanceMaps(self, **params: Any) -> Collection[CredentialInstanceMap]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Credential: ...
    def create(self, **fields: Any) -> Credential: ...
    def deactivate(self, **fields: Any) -> Credential: ...
    def purge(self, **fields: Any) -> Credential: ...
    def remove(self, **fields: Any) -> Credential: ...
    def restore(self, **fields: Any) -> Credential: ...


class ApiKey(Resource):
    """apiKey"""
    publicValue: Optional[str]
    secretValue: Optional[str]
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def credentialInstanceMaps(self, **params: Any) -> Collection[CredentialInstanceMap]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> ApiKey: ...
    def create(self, **fields: Any) -> ApiKey: ...
    def deactivate(self, **fields: Any) -> ApiKey: ...
    def purge(self, **fields: Any) -> ApiKey: ...
    def remove(self, **fields: Any) -> ApiKey: ...
    def restore(self, **fields: Any) -> ApiKey: ...


class ApiVersion(Resource):
    """apiVersion"""


class CollectionType(Resource):
    """collection"""
    createDefaults: Map[Any]
    createTypes: Map[Any]
    filters: Map[List[Any]]
    pagination: Any
    resourceType: str
    sort: Any
    sortLinks: Map[Any]
    data: List[Resource]


class ConfigItem(Resource):
    """configItem"""
    name: Optional[str]
    sourceVersion: Optional[str]


class ConfigItemStatus(Resource):
    """configItemStatus"""
    name: Optional[str]
    agentId: Optional[str]
    appliedUpdated: Optional[str]
    appliedUpdatedTS: int
    appliedVersion: int
    requestedUpdated: str
    requestedUpdatedTS: int
    requestedVersion: int
    sourceVersion: Optional[str]
    def agent(self, **params: Any) -> Agent: ...


class Instance(Resource):
    """instance"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: InstanceState
    accountId: Optional[str]
    imageId: Optional[str]
    imageUuid: Optional[str]
    startOnCreate: bool
    instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop]
    memoryMb: Optional[int]
    compute: Optional[int]
    hostname: Optional[str]
    domain: Optional[str]
    userdata: Optional[str]
    networkIds: Optional[List[str]]
    subnetIds: Optional[List[str]]
    vnetIds: Optional[List[str]]
    credentialIds: Optional[List[str]]
    requestedHostId: Optional[str]
    validHostIds: Optional[List[str]]
    primaryIpAddress: str
    primaryAssociatedIpAddress: str
    firstRunning: Optional[str]
    firstRunningTS: int
    allocationState: Optional[str]
    agentId: Optional[str]
    token: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def agent(self, **params: Any) -> Agent: ...
    def credentialInstanceMaps(self, **params: Any) -> Collection[CredentialInstanceMap]: ...
    def credentials(self, **params: Any) -> Collection[Credential]: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def image(self, **params: Any) -> Image: ...
    def instanceHostMaps(self, **params: Any) -> Collection[InstanceHostMap]: ...
    def instanceLinks(self, **params: Any) -> Collection[InstanceLink]: ...
    def networkServiceProviderInstanceMaps(self, **params: Any) -> Collection[NetworkServiceProviderInstanceMap]: ...
    def networkServiceProviders(self, **params: Any) -> Collection[NetworkServiceProvider]: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def ports(self, **params: Any) -> Collection[Port]: ...
    def targetInstanceLinks(self, **params: Any) -> Collection[InstanceLink]: ...
    def volumes(self, **params: Any) -> Collection[Volume]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def allocate(self, **fields: Any) -> Instance: ...
    def console(self) -> InstanceConsole: ...
    def create(self, **fields: Any) -> Instance: ...
    def deallocate(self, **fields: Any) -> Instance: ...
    def migrate(self, **fields: Any) -> Instance: ...
    def purge(self, **fields: Any) -> Instance: ...
    def remove(self, **fields: Any) -> Instance: ...
    def restart(self, **fields: Any) -> Instance: ...
    def restore(self, **fields: Any) -> Instance: ...
    def start(self, **fields: Any) -> Instance: ...
    def stop(self, *, remove: bool = ..., deallocateFromHost: bool = ..., timeout: Optional[int] = ...) -> Instance: ...


class Container(Resource):
    """container"""
    uuid: Optional[str]
    kind: Optional[str]
    command: Optional[str]
    commandArgs: Optional[List[str]]
    environment: Map[str]
    directory: Optional[str]
    user: Optional[str]
    hostname: Optional[str]
    memoryMb: Optional[int]
    privileged: bool
    dockerVolumes: Optional[List[str]]
    restartPolicy: Optional[Map[Any]]
    labels: Optional[Map[str]]
    exitCode: Optional[int]
    dockerId: Optional[str]
    compute: Optional[int]
    imageId: Optional[str]
    imageUuid: Optional[str]
    networkIds: Optional[List[str]]
    subnetIds: Optional[List[str]]
    vnetIds: Optional[List[str]]
    startOnCreate: bool
    name: Optional[str]
    description: Optional[str]
    state: InstanceState
    accountId: Optional[str]
    instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop]
    domain: Optional[str]
    userdata: Optional[str]
    credentialIds: Optional[List[str]]
    requestedHostId: Optional[str]
    validHostIds: Optional[List[str]]
    primaryIpAddress: str
    primaryAssociatedIpAddress: str
    firstRunning: Optional[str]
    firstRunningTS: int
    allocationState: Optional[str]
    agentId: Optional[str]
    token: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def agent(self, **params: Any) -> Agent: ...
    def credentialInstanceMaps(self, **params: Any) -> Collection[CredentialInstanceMap]: ...
    def credentials(self, **params: Any) -> Collection[Credential]: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def image(self, **params: Any) -> Image: ...
    def instanceHostMaps(self, **params: Any) -> Collection[InstanceHostMap]: ...
    def instanceLinks(self, **params: Any) -> Collection[InstanceLink]: ...
    def networkServiceProviderInstanceMaps(self, **params: Any) -> Collection[NetworkServiceProviderInstanceMap]: ...
    def networkServiceProviders(self, **params: Any) -> Collection[NetworkServiceProvider]: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def ports(self, **params: Any) -> Collection[Port]: ...
    def targetInstanceLinks(self, **params: Any) -> Collection[InstanceLink]: ...
    def volumes(self, **params: Any) -> Collection[Volume]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def allocate(self, **fields: Any) -> Container: ...
    def console(self) -> InstanceConsole: ...
    def create(self, **fields: Any) -> Container: ...
    def deallocate(self, **fields: Any) -> Container: ...
    def migrate(self, **fields: Any) -> Container: ...
    def purge(self, **fields: Any) -> Container: ...
    def remove(self, **fields: Any) -> Container: ...
    def restart(self, **fields: Any) -> Container: ...
    def restore(self, **fields: Any) -> Container: ...
    def start(self, **fields: Any) -> Container: ...
    def stop(
        self, *, remove: bool = ..., deallocateFromHost: bool = ..., timeout: Optional[int] = ...
    ) -> Container: ...


class CredentialInstanceMap(Resource):
    """credentialInstanceMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    credentialId: Optional[str]
    instanceId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def credential(self, **params: Any) -> Credential: ...
    def instance(self, **params: Any) -> Instance: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> CredentialInstanceMap: ...
    def create(self, **fields: Any) -> CredentialInstanceMap: ...
    def deactivate(self, **fields: Any) -> CredentialInstanceMap: ...
    def purge(self, **fields: Any) -> CredentialInstanceMap: ...
    def remove(self, **fields: Any) -> CredentialInstanceMap: ...
    def restore(self, **fields: Any) -> CredentialInstanceMap: ...


class Data(Resource):
    """data"""
    name: Optional[str]
    value: Optional[str]
    visible: bool


class NetworkService(Resource):
    """networkService"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> NetworkService: ...
    def create(self, **fields: Any) -> NetworkService: ...
    def deactivate(self, **fields: Any) -> NetworkService: ...
    def purge(self, **fields: Any) -> NetworkService: ...
    def remove(self, **fields: Any) -> NetworkService: ...
    def restore(self, **fields: Any) -> NetworkService: ...


class DhcpService(Resource):
    """dhcpService"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> DhcpService: ...
    def create(self, **fields: Any) -> DhcpService: ...
    def deactivate(self, **fields: Any) -> DhcpService: ...
    def purge(self, **fields: Any) -> DhcpService: ...
    def remove(self, **fields: Any) -> DhcpService: ...
    def restore(self, **fields: Any) -> DhcpService: ...


class DnsService(Resource):
    """dnsService"""
    dns: List[str]
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> DnsService: ...
    def create(self, **fields: Any) -> DnsService: ...
    def deactivate(self, **fields: Any) -> DnsService: ...
    def purge(self, **fields: Any) -> DnsService: ...
    def remove(self, **fields: Any) -> DnsService: ...
    def restore(self, **fields: Any) -> DnsService: ...


class Error(Resource):
    """error"""
    code: str
    detail: str
    message: str
    status: int


class ExternalHandler(Resource):
    """externalHandler"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    processNames: List[str]
    priorityName: ExternalHandlerPriorityName
    priority: Optional[int]
    retries: Optional[int]
    timeoutMillis: Optional[int]
    onAbsent: ExternalHandlerOnAbsent
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def externalHandlerExternalHandlerProcessMaps(
        self, **params: Any
    ) -> Collection[ExternalHandlerExternalHandlerProcessMap]: ...
    def externalHandlerProcesses(self, **params: Any) -> Collection[ExternalHandlerProcess]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> ExternalHandler: ...
    def create(self, **fields: Any) -> ExternalHandler: ...
    def deactivate(self, **fields: Any) -> ExternalHandler: ...
    def purge(self, **fields: Any) -> ExternalHandler: ...
    def remove(self, **fields: Any) -> ExternalHandler: ...
    def restore(self, **fields: Any) -> ExternalHandler: ...


class ExternalHandlerExternalHandlerProcessMap(Resource):
    """externalHandlerExternalHandlerProcessMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    externalHandlerId: Optional[str]
    externalHandlerProcessId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def externalHandler(self, **params: Any) -> ExternalHandler: ...
    def externalHandlerProcess(self, **params: Any) -> ExternalHandlerProcess: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> ExternalHandlerExternalHandlerProcessMap: ...
    def create(self, **fields: Any) -> ExternalHandlerExternalHandlerProcessMap: ...
    def deactivate(self, **fields: Any) -> ExternalHandlerExternalHandlerProcessMap: ...
    def purge(self, **fields: Any) -> ExternalHandlerExternalHandlerProcessMap: ...
    def remove(self, **fields: Any) -> ExternalHandlerExternalHandlerProcessMap: ...
    def restore(self, **fields: Any) -> ExternalHandlerExternalHandlerProcessMap: ...


class ExternalHandlerProcess(Resource):
    """externalHandlerProcess"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def externalHandlerExternalHandlerProcessMaps(
        self, **params: Any
    ) -> Collection[ExternalHandlerExternalHandlerProcessMap]: ...
    def externalHandlers(self, **params: Any) -> Collection[ExternalHandler]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> ExternalHandlerProcess: ...
    def create(self, **fields: Any) -> ExternalHandlerProcess: ...
    def deactivate(self, **fields: Any) -> ExternalHandlerProcess: ...
    def purge(self, **fields: Any) -> ExternalHandlerProcess: ...
    def remove(self, **fields: Any) -> ExternalHandlerProcess: ...
    def restore(self, **fields: Any) -> ExternalHandlerProcess: ...


class GatewayService(Resource):
    """gatewayService"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> GatewayService: ...
    def create(self, **fields: Any) -> GatewayService: ...
    def deactivate(self, **fields: Any) -> GatewayService: ...
    def purge(self, **fields: Any) -> GatewayService: ...
    def remove(self, **fields: Any) -> GatewayService: ...
    def restore(self, **fields: Any) -> GatewayService: ...


class GenericObject(Resource):
    """genericObject"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    key: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> GenericObject: ...
    def create(self, **fields: Any) -> GenericObject: ...
    def deactivate(self, **fields: Any) -> GenericObject: ...
    def purge(self, **fields: Any) -> GenericObject: ...
    def remove(self, **fields: Any) -> GenericObject: ...
    def restore(self, **fields: Any) -> GenericObject: ...


class History(Resource):
    """history"""
    created: Optional[str]
    createdTS: int
    kind: Optional[str]
    resourceType: Optional[str]
    resourceId: Optional[str]
    processInstanceId: Optional[str]
    processName: Optional[str]
    actor: Optional[str]
    fromState: Optional[str]
    toState: Optional[str]
    handler: Optional[str]
    attempt: Optional[int]
    milliseconds: Optional[int]
    effects: Optional[List[str]]
    error: Optional[str]
    verb: Optional[str]
    old: Optional[Map[Any]]
    detail: Any
    def processInstance(self, **params: Any) -> ProcessInstance: ...


class Host(Resource):
    """host"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    agentId: Optional[str]
    physicalHostId: Optional[str]
    isPublic: bool
    agentState: Optional[str]
    cpus: Optional[int]
    memoryMb: Optional[int]
    memoryFreeMb: Optional[int]
    hypervisor: Optional[str]
    info: Optional[Map[Any]]
    uri: Optional[str]
    computeFree: Optional[int]
    computeTotal: Optional[int]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def agent(self, **params: Any) -> Agent: ...
    def hostIpAddressMaps(self, **params: Any) -> Collection[HostIpAddressMap]: ...
    def hostVnetMaps(self, **params: Any) -> Collection[HostVnetMap]: ...
    def instanceHostMaps(self, **params: Any) -> Collection[InstanceHostMap]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def physicalHost(self, **params: Any) -> PhysicalHost: ...
    def storagePoolHostMaps(self, **params: Any) -> Collection[StoragePoolHostMap]: ...
    def storagePools(self, **params: Any) -> Collection[StoragePool]: ...
    def vnets(self, **params: Any) -> Collection[Vnet]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Host: ...
    def create(self, **fields: Any) -> Host: ...
    def deactivate(self, **fields: Any) -> Host: ...
    def purge(self, **fields: Any) -> Host: ...
    def remove(self, **fields: Any) -> Host: ...
    def restore(self, **fields: Any) -> Host: ...


class HostIpAddressMap(Resource):
    """hostIpAddressMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    hostId: Optional[str]
    ipAddressId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def host(self, **params: Any) -> Host: ...
    def ipAddress(self, **params: Any) -> IpAddress: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> HostIpAddressMap: ...
    def create(self, **fields: Any) -> HostIpAddressMap: ...
    def deactivate(self, **fields: Any) -> HostIpAddressMap: ...
    def purge(self, **fields: Any) -> HostIpAddressMap: ...
    def remove(self, **fields: Any) -> HostIpAddressMap: ...
    def restore(self, **fields: Any) -> HostIpAddressMap: ...


class HostNatGatewayService(Resource):
    """hostNatGatewayService"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> HostNatGatewayService: ...
    def create(self, **fields: Any) -> HostNatGatewayService: ...
    def deactivate(self, **fields: Any) -> HostNatGatewayService: ...
    def purge(self, **fields: Any) -> HostNatGatewayService: ...
    def remove(self, **fields: Any) -> HostNatGatewayService: ...
    def restore(self, **fields: Any) -> HostNatGatewayService: ...


class Network(Resource):
    """network"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    domain: Optional[str]
    isPublic: bool
    macPrefix: str
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def networkServiceProviders(self, **params: Any) -> Collection[NetworkServiceProvider]: ...
    def networkServices(self, **params: Any) -> Collection[NetworkService]: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def subnets(self, **params: Any) -> Collection[Subnet]: ...
    def vnets(self, **params: Any) -> Collection[Vnet]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Network: ...
    def create(self, **fields: Any) -> Network: ...
    def deactivate(self, **fields: Any) -> Network: ...
    def purge(self, **fields: Any) -> Network: ...
    def remove(self, **fields: Any) -> Network: ...
    def restore(self, **fields: Any) -> Network: ...


class HostOnlyNetwork(Resource):
    """hostOnlyNetwork"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    hostVnetUri: Optional[str]
    dynamicCreateVnet: bool
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    accountId: Optional[str]
    domain: Optional[str]
    isPublic: bool
    macPrefix: str
    removeTime: Optional[str]
    removeTimeTS: int
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def networkServiceProviders(self, **params: Any) -> Collection[NetworkServiceProvider]: ...
    def networkServices(self, **params: Any) -> Collection[NetworkService]: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def subnets(self, **params: Any) -> Collection[Subnet]: ...
    def vnets(self, **params: Any) -> Collection[Vnet]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> HostOnlyNetwork: ...
    def create(self, **fields: Any) -> HostOnlyNetwork: ...
    def deactivate(self, **fields: Any) -> HostOnlyNetwork: ...
    def purge(self, **fields: Any) -> HostOnlyNetwork: ...
    def remove(self, **fields: Any) -> HostOnlyNetwork: ...
    def restore(self, **fields: Any) -> HostOnlyNetwork: ...


class HostVnetMap(Resource):
    """hostVnetMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    hostId: Optional[str]
    vnetId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def host(self, **params: Any) -> Host: ...
    def vnet(self, **params: Any) -> Vnet: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> HostVnetMap: ...
    def create(self, **fields: Any) -> HostVnetMap: ...
    def deactivate(self, **fields: Any) -> HostVnetMap: ...
    def purge(self, **fields: Any) -> HostVnetMap: ...
    def remove(self, **fields: Any) -> HostVnetMap: ...
    def restore(self, **fields: Any) -> HostVnetMap: ...


class Image(Resource):
    """image"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    instanceKind: Optional[ImageInstanceKind]
    url: Optional[str]
    checksum: Optional[str]
    format: Optional[str]
    isPublic: bool
    virtualSizeMb: Optional[int]
    physicalSizeMb: Optional[int]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def imageStoragePoolMaps(self, **params: Any) -> Collection[ImageStoragePoolMap]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def storagePools(self, **params: Any) -> Collection[StoragePool]: ...
    def volumes(self, **params: Any) -> Collection[Volume]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Image: ...
    def create(self, **fields: Any) -> Image: ...
    def deactivate(self, **fields: Any) -> Image: ...
    def purge(self, **fields: Any) -> Image: ...
    def remove(self, **fields: Any) -> Image: ...
    def restore(self, **fields: Any) -> Image: ...


class ImageStoragePoolMap(Resource):
    """imageStoragePoolMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    imageId: Optional[str]
    storagePoolId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def image(self, **params: Any) -> Image: ...
    def storagePool(self, **params: Any) -> StoragePool: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> ImageStoragePoolMap: ...
    def create(self, **fields: Any) -> ImageStoragePoolMap: ...
    def deactivate(self, **fields: Any) -> ImageStoragePoolMap: ...
    def purge(self, **fields: Any) -> ImageStoragePoolMap: ...
    def remove(self, **fields: Any) -> ImageStoragePoolMap: ...
    def restore(self, **fields: Any) -> ImageStoragePoolMap: ...


class InstanceConsole(Resource):
    """instanceConsole"""
    kind: str
    url: str
    password: str


class InstanceConsoleInput(Resource):
    """instanceConsoleInput"""


class InstanceHostMap(Resource):
    """instanceHostMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    hostId: Optional[str]
    instanceId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def host(self, **params: Any) -> Host: ...
    def instance(self, **params: Any) -> Instance: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> InstanceHostMap: ...
    def create(self, **fields: Any) -> InstanceHostMap: ...
    def deactivate(self, **fields: Any) -> InstanceHostMap: ...
    def purge(self, **fields: Any) -> InstanceHostMap: ...
    def remove(self, **fields: Any) -> InstanceHostMap: ...
    def restore(self, **fields: Any) -> InstanceHostMap: ...


class InstanceLink(Resource):
    """instanceLink"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    instanceId: Optional[str]
    linkName: Optional[str]
    targetInstanceId: Optional[str]
    ports: List[Any]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def instance(self, **params: Any) -> Instance: ...
    def targetInstance(self, **params: Any) -> Instance: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> InstanceLink: ...
    def create(self, **fields: Any) -> InstanceLink: ...
    def deactivate(self, **fields: Any) -> InstanceLink: ...
    def purge(self, **fields: Any) -> InstanceLink: ...
    def remove(self, **fields: Any) -> InstanceLink: ...
    def restore(self, **fields: Any) -> InstanceLink: ...


class InstanceStop(Resource):
    """instanceStop"""
    remove: bool
    deallocateFromHost: bool
    timeout: Optional[int]


class IpAddress(Resource):
    """ipAddress"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: IpAddressState
    accountId: Optional[str]
    address: Optional[str]
    role: Optional[str]
    networkId: Optional[str]
    subnetId: Optional[str]
    ipPoolId: Optional[str]
    hostname: Optional[str]
    isPublic: bool
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def childIpAssociations(self, **params: Any) -> Collection[IpAssociation]: ...
    def hostIpAddressMaps(self, **params: Any) -> Collection[HostIpAddressMap]: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def ipAddressNicMaps(self, **params: Any) -> Collection[IpAddressNicMap]: ...
    def ipAssociations(self, **params: Any) -> Collection[IpAssociation]: ...
    def ipPool(self, **params: Any) -> IpPool: ...
    def network(self, **params: Any) -> Network: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def privatePorts(self, **params: Any) -> Collection[Port]: ...
    def publicPorts(self, **params: Any) -> Collection[Port]: ...
    def subnet(self, **params: Any) -> Subnet: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> IpAddress: ...
    def associate(self, *, ipAddressId: Id = ...) -> IpAddress: ...
    def create(self, **fields: Any) -> IpAddress: ...
    def deactivate(self, **fields: Any) -> IpAddress: ...
    def disassociate(self, **fields: Any) -> IpAddress: ...
    def purge(self, **fields: Any) -> IpAddress: ...
    def remove(self, **fields: Any) -> IpAddress: ...
    def restore(self, **fields: Any) -> IpAddress: ...


class IpAddressAssociateInput(Resource):
    """ipAddressAssociateInput"""
    ipAddressId: str


class IpAddressNicMap(Resource):
    """ipAddressNicMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    ipAddressId: Optional[str]
    nicId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def ipAddress(self, **params: Any) -> IpAddress: ...
    def nic(self, **params: Any) -> Nic: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> IpAddressNicMap: ...
    def create(self, **fields: Any) -> IpAddressNicMap: ...
    def deactivate(self, **fields: Any) -> IpAddressNicMap: ...
    def purge(self, **fields: Any) -> IpAddressNicMap: ...
    def remove(self, **fields: Any) -> IpAddressNicMap: ...
    def restore(self, **fields: Any) -> IpAddressNicMap: ...


class IpAssociation(Resource):
    """ipAssociation"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    childIpAddressId: Optional[str]
    ipAddressId: Optional[str]
    role: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def childIpAddress(self, **params: Any) -> IpAddress: ...
    def ipAddress(self, **params: Any) -> IpAddress: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> IpAssociation: ...
    def create(self, **fields: Any) -> IpAssociation: ...
    def deactivate(self, **fields: Any) -> IpAssociation: ...
    def purge(self, **fields: Any) -> IpAssociation: ...
    def remove(self, **fields: Any) -> IpAssociation: ...
    def restore(self, **fields: Any) -> IpAssociation: ...


class IpPool(Resource):
    """ipPool"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    isPublic: bool
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def subnets(self, **params: Any) -> Collection[Subnet]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def acquire(self, **fields: Any) -> IpAddress: ...
    def activate(self, **fields: Any) -> IpPool: ...
    def create(self, **fields: Any) -> IpPool: ...
    def deactivate(self, **fields: Any) -> IpPool: ...
    def purge(self, **fields: Any) -> IpPool: ...
    def remove(self, **fields: Any) -> IpPool: ...
    def restore(self, **fields: Any) -> IpPool: ...


class IpsecTunnelService(Resource):
    """ipsecTunnelService"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> IpsecTunnelService: ...
    def create(self, **fields: Any) -> IpsecTunnelService: ...
    def deactivate(self, **fields: Any) -> IpsecTunnelService: ...
    def purge(self, **fields: Any) -> IpsecTunnelService: ...
    def remove(self, **fields: Any) -> IpsecTunnelService: ...
    def restore(self, **fields: Any) -> IpsecTunnelService: ...


class LinkService(Resource):
    """linkService"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> LinkService: ...
    def create(self, **fields: Any) -> LinkService: ...
    def deactivate(self, **fields: Any) -> LinkService: ...
    def purge(self, **fields: Any) -> LinkService: ...
    def remove(self, **fields: Any) -> LinkService: ...
    def restore(self, **fields: Any) -> LinkService: ...


class MetadataService(Resource):
    """metadataService"""
    configDrive: bool
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> MetadataService: ...
    def create(self, **fields: Any) -> MetadataService: ...
    def deactivate(self, **fields: Any) -> MetadataService: ...
    def purge(self, **fields: Any) -> MetadataService: ...
    def remove(self, **fields: Any) -> MetadataService: ...
    def restore(self, **fields: Any) -> MetadataService: ...


class NetworkServiceProviderInstanceMap(Resource):
    """networkServiceProviderInstanceMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    instanceId: Optional[str]
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def instance(self, **params: Any) -> Instance: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> NetworkServiceProviderInstanceMap: ...
    def create(self, **fields: Any) -> NetworkServiceProviderInstanceMap: ...
    def deactivate(self, **fields: Any) -> NetworkServiceProviderInstanceMap: ...
    def purge(self, **fields: Any) -> NetworkServiceProviderInstanceMap: ...
    def remove(self, **fields: Any) -> NetworkServiceProviderInstanceMap: ...
    def restore(self, **fields: Any) -> NetworkServiceProviderInstanceMap: ...


class Nic(Resource):
    """nic"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    instanceId: Optional[str]
    networkId: Optional[str]
    subnetId: Optional[str]
    vnetId: Optional[str]
    deviceNumber: Optional[int]
    macAddress: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def instance(self, **params: Any) -> Instance: ...
    def ipAddressNicMaps(self, **params: Any) -> Collection[IpAddressNicMap]: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def network(self, **params: Any) -> Network: ...
    def subnet(self, **params: Any) -> Subnet: ...
    def vnet(self, **params: Any) -> Vnet: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Nic: ...
    def create(self, **fields: Any) -> Nic: ...
    def deactivate(self, **fields: Any) -> Nic: ...
    def purge(self, **fields: Any) -> Nic: ...
    def remove(self, **fields: Any) -> Nic: ...
    def restore(self, **fields: Any) -> Nic: ...


class Offering(Resource):
    """offering"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: Optional[str]
    accountId: Optional[str]
    isPublic: bool
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...


class PhysicalHost(Resource):
    """physicalHost"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> PhysicalHost: ...
    def create(self, **fields: Any) -> PhysicalHost: ...
    def deactivate(self, **fields: Any) -> PhysicalHost: ...
    def purge(self, **fields: Any) -> PhysicalHost: ...
    def remove(self, **fields: Any) -> PhysicalHost: ...
    def restore(self, **fields: Any) -> PhysicalHost: ...


class Port(Resource):
    """port"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    instanceId: Optional[str]
    privatePort: Optional[int]
    publicPort: Optional[int]
    protocol: Optional[str]
    privateIpAddressId: Optional[str]
    publicIpAddressId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def instance(self, **params: Any) -> Instance: ...
    def privateIpAddress(self, **params: Any) -> IpAddress: ...
    def publicIpAddress(self, **params: Any) -> IpAddress: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Port: ...
    def create(self, **fields: Any) -> Port: ...
    def deactivate(self, **fields: Any) -> Port: ...
    def purge(self, **fields: Any) -> Port: ...
    def remove(self, **fields: Any) -> Port: ...
    def restore(self, **fields: Any) -> Port: ...


class PortService(Resource):
    """portService"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: str
    networkServiceProviderId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def network(self, **params: Any) -> Network: ...
    def networkServiceProvider(self, **params: Any) -> NetworkServiceProvider: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> PortService: ...
    def create(self, **fields: Any) -> PortService: ...
    def deactivate(self, **fields: Any) -> PortService: ...
    def purge(self, **fields: Any) -> PortService: ...
    def remove(self, **fields: Any) -> PortService: ...
    def restore(self, **fields: Any) -> PortService: ...


class ProcessDefinition(Resource):
    """processDefinition"""
    name: str
    extensionBased: bool
    postProcessListeners: Any
    preProcessListeners: Any
    processHandlers: Any
    resourceType: str
    stateTransitions: List[Any]


class ProcessInstance(Resource):
    """processInstance"""
    processName: Optional[str]
    resourceType: Optional[str]
    resourceId: Optional[str]
    phase: Optional[str]
    step: Optional[str]
    handler: Optional[str]
    path: Optional[str]
    hostId: Optional[str]
    attempt: Optional[int]
    nextAttempt: Optional[str]
    nextAttemptTS: int
    waitingOn: Optional[str]
    waitingKind: Optional[str]
    waitingId: Optional[str]
    waitingSince: Optional[str]
    waitingSinceTS: int
    lastError: Optional[str]
    violations: Optional[List[Any]]
    actor: Optional[str]
    result: Optional[str]
    exitReason: Optional[str]
    startTime: Optional[str]
    startTimeTS: int
    endTime: Optional[str]
    endTimeTS: int
    priority: Optional[int]
    data: Optional[Map[Any]]
    startProcessServerId: Optional[str]
    runningProcessServerId: Optional[str]
    def host(self, **params: Any) -> Host: ...
    def cancel(self, **fields: Any) -> ProcessInstance: ...
    def complete(self, **fields: Any) -> ProcessInstance: ...
    def retry(self, **fields: Any) -> ProcessInstance: ...
    def rollback(self, **fields: Any) -> ProcessInstance: ...
    def skip(self, **fields: Any) -> ProcessInstance: ...


class Publish(Resource):
    """publish"""
    name: str
    resourceType: Optional[str]
    resourceId: Optional[str]
    data: Optional[Map[Any]]
    time: Optional[int]
    publisher: str
    previousIds: List[str]
    transitioningInternalMessage: str
    transitioning: str
    transitioningMessage: str
    transitioningProgress: Optional[int]
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...


class Register(Resource):
    """register"""
    key: Optional[str]
    authToken: str
    accessKey: str
    secretKey: str
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Register: ...
    def create(self, **fields: Any) -> Register: ...
    def deactivate(self, **fields: Any) -> Register: ...
    def purge(self, **fields: Any) -> Register: ...
    def remove(self, **fields: Any) -> Register: ...
    def restore(self, **fields: Any) -> Register: ...


class RegistrationToken(Resource):
    """registrationToken"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    accountId: Optional[str]
    removeTime: Optional[str]
    removeTimeTS: int
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def credentialInstanceMaps(self, **params: Any) -> Collection[CredentialInstanceMap]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> RegistrationToken: ...
    def create(self, **fields: Any) -> RegistrationToken: ...
    def deactivate(self, **fields: Any) -> RegistrationToken: ...
    def purge(self, **fields: Any) -> RegistrationToken: ...
    def remove(self, **fields: Any) -> RegistrationToken: ...
    def restore(self, **fields: Any) -> RegistrationToken: ...


class ResourceType(Resource):
    """resource"""


class ResourceDefinition(Resource):
    """resourceDefinition"""
    name: Optional[str]


class ResourcePool(Resource):
    """resourcePool"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: Optional[str]
    accountId: Optional[str]
    item: Optional[str]
    ownerId: Optional[int]
    ownerType: Optional[str]
    poolId: Optional[int]
    poolType: Optional[str]
    qualifier: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...


class Schema(Resource):
    """schema"""
    collectionActions: Map[Any]
    collectionFields: Map[Any]
    collectionFilters: Map[Any]
    collectionMethods: List[str]
    includeableLinks: List[str]
    pluralName: str
    resourceActions: Map[Any]
    resourceFields: Map[Any]
    resourceMethods: List[str]


class Script(Resource):
    """script"""
    name: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    path: Optional[str]
    state: ScriptState
    error: Optional[str]
    kinds: Optional[List[str]]
    attachedTo: Any
    builtin: bool
    disabled: bool
    runs: Optional[int]
    failures: Optional[int]
    meanTime: Optional[float]
    proof: Optional[str]
    loadedAt: Optional[str]
    loadedAtTS: int
    sha256: Optional[str]
    runningSha256: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    def disable(self, *, force: Optional[bool] = ...) -> Script: ...
    def enable(self, **fields: Any) -> Script: ...


class ScriptDisable(Resource):
    """scriptDisable"""
    force: Optional[bool]


class Setting(Resource):
    """setting"""
    name: Optional[str]
    value: Optional[str]


class SshKey(Resource):
    """sshKey"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    accountId: Optional[str]
    publicValue: Optional[str]
    secretValue: Optional[str]
    removeTime: Optional[str]
    removeTimeTS: int
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def credentialInstanceMaps(self, **params: Any) -> Collection[CredentialInstanceMap]: ...
    def instances(self, **params: Any) -> Collection[Instance]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> SshKey: ...
    def create(self, **fields: Any) -> SshKey: ...
    def deactivate(self, **fields: Any) -> SshKey: ...
    def purge(self, **fields: Any) -> SshKey: ...
    def remove(self, **fields: Any) -> SshKey: ...
    def restore(self, **fields: Any) -> SshKey: ...


class StateTransition(Resource):
    """stateTransition"""
    field: str
    fromState: str
    toState: str


class StoragePool(Resource):
    """storagePool"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    agentId: Optional[str]
    external: bool
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def agent(self, **params: Any) -> Agent: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def imageStoragePoolMaps(self, **params: Any) -> Collection[ImageStoragePoolMap]: ...
    def images(self, **params: Any) -> Collection[Image]: ...
    def storagePoolHostMaps(self, **params: Any) -> Collection[StoragePoolHostMap]: ...
    def volumeStoragePoolMaps(self, **params: Any) -> Collection[VolumeStoragePoolMap]: ...
    def volumes(self, **params: Any) -> Collection[Volume]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> StoragePool: ...
    def create(self, **fields: Any) -> StoragePool: ...
    def deactivate(self, **fields: Any) -> StoragePool: ...
    def purge(self, **fields: Any) -> StoragePool: ...
    def remove(self, **fields: Any) -> StoragePool: ...
    def restore(self, **fields: Any) -> StoragePool: ...


class StoragePoolHostMap(Resource):
    """storagePoolHostMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    hostId: Optional[str]
    storagePoolId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def host(self, **params: Any) -> Host: ...
    def storagePool(self, **params: Any) -> StoragePool: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> StoragePoolHostMap: ...
    def create(self, **fields: Any) -> StoragePoolHostMap: ...
    def deactivate(self, **fields: Any) -> StoragePoolHostMap: ...
    def purge(self, **fields: Any) -> StoragePoolHostMap: ...
    def remove(self, **fields: Any) -> StoragePoolHostMap: ...
    def restore(self, **fields: Any) -> StoragePoolHostMap: ...


class Subnet(Resource):
    """subnet"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    cidrSize: Optional[int]
    endAddress: Optional[str]
    gateway: Optional[str]
    ipPoolId: Optional[str]
    isPublic: bool
    networkAddress: Optional[str]
    networkId: Optional[str]
    startAddress: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def ipPool(self, **params: Any) -> IpPool: ...
    def network(self, **params: Any) -> Network: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def subnetVnetMaps(self, **params: Any) -> Collection[SubnetVnetMap]: ...
    def vnets(self, **params: Any) -> Collection[Vnet]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Subnet: ...
    def create(self, **fields: Any) -> Subnet: ...
    def deactivate(self, **fields: Any) -> Subnet: ...
    def purge(self, **fields: Any) -> Subnet: ...
    def remove(self, **fields: Any) -> Subnet: ...
    def restore(self, **fields: Any) -> Subnet: ...


class SubnetIpPool(Resource):
    """subnetIpPool"""
    gateway: Optional[str]
    endAddress: Optional[str]
    cidrSize: Optional[int]
    networkAddress: Optional[str]
    startAddress: Optional[str]
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    isPublic: bool
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def ipAddresses(self, **params: Any) -> Collection[IpAddress]: ...
    def subnets(self, **params: Any) -> Collection[Subnet]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def acquire(self, **fields: Any) -> IpAddress: ...
    def activate(self, **fields: Any) -> SubnetIpPool: ...
    def create(self, **fields: Any) -> SubnetIpPool: ...
    def deactivate(self, **fields: Any) -> SubnetIpPool: ...
    def purge(self, **fields: Any) -> SubnetIpPool: ...
    def remove(self, **fields: Any) -> SubnetIpPool: ...
    def restore(self, **fields: Any) -> SubnetIpPool: ...


class SubnetVnetMap(Resource):
    """subnetVnetMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    subnetId: Optional[str]
    vnetId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def subnet(self, **params: Any) -> Subnet: ...
    def vnet(self, **params: Any) -> Vnet: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> SubnetVnetMap: ...
    def create(self, **fields: Any) -> SubnetVnetMap: ...
    def deactivate(self, **fields: Any) -> SubnetVnetMap: ...
    def purge(self, **fields: Any) -> SubnetVnetMap: ...
    def remove(self, **fields: Any) -> SubnetVnetMap: ...
    def restore(self, **fields: Any) -> SubnetVnetMap: ...


class Subscribe(Resource):
    """subscribe"""
    agentId: Optional[str]
    eventNames: List[str]
    def agent(self, **params: Any) -> Agent: ...


class Task(Resource):
    """task"""
    name: Optional[str]
    def taskInstances(self, **params: Any) -> Collection[TaskInstance]: ...
    def execute(self, **fields: Any) -> Task: ...


class TaskInstance(Resource):
    """taskInstance"""
    name: Optional[str]
    endTime: Optional[str]
    endTimeTS: int
    exception: Optional[str]
    serverId: Optional[str]
    startTime: str
    startTimeTS: int
    taskId: str
    def task(self, **params: Any) -> Task: ...


class VirtualMachine(Resource):
    """virtualMachine"""
    kind: Optional[str]
    memoryMb: Optional[int]
    vcpu: Optional[int]
    libvirtVncAddress: str
    libvirtVncPassword: str
    compute: Optional[int]
    imageId: Optional[str]
    imageUuid: Optional[str]
    networkIds: Optional[List[str]]
    subnetIds: Optional[List[str]]
    vnetIds: Optional[List[str]]
    publicIpAddressPoolId: Optional[str]
    startOnCreate: bool
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    state: InstanceState
    accountId: Optional[str]
    instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop]
    hostname: Optional[str]
    domain: Optional[str]
    userdata: Optional[str]
    credentialIds: Optional[List[str]]
    requestedHostId: Optional[str]
    validHostIds: Optional[List[str]]
    primaryIpAddress: str
    primaryAssociatedIpAddress: str
    firstRunning: Optional[str]
    firstRunningTS: int
    allocationState: Optional[str]
    agentId: Optional[str]
    token: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def agent(self, **params: Any) -> Agent: ...
    def credentialInstanceMaps(self, **params: Any) -> Collection[CredentialInstanceMap]: ...
    def credentials(self, **params: Any) -> Collection[Credential]: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def image(self, **params: Any) -> Image: ...
    def instanceHostMaps(self, **params: Any) -> Collection[InstanceHostMap]: ...
    def instanceLinks(self, **params: Any) -> Collection[InstanceLink]: ...
    def networkServiceProviderInstanceMaps(self, **params: Any) -> Collection[NetworkServiceProviderInstanceMap]: ...
    def networkServiceProviders(self, **params: Any) -> Collection[NetworkServiceProvider]: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def ports(self, **params: Any) -> Collection[Port]: ...
    def targetInstanceLinks(self, **params: Any) -> Collection[InstanceLink]: ...
    def volumes(self, **params: Any) -> Collection[Volume]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def allocate(self, **fields: Any) -> VirtualMachine: ...
    def console(self) -> InstanceConsole: ...
    def create(self, **fields: Any) -> VirtualMachine: ...
    def deallocate(self, **fields: Any) -> VirtualMachine: ...
    def migrate(self, **fields: Any) -> VirtualMachine: ...
    def purge(self, **fields: Any) -> VirtualMachine: ...
    def remove(self, **fields: Any) -> VirtualMachine: ...
    def restart(self, **fields: Any) -> VirtualMachine: ...
    def restore(self, **fields: Any) -> VirtualMachine: ...
    def start(self, **fields: Any) -> VirtualMachine: ...
    def stop(
        self, *, remove: bool = ..., deallocateFromHost: bool = ..., timeout: Optional[int] = ...
    ) -> VirtualMachine: ...


class Vnet(Resource):
    """vnet"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    networkId: Optional[str]
    uri: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def hostVnetMaps(self, **params: Any) -> Collection[HostVnetMap]: ...
    def hosts(self, **params: Any) -> Collection[Host]: ...
    def network(self, **params: Any) -> Network: ...
    def nics(self, **params: Any) -> Collection[Nic]: ...
    def subnetVnetMaps(self, **params: Any) -> Collection[SubnetVnetMap]: ...
    def subnets(self, **params: Any) -> Collection[Subnet]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Vnet: ...
    def create(self, **fields: Any) -> Vnet: ...
    def deactivate(self, **fields: Any) -> Vnet: ...
    def purge(self, **fields: Any) -> Vnet: ...
    def remove(self, **fields: Any) -> Vnet: ...
    def restore(self, **fields: Any) -> Vnet: ...


class Volume(Resource):
    """volume"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    accountId: Optional[str]
    instanceId: Optional[str]
    imageId: Optional[str]
    deviceNumber: Optional[int]
    format: Optional[str]
    virtualSizeMb: Optional[int]
    attachedState: Optional[str]
    allocationState: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
    def image(self, **params: Any) -> Image: ...
    def instance(self, **params: Any) -> Instance: ...
    def storagePools(self, **params: Any) -> Collection[StoragePool]: ...
    def volumeStoragePoolMaps(self, **params: Any) -> Collection[VolumeStoragePoolMap]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Volume: ...
    def allocate(self, **fields: Any) -> Volume: ...
    def create(self, **fields: Any) -> Volume: ...
    def deactivate(self, **fields: Any) -> Volume: ...
    def deallocate(self, **fields: Any) -> Volume: ...
    def purge(self, **fields: Any) -> Volume: ...
    def remove(self, **fields: Any) -> Volume: ...
    def restore(self, **fields: Any) -> Volume: ...


class VolumeStoragePoolMap(Resource):
    """volumeStoragePoolMap"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: AccountState
    storagePoolId: Optional[str]
    volumeId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    transitioning: AccountTransitioning
    transitioningMessage: Optional[str]
    transitioningProgress: Optional[int]
    data: Optional[Map[Any]]
    def storagePool(self, **params: Any) -> StoragePool: ...
    def volume(self, **params: Any) -> Volume: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> VolumeStoragePoolMap: ...
    def create(self, **fields: Any) -> VolumeStoragePoolMap: ...
    def deactivate(self, **fields: Any) -> VolumeStoragePoolMap: ...
    def purge(self, **fields: Any) -> VolumeStoragePoolMap: ...
    def remove(self, **fields: Any) -> VolumeStoragePoolMap: ...
    def restore(self, **fields: Any) -> VolumeStoragePoolMap: ...


class Zone(Resource):
    """zone"""
    name: Optional[str]
    description: Optional[str]
    uuid: Optional[str]
    kind: Optional[str]
    state: Optional[str]
    accountId: Optional[str]
    created: Optional[str]
    createdTS: int
    removed: Optional[str]
    removedTS: int
    removeTime: Optional[str]
    removeTimeTS: int
    data: Optional[Map[Any]]
    def account(self, **params: Any) -> Account: ...
