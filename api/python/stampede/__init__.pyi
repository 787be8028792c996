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
ImageInstanceKind = Literal["container", "virtualMachine"]
IpAddressState = Literal["activating", "active", "associated", "associating", "deactivating", "disassociating",
    "inactive", "purged", "purging", "registering", "removed", "removing", "requested", "restoring", "updating-active",
    "updating-inactive"]
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
    def type(self, name: str) -> Any: ...
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
    def update_by_id_activeSetting(self, id: Number, *, value: str = ...) -> ActiveSetting: ...
    update_by_id_active_setting = update_by_id_activeSetting
    def list_agent(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "agentGroupId", "uri", "managedConfig", "zoneId", "created", "removed", "removeTime"] =
        ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ...,
        id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ...,
        name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool
        = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str =
        ..., description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str =
        ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool
        = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AgentState = ...,
        state_ne: AgentState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., agentGroupId: Id = ...,
        agentGroupId_ne: Id = ..., agentGroupId_null: bool = ..., agentGroupId_notnull: bool = ..., uri: str = ...,
        uri_ne: str = ..., uri_prefix: str = ..., uri_like: str = ..., uri_notlike: str = ..., uri_null: bool = ...,
        uri_notnull: bool = ..., managedConfig: bool = ..., managedConfig_ne: bool = ..., managedConfig_null: bool =
        ..., managedConfig_notnull: bool = ..., zoneId: str = ..., zoneId_ne: str = ..., zoneId_null: bool = ...,
        zoneId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
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
        ..., kind_notnull: bool = ..., state: str = ..., state_ne: str = ..., state_prefix: str = ..., state_like: str =
        ..., state_notlike: str = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., created: Date = ...,
        created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ..., created_gte:
        Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne: Date = ...,
        removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ..., removed_null:
        bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ..., removeTime_lt: Date
        = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ..., removeTime_null: bool
        = ..., removeTime_notnull: bool = ...
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
    def list_authorized(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ...
    ) -> Collection[Authorized]: ...
    def by_id_authorized(self, id: Number, **params: Any) -> Authorized: ...
    def create_authorized(self) -> Authorized: ...
    def update_by_id_authorized(self, id: Number) -> Authorized: ...
    def create_collection(self, *, data: Sequence[Mapping[str, Any]] = ...) -> CollectionType: ...
    def update_by_id_collection(self, id: Number, *, data: Sequence[Mapping[str, Any]] = ...) -> CollectionType: ...
    def list_configContent(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ...
    ) -> Collection[ConfigContent]: ...
    list_config_content = list_configContent
    def by_id_configContent(self, id: Number, **params: Any) -> ConfigContent: ...
    by_id_config_content = by_id_configContent
    def create_configContent(self, *, agentId: Optional[Id] = ...) -> ConfigContent: ...
    create_config_content = create_configContent
    def update_by_id_configContent(self, id: Number, *, agentId: Optional[Id] = ...) -> ConfigContent: ...
    update_by_id_config_content = update_by_id_configContent
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
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "agentId", "appliedUpdated",
        "appliedVersion", "requestedUpdated", "requestedVersion", "sourceVersion"] = ..., id: Number = ..., id_ne:
        Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null:
        bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str
        = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., agentId: Id = ..., agentId_ne:
        Id = ..., agentId_null: bool = ..., agentId_notnull: bool = ..., appliedUpdated: Date = ..., appliedUpdated_ne:
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
        "userdata", "firstRunning", "allocationState", "agentId", "token", "zoneId", "created", "removed", "removeTime"]
        = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ...,
        id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ...,
        name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool
        = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str =
        ..., description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str =
        ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool
        = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: InstanceState = ...,
        state_ne: InstanceState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., imageId: Id = ...,
        imageId_ne: Id = ..., imageId_null: bool = ..., imageId_notnull: bool = ..., instanceTriggeredStop:
        InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_ne: InstanceInstanceTriggeredStop = ...,
        instanceTriggeredStop_prefix: InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_like:
        InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_notlike: InstanceInstanceTriggeredStop = ...,
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
        zoneId: str = ..., zoneId_ne: str = ..., zoneId_null: bool = ..., zoneId_notnull: bool = ..., created: Date =
        ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Instance]: ...
    def by_id_instance(self, id: Number, **params: Any) -> Instance: ...
    def list_container(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["uuid", "kind", "hostname", "memoryMb",
        "compute", "imageId", "offeringId", "id", "name", "description", "state", "accountId", "instanceTriggeredStop",
        "domain", "userdata", "firstRunning", "allocationState", "agentId", "token", "zoneId", "created", "removed",
        "removeTime"] = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ...,
        uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ...,
        kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool
        = ..., hostname: str = ..., hostname_ne: str = ..., hostname_prefix: str = ..., hostname_like: str = ...,
        hostname_notlike: str = ..., hostname_null: bool = ..., hostname_notnull: bool = ..., memoryMb: int = ...,
        memoryMb_ne: int = ..., memoryMb_lt: int = ..., memoryMb_lte: int = ..., memoryMb_gt: int = ..., memoryMb_gte:
        int = ..., memoryMb_null: bool = ..., memoryMb_notnull: bool = ..., compute: int = ..., compute_ne: int = ...,
        compute_lt: int = ..., compute_lte: int = ..., compute_gt: int = ..., compute_gte: int = ..., compute_null: bool
        = ..., compute_notnull: bool = ..., imageId: Id = ..., imageId_ne: Id = ..., imageId_null: bool = ...,
        imageId_notnull: bool = ..., offeringId: str = ..., offeringId_ne: str = ..., offeringId_null: bool = ...,
        offeringId_notnull: bool = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number =
        ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ...,
        name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool =
        ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ...,
        description_like: str = ..., description_notlike: str = ..., description_null: bool = ..., description_notnull:
        bool = ..., state: InstanceState = ..., state_ne: InstanceState = ..., state_null: bool = ..., state_notnull:
        bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool =
        ..., instanceTriggeredStop: InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_ne:
        InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_prefix: InstanceInstanceTriggeredStop = ...,
        instanceTriggeredStop_like: InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_notlike:
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
        bool = ..., token_notnull: bool = ..., zoneId: str = ..., zoneId_ne: str = ..., zoneId_null: bool = ...,
        zoneId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Container]: ...
    def by_id_container(self, id: Number, **params: Any) -> Container: ...
    def create_container(
        self, *, command: Optional[str] = ..., commandArgs: Optional[Sequence[str]] = ..., environment: Mapping[str,
        str] = ..., directory: Optional[str] = ..., user: Optional[str] = ..., hostname: Optional[str] = ...,
        privileged: bool = ..., dockerVolumes: Optional[Sequence[str]] = ..., compute: Optional[int] = ..., imageId:
        Optional[Id] = ..., imageUuid: Optional[str] = ..., networkIds: Optional[Sequence[Id]] = ..., subnetIds:
        Optional[Sequence[Id]] = ..., vnetIds: Optional[Sequence[Id]] = ..., instanceLinks: Optional[Mapping[str, Id]] =
        ..., startOnCreate: bool = ..., name: Optional[str] = ..., description: Optional[str] = ..., accountId:
        Optional[Id] = ..., instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop] = ..., userdata:
        Optional[str] = ..., ports: Optional[Sequence[str]] = ..., credentialIds: Optional[Sequence[Id]] = ...,
        requestedHostId: Optional[Id] = ..., validHostIds: Optional[Sequence[Id]] = ..., agentId: Optional[Id] = ...,
        data: Optional[Mapping[str, Any]] = ...
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
    def list_databasechangelog(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "author", "comments", "dateexecuted",
        "description", "exectype", "filename", "liquibase", "md5sum", "orderexecuted", "tag"] = ..., id: Number = ...,
        id_ne: Number = ..., id_prefix: Number = ..., id_like: Number = ..., id_notlike: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., author: str = ..., author_ne: str = ..., author_prefix: str = ..., author_like: str
        = ..., author_notlike: str = ..., author_null: bool = ..., author_notnull: bool = ..., comments: str = ...,
        comments_ne: str = ..., comments_prefix: str = ..., comments_like: str = ..., comments_notlike: str = ...,
        comments_null: bool = ..., comments_notnull: bool = ..., dateexecuted: Date = ..., dateexecuted_ne: Date = ...,
        dateexecuted_lt: Date = ..., dateexecuted_lte: Date = ..., dateexecuted_gt: Date = ..., dateexecuted_gte: Date =
        ..., dateexecuted_null: bool = ..., dateexecuted_notnull: bool = ..., description: str = ..., description_ne:
        str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str = ...,
        description_null: bool = ..., description_notnull: bool = ..., exectype: str = ..., exectype_ne: str = ...,
        exectype_prefix: str = ..., exectype_like: str = ..., exectype_notlike: str = ..., exectype_null: bool = ...,
        exectype_notnull: bool = ..., filename: str = ..., filename_ne: str = ..., filename_prefix: str = ...,
        filename_like: str = ..., filename_notlike: str = ..., filename_null: bool = ..., filename_notnull: bool = ...,
        liquibase: str = ..., liquibase_ne: str = ..., liquibase_prefix: str = ..., liquibase_like: str = ...,
        liquibase_notlike: str = ..., liquibase_null: bool = ..., liquibase_notnull: bool = ..., md5sum: str = ...,
        md5sum_ne: str = ..., md5sum_prefix: str = ..., md5sum_like: str = ..., md5sum_notlike: str = ..., md5sum_null:
        bool = ..., md5sum_notnull: bool = ..., orderexecuted: int = ..., orderexecuted_ne: int = ..., orderexecuted_lt:
        int = ..., orderexecuted_lte: int = ..., orderexecuted_gt: int = ..., orderexecuted_gte: int = ...,
        orderexecuted_null: bool = ..., orderexecuted_notnull: bool = ..., tag: str = ..., tag_ne: str = ...,
        tag_prefix: str = ..., tag_like: str = ..., tag_notlike: str = ..., tag_null: bool = ..., tag_notnull: bool =
        ...
    ) -> Collection[Databasechangelog]: ...
    def by_id_databasechangelog(self, id: Number, **params: Any) -> Databasechangelog: ...
    def list_databasechangeloglock(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "locked", "lockedby", "lockgranted"] = ...,
        id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., locked: bool = ..., locked_ne: bool = ...,
        locked_null: bool = ..., locked_notnull: bool = ..., lockedby: str = ..., lockedby_ne: str = ...,
        lockedby_prefix: str = ..., lockedby_like: str = ..., lockedby_notlike: str = ..., lockedby_null: bool = ...,
        lockedby_notnull: bool = ..., lockgranted: Date = ..., lockgranted_ne: Date = ..., lockgranted_lt: Date = ...,
        lockgranted_lte: Date = ..., lockgranted_gt: Date = ..., lockgranted_gte: Date = ..., lockgranted_null: bool =
        ..., lockgranted_notnull: bool = ...
    ) -> Collection[Databasechangeloglock]: ...
    def by_id_databasechangeloglock(self, id: Number, **params: Any) -> Databasechangeloglock: ...
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
    def create_extensionImplementation(self, *, name: str = ...) -> ExtensionImplementation: ...
    create_extension_implementation = create_extensionImplementation
    def update_by_id_extensionImplementation(self, id: Number, *, name: str = ...) -> ExtensionImplementation: ...
    update_by_id_extension_implementation = update_by_id_extensionImplementation
    def list_extensionPoint(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ...
    ) -> Collection[ExtensionPoint]: ...
    list_extension_point = list_extensionPoint
    def by_id_extensionPoint(self, id: Number, **params: Any) -> ExtensionPoint: ...
    by_id_extension_point = by_id_extensionPoint
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
        timeoutMillis: Optional[int] = ..., data: Optional[Mapping[str, Any]] = ...
    ) -> ExternalHandler: ...
    create_external_handler = create_externalHandler
    def update_by_id_externalHandler(
        self, id: Number, *, name: Optional[str] = ..., description: Optional[str] = ..., priority: Optional[int] = ...,
        retries: Optional[int] = ..., timeoutMillis: Optional[int] = ..., removeTime: Optional[Date] = ..., data:
        Optional[Mapping[str, Any]] = ...
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
    def create_fieldDocumentation(self, *, description: str = ...) -> FieldDocumentation: ...
    create_field_documentation = create_fieldDocumentation
    def update_by_id_fieldDocumentation(self, id: Number, *, description: str = ...) -> FieldDocumentation: ...
    update_by_id_field_documentation = update_by_id_fieldDocumentation
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
    def list_host(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "accountId", "agentId", "physicalHostId", "isPublic", "uri", "computeFree", "computeTotal", "zoneId",
        "created", "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte:
        Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str
        = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null:
        bool = ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ..., description_prefix: str
        = ..., description_like: str = ..., description_notlike: str = ..., description_null: bool = ...,
        description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str =
        ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str =
        ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull:
        bool = ..., state: AccountState = ..., state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool
        = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ...,
        agentId: Id = ..., agentId_ne: Id = ..., agentId_null: bool = ..., agentId_notnull: bool = ..., physicalHostId:
        Id = ..., physicalHostId_ne: Id = ..., physicalHostId_null: bool = ..., physicalHostId_notnull: bool = ...,
        isPublic: bool = ..., isPublic_ne: bool = ..., isPublic_null: bool = ..., isPublic_notnull: bool = ..., uri: str
        = ..., uri_ne: str = ..., uri_prefix: str = ..., uri_like: str = ..., uri_notlike: str = ..., uri_null: bool =
        ..., uri_notnull: bool = ..., computeFree: int = ..., computeFree_ne: int = ..., computeFree_lt: int = ...,
        computeFree_lte: int = ..., computeFree_gt: int = ..., computeFree_gte: int = ..., computeFree_null: bool = ...,
        computeFree_notnull: bool = ..., computeTotal: int = ..., computeTotal_ne: int = ..., computeTotal_lt: int =
        ..., computeTotal_lte: int = ..., computeTotal_gt: int = ..., computeTotal_gte: int = ..., computeTotal_null:
        bool = ..., computeTotal_notnull: bool = ..., zoneId: str = ..., zoneId_ne: str = ..., zoneId_null: bool = ...,
        zoneId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
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
        instanceKind_prefix: ImageInstanceKind = ..., instanceKind_like: ImageInstanceKind = ..., instanceKind_notlike:
        ImageInstanceKind = ..., instanceKind_null: bool = ..., instanceKind_notnull: bool = ..., url: str = ...,
        url_ne: str = ..., url_prefix: str = ..., url_like: str = ..., url_notlike: str = ..., url_null: bool = ...,
        url_notnull: bool = ..., checksum: str = ..., checksum_ne: str = ..., checksum_prefix: str = ..., checksum_like:
        str = ..., checksum_notlike: str = ..., checksum_null: bool = ..., checksum_notnull: bool = ..., format: str =
        ..., format_ne: str = ..., format_prefix: str = ..., format_like: str = ..., format_notlike: str = ...,
        format_null: bool = ..., format_notnull: bool = ..., isPublic: bool = ..., isPublic_ne: bool = ...,
        isPublic_null: bool = ..., isPublic_notnull: bool = ..., virtualSizeMb: int = ..., virtualSizeMb_ne: int = ...,
        virtualSizeMb_lt: int = ..., virtualSizeMb_lte: int = ..., virtualSizeMb_gt: int = ..., virtualSizeMb_gte: int =
        ..., virtualSizeMb_null: bool = ..., virtualSizeMb_notnull: bool = ..., physicalSizeMb: int = ...,
        physicalSizeMb_ne: int = ..., physicalSizeMb_lt: int = ..., physicalSizeMb_lte: int = ..., physicalSizeMb_gt:
        int = ..., physicalSizeMb_gte: int = ..., physicalSizeMb_null: bool = ..., physicalSizeMb_notnull: bool = ...,
        created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date =
        ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ...,
        removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte:
        Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date =
        ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date =
        ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
    ) -> Collection[Image]: ...
    def by_id_image(self, id: Number, **params: Any) -> Image: ...
    def create_image(
        self, *, name: Optional[str] = ..., description: Optional[str] = ..., uuid: Optional[str] = ..., kind:
        Optional[str] = ..., accountId: Optional[Id] = ..., instanceKind: Optional[ImageInstanceKind] = ..., url:
        Optional[str] = ..., checksum: Optional[str] = ..., isPublic: bool = ..., data: Optional[Mapping[str, Any]] =
        ...
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
    def create_instanceStop(self, *, remove: bool = ..., deallocateFromHost: bool = ...) -> InstanceStop: ...
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
        "desc"] = ..., _plainId: Union[bool, str] = ...
    ) -> Collection[ProcessDefinition]: ...
    list_process_definition = list_processDefinition
    def by_id_processDefinition(self, id: Number, **params: Any) -> ProcessDefinition: ...
    by_id_process_definition = by_id_processDefinition
    def list_processExecution(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "uuid", "processInstanceId"] = ..., id:
        Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte:
        Number = ..., id_null: bool = ..., id_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str
        = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool = ...,
        processInstanceId: Id = ..., processInstanceId_ne: Id = ..., processInstanceId_null: bool = ...,
        processInstanceId_notnull: bool = ...
    ) -> Collection[ProcessExecution]: ...
    list_process_execution = list_processExecution
    def by_id_processExecution(self, id: Number, **params: Any) -> ProcessExecution: ...
    by_id_process_execution = by_id_processExecution
    def list_processInstance(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "processName", "resourceType",
        "resourceId", "phase", "result", "exitReason", "startTime", "endTime", "priority", "startProcessServerId",
        "runningProcessServerId"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number =
        ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., processName: str =
        ..., processName_ne: str = ..., processName_prefix: str = ..., processName_like: str = ..., processName_notlike:
        str = ..., processName_null: bool = ..., processName_notnull: bool = ..., resourceType: str = ...,
        resourceType_ne: str = ..., resourceType_prefix: str = ..., resourceType_like: str = ..., resourceType_notlike:
        str = ..., resourceType_null: bool = ..., resourceType_notnull: bool = ..., resourceId: str = ...,
        resourceId_ne: str = ..., resourceId_prefix: str = ..., resourceId_like: str = ..., resourceId_notlike: str =
        ..., resourceId_null: bool = ..., resourceId_notnull: bool = ..., phase: str = ..., phase_ne: str = ...,
        phase_prefix: str = ..., phase_like: str = ..., phase_notlike: str = ..., phase_null: bool = ..., phase_notnull:
        bool = ..., result: str = ..., result_ne: str = ..., result_prefix: str = ..., result_like: str = ...,
        result_notlike: str = ..., result_null: bool = ..., result_notnull: bool = ..., exitReason: str = ...,
        exitReason_ne: str = ..., exitReason_prefix: str = ..., exitReason_like: str = ..., exitReason_notlike: str =
        ..., exitReason_null: bool = ..., exitReason_notnull: bool = ..., startTime: Date = ..., startTime_ne: Date =
        ..., startTime_lt: Date = ..., startTime_lte: Date = ..., startTime_gt: Date = ..., startTime_gte: Date = ...,
        startTime_null: bool = ..., startTime_notnull: bool = ..., endTime: Date = ..., endTime_ne: Date = ...,
        endTime_lt: Date = ..., endTime_lte: Date = ..., endTime_gt: Date = ..., endTime_gte: Date = ..., endTime_null:
        bool = ..., endTime_notnull: bool = ..., priority: int = ..., priority_ne: int = ..., priority_lt: int = ...,
        priority_lte: int = ..., priority_gt: int = ..., priority_gte: int = ..., priority_null: bool = ...,
        priority_notnull: bool = ..., startProcessServerId: str = ..., startProcessServerId_ne: str = ...,
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
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["id", "name", "description", "uuid", "kind",
        "state", "key", "token", "created", "removed", "accountId", "removeTime"] = ..., id: Number = ..., id_ne: Number
        = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool =
        ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ..., name_like: str = ...,
        name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str = ...,
        description_ne: str = ..., description_prefix: str = ..., description_like: str = ..., description_notlike: str
        = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ..., uuid_ne: str = ...,
        uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool = ..., uuid_notnull: bool
        = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ..., kind_notlike: str =
        ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ..., state_ne: AccountState = ...,
        state_null: bool = ..., state_notnull: bool = ..., key: str = ..., key_ne: str = ..., key_prefix: str = ...,
        key_like: str = ..., key_notlike: str = ..., key_null: bool = ..., key_notnull: bool = ..., token: str = ...,
        created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date =
        ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ...,
        removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte:
        Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ...,
        accountId_null: bool = ..., accountId_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
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
        "desc"] = ..., _plainId: Union[bool, str] = ...
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
        "desc"] = ..., _plainId: Union[bool, str] = ...
    ) -> Collection[Schema]: ...
    def by_id_schema(self, id: Number, **params: Any) -> Schema: ...
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
        "state", "accountId", "agentId", "external", "physicalTotalSizeMb", "virtualTotalSizeMb", "zoneId", "created",
        "removed", "removeTime"] = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number =
        ..., id_gt: Number = ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ...,
        name_ne: str = ..., name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool =
        ..., name_notnull: bool = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ...,
        description_like: str = ..., description_notlike: str = ..., description_null: bool = ..., description_notnull:
        bool = ..., uuid: str = ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str
        = ..., uuid_null: bool = ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str =
        ..., kind_like: str = ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state:
        AccountState = ..., state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId:
        Id = ..., accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., agentId: Id = ...,
        agentId_ne: Id = ..., agentId_null: bool = ..., agentId_notnull: bool = ..., external: bool = ..., external_ne:
        bool = ..., external_null: bool = ..., external_notnull: bool = ..., physicalTotalSizeMb: str = ...,
        physicalTotalSizeMb_ne: str = ..., physicalTotalSizeMb_lt: str = ..., physicalTotalSizeMb_lte: str = ...,
        physicalTotalSizeMb_gt: str = ..., physicalTotalSizeMb_gte: str = ..., physicalTotalSizeMb_null: bool = ...,
        physicalTotalSizeMb_notnull: bool = ..., virtualTotalSizeMb: str = ..., virtualTotalSizeMb_ne: str = ...,
        virtualTotalSizeMb_lt: str = ..., virtualTotalSizeMb_lte: str = ..., virtualTotalSizeMb_gt: str = ...,
        virtualTotalSizeMb_gte: str = ..., virtualTotalSizeMb_null: bool = ..., virtualTotalSizeMb_notnull: bool = ...,
        zoneId: str = ..., zoneId_ne: str = ..., zoneId_null: bool = ..., zoneId_notnull: bool = ..., created: Date =
        ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
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
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["eventNames"] = ..., eventNames: Sequence[str] =
        ...
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
    def list_typeDocumentation(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ...
    ) -> Collection[TypeDocumentation]: ...
    list_type_documentation = list_typeDocumentation
    def by_id_typeDocumentation(self, id: Number, **params: Any) -> TypeDocumentation: ...
    by_id_type_documentation = by_id_typeDocumentation
    def list_virtualMachine(
        self, *, limit: int = ..., marker: str = ..., include: Union[str, Sequence[str]] = ..., order: Literal["asc",
        "desc"] = ..., _plainId: Union[bool, str] = ..., sort: Literal["kind", "memoryMb", "compute", "imageId",
        "offeringId", "id", "name", "description", "uuid", "state", "accountId", "instanceTriggeredStop", "hostname",
        "domain", "userdata", "firstRunning", "allocationState", "agentId", "token", "zoneId", "created", "removed",
        "removeTime"] = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str = ...,
        kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., memoryMb: int = ..., memoryMb_ne: int
        = ..., memoryMb_lt: int = ..., memoryMb_lte: int = ..., memoryMb_gt: int = ..., memoryMb_gte: int = ...,
        memoryMb_null: bool = ..., memoryMb_notnull: bool = ..., compute: int = ..., compute_ne: int = ..., compute_lt:
        int = ..., compute_lte: int = ..., compute_gt: int = ..., compute_gte: int = ..., compute_null: bool = ...,
        compute_notnull: bool = ..., imageId: Id = ..., imageId_ne: Id = ..., imageId_null: bool = ..., imageId_notnull:
        bool = ..., offeringId: str = ..., offeringId_ne: str = ..., offeringId_null: bool = ..., offeringId_notnull:
        bool = ..., id: Number = ..., id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number =
        ..., id_gte: Number = ..., id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ...,
        name_prefix: str = ..., name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool
        = ..., description: str = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str =
        ..., description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str =
        ..., uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool
        = ..., uuid_notnull: bool = ..., state: InstanceState = ..., state_ne: InstanceState = ..., state_null: bool =
        ..., state_notnull: bool = ..., accountId: Id = ..., accountId_ne: Id = ..., accountId_null: bool = ...,
        accountId_notnull: bool = ..., instanceTriggeredStop: InstanceInstanceTriggeredStop = ...,
        instanceTriggeredStop_ne: InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_prefix:
        InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_like: InstanceInstanceTriggeredStop = ...,
        instanceTriggeredStop_notlike: InstanceInstanceTriggeredStop = ..., instanceTriggeredStop_null: bool = ...,
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
        zoneId: str = ..., zoneId_ne: str = ..., zoneId_null: bool = ..., zoneId_notnull: bool = ..., created: Date =
        ..., created_ne: Date = ..., created_lt: Date = ..., created_lte: Date = ..., created_gt: Date = ...,
        created_gte: Date = ..., created_null: bool = ..., created_notnull: bool = ..., removed: Date = ..., removed_ne:
        Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt: Date = ..., removed_gte: Date = ...,
        removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date = ..., removeTime_ne: Date = ...,
        removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date = ..., removeTime_gte: Date = ...,
        removeTime_null: bool = ..., removeTime_notnull: bool = ...
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
        "allocationState", "physicalSizeMb", "zoneId", "created", "removed", "removeTime"] = ..., id: Number = ...,
        id_ne: Number = ..., id_lt: Number = ..., id_lte: Number = ..., id_gt: Number = ..., id_gte: Number = ...,
        id_null: bool = ..., id_notnull: bool = ..., name: str = ..., name_ne: str = ..., name_prefix: str = ...,
        name_like: str = ..., name_notlike: str = ..., name_null: bool = ..., name_notnull: bool = ..., description: str
        = ..., description_ne: str = ..., description_prefix: str = ..., description_like: str = ...,
        description_notlike: str = ..., description_null: bool = ..., description_notnull: bool = ..., uuid: str = ...,
        uuid_ne: str = ..., uuid_prefix: str = ..., uuid_like: str = ..., uuid_notlike: str = ..., uuid_null: bool =
        ..., uuid_notnull: bool = ..., kind: str = ..., kind_ne: str = ..., kind_prefix: str = ..., kind_like: str =
        ..., kind_notlike: str = ..., kind_null: bool = ..., kind_notnull: bool = ..., state: AccountState = ...,
        state_ne: AccountState = ..., state_null: bool = ..., state_notnull: bool = ..., accountId: Id = ...,
        accountId_ne: Id = ..., accountId_null: bool = ..., accountId_notnull: bool = ..., instanceId: Id = ...,
        instanceId_ne: Id = ..., instanceId_null: bool = ..., instanceId_notnull: bool = ..., imageId: Id = ...,
        imageId_ne: Id = ..., imageId_null: bool = ..., imageId_notnull: bool = ..., deviceNumber: int = ...,
        deviceNumber_ne: int = ..., deviceNumber_lt: int = ..., deviceNumber_lte: int = ..., deviceNumber_gt: int = ...,
        deviceNumber_gte: int = ..., deviceNumber_null: bool = ..., deviceNumber_notnull: bool = ..., format: str = ...,
        format_ne: str = ..., format_prefix: str = ..., format_like: str = ..., format_notlike: str = ..., format_null:
        bool = ..., format_notnull: bool = ..., virtualSizeMb: int = ..., virtualSizeMb_ne: int = ..., virtualSizeMb_lt:
        int = ..., virtualSizeMb_lte: int = ..., virtualSizeMb_gt: int = ..., virtualSizeMb_gte: int = ...,
        virtualSizeMb_null: bool = ..., virtualSizeMb_notnull: bool = ..., attachedState: str = ..., attachedState_ne:
        str = ..., attachedState_prefix: str = ..., attachedState_like: str = ..., attachedState_notlike: str = ...,
        attachedState_null: bool = ..., attachedState_notnull: bool = ..., allocationState: str = ...,
        allocationState_ne: str = ..., allocationState_prefix: str = ..., allocationState_like: str = ...,
        allocationState_notlike: str = ..., allocationState_null: bool = ..., allocationState_notnull: bool = ...,
        physicalSizeMb: str = ..., physicalSizeMb_ne: str = ..., physicalSizeMb_lt: str = ..., physicalSizeMb_lte: str =
        ..., physicalSizeMb_gt: str = ..., physicalSizeMb_gte: str = ..., physicalSizeMb_null: bool = ...,
        physicalSizeMb_notnull: bool = ..., zoneId: str = ..., zoneId_ne: str = ..., zoneId_null: bool = ...,
        zoneId_notnull: bool = ..., created: Date = ..., created_ne: Date = ..., created_lt: Date = ..., created_lte:
        Date = ..., created_gt: Date = ..., created_gte: Date = ..., created_null: bool = ..., created_notnull: bool =
        ..., removed: Date = ..., removed_ne: Date = ..., removed_lt: Date = ..., removed_lte: Date = ..., removed_gt:
        Date = ..., removed_gte: Date = ..., removed_null: bool = ..., removed_notnull: bool = ..., removeTime: Date =
        ..., removeTime_ne: Date = ..., removeTime_lt: Date = ..., removeTime_lte: Date = ..., removeTime_gt: Date =
        ..., removeTime_gte: Date = ..., removeTime_null: bool = ..., removeTime_notnull: bool = ...
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


def from_env(prefix: Optional[str] = ..., **kw: Any) -> Client: ...


class Account(Resource):
    """Somebody who owns resources and, through credentials, may use the API."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    externalId: Optional[str]  # Who this is in another system that logs people in.
    externalIdType: Optional[str]  # Which other system `externalId` belongs to.
    defaultCredentialIds: Optional[List[str]]  # Credentials given to instances that ask for none.
    defaultNetworkIds: Optional[List[str]]  # Networks given to instances that ask for none.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    def physicalHosts(self, **params: Any) -> Collection[PhysicalHost]: ...
    def ports(self, **params: Any) -> Collection[Port]: ...
    def resourcePools(self, **params: Any) -> Collection[ResourcePool]: ...
    def storagePools(self, **params: Any) -> Collection[StoragePool]: ...
    def subnets(self, **params: Any) -> Collection[Subnet]: ...
    def vnets(self, **params: Any) -> Collection[Vnet]: ...
    def volumes(self, **params: Any) -> Collection[Volume]: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Account: ...
    def create(self, **fields: Any) -> Account: ...
    def deactivate(self, **fields: Any) -> Account: ...
    def purge(self, **fields: Any) -> Account: ...
    def remove(self, **fields: Any) -> Account: ...
    def restore(self, **fields: Any) -> Account: ...


class ActiveSetting(Resource):
    """A setting as the server uses it now."""
    name: str  # What it is called: `object.remove.time.delay.seconds`.
    value: str  # What it was set to, as text.
    activeValue: Any  # What the server goes by.
    source: str  # Where that comes from: `Database`, or `Defaults` while nobody set it.
    inDb: bool  # Whether somebody set it.


class Agent(Resource):
    """The program that does the work on one machine, as the server knows it."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AgentState  # Where it is in its life.
    accountId: Optional[str]  # The account in whose name the agent speaks; made with the agent.
    agentGroupId: Optional[str]  # The group it belongs to.
    uri: Optional[str]  # How the agent is reached: `event://NAME` connects by itself, `sim://NAME` pretends.
    user: Optional[str]  # The agent's user on its machine.
    managedConfig: bool  # Whether the server keeps the agent's configuration up to date.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A set of agents that are meant to be served by the same servers."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: Optional[str]  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
    def account(self, **params: Any) -> Account: ...
    def agents(self, **params: Any) -> Collection[Agent]: ...


class NetworkServiceProvider(Resource):
    """Who does what the services of a network promise."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network whose services it provides.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Provides the services of a network by a container of its own on every virtual network."""
    # The image of the containers that do the work; the setting agent.instance.image.uuid when absent.
    agentInstanceImageUuid: str
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network whose services it provides.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A pair of a public and a secret value that belongs to an account."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    publicValue: Optional[str]  # The half that may be seen: the access key, or a public key.
    secretValue: Optional[str]  # The half to keep: kept sealed, shown only to those who may use it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A key for the API: user name and password of HTTP Basic authentication."""
    publicValue: Optional[str]  # The half that may be seen: the access key, or a public key.
    secretValue: Optional[str]  # The half to keep: kept sealed, shown only to those who may use it.
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """The root of a version of this API, with a link to every collection."""


class Authorized(Resource):
    """The SSH keys with which the server may come in."""


class CollectionType(Resource):
    """A page of resources, with how to filter, sort and continue it."""
    createDefaults: Map[Any]  # Values that a create in this place would get.
    createTypes: Map[Any]  # Types that can be made here, with where to post them.
    filters: Map[List[Any]]  # Fields to filter by, with the conditions that are in force.
    pagination: Any  # Where the next page is.
    resourceType: str  # Of which type the entries of `data` are; children of it may be among them.
    sort: Any  # How the page is sorted.
    sortLinks: Map[Any]  # For every field, this collection sorted by it.
    data: List[Resource]  # The resources of this page.


class ConfigContent(Resource):
    """The files of a piece of configuration, as an archive that an agent fetches."""
    agentId: Optional[str]  # The agent it is for; by default whoever asks.
    current: str  # The version that the agent has: it gets the files only when there is a newer one.
    version: str  # The version that the agent has applied; `latest` stands for the newest.


class ConfigItem(Resource):
    """A piece of configuration that agents apply."""
    name: Optional[str]  # A name for people; need not be unique.
    sourceVersion: Optional[str]  # A hash of its content.


class ConfigItemStatus(Resource):
    """Which version of a piece of configuration an agent shall have, and has."""
    name: Optional[str]  # The name of the piece.
    agentId: Optional[str]  # The agent that takes the item over.
    appliedUpdated: Optional[str]  # When it said so.
    appliedUpdatedTS: int
    appliedVersion: int  # The version that the agent last said it has; -1 for none.
    requestedUpdated: str  # When that was asked for.
    requestedUpdatedTS: int
    requestedVersion: int  # The version that it shall have.
    sourceVersion: Optional[str]  # A hash of its content.
    def agent(self, **params: Any) -> Agent: ...


class Instance(Resource):
    """A container or a virtual machine."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: InstanceState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    imageId: Optional[str]  # The image it is made from.
    imageUuid: Optional[str]  # The image by its uuid; `docker:NAME[:TAG]` names a Docker image.
    startOnCreate: bool  # Whether it is started when it has been created.
    instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop]  # What follows when it ends by itself.
    memoryMb: Optional[int]  # Memory, in MiB.
    compute: Optional[int]  # Units of compute it takes from its host.
    hostname: Optional[str]  # Its host name inside; by default one is made.
    domain: Optional[str]  # The DNS domain of its host name.
    userdata: Optional[str]  # Text handed to the guest's first start.
    networkIds: Optional[List[str]]  # Networks to connect to, one interface each.
    subnetIds: Optional[List[str]]  # Subnets to connect to, one interface each; not together with networkIds.
    vnetIds: Optional[List[str]]  # Virtual networks to connect to, one interface each.
    credentialIds: Optional[List[str]]  # Credentials the instance gets, as SSH keys.
    requestedHostId: Optional[str]  # The host it shall run on.
    validHostIds: Optional[List[str]]  # The only hosts it may run on; empty means any.
    primaryIpAddress: str  # The first address of its first interface.
    primaryAssociatedIpAddress: str  # The public address that leads to it.
    firstRunning: Optional[str]  # When it first came to run.
    firstRunningTS: int
    allocationState: Optional[str]  # Whether it has a place on a host.
    agentId: Optional[str]  # The agent inside, of instances that belong to the system.
    token: Optional[str]  # A secret that the instance may identify itself with.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    def stop(self, *, remove: bool = ..., deallocateFromHost: bool = ...) -> Instance: ...


class Container(Resource):
    """A Docker container."""
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    # The program to run instead of the image's own; split into words when there are no arguments.
    command: Optional[str]
    commandArgs: Optional[List[str]]  # Arguments of `command`.
    environment: Map[str]  # Environment variables.
    directory: Optional[str]  # The directory it starts in.
    user: Optional[str]  # The user it runs as, in the container.
    hostname: Optional[str]  # Its host name inside; by default one is made.
    memoryMb: Optional[int]  # Most memory it may use, in MiB; no limit when absent.
    privileged: bool  # Whether it may do everything the host may.
    dockerVolumes: Optional[List[str]]  # Volumes: `/path`, or `/on/host:/in/container[:ro]`.
    compute: Optional[int]  # Units of compute it takes from its host.
    imageId: Optional[str]  # The image it is made from.
    imageUuid: Optional[str]  # The image by its uuid; `docker:NAME[:TAG]` names a Docker image.
    networkIds: Optional[List[str]]  # Networks to connect to, one interface each.
    subnetIds: Optional[List[str]]  # Subnets to connect to, one interface each; not together with networkIds.
    vnetIds: Optional[List[str]]  # Virtual networks to connect to, one interface each.
    startOnCreate: bool  # Whether it is started when it has been created.
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    state: InstanceState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop]  # What follows when it ends by itself.
    domain: Optional[str]  # The DNS domain of its host name.
    userdata: Optional[str]  # Text handed to the guest's first start.
    credentialIds: Optional[List[str]]  # Credentials the instance gets, as SSH keys.
    requestedHostId: Optional[str]  # The host it shall run on.
    validHostIds: Optional[List[str]]  # The only hosts it may run on; empty means any.
    primaryIpAddress: str  # The first address of its first interface.
    primaryAssociatedIpAddress: str  # The public address that leads to it.
    firstRunning: Optional[str]  # When it first came to run.
    firstRunningTS: int
    allocationState: Optional[str]  # Whether it has a place on a host.
    agentId: Optional[str]  # The agent inside, of instances that belong to the system.
    token: Optional[str]  # A secret that the instance may identify itself with.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    def stop(self, *, remove: bool = ..., deallocateFromHost: bool = ...) -> Container: ...


class CredentialInstanceMap(Resource):
    """A credential that an instance was given at its creation."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    credentialId: Optional[str]  # The credential that is put into the instance.
    instanceId: Optional[str]  # The instance that gets it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A name and a value that are kept for somebody."""
    name: Optional[str]  # A name for people; need not be unique.
    value: Optional[str]  # What is kept under the name.
    visible: bool  # Whether it may be shown.


class Databasechangelog(Resource):
    """A change of the tables of the 2014 system; none are kept here."""
    author: Optional[str]  # Who wrote it.
    comments: Optional[str]  # A note of its author.
    dateexecuted: str  # When it was made.
    dateexecutedTS: int
    description: Optional[str]  # What it changed.
    exectype: Optional[str]  # How it was made.
    filename: Optional[str]  # The file that describes it.
    liquibase: Optional[str]  # The version of the program that made it.
    md5sum: Optional[str]  # A checksum of its text.
    orderexecuted: int  # Its place in the order.
    tag: Optional[str]  # A mark on it.


class Databasechangeloglock(Resource):
    """Who changes the tables of the 2014 system; nobody does here."""
    locked: bool  # Whether somebody does.
    lockedby: Optional[str]  # Who does.
    lockgranted: Optional[str]  # Since when.
    lockgrantedTS: int


class NetworkService(Resource):
    """Something that a network does for its instances."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Addresses of the instances of a network, given out inside it."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Names of the instances of a network, answered inside it."""
    dns: List[str]  # Servers that answer what this one does not know.
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Why a request was refused, and which field was at fault."""
    code: str  # Which fault, as one word: MissingRequired, InvalidReference, ...
    detail: str  # More about it, for people.
    message: str  # What is wrong, for people.
    status: int  # The HTTP status.


class ExtensionImplementation(Resource):
    """A handler that stands at an extension point."""
    name: str  # The handler's name.
    className: str  # Where it is from: `lua`, or `external`.
    properties: Map[str]  # Of an external handler: name, eventName, priority, retry, timeoutMillis.


class ExtensionPoint(Resource):
    """A place in a process where handlers stand, and those that stand there."""
    name: str  # Its name: `process.instance.start.handlers`, `.pre.listeners` or `.post.listeners`.
    implementations: List[Any]  # The handlers that stand there, in order.
    listSetting: str  # A setting that lists them; none does.
    includeSetting: str  # A setting that adds to them; none does.
    excludeSetting: str  # A setting that leaves some out; none does.


class ExternalHandler(Resource):
    """A program outside that works in processes: it subscribes to their events and answers them."""
    name: Optional[str]  # Its name, as it stands in the events: `PROCESS;handler=NAME`.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    # The processes it works in; `pre.` or `post.` before a name puts it before or behind the handlers, and commas
    # divide several in one text.
    processNames: List[str]
    # Where it stands among the handlers: 500, 1000 or 1500; the system's own are at 2000.
    priorityName: ExternalHandlerPriorityName
    priority: Optional[int]  # Where it stands among the handlers, by number; goes before priorityName.
    retries: Optional[int]  # How often it is asked in all before it counts as silent; 3 if not set.
    timeoutMillis: Optional[int]  # How long it may take to answer, each time; 15000 if not set.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """That a program outside works in a process; it does while this is active."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    externalHandlerId: Optional[str]  # The program.
    externalHandlerProcessId: Optional[str]  # A process that the handler takes part in.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A process, by name, in which programs outside work."""
    name: Optional[str]  # The name of the process, with `pre.` or `post.` before it for those phases.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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


class FieldDocumentation(Resource):
    """What one field or action is for; only found inside of a typeDocumentation."""
    description: str  # What it says or does.
    placeholder: str  # An example of what can be written there; null: none is needed.


class GatewayService(Resource):
    """A gateway of a network that is not the host's."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """An object without a type of its own; its kind says what it is."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    key: Optional[str]  # Tells it from others of its kind.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
    def account(self, **params: Any) -> Account: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> GenericObject: ...
    def create(self, **fields: Any) -> GenericObject: ...
    def deactivate(self, **fields: Any) -> GenericObject: ...
    def purge(self, **fields: Any) -> GenericObject: ...
    def remove(self, **fields: Any) -> GenericObject: ...
    def restore(self, **fields: Any) -> GenericObject: ...


class Host(Resource):
    """One driver on one machine: a Docker engine or a hypervisor that can run instances."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    agentId: Optional[str]  # The agent that works for this host.
    physicalHostId: Optional[str]  # The machine it is on.
    isPublic: bool  # Whether every account may use it.
    uri: Optional[str]  # An address by which the host is known.
    computeFree: Optional[int]  # Units of compute that are not given away.
    computeTotal: Optional[int]  # Units of compute that there are.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Says which addresses a host has."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    hostId: Optional[str]  # The host that has the address.
    ipAddressId: Optional[str]  # The address that it has.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """The way out of a network through the address of the host."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A network that instances are connected to."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    domain: Optional[str]  # The DNS domain of its instances.
    isPublic: bool  # Whether every account may use it.
    macPrefix: str  # How the MAC addresses of its interfaces begin.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A network whose virtual networks each lie on one machine."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    hostVnetUri: Optional[str]  # What its virtual networks are on the hosts.
    dynamicCreateVnet: bool  # Whether they are made where an instance needs one.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    accountId: Optional[str]  # The account that owns it.
    domain: Optional[str]  # The DNS domain of its instances.
    isPublic: bool  # Whether every account may use it.
    macPrefix: str  # How the MAC addresses of its interfaces begin.
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A host that takes part in a virtual network."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    hostId: Optional[str]  # A host that the virtual network reaches.
    vnetId: Optional[str]  # The virtual network.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """What an instance is made from: a Docker image or a disk image."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    instanceKind: Optional[ImageInstanceKind]  # What can be made from it.
    url: Optional[str]  # Where the disk image is fetched from: http, https or file.
    checksum: Optional[str]  # MD5, SHA-1, SHA-256 or SHA-512 of the file at `url`, in hexadecimal.
    format: Optional[str]  # How the image is stored: docker, qcow2 or raw.
    isPublic: bool  # Whether every account may use it.
    virtualSizeMb: Optional[int]  # Size of the disk that a guest sees, in MiB.
    physicalSizeMb: Optional[int]  # Space it takes, in MiB.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A copy of an image in a storage pool; active once it has been fetched."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    imageId: Optional[str]  # The image that lies there.
    storagePoolId: Optional[str]  # The pool that a copy of the image lies in.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Where the console of an instance can be seen."""
    kind: str  # Which kind of console it is.
    url: str  # Where the console is.
    password: str  # What it asks for.


class InstanceConsoleInput(Resource):
    """What opening a console takes: nothing."""


class InstanceHostMap(Resource):
    """The placement of an instance on a host; active while the instance runs there."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    hostId: Optional[str]  # The host that has a place for the instance.
    instanceId: Optional[str]  # The instance that is placed.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A name under which one instance reaches another, wherever that one is."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    instanceId: Optional[str]  # The instance that reaches.
    linkName: Optional[str]  # The name under which the other is reached.
    targetInstanceId: Optional[str]  # The instance that is reached; it may be exchanged at any time.
    ports: List[Any]  # Where each port of the target is reached: ipAddress, publicPort, privatePort, protocol.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """What may be said when an instance is stopped."""
    remove: bool  # Whether the instance is removed when it has stopped.
    deallocateFromHost: bool  # Whether it gives up its place, so that the next start may choose another host.


class IpAddress(Resource):
    """An IP address of an instance or of a host."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: IpAddressState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    address: Optional[str]  # The address itself.
    role: Optional[str]  # What it is used as: primary, secondary or public.
    networkId: Optional[str]  # The network it is part of.
    subnetId: Optional[str]  # The subnet it is part of.
    ipPoolId: Optional[str]  # The pool it was acquired from.
    hostname: Optional[str]  # The name that stands for the address.
    isPublic: bool  # Whether every account may use it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    def associate(self, *, ipAddressId: Id = ...) -> IpPool: ...
    def create(self, **fields: Any) -> IpAddress: ...
    def deactivate(self, **fields: Any) -> IpAddress: ...
    def disassociate(self, **fields: Any) -> IpAddress: ...
    def purge(self, **fields: Any) -> IpAddress: ...
    def remove(self, **fields: Any) -> IpAddress: ...
    def restore(self, **fields: Any) -> IpAddress: ...


class IpAddressAssociateInput(Resource):
    """Which address another one is associated with."""
    ipAddressId: str  # The address that the public one shall lead to.


class IpAddressNicMap(Resource):
    """Says which addresses a network interface has."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    ipAddressId: Optional[str]  # The address that the interface has.
    nicId: Optional[str]  # The network interface.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A public address that stands for a private one."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    childIpAddressId: Optional[str]  # The private address.
    ipAddressId: Optional[str]  # The public address.
    role: Optional[str]  # What it is for.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A pool of public addresses that can be acquired."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    isPublic: bool  # Whether every account may use it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Encrypted tunnels between the hosts of a network."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Stable addresses of linked instances of a network."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """What an instance can ask about itself at 169.254.169.254."""
    configDrive: bool  # Whether the data is given to the instance on a disk, too.
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """An instance that works for a provider of network services."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    instanceId: Optional[str]  # The instance that works for the provider.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """The connection of one instance to one network."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    instanceId: Optional[str]  # The instance that it is plugged into.
    networkId: Optional[str]  # The network that it leads to.
    subnetId: Optional[str]  # The subnet it is part of.
    vnetId: Optional[str]  # The virtual network it is part of.
    deviceNumber: Optional[int]  # Its place among the instance's interfaces, from 0.
    macAddress: Optional[str]  # The MAC address, once it is known.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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


class PhysicalHost(Resource):
    """A machine; its hosts (Docker, libvirt) point to it."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A port of an instance that is reachable from outside."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    instanceId: Optional[str]  # The instance that listens there.
    privatePort: Optional[int]  # The port inside the instance.
    publicPort: Optional[int]  # The port outside; chosen by the host when it was not asked for.
    protocol: Optional[str]  # The transport: tcp or udp.
    privateIpAddressId: Optional[str]  # The instance's address that the port leads to.
    publicIpAddressId: Optional[str]  # The host's address that the port is reached at.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Public ports of the instances of a network, published by its own means."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: str  # The network that has the service.
    networkServiceProviderId: Optional[str]  # Who provides it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """One named transition of a resource type."""
    name: str  # The process's name: `instance.start`.
    extensionBased: bool  # Whether its logic comes from extension points; always so.
    postProcessListeners: Any  # Handlers of the phase after the work, in order.
    preProcessListeners: Any  # Handlers of the phase before the work, in order.
    processHandlers: Any  # Handlers that do the work, in order.
    resourceType: str  # The type of resource it moves.
    stateTransitions: List[Any]  # The arrows it draws between states.


class ProcessExecution(Resource):
    """The log of one run of a process instance."""
    uuid: Optional[str]  # Another name of it.
    processInstanceId: str  # The process instance that ran.
    log: Optional[Map[Any]]  # Which process it was, how it ended and why; `history` tells each step.
    def processInstance(self, **params: Any) -> ProcessInstance: ...


class ProcessInstance(Resource):
    """One durable request to run a process on one resource; never without a reason for waiting."""
    processName: Optional[str]  # The process: `instance.start`.
    resourceType: Optional[str]  # Of which type the resource is that it moves.
    resourceId: Optional[str]  # The resource it moves.
    phase: Optional[str]  # How far this attempt has come: REQUESTED, STARTED, the phases of handlers, DONE.
    result: Optional[str]  # How it ended: SUCCESS or CANCELED.
    exitReason: Optional[str]  # Why it ended, or why its last attempt did.
    startTime: Optional[str]  # When it was accepted.
    startTimeTS: int
    endTime: Optional[str]  # When it ended; null while it is pending.
    endTimeTS: int
    priority: Optional[int]  # Higher ones go first.
    data: Optional[Map[Any]]  # What it was asked with, and what its handlers noted.
    startProcessServerId: Optional[str]  # The server that accepted it.
    runningProcessServerId: Optional[str]  # The server that runs it.


class Publish(Resource):
    """An event that an agent or an external handler sends."""
    name: str  # The event's name.
    resourceType: Optional[str]  # Of which type the resource is that the event is about.
    resourceId: Optional[str]  # The resource it is about.
    data: Optional[Map[Any]]  # What the event carries.
    time: Optional[int]  # When it was sent, in milliseconds since 1970.
    publisher: str  # Who sent it.
    previousIds: List[str]  # Ids of the events that this one answers.
    transitioningInternalMessage: str  # What failed, for operators.
    transitioning: str  # Says yes while work goes on, error when it failed.
    transitioningMessage: str  # What goes on or failed, for people.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...


class Register(Resource):
    """The request of a new host to be let in."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    key: Optional[str]  # A secret of the new host's own; whoever knows it sees the keys.
    authToken: str  # The two keys as one header of HTTP Basic authentication.
    accessKey: str  # The access key of the new agent.
    secretKey: str  # The secret key of the new agent.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    accountId: Optional[str]  # The account that owns it.
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
    def account(self, **params: Any) -> Account: ...
    def history(self, **params: Any) -> Collection[History]: ...
    def processInstances(self, **params: Any) -> Collection[ProcessInstance]: ...
    def activate(self, **fields: Any) -> Register: ...
    def create(self, **fields: Any) -> Register: ...
    def deactivate(self, **fields: Any) -> Register: ...
    def purge(self, **fields: Any) -> Register: ...
    def remove(self, **fields: Any) -> Register: ...
    def restore(self, **fields: Any) -> Register: ...
    def stop(self, *, remove: bool = ..., deallocateFromHost: bool = ...) -> Instance: ...


class RegistrationToken(Resource):
    """A key that signs the tokens with which new hosts register themselves."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    accountId: Optional[str]  # The account that owns it.
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """What all resources have in common."""


class ResourceDefinition(Resource):
    """A type of resources with a lifecycle; its links lead to its processes and their drawing."""
    name: str  # The type's name: `instance`.


class ResourcePool(Resource):
    """An item of a pool (an address, a port) and who has it."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: Optional[str]  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    item: Optional[str]  # What is given out: an address, a port, a number.
    ownerId: Optional[int]  # The number of who has it.
    ownerType: Optional[str]  # The type of who has it.
    poolId: Optional[int]  # The number of what the pool belongs to.
    poolType: Optional[str]  # The type of what the pool belongs to; `global` for the one of all.
    qualifier: Optional[str]  # Which of the pools it is.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
    def account(self, **params: Any) -> Account: ...


class Schema(Resource):
    """What this API can do with one type: fields, methods, actions and filters."""
    collectionActions: Map[Any]  # Actions on the collection.
    collectionFields: Map[Any]  # Fields that a collection has besides its entries; always empty.
    collectionFilters: Map[Any]  # Fields to filter by, with the modifiers each knows.
    collectionMethods: List[str]  # HTTP methods of the collection.
    includeableLinks: List[str]  # Links that a request may ask to have included.
    pluralName: str  # The name of the collection.
    resourceActions: Map[Any]  # Actions on a resource, with the types of what goes in and comes out.
    resourceFields: Map[Any]  # Fields of a resource, with their types and limits.
    resourceMethods: List[str]  # HTTP methods of a resource.


class Setting(Resource):
    """A value by which operators change how the system behaves."""
    name: Optional[str]  # What it is called: `object.remove.time.delay.seconds`.
    value: Optional[str]  # What it is set to, as text.


class SshKey(Resource):
    """A pair of SSH keys; the public half goes into instances."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    accountId: Optional[str]  # The account that owns it.
    publicValue: Optional[str]  # The half that may be seen: the access key, or a public key.
    secretValue: Optional[str]  # The half to keep: kept sealed, shown only to those who may use it.
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """One arrow of a lifecycle, as process definitions list them."""
    field: str  # The field that holds the state: state or allocationState.
    fromState: str  # Where the arrow begins.
    toState: str  # Where it ends.


class StoragePool(Resource):
    """A place where images and volumes are kept: a directory, or a Docker engine's store."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    agentId: Optional[str]  # The agent that keeps the pool.
    external: bool  # Whether it is outside of this system, as a registry is.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """Says which hosts can reach a storage pool."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    hostId: Optional[str]  # A host that can reach the pool.
    storagePoolId: Optional[str]  # The pool that the host can reach.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A range of addresses of a network."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    cidrSize: Optional[int]  # How many leading bits all addresses have in common.
    endAddress: Optional[str]  # The last address that is given out; by default the last but five.
    gateway: Optional[str]  # The address of its gateway; by default the first one.
    ipPoolId: Optional[str]  # The pool that it belongs to.
    isPublic: bool  # Whether every account may use it.
    networkAddress: Optional[str]  # Any address of the range, such as 10.1.2.0.
    networkId: Optional[str]  # The network that the addresses belong to.
    startAddress: Optional[str]  # The first address that is given out; by default the second one.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A pool of public addresses made of one subnet."""
    gateway: Optional[str]  # The address of its gateway; by default the first one.
    endAddress: Optional[str]  # The last address that is given out; by default the last but five.
    cidrSize: Optional[int]  # How many leading bits all addresses have in common.
    networkAddress: Optional[str]  # Any address of the range, such as 10.1.2.0.
    startAddress: Optional[str]  # The first address that is given out; by default the second one.
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    isPublic: bool  # Whether every account may use it.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A subnet that is reachable in a virtual network."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    subnetId: Optional[str]  # A subnet that the virtual network carries.
    vnetId: Optional[str]  # The virtual network.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A stream of events for one who listens."""
    agentId: Optional[str]  # Hear what is meant for this agent.
    eventNames: List[str]  # Names of the events to hear; `*` stands for anything.


class Task(Resource):
    """Something that the server does again and again."""
    name: Optional[str]  # What it is called: `purge.resources`, for example.
    def taskInstances(self, **params: Any) -> Collection[TaskInstance]: ...
    def execute(self, **fields: Any) -> Task: ...


class TaskInstance(Resource):
    """One run of a task."""
    name: Optional[str]  # A name for people; need not be unique.
    endTime: Optional[str]  # When it ended.
    endTimeTS: int
    exception: Optional[str]  # What went wrong; null when nothing.
    serverId: Optional[str]  # The server that ran it.
    startTime: str  # When it began.
    startTimeTS: int
    taskId: str  # The task that was run.
    def task(self, **params: Any) -> Task: ...


class TypeDocumentation(Resource):
    """What a type is for, and each of its fields and actions: sentences for people."""
    description: str  # What a resource of the type is.
    # Each field that you may see, and what it says. (Users did not see it in the 2014 system.)
    resourceFields: Map[Any]


class VirtualMachine(Resource):
    """A virtual machine run by libvirt."""
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    memoryMb: Optional[int]  # Memory, in MiB.
    vcpu: Optional[int]  # Virtual processors; 1 when absent.
    libvirtVncAddress: str  # Where its screen is reached on its host by VNC: an address, or the path of a socket.
    libvirtVncPassword: str  # The password of its screen; none is needed on a socket.
    compute: Optional[int]  # Units of compute it takes from its host.
    imageId: Optional[str]  # The image it is made from.
    imageUuid: Optional[str]  # The image by its uuid; `docker:NAME[:TAG]` names a Docker image.
    networkIds: Optional[List[str]]  # Networks to connect to, one interface each.
    subnetIds: Optional[List[str]]  # Subnets to connect to, one interface each; not together with networkIds.
    vnetIds: Optional[List[str]]  # Virtual networks to connect to, one interface each.
    publicIpAddressPoolId: Optional[str]  # The pool from which it gets a public address.
    startOnCreate: bool  # Whether it is started when it has been created.
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    state: InstanceState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    instanceTriggeredStop: Optional[InstanceInstanceTriggeredStop]  # What follows when it ends by itself.
    hostname: Optional[str]  # Its host name inside; by default one is made.
    domain: Optional[str]  # The DNS domain of its host name.
    userdata: Optional[str]  # Text handed to the guest's first start.
    credentialIds: Optional[List[str]]  # Credentials the instance gets, as SSH keys.
    requestedHostId: Optional[str]  # The host it shall run on.
    validHostIds: Optional[List[str]]  # The only hosts it may run on; empty means any.
    primaryIpAddress: str  # The first address of its first interface.
    primaryAssociatedIpAddress: str  # The public address that leads to it.
    firstRunning: Optional[str]  # When it first came to run.
    firstRunningTS: int
    allocationState: Optional[str]  # Whether it has a place on a host.
    agentId: Optional[str]  # The agent inside, of instances that belong to the system.
    token: Optional[str]  # A secret that the instance may identify itself with.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    def stop(self, *, remove: bool = ..., deallocateFromHost: bool = ...) -> VirtualMachine: ...


class Vnet(Resource):
    """A virtual network: a broadcast domain on one or more hosts."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    networkId: Optional[str]  # The network that it carries.
    uri: Optional[str]  # What it is on the host, such as bridge://docker0.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A disk of an instance."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    accountId: Optional[str]  # The account that owns it.
    instanceId: Optional[str]  # The instance whose disk it is.
    imageId: Optional[str]  # The image it began as.
    deviceNumber: Optional[int]  # Its place among the instance's disks; 0 is the one it starts from.
    format: Optional[str]  # How it is stored: docker or qcow2.
    virtualSizeMb: Optional[int]  # Size of the disk that a guest sees, in MiB.
    attachedState: Optional[str]  # Whether it belongs to its instance: active or inactive.
    allocationState: Optional[str]  # Whether it has a place in a storage pool.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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
    """A volume in a storage pool; active once its disk exists."""
    name: Optional[str]  # A name for people; need not be unique.
    description: Optional[str]  # A note for people.
    uuid: Optional[str]  # A name that no other resource has, here or in another installation.
    kind: Optional[str]  # Which kind of this type it is; a child type's name for one of those.
    state: AccountState  # Where it is in its life.
    storagePoolId: Optional[str]  # The pool that the disk lies in.
    volumeId: Optional[str]  # The volume whose disk lies there.
    created: Optional[str]  # When it was made.
    createdTS: int
    removed: Optional[str]  # When it was removed; null while it is not.
    removedTS: int
    removeTime: Optional[str]  # When a removed one is purged.
    removeTimeTS: int
    transitioning: AccountTransitioning  # Whether a process is under way, or the last one failed.
    transitioningMessage: Optional[str]  # What goes on, or why the last process failed.
    transitioningProgress: Optional[int]  # How far the work has come, in percent.
    data: Optional[Map[Any]]  # Everything else that is kept of it; `fields` holds fields.
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


class History(Resource):
    """One thing that happened to a resource: who, what, when, how long. Newest first, unless order=asc. Not in the 2014
    system."""
    created: Optional[str]  # When it happened.
    createdTS: int
    # What happened. `state`: it moved; `handler`: one ran; `update`: fields changed; `error`: a process failed;
    # `process`: one was given up; `verb`: an operator did something about one; `create`, `delete`: of what has no
    # lifecycle; `action`: of what is no process; `publish`, `console`: of an account, an event and a console; `login`,
    # `logout`: with a key, refused when there is an error; `violation`: a handler is not idempotent.
    kind: Optional[str]
    resourceType: Optional[str]  # The base type of the resource.
    resourceId: Optional[str]  # Which one.
    processInstanceId: Optional[str]  # The process instance it was part of; its nested processes count as that one.
    processName: Optional[str]  # The process: `instance.start`.
    actor: Optional[str]  # Who asked for it, and from where: `1a1 from 127.0.0.1`. A filter may give the account alone.
    fromState: Optional[str]  # The state it left; null when that was not noted.
    toState: Optional[str]  # The state it moved to.
    handler: Optional[str]  # The handler that ran, or that an effect belongs to.
    attempt: Optional[int]  # In which attempt of the process.
    milliseconds: Optional[int]  # How long the handler took.
    effects: Optional[List[str]]  # What the handler did to the world, by name, each name once.
    error: Optional[str]  # Why it failed.
    verb: Optional[str]  # What the operator did: `retry`, `skip`, ...
    old: Optional[Map[Any]]  # What changed fields were before, as the patch that leads back; passwords are null.
    detail: Any  # All that was noted, as it was.
    def processInstance(self, **params: Any) -> ProcessInstance: ...
