"""Kit: what every page is made of (templates, components, forms, paging, safe text and files).

Knows no other room and has no table.
"""
