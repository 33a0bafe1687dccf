"""The tables of the room, as Django makes them."""
