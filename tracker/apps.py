from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self):
        from roadmaps import impact
        from tracker import carry

        impact.counters.append(carry.people_with_progress)
        impact.after_publish.append(carry.carry_over)
