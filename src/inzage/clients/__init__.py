"""The clients of the bureau: who they are and what they came for, and the notes of the talks with them.

`registration` keeps who a client is (card, identity, contact), the notices given and the import of many at once;
`notes` keeps the session notes, their confidential mark and the passages that their author released for a report;
`correspondence` letters, mails, calls and documents; `drafts` what is being written and was not saved yet.
This room knows no sponsor, no engagement and no report: those lie beside it or above it.
"""
