"""The demo bureau: a fixed cast of fictional people, the work they have in hand, and the pages only a demo has."""
