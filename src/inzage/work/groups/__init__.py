"""Group programmes: dates and places, participants from several engagements, and who was there."""
