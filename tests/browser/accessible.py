"""axe and sideways scrolling, on a phone and a desktop, in light and dark: in one visit, resized and recoloured."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

NARROWEST, PHONE, DESKTOP = 320, 360, 1280
CONTRAST = "color-contrast"
SCRIPT = f"{Axe().axe_script}; window.unlike = {Path(__file__).with_name('unlike.js').read_text()}"
# Contrast takes ten times as long as all else, so it is measured once for texts that look alike.
LIGHT = f"""async ([part, options]) => [
    ...(await axe.run(part, {{...options, rules: {{"{CONTRAST}": {{enabled: false}}}}}})).violations,
    ...(await axe.run({{include: unlike(part)}}, {{...options, runOnly: ["{CONTRAST}"]}})).violations,
]"""
# Nothing else hangs on the scheme.
DARK = f"""async ([part, options]) =>
    (await axe.run({{include: unlike(part)}}, {{...options, runOnly: ["{CONTRAST}", "link-in-text-block"]}})).violations
"""
# What sticks out of the window, except in a region that scrolls by itself.
STICKS_OUT = """() => [...document.querySelectorAll('main *')]
    .filter(part => !part.closest('.scroll, .vh, svg') && part.getBoundingClientRect().right > innerWidth + 1)
    .map(part => part.outerHTML.slice(0, 200))"""


def faults_of(page, address, **options):
    page.goto(address)
    yield from faults_here(page, **options)


def faults_here(page, part="html", preload=True):
    """What is wrong with the page as it is, within one element. Without `preload` style sheets are not fetched again:
    those of the admin would be copied into the page, against the policy."""
    options = {"resultTypes": ["violations"], "preload": preload}
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(part => part.open = true)")
    page.evaluate(SCRIPT)
    for width in (PHONE, NARROWEST, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        yield from _scrolls_sideways(page, width)
        if width != PHONE:
            for scheme, run in (("dark", DARK), ("light", LIGHT)):
                _recolour(page, scheme)
                yield from (f"{width} {scheme}, {fault}" for fault in _violations(page, run, part, options))


def _recolour(page, scheme):
    """Until every colour has changed: some fade."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("Promise.allSettled(document.getAnimations().map(animation => animation.finished))")


def too_wide(page, address):
    """What makes a page scroll sideways, or is cut off at its right."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    for width in (NARROWEST, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        yield from _scrolls_sideways(page, width)
        yield from (f"{page.url}: at {width}: {part}" for part in page.evaluate(STICKS_OUT)[:2])


def _scrolls_sideways(page, width):
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield f"{page.url}: scrolls sideways at {width}"


def _violations(page, run, part, options):
    for violation in page.evaluate(run, [part, options]):
        for node in violation["nodes"]:
            yield f"{page.url}: {violation['id']}: {node['target']}: {node['failureSummary']}"
