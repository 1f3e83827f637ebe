"""Lists what TensorBoard reads from event files: TensorBoard 2.21.0, Python 3.11.

Usage: tensorboard_listing.py <log directory>; prints a JSON object of runs, each with its scalars (tag: [[step, value]])
and histograms (tag: [[step, number of values, smallest edge, largest edge]]).
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer
from tensorboard.util import tensor_util

multiplexer = EventMultiplexer().AddRunsFromDirectory(sys.argv[1])
multiplexer.Reload()
listing = {}
for run, tags in sorted(multiplexer.Runs().items()):
    scalars, histograms = {}, {}
    for tag in tags["tensors"]:
        plugin = multiplexer.SummaryMetadata(run, tag).plugin_data.plugin_name
        for event in multiplexer.Tensors(run, tag):
            value = tensor_util.make_ndarray(event.tensor_proto)
            if plugin == "scalars":
                scalars.setdefault(tag, []).append([event.step, round(float(value), 5)])
            elif plugin == "histograms":
                histograms.setdefault(tag, []).append(
                    [event.step, int(value[:, 2].sum()), round(float(value[0, 0]), 4), round(float(value[-1, 1]), 4)])
    listing[run] = {"scalars": scalars, "histograms": histograms}
print(json.dumps(listing, indent=1, sort_keys=True))
