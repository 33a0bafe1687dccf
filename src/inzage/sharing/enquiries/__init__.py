"""A doctor is asked what a client can and cannot do: by letter, only on the client's written consent."""
