"""Client of the stampede API, made at run time from what the server says of itself in /v1/schemas.

    import stampede

    with stampede.from_env() as client:
        web = client.create_container(name="web", imageUuid="docker:busybox:latest")
        web = web.wait("running")
        web.stop()
"""

from stampede.client import Client, from_env
from stampede.errors import *  # noqa: F401,F403  every error has a name here
from stampede.errors import __all__ as _errors
from stampede.events import Event
from stampede.resource import Collection, Object, Resource

__version__ = "0.1.0"
__all__ = ["Client", "Collection", "Event", "Object", "Resource", "from_env"] + _errors
