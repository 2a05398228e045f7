"""What people are paid, according to whom: thousands of US dollars a year."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from .facts import Fact, Loaded, SlugField, Source, YearRange, has_both_ends, rises, span, texts
from .roles import Role, Seniority


class Place(Loaded):
    """Where pay figures apply."""

    slug = SlugField(unique=True)
    name = models.CharField(max_length=100)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name


class Pay(Fact, YearRange):
    """One row of one source. `seniorities` says under which of our levels it is shown."""

    class Basis(models.TextChoices):
        BASE = "base", "Base"
        BONUS = "bonus", "Bonus"
        STOCK = "stock", "Stock a year"
        TOTAL = "total", "Total"
        UNSPECIFIED = "unspecified", "Not specified"

    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="pay")
    title = models.CharField(max_length=100, help_text="As the source calls the job.")
    level = models.CharField(max_length=40, help_text="The source's own word for the level.")
    seniorities = ArrayField(models.CharField(max_length=13, choices=Seniority), default=list)
    years_note = models.CharField(max_length=100, blank=True)
    basis = models.CharField(max_length=11, choices=Basis)
    low = models.PositiveIntegerField(null=True, blank=True)
    median = models.PositiveIntegerField(null=True, blank=True)
    average = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    open_ended = models.BooleanField(default=False, help_text="“400+”: the source gives no upper end.")
    place = models.ForeignKey(Place, on_delete=models.RESTRICT, related_name="+")
    tier = models.CharField(max_length=60, blank=True, help_text="Of companies, where the source narrows it.")
    as_of = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(Fact.Meta):
        verbose_name = verbose_name_plural = "pay"

    def __str__(self):
        return f"{self.title}, {self.get_basis_display().lower()}, {self.source.name}"

    def clean(self):
        super().clean()
        has_both_ends(self.low, self.high, "high")
        rises(self.low, self.high, "high")
        for name in ("median", "average"):
            middle = getattr(self, name)
            if middle is not None and (self.low is None or not self.low <= middle <= self.high):
                raise ValidationError({name: f"{middle} is not within the range, which is {self.range or 'missing'}."})

    @property
    def is_whole(self):
        """Whether it stands for pay, and not for a part on top."""
        return self.basis not in {self.Basis.BONUS, self.Basis.STOCK}

    @property
    def range(self):
        """“120–200”, “350–600+”, or nothing."""
        return "" if self.low is None else f"{span(self.low, self.high)}{'+' if self.open_ended else ''}"


class PayFactor(Fact):
    """A percentage of a source by which pay differs or is put together."""

    class Kind(models.TextChoices):
        PLACE = "place", "Place"
        PART = "part", "Part of the total"
        PREMIUM = "premium", "Premium"

    class Unit(models.TextChoices):
        OF_BASELINE = "of-baseline", "% of the baseline"
        ABOVE_BASELINE = "above-baseline", "% above the baseline"
        OF_TOTAL = "of-total", "% of the total"

    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    place = models.ForeignKey(Place, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    unit = models.CharField(max_length=14, choices=Unit)
    low = models.PositiveSmallIntegerField(null=True, blank=True)
    high = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.name}, {self.source.name}"

    def clean(self):
        has_both_ends(self.low, self.high, "high")
        rises(self.low, self.high, "high")

    @property
    def range(self):
        """“+30–50 %”, “70–90 %”, or nothing where the source gives no figure."""
        if self.low is None:
            return ""
        sign = "+" if self.unit == self.Unit.ABOVE_BASELINE else ""
        return f"{sign}{span(self.low, self.high)} %"


class CompanyTier(Fact):
    """How a source groups employers."""

    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=100)
    companies = texts()
    note = models.CharField(max_length=400, blank=True)

    def __str__(self):
        return self.name
