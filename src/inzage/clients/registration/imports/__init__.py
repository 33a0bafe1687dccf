"""Importing many clients from a CSV or Excel file: read, look at every row first, then take all of it or nothing."""

from inzage.clients.registration.imports.files import ImportReport as ImportReport
from inzage.clients.registration.imports.files import RowProblem as RowProblem
from inzage.clients.registration.imports.files import import_file as import_file
