"""The agreement with the client (article 11.agreements): templates with a secrecy clause, one for each engagement."""
