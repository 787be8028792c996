#!/usr/bin/env bash
# A small frame for programs that handle events of the REST API. Source it, define handlers, call `listen`.
#
#   event_handler_NAME() { ...; }        handles the event NAME, its dots written as underlines
#   EVENT_HANDLERS["NAME"]=function      the same for names that no function can have (`a.b;handler=c`)
#
# A handler gets the event as JSON in EVENT and answers with `reply '{...}'` or `reply_error TEXT`. With AGENT_ID
# set it hears what is meant for that agent, and answers the agent's pings unless a handler of its own does.
#
# CATTLE_URL, CATTLE_ACCESS_KEY and CATTLE_SECRET_KEY say where the server is and who we are.

: "${CATTLE_URL:=http://localhost:9080/v1}"
CATTLE_URL=${CATTLE_URL%/schemas}
declare -gA EVENT_HANDLERS=()
EVENT=

# api METHOD PATH [JSON]: the body of the answer
api() {
  local method=$1 path=$2
  shift 2
  curl -sS -g -X "$method" -u "$CATTLE_ACCESS_KEY:$CATTLE_SECRET_KEY" -H 'Accept: application/json' \
    ${1:+--data-binary "$1"} ${1:+-H 'Content-Type: application/json'} "$CATTLE_URL/$path"
}

# field FILTER: of the event in hand
field() { jq -r "$1 // empty" <<<"$EVENT"; }

publish_reply() { # members, as a jq object
  [ -n "$(field .replyTo)" ] || return 0
  api POST publish "$(jq -c --argjson more "$1" '{
      name: .replyTo, previousIds: [.id], previousNames: [.name],
      resourceType, resourceId, time: (now * 1000 | floor)
    } + $more' <<<"$EVENT")"
}

reply() { publish_reply "$(jq -cn --argjson data "${1:-{\}}" '{data: $data}')"; }

reply_error() { publish_reply "$(jq -cn --arg text "$1" '{transitioning: "error", transitioningInternalMessage: $text}')"; }

reply_progress() { # PERCENT TEXT
  publish_reply "$(jq -cn --argjson percent "$1" --arg text "$2" \
    '{transitioning: "yes", transitioningProgress: $percent, transitioningMessage: $text}')"
}

event_names() {
  local function
  for function in $(compgen -A function event_handler_); do
    function=${function#event_handler_}
    echo "${function//_/.}"
  done
  [ ${#EVENT_HANDLERS[@]} -eq 0 ] || printf '%s\n' "${!EVENT_HANDLERS[@]}"
  [ -z "${AGENT_ID:-}" ] || echo ping
}

# The handler of a name: by the whole of it, else by what stands before the semicolon.
find_handler() {
  local name
  for name in "$1" "${1%%;*}"; do
    if [ -n "${EVENT_HANDLERS[$name]:-}" ]; then
      echo "${EVENT_HANDLERS[$name]}"
      return
    fi
    if declare -F "event_handler_${name//./_}" >/dev/null 2>&1; then
      echo "event_handler_${name//./_}"
      return
    fi
  done
  return 1
}

dispatch() {
  local handler name
  name=$(field .name)
  if handler=$(find_handler "$name"); then
    "$handler"
  elif [ -n "${AGENT_ID:-}" ] && [ "${name%%;*}" = ping ]; then
    reply '{}'
  fi
}

# Hears and handles, one event after the other, until the server ends it.
listen() {
  local -a form=()
  local name
  while read -r name; do form+=(--form-string "eventNames=$name"); done < <(event_names | sort -u)
  [ -z "${AGENT_ID:-}" ] || form+=(--form-string "agentId=$AGENT_ID")
  while read -r EVENT; do
    [ -n "$EVENT" ] && dispatch
  done < <(curl -sS -N -u "$CATTLE_ACCESS_KEY:$CATTLE_SECRET_KEY" "${form[@]}" "$CATTLE_URL/subscribe")
}
