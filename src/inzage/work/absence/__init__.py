"""The Poortwachter clock of a client who is ill: interruptions, the week today, and the moments of the law as hints."""
