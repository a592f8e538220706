"""What is in a mail: its texts, links, pictures and headers, as rules ask for them."""
