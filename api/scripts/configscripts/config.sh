#!/bin/sh
# Fetches pieces of configuration from the server and applies those that are new: config.sh [--no-start] ITEM...
# Wants CATTLE_CONFIG_URL (or CATTLE_URL) and CATTLE_ACCESS_KEY, CATTLE_SECRET_KEY; keeps all under CATTLE_HOME.
set -e
home=${CATTLE_HOME:-/var/lib/cattle}
url=${CATTLE_CONFIG_URL:-${CATTLE_URL:?}}
url=${url%/schemas}

# The archive of an item, checked, as its one directory in $1.
fetch() { # DIR ITEM CURRENT
  curl -sSf -m 120 -u "${CATTLE_ACCESS_KEY:-admin}:${CATTLE_SECRET_KEY:-adminpass}" -o "$1/archive" \
    "$url/configcontent/$2?current=$3"
  tar -xzf "$1/archive" -C "$1"
  rm -f "$1/archive"
  (cd "$1" && sha1sum -c --quiet ./*/SHA1SUMSSUM && sha1sum -c --quiet ./*/SHA1SUMS)
}

apply() { # ITEM
  mkdir -p "$home/etc/cattle/$1" "$home/download/$1"
  current=$(cat "$home/etc/cattle/$1/current" 2>/dev/null || true)
  work=$(mktemp -d "$home/download/$1/new.XXXXXX")
  fetch "$work" "$1" "$current"
  dir=$(basename "$work"/*)
  if [ -f "$work/$dir/uptodate" ]; then
    version=$(cat "$work/$dir/uptodate")
  else
    version=$(cat "$work/$dir/version")
    if [ -x "$work/$dir/apply.sh" ]; then
      (cd "$work/$dir" && ./apply.sh)
    fi
    rm -rf "${home:?}/download/$1/$dir"
    mv "$work/$dir" "$home/download/$1/$dir"
    [ -z "$current" ] || [ "$current" = "$dir" ] || rm -rf "${home:?}/download/$1/$current"
    echo "$dir" >"$home/etc/cattle/$1/current"
  fi
  rm -rf "$work"
  curl -sSf -m 60 -X PUT -u "${CATTLE_ACCESS_KEY:-admin}:${CATTLE_SECRET_KEY:-adminpass}" -o /dev/null \
    "$url/configcontent/$1?version=$version"
}

for item in "$@"; do
  case $item in
    --*) ;;
    *) apply "$item" ;;
  esac
done
