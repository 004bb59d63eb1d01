"""Loads a file of JSON Lines with dlt into Parquet files of a folder: load_with_dlt.py <file> <folder>."""

import sys

import dlt
from dlt.common import json


@dlt.resource(name="events")
def events(path, rows=5000):
    with open(path, "rb") as lines:
        batch = []
        for line in lines:
            batch.append(json.loadb(line))
            if len(batch) == rows:
                yield batch
                batch = []
        yield batch


if __name__ == "__main__":
    source, folder = sys.argv[1:]
    pipeline = dlt.pipeline(
        pipeline_name="benchmark",
        pipelines_dir=folder + "/pipelines",
        dataset_name="benchmark",
        destination=dlt.destinations.filesystem(bucket_url=folder + "/lake"),
    )
    pipeline.run(events(source), loader_file_format="parquet")
