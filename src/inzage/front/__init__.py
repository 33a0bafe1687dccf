"""The front puts the rooms together: settings, processes, addresses, start pages and the command line.

It decides nothing: each rule has its home in a lower room.
"""
