"""The proof that nothing was lost: the source's own text beside the author's words as delivered."""
