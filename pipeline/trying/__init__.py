"""Test mails: a series sent to oneself, marked as a test, to see it in one's own mail program."""

from pipeline.trying.account import Account, account, ready
from pipeline.trying.addresses import MOST, recipients
from pipeline.trying.marked import Trial, trials
from pipeline.trying.sending import Outcome, send, send_trials

__all__ = [
    "MOST",
    "Account",
    "Outcome",
    "Trial",
    "account",
    "ready",
    "recipients",
    "send",
    "send_trials",
    "trials",
]
