"""The vault: documents sealed with a key per dossier; the keys live in another database."""
