"""Runs the Python blocks of a page in turn, as one program, against the server of the environment.

    python3 spec/external/python_docs.py docs/python.md
"""

import re
import sys
import unittest.mock

import stampede

page = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
scope = {}
# The first line of the page names an address and keys that nobody has: it stands for the environment here.
real = stampede.Client


def client(url=None, access_key=None, secret_key=None, **kw):
    return stampede.from_env(**kw) if access_key == "..." else real(url, access_key, secret_key, **kw)


for number, block in enumerate(blocks, 1):
    with unittest.mock.patch.object(stampede, "Client", client):
        # Lines as they are in the page, for the traceback.
        before = page[:page.index(block)].count("\n")
        exec(compile("\n" * before + block, sys.argv[1], "exec"), scope)
scope["client"].close()
print("%d blocks" % len(blocks))
