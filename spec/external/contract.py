"""Drives a server with the 2014 client and says, check by check, what holds. Usage: contract.py URL ACCESS SECRET"""

import sys

sys.dont_write_bytecode = True

# Each section runs as it is read.
import checks  # noqa: E402
import contract_resources  # noqa: E402 F401
import contract_events  # noqa: E402 F401
import contract_hosts  # noqa: E402 F401
import contract_statements  # noqa: E402 F401

print("%d checks, %d failed" % (checks.count, len(checks.bad)))
sys.exit(1 if checks.bad else 0)
