"""The agreement with the client (article 11.agreements): templates with a secrecy clause, and one for each engagement."""
