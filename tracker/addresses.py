"""Parts of addresses that are more than a number or a slug."""

from datetime import date


class Day:
    """A date, e.g. 2026-11-16; what is no date, or of before this century, is no address."""

    regex = "2[0-9]{3}-[0-9]{2}-[0-9]{2}"

    def to_python(self, text):
        return date.fromisoformat(text)

    def to_url(self, day):
        return day.isoformat()
