"""One module for each command of the command line; its `run(options)` calls the room that owns the work.

The module says what is printed and which exit code it is; it decides nothing.
"""
