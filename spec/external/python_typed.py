"""What a checker must accept (mypy --strict). Never run."""

from typing import List, Optional

import stampede


def right(client: stampede.Client) -> List[Optional[str]]:
    web = client.create_container(name="web", imageUuid="docker:busybox", environment={"A": "b"}, ports=["80"])
    web = web.wait("running", timeout=10)
    web.stop(remove=True).wait(["stopped", "removed"])
    host_id: str = web.instanceHostMaps()[0].host().id
    machine = client.create_virtualMachine(imageId=client.list_image(name="x")[0], memoryMb=64, vcpu=1)
    pool = client.create_subnet_ip_pool(networkAddress="192.168.10.0", name="My IP pool")
    web = client.update(web, name="new")
    names = [one.name for one in client.list_container(name_prefix="w", state="running", limit=10, sort="name")]
    if web.state == "running" and web.data is not None:
        print(web.data["x"], web.environment.A, host_id, machine.memoryMb, pool.networkAddress)
    for event in client.subscribe():
        print(event.resource, event.name.upper())
    try:
        client.delete(web).wait("removed")
    except stampede.MissingRequired as e:
        print(e.fieldName, e.status + 1)
    except stampede.TransitionError as e:
        print(e.resource)
    return names
