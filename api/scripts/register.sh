# shellcheck shell=sh
# What follows the variables of GET /v1/scripts/TOKEN: the host registers itself and runs an agent.
export CATTLE_URL CATTLE_REGISTRATION_ACCESS_KEY CATTLE_REGISTRATION_SECRET_KEY CATTLE_AGENT_IP

# Whoever reads these lines for the variables alone: sh -s env.
[ "${1:-}" = env ] && { env | grep '^CATTLE_'; exit 0; }

# The stampede agent, where it is installed.
if command -v stampede >/dev/null; then
  dir=${STAMPEDE_DATA:-/var/lib/stampede}
  mkdir -p "$dir" && chmod 700 "$dir" || exit 1
  [ -s "$dir/register.key" ] || (umask 077; od -An -N20 -tx1 /dev/urandom | tr -d ' \n' >"$dir/register.key")
  key=$(cat "$dir/register.key")
  ask() { curl -sS -m 30 -u "$CATTLE_REGISTRATION_ACCESS_KEY:$CATTLE_REGISTRATION_SECRET_KEY" "$@"; }
  member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
  ask "$CATTLE_URL/register?key=$key" | grep -q '"data":\[{' ||
    ask "$CATTLE_URL/register" -d "{\"key\":\"$key\"}" >/dev/null || exit 1
  tries=60
  while [ $tries -gt 0 ]; do
    answer=$(ask "$CATTLE_URL/register?key=$key")
    access=$(echo "$answer" | member accessKey) secret=$(echo "$answer" | member secretKey)
    [ -n "$access" ] && [ -n "$secret" ] && break
    tries=$((tries - 1)); sleep 1
  done
  [ -n "${secret:-}" ] || { echo 'the server gave no keys' >&2; exit 1; }
  (umask 077; printf 'access-key = %s\nsecret-key = %s\n' "$access" "$secret" >"$dir/agent.key")
  [ "${1:-}" = register ] && exit 0
  exec stampede agent --url "${CATTLE_URL%/v1}" --key-file "$dir/agent.key"
fi

# Else an agent in a container: CATTLE_AGENT_IMAGE says which.
[ -n "${CATTLE_AGENT_IMAGE:-}" ] || {
  echo 'install stampede on this host, or set CATTLE_AGENT_IMAGE to an image of an agent' >&2; exit 1; }
exec docker run -d --privileged --net=host -v /var/run/docker.sock:/var/run/docker.sock \
  -v /var/lib/cattle:/var/lib/cattle -e CATTLE_URL -e CATTLE_AGENT_IP \
  -e CATTLE_REGISTRATION_ACCESS_KEY -e CATTLE_REGISTRATION_SECRET_KEY \
  -e CATTLE_REGISTRATION_URL="$CATTLE_URL/scripts/$CATTLE_REGISTRATION_SECRET_KEY" "$CATTLE_AGENT_IMAGE"
