"""Documents of other word processors, as Word: through LibreOffice, where it is installed.

The one place that starts LibreOffice; each call has a profile of its own, so that an open
window of the user's is left alone.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from treatygraph.documents.formats.programs import run_program

__all__ = ["OFFICE", "OFFICE_SECONDS", "as_docx", "office_program"]

#: Types that LibreOffice reads, with the ending that it knows them by.
OFFICE = {
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.wordperfect": ".wpd",
}
#: Seconds, and bytes of memory of one process, that LibreOffice may take for a document.
OFFICE_SECONDS, _MEMORY = 180.0, 4 << 30


def office_program() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@lru_cache(maxsize=4)
def as_docx(data: bytes, media_type: str) -> bytes | None:
    """Return a document as DOCX, None where it cannot be made."""
    program = office_program()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="treatygraph-office-") as name:
        folder = Path(name)
        source = folder / f"document{OFFICE[media_type]}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        run_program(command, folder, seconds=OFFICE_SECONDS, memory=_MEMORY)
        made = folder / "out" / "document.docx"
        return made.read_bytes() if made.exists() else None
