"""The out/ tree: safe names, the manifest, the exchange in one step."""

from pipeline.write.faults import told
from pipeline.write.folder import check_out
from pipeline.write.fresh import make_folder
from pipeline.write.made import current
from pipeline.write.manifest import iso_duration, manifest, manifest_bytes, removed
from pipeline.write.single import replace_file
from pipeline.write.tree import write_tree

__all__ = [
    "check_out",
    "current",
    "iso_duration",
    "make_folder",
    "manifest",
    "manifest_bytes",
    "removed",
    "replace_file",
    "told",
    "write_tree",
]
