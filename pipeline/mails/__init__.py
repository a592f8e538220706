"""Mails as the checks read them, ours and anybody's, each with the places in its author's files."""
