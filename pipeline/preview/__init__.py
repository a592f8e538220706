"""The browser application: a server on loopback that builds while an author writes."""
