from django.apps import AppConfig


class CareerguideConfig(AppConfig):
    name = "careerguide"

    def ready(self):
        from careerguide import checks  # noqa: F401
