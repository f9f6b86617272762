"""The parquet tables: schemas, atomic writing, reading."""
