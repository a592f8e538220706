"""How the template languages of sending services write a field and literal text."""
