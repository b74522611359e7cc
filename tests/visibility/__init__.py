"""Who may see what: tests that hunt for leaks."""
