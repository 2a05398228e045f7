"""Who may open which address. Every name of the resolver stands here; `test_policy` fails on one that does not."""

import re
from dataclasses import dataclass, field

from django.urls import get_resolver, reverse

PUBLIC = "public"  # everybody, the same page, without a cookie
TOKEN = "token"  # whoever knows the address
ENTRANCE = "entrance"  # the ways in
ACCOUNT = "account"  # signed-in people, each about themselves
OWNER = "owner"  # whose it is; to everybody else it does not exist
STAFF = "staff"  # administrators


@dataclass(frozen=True)
class Rule:
    """`opened` and `posted` are the statuses for whoever may; `signed_in` those of an entrance for people inside."""

    audience: str
    args: tuple = ()  # names of what Alice has, see `conftest.hers`
    opened: int = 200
    posted: int = 405
    signed_in: tuple = ()
    form: dict = field(default_factory=dict)
    keeps_text: bool = False  # signed out meanwhile: what was typed is shown instead of the sign-in page

    @property
    def only_reads(self):
        return self.posted == 405

    @property
    def only_writes(self):
        return self.opened == 405


def action(*args, audience=OWNER, **form):
    """An address that is only posted to."""
    return Rule(audience, args, opened=405, posted=303, form=form)


ENTRY = {"kind": "study", "on": "2026-01-05", "text": "Another", "form_id": "5e7a9c1d-0000-4000-8000-000000000003"}
TARGET = {
    "kind": "paper",
    "amount": "2",
    "measure": "count",
    "per": "week",
    "from_on": "2026-01-05",
    "form_id": "5e7a9c1d-0000-4000-8000-000000000005",
}

RULES = {
    "home": Rule(PUBLIC),
    "role_list": Rule(PUBLIC),
    "role_compare": Rule(PUBLIC),
    "role_fit": Rule(PUBLIC),
    "role_detail": Rule(PUBLIC, ("role",)),
    "skill_list": Rule(PUBLIC),
    "skill_detail": Rule(PUBLIC, ("skill",)),
    "salary_explorer": Rule(PUBLIC),
    "question_list": Rule(PUBLIC),
    "question_detail": Rule(PUBLIC, ("question",)),
    "project_list": Rule(PUBLIC),
    "project_detail": Rule(PUBLIC, ("project",)),
    "company_list": Rule(PUBLIC),
    "company_detail": Rule(PUBLIC, ("company",)),
    "guide_list": Rule(PUBLIC),
    "guide_detail": Rule(PUBLIC, ("guide",)),
    "glossary": Rule(PUBLIC),
    "source_list": Rule(PUBLIC),
    "disagreement_list": Rule(PUBLIC),
    "target_list": Rule(PUBLIC),
    "search": Rule(PUBLIC),
    "changes_feed": Rule(PUBLIC),
    "sitemap": Rule(PUBLIC),
    "robots": Rule(PUBLIC),
    "roadmap_list": Rule(PUBLIC),
    "roadmap_detail": Rule(PUBLIC, ("roadmap",)),
    "roadmap_markdown": Rule(PUBLIC, ("roadmap",)),
    "preview_link": Rule(TOKEN, ("wrong_key",), opened=404),
    "today": Rule(ACCOUNT),
    "my_roadmaps": Rule(ACCOUNT),
    "my_roadmap": Rule(OWNER, ("roadmap",)),
    "on_paper": Rule(OWNER, ("roadmap",)),
    "my_roadmap_markdown": Rule(OWNER, ("roadmap",)),
    "move_in": Rule(
        ACCOUNT,
        posted=303,
        form={"text": "- [x] Another\n", "form_id": "0f52a0ae-4c47-4d0c-9d0a-0d5d9d9d9d9d", "confirmed": "own"},
        keeps_text=True,
    ),
    "update_list": Rule(
        OWNER,
        ("own",),
        posted=303,
        form={"text": "- [x] Another\n", "version": "1", "confirmed": "yes"},
        keeps_text=True,
    ),
    "rename_roadmap": Rule(OWNER, ("own",), posted=303, form={"title": "Another title"}),
    "delete_roadmap": Rule(OWNER, ("own",), posted=303),
    "follow": Rule(ACCOUNT, ("roadmap",), posted=303, form={"hours_per_week": "5"}),
    "see_changes": action("roadmap", version="1"),
    "pause": action("roadmap"),
    "resume": action("roadmap"),
    "stop": action("roadmap"),
    "start_over": action("roadmap"),
    "bring_back": action("roadmap", "archive"),
    "my_checkpoint": Rule(OWNER, ("checkpoint",)),
    "mark": action("checkpoint", state="done"),
    "save_note": Rule(
        OWNER,
        ("checkpoint",),
        opened=405,
        posted=303,
        form={"note": "Another", "note_version": "1"},
        keeps_text=True,
    ),
    "report": Rule(
        OWNER,
        ("checkpoint",),
        opened=405,
        posted=303,
        form={"message": "Another", "form_id": "5e7a9c1d-0000-4000-8000-000000000001"},
        keeps_text=True,
    ),
    "my_reports": Rule(ACCOUNT),
    "report_seen": action("report"),
    "goal": Rule(ACCOUNT, posted=303, form={"why": "Another"}, keeps_text=True),
    "stuck": Rule(ACCOUNT),
    "feed": Rule(ACCOUNT),
    "feed_make": Rule(ACCOUNT, opened=405, posted=400, form={"password": "wrong"}),
    "feed_end": action(audience=ACCOUNT),
    "calendar": Rule(TOKEN, ("wrong_key",), opened=404),
    "reviews": Rule(ACCOUNT),
    "review": Rule(ACCOUNT, ("week",)),
    "review_save": Rule(
        ACCOUNT,
        ("week",),
        opened=405,
        posted=303,
        form={"went_well": "Another", "review_version": "0"},
        keeps_text=True,
    ),
    "rhythm": Rule(ACCOUNT),
    "dismiss": action(audience=ACCOUNT, what="endless"),
    "log": Rule(
        ACCOUNT,
        posted=303,
        form={"text": "Another", "form_id": "5e7a9c1d-0000-4000-8000-000000000002"},
        keeps_text=True,
    ),
    "log_add": Rule(ACCOUNT, posted=303, form=ENTRY, keeps_text=True),
    "log_restore": Rule(ACCOUNT, opened=405, posted=303, form=ENTRY, keeps_text=True),
    "log_edit": Rule(OWNER, ("entry",), posted=303, form=ENTRY, keeps_text=True),
    "log_delete": Rule(OWNER, ("entry",), opened=405, posted=200),
    "log_kinds": Rule(ACCOUNT, posted=303, form={"name": "Another"}),
    "log_kind_rename": action("kind", name="Another"),
    "log_kind_remove": action("kind"),
    "timer_start": action(
        audience=ACCOUNT,
        minutes="25",
        rest_minutes="5",
        kind="study",
        form_id="5e7a9c1d-0000-4000-8000-000000000004",
    ),
    "timer_stop": action(audience=ACCOUNT, form_id="5e7a9c1d-0000-4000-8000-000000000004"),
    "timer_cancel": action(audience=ACCOUNT, form_id="5e7a9c1d-0000-4000-8000-000000000004"),
    "targets": Rule(ACCOUNT),
    "target_add": Rule(ACCOUNT, posted=303, form=TARGET),
    "target_change": action("target", amount="5"),
    "target_remove": action("target"),
    "plan": Rule(ACCOUNT),
    "pace": Rule(ACCOUNT, posted=303, form={"hours_per_week": "9", "week_starts_on": "6", "review_on": "5"}),
    "time_off": action(
        audience=ACCOUNT,
        first_on="2026-12-24",
        last_on="2026-12-26",
        form_id="5e7a9c1d-0000-4000-8000-000000000006",
    ),
    "time_off_remove": action("time_off"),
    "plan_change": action("checkpoint", kind="push"),
    "my_skills": Rule(ACCOUNT),
    "my_skill": Rule(ACCOUNT, ("skill",)),
    "rate": Rule(
        ACCOUNT,
        posted=303,
        form={"level-some-skill": "4", "evidence-some-skill": "Another", "initial-evidence-some-skill": ""},
        keeps_text=True,
    ),
    "growth": Rule(ACCOUNT),
    "follow_way": action(audience=ACCOUNT, roadmap="made-up"),
    "job_ads": Rule(
        ACCOUNT,
        posted=303,
        form={"text": "Another", "form_id": "5e7a9c1d-0000-4000-8000-000000000007"},
        keeps_text=True,
    ),
    "job_ad": Rule(OWNER, ("job_ad",)),
    "job_ad_delete": Rule(OWNER, ("job_ad",), posted=303),
    "leave_way": action(audience=ACCOUNT, at="2026-01-05T12:00:00Z"),
    "skip_milestone": action("roadmap", "milestone"),
    "settings": Rule(ACCOUNT, posted=303, form={"name": "Changed", "handle": "changed", "time_zone": "Asia/Tokyo"}),
    "delete_account": Rule(ACCOUNT, posted=400, form={"password": "wrong"}),
    "account_signup": Rule(ENTRANCE, posted=200, signed_in=(302, 302)),
    "account_login": Rule(ENTRANCE, posted=200, signed_in=(302, 302)),
    "account_logout": Rule(ENTRANCE, opened=302, posted=302, signed_in=(200, 302)),
    "account_inactive": Rule(ENTRANCE, signed_in=(200, 405)),
    "account_email_verification_sent": Rule(ENTRANCE, signed_in=(200, 405)),
    "account_reset_password": Rule(ENTRANCE, posted=200, signed_in=(200, 200)),
    "account_reset_password_done": Rule(ENTRANCE, signed_in=(200, 405)),
    "account_reset_password_from_key_done": Rule(ENTRANCE, signed_in=(200, 405)),
    "account_confirm_login_code": Rule(ENTRANCE, opened=302, posted=302, signed_in=(302, 302)),
    "account_confirm_email": Rule(TOKEN, ("wrong_key",), posted=404),
    "account_reset_password_from_key": Rule(TOKEN, ("wrong_person", "wrong_key"), posted=200),
    "account_reauthenticate": Rule(ACCOUNT, posted=200),
    "account_email": Rule(ACCOUNT, posted=302),
    "account_change_password": Rule(ACCOUNT, posted=200),
    "account_set_password": Rule(ACCOUNT, opened=302, posted=302),
    "admin:index": Rule(STAFF),
    "admin:login": Rule(STAFF),
    "admin:logout": Rule(STAFF),
    "admin:password_change": Rule(STAFF),
    "admin:password_change_done": Rule(STAFF),
    "admin:autocomplete": Rule(STAFF),
    "admin:jsi18n": Rule(STAFF),
    "admin:view_on_site": Rule(STAFF, ("missing", "user")),
    "admin:app_list": Rule(STAFF, ("app",)),
    "admin:auth_user_password_change": Rule(STAFF, ("user",)),
    "admin/(?P<url>.*)$": Rule(STAFF),
}

RULES["admin:roadmaps_roadmap_outcomes"] = Rule(STAFF, ("roadmap_pk",))
RULES |= {f"admin:roadmaps_draft_{page}": Rule(STAFF, ("draft",)) for page in ("edit", "publish", "preview", "link")}
RULES |= {
    "admin:roadmaps_draft_import": Rule(STAFF),
    "admin:roadmaps_draft_begin": Rule(STAFF, ("roadmap_pk",)),
    "admin:roadmaps_draft_revoke_link": Rule(STAFF, ("draft", "missing")),
    "admin:roadmaps_revision_preview": Rule(STAFF, ("missing",)),
}

# The models of the admin, with whose row of Alice's to ask for; what may be done there is tested with the admin.
ADMINISTERED = {
    "account_emailaddress": "email",
    "auth_group": "missing",
    "roadmaps_checkpoint": "checkpoint",
    "roadmaps_companytier": "missing",
    "roadmaps_disagreement": "missing",
    "roadmaps_draft": "draft",
    "roadmaps_exercise": "missing",
    "roadmaps_fitoption": "missing",
    "roadmaps_growthband": "missing",
    "roadmaps_guide": "missing",
    "roadmaps_interviewprocess": "missing",
    "roadmaps_interviewstage": "missing",
    "roadmaps_jobboard": "missing",
    "roadmaps_level": "missing",
    "roadmaps_milestone": "missing",
    "roadmaps_pay": "missing",
    "roadmaps_payfactor": "missing",
    "roadmaps_phase": "missing",
    "roadmaps_place": "missing",
    "roadmaps_projectfamily": "missing",
    "roadmaps_promotion": "missing",
    "roadmaps_question": "missing",
    "roadmaps_revision": "missing",
    "roadmaps_roadmap": "missing",
    "roadmaps_role": "missing",
    "roadmaps_skill": "missing",
    "roadmaps_source": "missing",
    "roadmaps_target": "missing",
    "roadmaps_term": "missing",
    "tracker_archive": "archive",
    "tracker_enrollment": "enrollment",
    "tracker_report": "report",
    "tracker_user": "user",
}
for model, row in ADMINISTERED.items():
    RULES |= {f"admin:{model}_{page}": Rule(STAFF) for page in ("changelist", "add")}
    RULES |= {f"admin:{model}_{page}": Rule(STAFF, (row,)) for page in ("change", "delete", "history")}
    RULES[f"admin/{model.replace('_', '/', 1)}/<path:object_id>/"] = Rule(STAFF, (row,))


def names(resolver=None, namespace="", route=""):
    """The name of every address, with its namespace; of a nameless one the pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inside = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern, inside, f"{route}{pattern.pattern}")
        else:
            yield f"{namespace}{pattern.name}" if pattern.name else f"{route}{pattern.pattern}"


def address(name, hers):
    """Where Alice would find it."""
    args = [getattr(hers, arg) for arg in RULES[name].args]
    if "/" in name:
        return "/" + re.sub(r"[(<].*[)>]\$?", str(*args) or "nowhere", name)
    return reverse(name, args=args)
