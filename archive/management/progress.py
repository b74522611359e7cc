"""A bar on a terminal for whatever takes long; nothing where nobody looks."""

from __future__ import annotations

import sys

from django.core.management.base import OutputWrapper

WIDTH = 30


class Bar:
    """Told how many steps of how many are done."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.shown = stream.isatty()

    def __call__(self, done: int, steps: int) -> None:
        """Draw the bar anew."""
        if not self.shown:
            return
        filled = WIDTH * done // max(steps, 1)
        bar = "█" * filled + "░" * (WIDTH - filled)
        end = "\n" if done == steps else ""
        sys.stderr.write(f"\r{bar} {done}/{steps}{end}")
        sys.stderr.flush()
