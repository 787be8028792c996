--- Help texts of the commands that no schema makes.

local topics = {}

topics.events = [[
Usage: stampede events [--type TYPE]... [--name EVENT]...

Shows what changes, live, until ctrl-C: one line an event, or JSON (--json), one a line.
Other events than resource.change by their names.

Examples:
  stampede events --type container
  stampede events --json | jq -r .data.resource.state
]]

topics.logs = [[
Usage: stampede logs INSTANCE [--follow] [--lines N]

Shows what an instance has written, as far as the server offers it (the action logs).
]]

topics.exec = [[
Usage: stampede exec INSTANCE -- COMMAND [ARGUMENT...]

Runs a command inside of an instance, as far as the server offers it (the action execute).
]]

topics.console = [[
Usage: stampede console INSTANCE

Gives the address of an instance's screen, and the password that it asks for.
Without an instance, stampede console is Lua in the server: stampede console --help.
]]

topics.login = [[
Usage: stampede login [URL] [--profile NAME] [--ca FILE | --pin KEY]

Asks for a key, tries it, and keeps it in a file that nobody else can read
(~/.config/stampede/config). From a script: echo ACCESS:SECRET | stampede login URL
]]

topics.logout = [[
Usage: stampede logout [--profile NAME]

Forgets the address and key of a profile; without NAME the usual one.
]]

topics.profile = [[
Usage: stampede profile add NAME --url URL [--key ACCESS:SECRET] [--ca FILE | --pin KEY]
       stampede profile list
       stampede profile use NAME
       stampede profile remove NAME

Several servers and keys; --profile NAME or STAMPEDE_PROFILE choose one for a command.
]]

topics.completion = [[
Usage: stampede completion bash|zsh|fish

Prints what your shell needs to complete commands, options and names:
  eval "$(stampede completion bash)"        in ~/.bashrc
  eval "$(stampede completion zsh)"         in ~/.zshrc, behind compinit
  stampede completion fish | source         in ~/.config/fish/config.fish
]]

topics.commands = [[
Usage: stampede commands

Lists all commands that the server's types give.
]]

return topics
