"""How somebody wants to work: kept on the account, so that it holds on every machine."""
