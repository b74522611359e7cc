"""Facets: every count against brute force and against SQL."""
