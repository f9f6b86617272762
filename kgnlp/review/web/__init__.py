"""The pages: FastAPI, rendered on the server, usable without scripts but for marking text."""
