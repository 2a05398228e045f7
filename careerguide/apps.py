from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CareerguideConfig(AppConfig):
    name = "careerguide"

    def ready(self):
        from careerguide import checks, groups  # noqa: F401  (checks register themselves)

        # Sent once for each app that has models; the last of ours will do.
        post_migrate.connect(groups.make, sender=apps.get_app_config("tracker"))
