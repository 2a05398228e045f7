from django import template

from tracker.fragments import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def include_kept(context, name, key, **more):
    """Include a template that depends on nothing but `key` and what is given: rendered once for each."""

    def render():
        with context.push(**more):
            return context.template.engine.get_template(name).render(context)

    return kept((name, key, *more.values()), render)
