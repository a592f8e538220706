"""Markdown → blocks: fields masked, parsed, each top-level element with its lines."""
