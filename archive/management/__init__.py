"""Commands: arguments in, one call, report out."""
