"""Lists of references as sources: BibTeX and BibLaTeX, RIS, CSL-JSON."""
