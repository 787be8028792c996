std = "lua54"
max_line_length = 120
exclude_files = { "lua/meta/*" }
files["spec"] = { std = "lua54+busted", max_line_length = 160 }
