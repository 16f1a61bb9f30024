"""The command line: one module a verb, the only writer of standard output and standard error."""
