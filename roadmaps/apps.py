from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    name = "roadmaps"

    def ready(self):
        from roadmaps import impact, search_index

        impact.after_publish.append(search_index.index_roadmap)
