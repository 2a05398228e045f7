from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from roadmaps import loading


class Command(BaseCommand):
    help = "Load roles, skills, sources and roadmaps from files (CONTENT_DIR). Safe to run at every start."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, store nothing")
        parser.add_argument("--retire", action="store_true", help="allow to retire much of a followed roadmap")
        parser.add_argument("--diff", metavar="SLUG", help="say how the file of a roadmap differs from the stored one")
        parser.add_argument(
            "--take",
            metavar="SLUG",
            action="append",
            default=[],
            help="take the file over an administrator's changes",
        )

    def handle(self, folder, dry_run, retire, diff, take, **options):
        try:
            if diff:
                lines = loading.difference(folder, diff)
            else:
                lines = loading.load(folder, dry_run=dry_run, retire=retire, take=take)
        except loading.ContentError as error:
            raise CommandError(f"Nothing was stored.\n{error}") from None
        for line in lines:
            self.stdout.write(line)
