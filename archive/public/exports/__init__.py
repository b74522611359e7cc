"""Lists, and what is cited, in formats for programs: one writer for each."""
