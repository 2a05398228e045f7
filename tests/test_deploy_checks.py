from careerguide import checks


def test_a_server_without_mail_is_warned(settings):
    settings.HAS_MAIL = False
    assert [warning.id for warning in checks.people_can_be_verified(None)] == ["careerguide.W001"]


def test_a_server_with_mail_is_not(settings):
    settings.HAS_MAIL = True
    assert checks.people_can_be_verified(None) == []


def test_plain_http_is_warned(settings):
    settings.HTTPS = False
    assert [warning.id for warning in checks.site_is_served_over_https(None)] == ["careerguide.W002"]


def test_https_is_not(settings):
    settings.HTTPS = True
    assert checks.site_is_served_over_https(None) == []
