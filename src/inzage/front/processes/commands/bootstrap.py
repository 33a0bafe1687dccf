"""`inzage bootstrap`: the roles and databases on a PostgreSQL server, by its administrator."""

import argparse

from inzage.front.processes import environment, server


def run(options: argparse.Namespace) -> int:
    """Execute the bootstrap with the administrator's connection, or print its SQL when none is given.

    Repeating it is harmless: it mends what differs. What is printed holds verifiers of the passwords, not passwords.
    """
    environment.prepare(environment.read().data)
    outside = environment.read()
    plan = server.plan(outside)
    if not options.admin_url:
        print(server.script(plan))
        return 0
    for line in server.execute(plan, options.admin_url, options.keys_admin_url or options.admin_url):
        print(f"inzage: {line}")
    return 0
