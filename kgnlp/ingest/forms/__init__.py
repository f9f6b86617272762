"""One module a form of transcript; each has a FORM. Found by listing this folder."""
