"""Plain text → Markdown: its manner, its paragraphs, and what their form says."""
