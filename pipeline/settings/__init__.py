"""The settings: `letterloom.toml`, `content/<stem>.toml` and front matter, read and written.

`keys` is the one table of every key; reading, the reference in `docs/` and the annotated
`letterloom.toml` of a new project are all made from it.
"""
