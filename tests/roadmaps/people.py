"""People with ticks of every kind on a roadmap of ten topics, and what must still be there after an edit."""

from datetime import UTC, date, datetime

from tracker.models import Progress, ProgressEvent, User

WEEK_1 = ["Topic a {#a}", "Topic b {#b}", "Topic c {#c}", "Topic d {#d}", "Topic e {#e}"]
WEEK_2 = ["Topic f {#f}", "Topic g {#g}", "Topic h {#h}", "Topic i {#i}", "Topic j {#j}"]
STATES = ["done", "doing", "skipped", "todo", None]  # None: nothing yet
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def text(week_1=WEEK_1, week_2=WEEK_2):
    lines = ["---", "slug: ten-topics", "title: Ten topics", "---", "", "# Month 1: The start {#start}", ""]
    for number, boxes in ((1, week_1), (2, week_2)):
        lines += [f"## Week {number} {{#week-{number} weeks=1 study=10}}", "", "### Learn", ""]
        lines += [*(f"- [ ] {box}" for box in boxes), ""]
    return "\n".join(lines)


def fifty_on(roadmap):
    return people_on(roadmap, 50)


def people_on(roadmap, number):
    """People: each state on each topic, in every combination of two neighbours; fifty with notes on every third."""
    users = User.objects.bulk_create(User(email=f"learner{n}@example.org") for n in range(number))
    rows, events = [], []
    for number, user in enumerate(users):
        for place, checkpoint in enumerate(roadmap.checkpoints.order_by("slug")):
            state = STATES[(number // 5 * place + number) % 5]
            if state is None:
                continue
            row = Progress(user=user, checkpoint=checkpoint, state=state, changes=1)
            day, row.changed_at = date(2026, 3, 1 + place), MORNING
            row.first_done_at, row.first_done_on = (MORNING, day) if state == "done" else (None, None)
            if number < 50 and (state == "todo" or (number + place) % 3 == 0):
                row.note, row.link = f"Note {number} on {checkpoint.slug}", "https://example.org/mine"
            rows.append(row)
            if state != "todo":
                event = ProgressEvent(user=user, checkpoint=checkpoint, number=1, was="todo", state=state)
                event.on, event.at = day, MORNING
                events.append(event)
    Progress.objects.bulk_create(rows)
    ProgressEvent.objects.bulk_create(events)
    return users


def ticks():
    """Everything that people have, each with the topic that it is on."""
    columns = ["user", "checkpoint", "checkpoint__slug", "state", "was", "first_done_on", "changes", "first_done_at"]
    rows = Progress.objects.values_list(*columns, "note", "note_html", "link", "evidence")
    events = ProgressEvent.objects.values_list("user", "checkpoint", "checkpoint__slug", "number", "was", "state", "on")
    return {*rows, *events}


def states(*slugs):
    """{user id: [state on each of the topics, None without a row]}"""
    found = {user: [None] * len(slugs) for user in User.objects.values_list("pk", flat=True)}
    for user, slug, state in Progress.objects.values_list("user", "checkpoint__slug", "state"):
        if slug in slugs:
            found[user][slugs.index(slug)] = state
    return found


def live(roadmap):
    """{milestone: [slugs of its checkpoints in order]}"""
    found = {milestone.slug: [] for milestone in roadmap.milestones.all()}
    for milestone, slug in roadmap.checkpoints.filter(retired_at=None).values_list("milestone__slug", "slug"):
        found[milestone].append(slug)
    return found
