"""Citations: places in a provision that point to another provision or instrument.

`scan` finds the words, `resolve` finds what they mean, `forms` holds what each language
prints.  The one entry is `treatygraph.documents.references.find_references`.
"""
