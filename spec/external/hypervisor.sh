#!/usr/bin/env bash
# A whole agent for a hypervisor of a kind of its own: hypervisor.sh UUID DIR. An instance, a volume and an image are
# each a file in DIR; that the file is there is all there is to running.
set -u
. "$(dirname "$0")/handler.sh"
uuid=$1 dir=$2 kind=${KIND:-bashvisor}
mkdir -p "$dir"

find_agent() { api GET "agents?uuid=$uuid&removed_null=true" | jq -r '.data[0].id // empty'; }

AGENT_ID=$(find_agent)
if [ -z "$AGENT_ID" ]; then
  api POST agents "$(jq -cn --arg uuid "$uuid" --arg kind "$kind" \
    '{uri: "event://\($uuid)", managedConfig: false, uuid: $uuid, kind: $kind}')" >/dev/null
  AGENT_ID=$(find_agent)
fi
echo "agent $AGENT_ID"

# What runs here, as a list of resources.
instances() {
  local file
  for file in "$dir"/instance-*; do
    [ -e "$file" ] && jq -cn --arg uuid "${file##*/instance-}" '{type: "instance", uuid: $uuid, state: "running"}'
  done | jq -cs .
}

event_handler_ping() {
  local resources='[]' running='[]'
  if [ "$(field .data.options.resources)" = true ]; then
    resources=$(jq -cn --arg uuid "$uuid" --arg kind "$kind" '[
      {type: "host", uuid: "\($uuid)-host", kind: $kind, name: "\($kind)-host"},
      {type: "storagePool", uuid: "\($uuid)-pool", kind: $kind, name: "\($kind)-pool", hostUuid: "\($uuid)-host"}]')
  fi
  [ "$(field .data.options.instances)" = true ] && running=$(instances)
  reply "$(jq -c --argjson resources "$resources" --argjson running "$running" \
    '{options: .data.options, resources: ($resources + $running)}' <<<"$EVENT")"
}

event_handler_storage_image_activate() {
  touch "$dir/image-$(field .data.imageStoragePoolMap.image.uuid)"
  reply '{"imageStoragePoolMap": {"image": {"format": "raw"}}}'
}

event_handler_storage_volume_activate() {
  touch "$dir/volume-$(field .data.volumeStoragePoolMap.volume.uuid)"
  reply '{"volumeStoragePoolMap": {"volume": {"format": "raw"}}}'
}

event_handler_storage_volume_deactivate() { reply '{}'; }

event_handler_storage_volume_remove() {
  rm -f "$dir/volume-$(field .data.volumeStoragePoolMap.volume.uuid)"
  reply '{}'
}

event_handler_compute_instance_activate() {
  touch "$dir/instance-$(field .data.instanceHostMap.instance.uuid)"
  reply_progress 50 "half of it"
  reply '{"instanceHostMap": {"instance": {"+data": {"bashvisor": {"running": true}}}}}'
}

event_handler_compute_instance_deactivate() {
  rm -f "$dir/instance-$(field .data.instanceHostMap.instance.uuid)"
  reply '{"instanceHostMap": {"instance": {"+data": {"bashvisor": {"running": false}}}}}'
}

listen
