"""What a mail says: its passages, the lists of words, what was approved of them."""
