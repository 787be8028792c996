"""What a checker must refuse: every line that ends in WRONG, and no other. Never run."""

import stampede


def wrong(client: stampede.Client) -> None:
    client.create_container(nam="web")  # WRONG
    client.create_container(imageUuid=7)  # WRONG
    client.create_subnetIpPool(name="no address")  # WRONG
    client.create_volume(name="x")  # WRONG
    client.list_container(nme="x")  # WRONG
    client.list_container(state="runing")  # WRONG
    client.list_container(sort="color")  # WRONG
    web = client.by_id_container("1i1")
    web.stopp()  # WRONG
    web.stop(now=True)  # WRONG
    print(web.color)  # WRONG
    print(web.image().color)  # WRONG
    print(web.memoryMb.upper())  # WRONG
    print(web.state == "runing")  # WRONG
    number: int = web.id  # WRONG
    print(number, web.name)
