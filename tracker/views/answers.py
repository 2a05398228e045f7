from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url


def see_other(to, *args):
    """303: the action is done, now GET this page."""
    return HttpResponseRedirect(resolve_url(to, *args), status=303)
