"""One line → a log entry: “45m coding problems x2 yesterday”. No Django, no I/O.

What is understood stands at either end of the line and is taken off, one piece after the other; a kind may also be
recognised by a word in the middle, which then stays. All other words stay as the text: nothing typed is lost.
"""

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import pairwise

LONGEST_DAY = 24 * 60  # minutes
MOST = 1000
LONGEST_TOPIC = 100
WIDEST = 6  # words of one piece

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
NUMBERS |= {"a": 1, "an": 1}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DIFFICULTIES = ("easy", "medium", "hard")

# At the beginning of what is left these say the kind and nothing else, so that they go. The longest first.
NAMES = {
    "system design problems": "design",
    "system design problem": "design",
    "system design questions": "design",
    "system design question": "design",
    "system design": "design",
    "coding problems": "coding",
    "coding problem": "coding",
    "coding questions": "coding",
    "coding question": "coding",
    "mock interviews": "mock",
    "mock interview": "mock",
    "open source": "open-source",
    "open-source": "open-source",
    "job applications": "application",
    "job application": "application",
    "blog posts": "post",
    "blog post": "post",
    "competitions": "competition",
    "competition": "competition",
    "papers": "paper",
    "paper": "paper",
    "meetups": "meetup",
    "meetup": "meetup",
    "contacts": "contact",
    "studying": "study",
    "studied": "study",
    "study": "study",
    "building": "build",
    "build": "build",
    "built": "build",
}
# These are names of a kind with a number before them, alone, or before a colon: “3 posts”, “contact: Jane”.
SHORT_NAMES = {
    "problems": "coding",
    "problem": "coding",
    "coding": "coding",
    "design": "design",
    "mocks": "mock",
    "mock": "mock",
    "applications": "application",
    "application": "application",
    "posts": "post",
    "post": "post",
    "contact": "contact",
}
# At the beginning these tell the kind, and say more than the kind: they stay.
OPENINGS = {
    "applied": "application",
    "blogged": "post",
    "wrote a post": "post",
    "wrote a blog post": "post",
    "published a post": "post",
    "coffee with": "contact",
    "talked to": "contact",
    "spoke to": "contact",
    "messaged": "contact",
    "networking": "contact",
    "coded": "build",
    "implemented": "build",
    "deployed": "build",
}
# The same, wherever they stand.
SIGNS = {
    "coding problem": "coding",
    "coding problems": "coding",
    "leetcode": "coding",
    "hackerrank": "coding",
    "neetcode": "coding",
    "system design": "design",
    "mock interview": "mock",
    "mock interviews": "mock",
    "kaggle": "competition",
    "paper": "paper",
    "papers": "paper",
    "arxiv": "paper",
    "meetup": "meetup",
    "conference": "meetup",
    "pull request": "open-source",
    "pull requests": "open-source",
    "pr": "open-source",
    "prs": "open-source",
}
PLAIN = "study"  # what a line is that tells no kind
TIMED = ("study", "build")  # nobody counts these: a bare number is their minutes, from this many on
FEWEST = 10

PARTS = ("morning", "afternoon", "evening")
DAYS_AGO = {"today": 0, "yesterday": 1, "last night": 1}
DAYS_AGO |= {f"this {part}": 0 for part in PARTS} | {f"yesterday {part}": 1 for part in PARTS}

_NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}})?|{'|'.join(NUMBERS)})"
_HOURS = rf"(?P<hours>{_NUMBER}) ?(?:h|hr|hrs|hour|hours)"
_MINUTES = r"(?P<minutes>\d{1,4}) ?(?:m|min|mins|minute|minutes|')"
_DURATION = re.compile(
    rf"(?:for |in |spent )?(?:{_HOURS}(?P<half> and a half)?|{_MINUTES}|{_HOURS.replace('hours>', 'both>')} ?(?:and )?"
    rf"(?P<rest>[0-5]?\d) ?(?:m|min|mins|minutes)?|(?P<clock>\d{{1,2}}):(?P<past>[0-5]\d) ?h?"
    r"|(?P<words>half an hour|an hour and a half|(?:a )?quarter of an hour|three quarters of an hour))(?: of)?"
)
_WORDS = {"half an hour": 30, "an hour and a half": 90, "three quarters of an hour": 45}
_TIMES = re.compile(r"(?:x|×) ?(?P<after>\d{1,4})|(?P<before>\d{1,4}) ?(?:x|×|times)")
_WEEKDAY = re.compile(
    rf"(?:(?:on|(?P<last>last)|(?P<next>next)) )?(?P<day>tues|thurs?|{'|'.join(f'{d}|{d[:3]}' for d in WEEKDAYS)})"
)
_AGO = re.compile(rf"(?P<number>\d{{1,4}}|{'|'.join(NUMBERS)}) (?P<unit>day|week)s? ago")
_ISO = re.compile(r"(?:on )?(?P<iso>\d{4}-\d{2}-\d{2})")
_SCORE = re.compile(r"(?:score |scored )?(?P<got>\d{1,3}(?:[.,]\d)?) ?(?:/|of|out of) ?(?P<of>\d{1,3})")
_RANK = re.compile(
    r"(?:(?:rank|ranked|place|placed) )?#?(?P<got>\d{1,7})(?:st|nd|rd|th)? ?(?:/|of|out of) ?(?P<of>\d{1,7})"
    r"|(?:rank|ranked|place|placed) #?(?P<only>\d{1,7})(?:st|nd|rd|th)?|(?P<top>top \d{1,2} ?%)"
)


@dataclass
class Entry:
    """What a line says. `own_kind` is the name of a kind of one's own, then `kind` is “own”."""

    on: date
    kind: str = ""
    own_kind: str = ""
    minutes: int | None = None
    count: int | None = None
    text: str = ""
    topic: str = ""
    difficulty: str = ""
    score: str = ""
    rank: str = ""


def parse(line: str, today: date, own_kinds=()) -> Entry:
    """The entry of a line, for any text. `today` is the person's day, `own_kinds` the names of their own kinds."""
    reading = _Reading(line.split(), today)
    reading.take_ends()
    reading.take_kind(sorted(own_kinds, key=len, reverse=True))
    reading.take_ends()
    return reading.entry()


def minutes_of(text: str) -> int | None:
    """Minutes of a duration, “1h30” or “45”, which are minutes; None for what is none, 0 too, or over a day."""
    text = " ".join(text.casefold().split())
    if re.fullmatch(r"\d{1,4}", text, re.ASCII):
        text += " m"
    match = _DURATION.fullmatch(text)
    return match and _minutes(match)


def _number(text):
    return NUMBERS[text] if text in NUMBERS else float(text.replace(",", "."))


def _minutes(match):
    found = match.groupdict()
    if found["words"]:
        minutes = _WORDS.get(found["words"], 15)
    elif found["both"]:
        minutes = _number(found["both"]) * 60 + int(found["rest"])
    elif found["clock"]:
        minutes = int(found["clock"]) * 60 + int(found["past"])
    elif found["hours"]:
        minutes = _number(found["hours"]) * 60 + (30 if found["half"] else 0)
    else:
        minutes = int(found["minutes"])
    return round(minutes) if 1 <= minutes <= LONGEST_DAY else None


def _plain(words):
    """Words as they are compared: small letters, without the commas and colons around them."""
    return " ".join(word.strip(",;:()–—").casefold() for word in words)


class _Reading:
    """A line while it is read: the words that are left, and what was found."""

    def __init__(self, words, today):
        self.words = words
        self.today = today
        self.found = {}

    def take_ends(self):
        """Take pieces off both ends until nothing more is understood; each field once, so that this ends soon."""
        while any(self._take_from(end) for end in ("left", "right")):
            pass

    def _take_from(self, end):
        for width in range(min(WIDEST, len(self.words)), 0, -1):
            piece = self.words[:width] if end == "left" else self.words[-width:]
            if found := self._understand(_plain(piece)):
                self.found |= found
                self.words = self.words[width:] if end == "left" else self.words[:-width]
                return True
        return False

    def _understand(self, piece):
        """{field: value} of a piece that is understood and whose field is not known yet, else nothing."""
        if len(piece) > 60 or not piece.isprintable():
            return {}
        for name, read in (("on", self._day), ("minutes", _duration), ("count", _times)):
            if name not in self.found and (value := read(piece)):
                return {name: value}
        return self._of_kind(piece)

    def _of_kind(self, piece):
        kind = self.found.get("kind")
        if kind == "mock" and "score" not in self.found and (match := _SCORE.fullmatch(piece)):
            return {"score": f"{match['got']} of {match['of']}"}
        if kind == "competition" and "rank" not in self.found and (match := _RANK.fullmatch(_bare(piece))):
            return {"rank": f"{match['got']} of {match['of']}" if match["got"] else match["only"] or match["top"]}
        if kind == "coding" and "difficulty" not in self.found and piece in DIFFICULTIES:
            return {"difficulty": piece}
        return {}

    def _day(self, piece):
        if piece in DAYS_AGO:
            return self.today - timedelta(days=DAYS_AGO[piece])
        if (match := _WEEKDAY.fullmatch(piece)) and piece not in ("sat", "sun"):  # which are words too
            return self._weekday(match)
        if match := _AGO.fullmatch(piece):
            days = int(_number(match["number"])) * (7 if match["unit"] == "week" else 1)
            return self.today - timedelta(days=days) if days <= 3660 else None
        match = _ISO.fullmatch(piece)
        return match and _date(match["iso"])

    def _weekday(self, match):
        """The last such day: today counts, “last Monday” is before today; “next Monday” is still to come."""
        number = [day[:3] for day in WEEKDAYS].index(match["day"][:3])
        back = (self.today.weekday() - number) % 7
        if match["next"]:
            return self.today + timedelta(days=7 - back)
        return self.today - timedelta(days=back or (7 if match["last"] else 0))

    def take_kind(self, own_kinds):
        """The kind by a name, with what stands before it (“2 medium …”), else by what tells of it."""
        before = self._before_the_name()
        words = self.words[len(before) :]
        counted = any(name == "count" for name, _ in before)
        kind, own, width = _named(words, own_kinds, counted or bool(before))
        if kind and (kind == "coding" or all(name != "difficulty" for name, _ in before)):
            self.found |= {"kind": kind, "own_kind": own} | self._as_time(kind, dict(before))
            self.words = words[width:]
        else:
            self.found["kind"] = _told(self.words)
            self._take_count_before_sign(before)

    def _as_time(self, kind, before):
        """“45 study”: minutes."""
        if kind in TIMED and "minutes" not in self.found and before.get("count", 0) >= FEWEST:
            return {"minutes": before["count"]}
        return before

    def _before_the_name(self):
        """[(field, value)] of the first words: a number, a difficulty, both."""
        before = []
        for word in self.words[:2]:
            plain = _plain([word])
            if not before and "count" not in self.found and (number := _count(plain)):
                before.append(("count", number))
            elif plain in DIFFICULTIES:
                before.append(("difficulty", plain))
                break
            else:
                break
        return before

    def _take_count_before_sign(self, before):
        """“2 PRs”: the number goes, the word stays."""
        if before and before[0][0] == "count" and len(self.words) > 1 and _plain(self.words[1:2]) in SIGNS:
            self.found |= dict(before[:1])
            self.words = self.words[1:]

    def entry(self):
        found = {field.name: self.found[field.name] for field in fields(Entry) if field.name in self.found}
        text = " ".join(self.words).strip(" ,;:–—")
        number = _count(text) or 0
        if found["kind"] in TIMED and number >= FEWEST and not found.keys() & {"minutes", "count"}:
            found["minutes"], text = number, ""
        if found["kind"] == "coding" and text[:3].casefold() == "on " and 3 < len(text) <= LONGEST_TOPIC:
            found["topic"], text = text[3:].strip(), ""
        return Entry(**{"on": self.today, "count": 1, **found, "text": text})


def _duration(piece):
    match = _DURATION.fullmatch(piece)
    return match and _minutes(match)


def _times(piece):
    match = _TIMES.fullmatch(piece)
    number = int(match["after"] or match["before"]) if match else 0
    return number if 1 <= number <= MOST else None


def _count(word):
    if word in NUMBERS and word not in ("a", "an"):
        return NUMBERS[word]
    number = int(word) if re.fullmatch(r"\d{1,4}", word, re.ASCII) else 0
    return number if 1 <= number <= MOST else None


def _date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _bare(piece):
    """Figures without the commas of thousands."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", piece)


def _named(words, own_kinds, counted):
    """(kind, name of an own kind, width) of the name at the beginning, or ("", "", 0)."""
    line = _plain(words[:10])
    for name in own_kinds:
        plain = _plain(name.split())
        if plain and (line == plain or line.startswith(f"{plain} ")) and len(name.split()) <= 10:
            return "own", name, len(name.split())
    for width in (3, 2, 1):
        if kind := NAMES.get(_plain(words[:width])) if len(words) >= width else "":
            return kind, "", width
    if words and (counted or len(words) == 1 or words[0].endswith(":")):
        return SHORT_NAMES.get(_plain(words[:1]), ""), "", 1
    return "", "", 0


def _told(words):
    """The kind that words tell of without naming it."""
    plain = [_plain([word]) for word in words]
    for width in (4, 3, 2, 1):
        if kind := OPENINGS.get(" ".join(plain[:width])):
            return kind
    pairs = [" ".join(pair) for pair in pairwise(plain)]
    for place, word in enumerate(plain):
        if kind := SIGNS.get(pairs[place] if place < len(pairs) else "") or SIGNS.get(word):
            return kind
    return PLAIN
