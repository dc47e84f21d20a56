"""RemoveBoilerplate: blocks to the text of an article."""

from __future__ import annotations

from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from schemas import Extraction
from transforms.fates import Split
from transforms.text.boilerplate import remove_boilerplate


class RemoveBoilerplate(beam.PTransform):
    """Join the blocks that are news to the text of the article, and keep the others beside it with a reason.

    Bounded or not. Articles without any news leave as outcomes; keeps no state. Yields a dict: `kept` (Article, from
    here on identified) and `outcomes`.
    """

    def expand(self, extractions: PCollection[Extraction]) -> dict[str, PCollection[Any]]:
        return extractions | "Judge the blocks" >> beam.Map(remove_boilerplate) | Split("boilerplate")
