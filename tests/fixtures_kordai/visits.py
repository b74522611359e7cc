"""Somebody who comes to the shipped archive with a task, and follows what stands on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from django.test import Client

from tests.public.pages.reading import Element, read


@dataclass
class Visit:
    """Somebody who follows links by their words."""

    client: Client
    page: Element
    clicks: int = 0

    def leads(self, words: str) -> str:
        """The address to which the first link leads in the page's own part that has these words,
        else in its menu."""
        parts = [*self.page.all("main"), self.page]
        found = [
            link["href"]
            for part in parts
            for link in part.all("a")
            if words in " ".join(link.text.split())
        ]
        assert found, words
        (canonical,) = [one["href"] for one in self.page.all("link") if one["rel"] == "canonical"]
        return urljoin(canonical, found[0])

    def follow(self, words: str) -> None:
        """Click that link."""
        self.page = read(self.client, self.leads(words))
        self.clicks += 1

    def choose(self, **values: str) -> None:
        """Fill in the form of the page's own part and send it; each value must be on offer."""
        (form,) = next(self.page.all("main")).all("form")
        for name, value in values.items():
            (field,) = [one for one in form.all("select") if one["name"] == name]
            assert value in [option["value"] for option in field.all("option")], value
        self.page = read(self.client, f"{form['action']}?{urlencode(values)}")
        self.clicks += 1

    def fill(self, **values: str) -> None:
        """Write into the form of the page's own part that has these fields, and send it."""
        (form,) = [
            form
            for form in next(self.page.all("main")).all("form")
            if values.keys() <= {field["name"] for field in form.all("input")}
        ]
        self.page = read(self.client, f"{form['action']}?{urlencode(values)}")
        self.clicks += 1

    @property
    def text(self) -> str:
        """The words of the page's own part."""
        return " ".join(next(self.page.all("main")).text.split())
