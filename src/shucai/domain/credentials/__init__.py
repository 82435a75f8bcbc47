"""What makes a password good enough (ORG-4); the list of common ones beyond ours is the framework's."""

from shucai.domain.credentials.passwords import RULES, Owner, Rule, broken

__all__ = ["RULES", "Owner", "Rule", "broken"]
