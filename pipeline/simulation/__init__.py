"""What mail programs make of a mail, as far as their facts tell: cuts and changes in its HTML."""
