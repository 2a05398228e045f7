"""axe and sideways scrolling, on a phone and a desktop, in light and dark: in one visit, resized and recoloured."""

from axe_playwright_python.sync_playwright import Axe

NARROWEST, PHONE, DESKTOP = 320, 360, 1280
ALL = {"resultTypes": ["violations"]}
# Nothing else hangs on the scheme.
COLOURS = ALL | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SCRIPT = Axe().axe_script


def faults_of(page, address, **options):
    page.goto(address)
    yield from faults_here(page, **options)


def faults_here(page, part="html", preload=True):
    """What is wrong with the page as it is, within one element. Without `preload` style sheets are not fetched again:
    those of the admin would be copied into the page, against the policy."""
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(part => part.open = true)")
    page.evaluate(SCRIPT)
    for width in (PHONE, NARROWEST, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{page.url}: scrolls sideways at {width}"
        if width != PHONE:
            yield from (f"{width} light, {fault}" for fault in _violations(page, part, ALL | {"preload": preload}))
            page.emulate_media(color_scheme="dark")
            page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
            yield from (f"{width} dark, {fault}" for fault in _violations(page, part, COLOURS | {"preload": preload}))
            page.emulate_media(color_scheme="light")


def _violations(page, part, options):
    found = page.evaluate("([part, options]) => axe.run(part, options)", [part, options])["violations"]
    for violation in found:
        for node in violation["nodes"]:
            yield f"{page.url}: {violation['id']}: {node['target']}: {node['failureSummary']}"
