"""Measures the archive: an invented archive of any size, counted in several ways and timed.

Works in scratch databases only, and never in the archive's own.
"""
