"""What `mujib` does on the command line; `bot.cli` calls it."""
