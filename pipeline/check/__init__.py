"""Email or Series → Findings: an ordered table of rules (`table`), a file a family.

Nothing is imported here: a build that has nothing to do needs none of it.
"""
