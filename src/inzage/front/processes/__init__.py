"""What runs, and on what: the environment, PostgreSQL, the web processes, the worker, backup and restore.

`environment` reads the outside world once; everything else is given what it needs.
"""
