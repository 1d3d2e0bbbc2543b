"""The command line: the only place, with `http`, that prints or exits."""
