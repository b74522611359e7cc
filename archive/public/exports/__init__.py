"""Lists in formats for programs, one writer for each."""
