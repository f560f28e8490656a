"""Write sources.csv: each photo that training may draw from, where it is from, on what terms.

python models/artefact_finder_v1/list_sources.py ../shared/data
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from scenes.pictures import Library

HERE = Path(__file__).resolve().parent
LICENCES = {
    "EliSchwartz/imagenet-sample-images": "none stated; ImageNet: non-commercial research",
    "CHILab1/MedPix-2.0": "none stated; MedPix: research and teaching",
    "agchung/Figure1-COVID-chestxray-dataset": "research only (its README)",
    "FangCao0510/Bone-Fracture-Detection": "none stated",
    "TongxinWang0405/BMI702_project": "none stated; pictures of BUSI (Al-Dhabyani et al. 2020)",
    "vishalw-iitk/Widerface_Yolov5": "none stated; WIDER FACE: research",
    "chandrikadeb7/Face-Mask-Detection": "MIT",
    "ageitgey/face_recognition": "MIT",
    "serengil/deepface": "MIT",
    "zxing-cpp/zxing-cpp": "Apache-2.0",
}
UNKNOWN = "not looked up: take it for research only"
FIELDS = ("used_as", "repository", "commit", "path", "licence")


def rows(data: Path) -> list[dict[str, str]]:
    """Return one row a photo of the training's split."""
    library = Library(data, "tune")
    groups = {
        "background": library.backgrounds(),
        "portrait": library.faces(),
        "everyday": library.everyday(),
        **{
            folder: library.files(folder)
            for folder in ("xray_chest", "xray_bone", "ct_mri", "ultrasound")
        },
    }
    found = []
    for used_as, files in groups.items():
        known = {r["file"]: r for r in library.rows(*{file.parent.name for file in files})}
        for file in files:
            row = known[str(file.relative_to(data))]
            found.append(
                {
                    "used_as": used_as,
                    "repository": row["source"],
                    "commit": row["commit"],
                    "path": row["path"],
                    "licence": LICENCES.get(row["source"], UNKNOWN),
                }
            )
    return found


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    with (HERE / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(parser.parse_args().data))


if __name__ == "__main__":
    main()
