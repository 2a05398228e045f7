from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self):
        from roadmaps import impact
        from tracker import carry, outcomes

        impact.counters.append(carry.people_with_progress)
        impact.after_publish.append(carry.carry_over)
        impact.outcomes.append(outcomes.outcomes_of)
