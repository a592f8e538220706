"""Trees to write, and the proof that a tree is whole, made without the code under test."""

import hashlib
import json
import random
from pathlib import Path


def tree(inputs, parts=2, largest=3000):
    """The files of a tree; its manifest names `inputs`, and so does every byte of it depend on."""
    chance = random.Random(str(inputs))
    files = {
        f"{part:02}-part/{name}": chance.randbytes(chance.randrange(largest))
        for part in range(1, parts + 1)
        for name in ("email.html", "email.txt", "images/a.png", "source/email.mjml")[: 2 + part % 3]
    }
    listed = [
        {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(files.items())
    ]
    data = {"schema": 1, "inputs": str(inputs), "files": listed}
    return files | {"manifest.json": json.dumps(data).encode()}


def on_disk(folder):
    """Every file under a folder by its path, with its bytes; links as what they point to."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(Path(folder).rglob("*"))
        if not path.is_dir() or path.is_symlink()
    }


def whole(folder):
    """The inputs of the tree in a folder; fails unless it is exactly what its manifest says."""
    files = on_disk(folder)
    data = json.loads(files.pop("manifest.json"))
    listed = {file["path"]: (file["bytes"], file["sha256"]) for file in data["files"]}
    found = {
        path: (len(content), hashlib.sha256(content).hexdigest()) for path, content in files.items()
    }
    assert found == listed, f"a mixed tree in {folder}"
    return data["inputs"]


def names(folder):
    """What lies directly in a folder, but for the lock."""
    return sorted(path.name for path in Path(folder).iterdir() if path.name != ".letterloom-lock")
