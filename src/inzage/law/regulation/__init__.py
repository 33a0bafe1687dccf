"""Reads a regulation in plain text into articles, parts and versions; no word of the source is lost."""

from inzage.law.regulation.read import RegulationError as RegulationError
from inzage.law.regulation.read import read_regulation as read_regulation
from inzage.law.regulation.read import read_regulation_file as read_regulation_file
from inzage.law.regulation.structure import ArticleText as ArticleText
from inzage.law.regulation.structure import Part as Part
from inzage.law.regulation.structure import RegulationText as RegulationText
from inzage.law.regulation.structure import VersionRow as VersionRow
