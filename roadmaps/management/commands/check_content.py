from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from roadmaps import loading, outline


class Command(BaseCommand):
    help = "Check a folder of content by itself, without a database: for pull requests."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--write", action="store_true", help="write roadmaps that can be read in our own form")

    def handle(self, folder, write, **options):
        content, found = loading.read_by_itself(folder)
        for path, read_outline in content.outlines.items():
            before, wanted = path.read_bytes(), outline.render(read_outline).encode()
            if before != wanted and write and read_outline.slug:
                path.write_bytes(wanted)
                self.stdout.write(f"{path}: written in our form")
            elif before != wanted and read_outline.slug:
                found.append(f"{path}:{_first_difference(before, wanted)}: is not in our form; --write writes it so")
        if found:
            self.stdout.write("\n".join(found))
            raise CommandError(f"{len(found)} problem{'s' if len(found) > 1 else ''} in {folder}")
        self.stdout.write(_summary(content))


def _first_difference(before, wanted):
    """The number of the first line in which two texts differ."""
    ours = wanted.splitlines(keepends=True)
    for number, line in enumerate(before.splitlines(keepends=True), 1):
        if number > len(ours) or ours[number - 1] != line:
            return number
    return len(before.splitlines()) or 1


def _summary(content):
    boxes = sum(1 for read_outline in content.outlines.values() for _ in read_outline.checkpoints())
    records = sum(map(len, content.tables.values()))
    return (
        f"{len(content.outlines)} roadmaps with {boxes:,} checkpoints, "
        f"{len(content.tables)} tables with {records:,} records: nothing is wrong."
    )
