#!/usr/bin/env bash
# Prints every change of a resource: its type, its id and the state it is in.
set -u
. "$(dirname "$0")/handler.sh"

event_handler_resource_change() {
  jq -r '"\(.resourceType) \(.resourceId) \(.data.resource.state)"' <<<"$EVENT"
}

listen
