from allauth.account.views import SignupView
from django.urls import reverse

from tracker.accounts import next_address, roadmap_to_follow


class SignUp(SignupView):
    """Whoever came to follow a roadmap follows it with the account (see `accounts.Adapter`) and lands on it."""

    def get_initial(self):
        return {**super().get_initial(), "invitation": self.request.GET.get("invitation", "")}

    def get_success_url(self):
        if roadmap := roadmap_to_follow(next_address(self.request)):
            return reverse("my_roadmap", args=[roadmap.slug])
        return super().get_success_url()
