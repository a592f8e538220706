"""What of CSS and HTML a mail uses, by the names of caniemail.com, and what clients make of it."""
