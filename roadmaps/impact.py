"""Who is touched by an edit of content. `roadmaps` knows no people: other apps add what counts and what follows."""

# Each takes checkpoint ids and returns {checkpoint id: number of people with progress on it}.
counters = []
# Each is called with a roadmap after a published change is committed; repeatable, in short transactions.
after_publish = []


def people_by_checkpoint(ids):
    """{checkpoint id: number of people}, without those that touch nobody."""
    totals = {}
    for counter in counters:
        for pk, people in counter(list(ids)).items():
            totals[pk] = totals.get(pk, 0) + people
    return totals


def run_after_publish(roadmap):
    for job in after_publish:
        job(roadmap)
