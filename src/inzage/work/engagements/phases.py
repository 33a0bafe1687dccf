"""The phases of an engagement and its outcomes, as data (chain of the field: intake to aftercare)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where an engagement stands. The order is the usual one; going back is allowed, because life does."""

    INTAKE = "intake", _("Intake")
    PLAN = "plan", _("Plan")
    EXECUTION = "execution", _("Execution")
    FINAL_REPORT = "final_report", _("Final report")
    EVALUATION = "evaluation", _("Evaluation")
    AFTERCARE = "aftercare", _("Aftercare")


class Outcome(models.TextChoices):
    """How an engagement ended."""

    PLACED = "placed", _("Placed with another employer")
    OWN_WORK = "own_work", _("Back in own work")
    OTHER_WORK = "other_work", _("Other work, same employer")
    BENEFIT = "benefit", _("Benefit applied for")
    SELF_EMPLOYED = "self_employed", _("Self-employed")
    TRAINING = "training", _("Training or study")
    GOAL_REACHED = "goal_reached", _("Goal of the engagement reached")
    STOPPED = "stopped", _("Stopped early")
    OTHER = "other", _("Other")
