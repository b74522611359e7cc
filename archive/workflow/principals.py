"""Who answers for what is done: an account of this archive, or somebody whom a bundle names."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User


@dataclass(frozen=True)
class Principal:
    """A person who decides. `user` is None for those who have no account here."""

    name: str
    user: User | None = None

    @classmethod
    def of(cls, user: User) -> Principal:
        """The principal of an account."""
        return cls(user.get_username(), user)

    def is_same_as(self, other: Principal) -> bool:
        """Whether both are one person, as far as names and accounts tell."""
        if self.user and other.user:
            return bool(self.user.pk == other.user.pk)
        return self.name.strip().casefold() == other.name.strip().casefold()
