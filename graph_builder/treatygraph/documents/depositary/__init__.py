"""Status lists of depositaries: who signed, who is bound, and what they declared."""
