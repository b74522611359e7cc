"""Tests of the records: what their database refuses, and what it never forgets."""
