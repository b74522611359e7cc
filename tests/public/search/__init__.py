"""Plain search."""
