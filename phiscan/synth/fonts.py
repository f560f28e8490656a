"""Finds fonts on the machine; every family belongs to one split, so that tests share none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_APART_PACKAGES = (
    "fonts-freefont-ttf", "fonts-averia-sans-gwf", "fonts-adf-gillius", "fonts-adf-switzera",
    "fonts-adf-universalis", "fonts-mplus", "fonts-tlwg-loma-ttf", "fonts-tlwg-waree-ttf",
    "fonts-tlwg-typist-ttf", "fonts-allerta", "fonts-vlgothic", "fonts-routed-gothic",
    "fonts-osifont", "fonts-stix", "fonts-sil-doulos", "fonts-gfs-artemisia", "fonts-quattrocento",
    "fonts-noto-mono", "fonts-hermit", "fonts-georgewilliams", "fonts-league-mono",
    "fonts-unfonts-extra", "fonts-aoyagi-soseki", "fonts-yozvox-yozfont-antique",
    "fonts-smc-karumbi", "fonts-lxgw-wenkai",
)  # fmt: skip
_OUTSIDE_PACKAGES = (
    "fonts-adf-verana", "fonts-adf-libris", "fonts-adf-ikarius", "fonts-migmix",
    "fonts-ipafont-gothic", "fonts-morisawa-bizud-gothic", "fonts-sawarabi-gothic",
    "fonts-comfortaa", "fonts-smc-gayathri", "fonts-eurofurence", "fonts-gemunu-libre",
    "fonts-smiley-sans", "fonts-adf-tribun", "fonts-adf-accanthis", "fonts-adf-berenis",
    "fonts-adf-romande", "fonts-yrsa-rasa", "fonts-cardo", "fonts-tlwg-norasi-ttf",
    "fonts-averia-serif-gwf", "fonts-junicode", "fonts-prociono", "fonts-tlwg-mono-ttf",
    "fonts-tlwg-typo-ttf", "fonts-monofur", "fonts-monoid", "fonts-compagnon", "fonts-ocr-a",
    "fonts-dotgothic16", "fonts-havana", "fonts-alee", "fonts-ecolier-court", "fonts-staypuft",
    "fonts-summersby", "fonts-lemonada",
)  # fmt: skip
FONT_PACKAGES = (
    "fonts-dejavu-core",
    "fonts-dejavu-extra",
    "fonts-liberation",
    "fonts-roboto-unhinted",
    "fonts-open-sans",
    "fonts-comic-neue",
    "fonts-breip",
    "fonts-bwht",
    "fonts-dkg-handwriting",
    "fonts-rufscript",
    "fonts-humor-sans",
    "fonts-kristi",
    "fonts-dancingscript",
    "fonts-inconsolata",
    "fonts-ocr-b",
    "fonts-crosextra-carlito",
    "fonts-crosextra-caladea",
    "fonts-ebgaramond",
    "fonts-firacode",
    "fonts-lato",
    "fonts-cantarell",
    "fonts-clear-sans",
    "fonts-karla",
    "fonts-urw-base35",
    "fonts-yanone-kaffeesatz",
    "fonts-vollkorn",
    "fonts-sil-charis",
    "fonts-linuxlibertine",
    "fonts-roboto-slab",
    "fonts-courier-prime",
    "fonts-jetbrains-mono",
    "fonts-hack",
    "fonts-sjfonts",
    "fonts-kaushanscript",
    "fonts-klee",
    "fonts-yusei-magic",
    "fonts-paratype",
    "fonts-play",
    "fonts-manrope",
    "fonts-sil-andika",
    "fonts-tuffy",
    "fonts-dosis",
    "fonts-oldstandard",
    "fonts-sil-gentium",
    "fonts-gfs-didot",
    "fonts-dustin",
    "fonts-mononoki",
    "fonts-agave",
    "fonts-anonymous-pro",
    "fonts-oxygen",
    "fonts-kiloji",
    "fonts-tlwg-purisa-ttf",
    "fonts-leckerli-one",
    "fonts-go",
    "fonts-inter",
    "fonts-cabin",
    "fonts-b612",
    "fonts-adf-baskervald",
    "fonts-3270",
    "fonts-fantasque-sans",
    "fonts-gnutypewriter",
    "fonts-smc-chilanka",
    "fonts-nanum",
    "fonts-nanum-extra",
    "fonts-sora",
    "fonts-seto",
    *_APART_PACKAGES,
    *_OUTSIDE_PACKAGES,
)
"""Debian packages that hold the families below; none is required."""

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)


@dataclass(frozen=True)
class Family:
    """A family: file names of its regular and bold face, what it looks like, its split."""

    style: str
    split: str
    regular: str
    bold: str


FAMILIES = (
    Family("sans", "tune", "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    Family("sans", "tune", "Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    Family("narrow", "tune", "LiberationSansNarrow-Regular.ttf", "LiberationSansNarrow-Bold.ttf"),
    Family("narrow", "tune", "RobotoCondensed-Regular.ttf", "RobotoCondensed-Bold.ttf"),
    Family("serif", "tune", "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    Family("serif", "tune", "EBGaramond12-Regular.ttf", "EBGaramond12-Bold.ttf"),
    Family("serif", "tune", "EBGaramond12-Regular.otf", "EBGaramond12-Bold.otf"),
    Family("mono", "tune", "LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf"),
    Family("mono", "tune", "Inconsolata.otf", "Inconsolata.otf"),
    Family("hand", "tune", "Breip.ttf", "Breip.ttf"),
    Family("hand", "tune", "dkg.ttf", "dkgBd.ttf"),
    Family("hand", "tune", "BecauseWeLearn-Regular.otf", "BecauseWeLearn-Regular.otf"),
    Family("hand", "tune", "DancingScript-Regular.otf", "DancingScript-Bold.otf"),
    Family("sans", "test", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    Family("sans", "test", "OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
    Family("sans", "test", "Carlito-Regular.ttf", "Carlito-Bold.ttf"),
    Family("narrow", "test", "DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
    Family("narrow", "test", "Carlito-Regular.ttf", "Carlito-Bold.ttf"),
    Family("serif", "test", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    Family("serif", "test", "Caladea-Regular.ttf", "Caladea-Bold.ttf"),
    Family("mono", "test", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    Family("mono", "test", "FiraCode-Regular.ttf", "FiraCode-Bold.ttf"),
    Family("mono", "test", "OCRB.otf", "OCRB.otf"),
    Family("hand", "test", "BecauseWeOrganize-Regular.otf", "BecauseWeOrganize-Regular.otf"),
    Family("hand", "test", "Rufscript010.ttf", "Rufscript010.ttf"),
    Family("hand", "test", "Kristi.ttf", "Kristi.ttf"),
    Family("hand", "test", "Humor-Sans.ttf", "Humor-Sans.ttf"),
    Family("hand", "test", "ComicNeue-Regular.otf", "ComicNeue-Bold.otf"),
    Family("sans", "blind", "Lato-Regular.ttf", "Lato-Bold.ttf"),
    Family("sans", "blind", "Cantarell-Regular.otf", "Cantarell-Bold.otf"),
    Family("sans", "blind", "ClearSans-Regular.ttf", "ClearSans-Bold.ttf"),
    Family("sans", "blind", "Karla-Regular.otf", "Karla-Bold.otf"),
    Family("sans", "blind", "NimbusSans-Regular.otf", "NimbusSans-Bold.otf"),
    Family("narrow", "blind", "NimbusSansNarrow-Regular.otf", "NimbusSansNarrow-Bold.otf"),
    Family("narrow", "blind", "YanoneKaffeesatz-Regular.otf", "YanoneKaffeesatz-Bold.otf"),
    Family("serif", "blind", "Vollkorn-Regular.ttf", "Vollkorn-Bold.ttf"),
    Family("serif", "blind", "CharisSIL-Regular.ttf", "CharisSIL-Bold.ttf"),
    Family("serif", "blind", "LinLibertine_R.otf", "LinLibertine_RB.otf"),
    Family("serif", "blind", "RobotoSlab-Regular.otf", "RobotoSlab-Bold.otf"),
    Family("serif", "blind", "C059-Roman.otf", "C059-Bold.otf"),
    Family("mono", "blind", "Courier Prime.otf", "Courier Prime Bold.otf"),
    Family("mono", "blind", "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf"),
    Family("mono", "blind", "Hack-Regular.ttf", "Hack-Bold.ttf"),
    Family("hand", "blind", "Delphine.ttf", "Delphine.ttf"),
    Family("hand", "blind", "SteveHand.ttf", "SteveHand.ttf"),
    Family("hand", "blind", "KaushanScript-Regular.otf", "KaushanScript-Regular.otf"),
    Family("hand", "blind", "KleeOne-Regular.ttf", "KleeOne-Regular.ttf"),
    Family("hand", "blind", "YuseiMagic-Regular.ttf", "YuseiMagic-Regular.ttf"),
    Family("sans", "sealed", "PTS55F.ttf", "PTS75F.ttf"),
    Family("sans", "sealed", "Play-Regular.ttf", "Play-Bold.ttf"),
    Family("sans", "sealed", "Manrope-Regular.ttf", "Manrope-Bold.ttf"),
    Family("sans", "sealed", "Andika-Regular.ttf", "Andika-Bold.ttf"),
    Family("sans", "sealed", "Tuffy.ttf", "Tuffy_Bold.ttf"),
    Family("sans", "sealed", "Oxygen-Sans.ttf", "Oxygen-Sans-Bold.ttf"),
    Family("narrow", "sealed", "PTN57F.ttf", "PTN77F.ttf"),
    Family("narrow", "sealed", "Dosis-Medium.otf", "Dosis-Bold.otf"),
    Family("serif", "sealed", "PTF55F.ttf", "PTF75F.ttf"),
    Family("serif", "sealed", "OldStandard-Regular.ttf", "OldStandard-Bold.ttf"),
    Family("serif", "sealed", "Gentium-R.ttf", "Gentium-R.ttf"),
    Family("serif", "sealed", "GFSDidot.otf", "GFSDidotBold.otf"),
    Family("serif", "sealed", "Dustismo_Roman.ttf", "Dustismo_Roman_Bold.ttf"),
    Family("mono", "sealed", "PTM55F.ttf", "PTM75F.ttf"),
    Family("mono", "sealed", "mononoki-Regular.ttf", "mononoki-Bold.ttf"),
    Family("mono", "sealed", "agave-r-autohinted.ttf", "agave-b-autohinted.ttf"),
    Family("mono", "sealed", "Anonymous Pro.ttf", "Anonymous Pro B.ttf"),
    Family("mono", "sealed", "OxygenMono-Regular.ttf", "OxygenMono-Regular.ttf"),
    Family("hand", "sealed", "Domestic_Manners.ttf", "Domestic_Manners.ttf"),
    Family("hand", "sealed", "kiloji_p.ttf", "kiloji_p.ttf"),
    Family("hand", "sealed", "kiloji.ttf", "kiloji_b.ttf"),
    Family("hand", "sealed", "Purisa.ttf", "Purisa-Bold.ttf"),
    Family("hand", "sealed", "PenguinAttack.ttf", "PenguinAttack.ttf"),
    Family("hand", "sealed", "LeckerliOne-Regular.ttf", "LeckerliOne-Regular.ttf"),
    Family("sans", "reserve", "Inter-Regular.otf", "Inter-Bold.otf"),
    Family("sans", "reserve", "Go-Regular.ttf", "Go-Bold.ttf"),
    Family("sans", "reserve", "Cabin-Regular.otf", "Cabin-Bold.otf"),
    Family("sans", "reserve", "NanumGothic.ttf", "NanumGothicBold.ttf"),
    Family("sans", "reserve", "Sora-Regular.otf", "Sora-Bold.otf"),
    Family("sans", "reserve", "URWGothic-Book.otf", "URWGothic-Demi.otf"),
    Family("sans", "reserve", "B612-Regular.otf", "B612-Bold.otf"),
    Family("narrow", "reserve", "OpenSans-CondLight.ttf", "OpenSans-CondBold.ttf"),
    Family("narrow", "reserve", "NanumBarunGothic.ttf", "NanumBarunGothicBold.ttf"),
    Family("serif", "reserve", "NimbusRoman-Regular.otf", "NimbusRoman-Bold.otf"),
    Family("serif", "reserve", "P052-Roman.otf", "P052-Bold.otf"),
    Family("serif", "reserve", "URWBookman-Light.otf", "URWBookman-Demi.otf"),
    Family("serif", "reserve", "BaskervaldADFStd.otf", "BaskervaldADFStd-Bold.otf"),
    Family("mono", "reserve", "NanumGothicCoding.ttf", "NanumGothicCodingBold.ttf"),
    Family("mono", "reserve", "Go-Mono.ttf", "Go-Mono-Bold.ttf"),
    Family("mono", "reserve", "3270-Regular.ttf", "3270-Regular.ttf"),
    Family("mono", "reserve", "FantasqueSansMono-Regular.ttf", "FantasqueSansMono-Bold.ttf"),
    Family("mono", "reserve", "GNUTypewriter.ttf", "GNUTypewriter.ttf"),
    Family("mono", "reserve", "B612Mono-Regular.otf", "B612Mono-Bold.otf"),
    Family("hand", "reserve", "El_Abogado_Loco.ttf", "El_Abogado_Loco.ttf"),
    Family("hand", "reserve", "NanumPen.ttf", "NanumPen.ttf"),
    Family("hand", "reserve", "NanumBrush.ttf", "NanumBrush.ttf"),
    Family("hand", "reserve", "BecauseWeMentor-Regular.otf", "BecauseWeMentor-Regular.otf"),
    Family("hand", "reserve", "BecauseWeCreate-Regular.otf", "BecauseWeCreate-Regular.otf"),
    Family("hand", "reserve", "Chilanka-Regular.otf", "Chilanka-Regular.otf"),
    Family("hand", "reserve", "NanumBarunpenR.ttf", "NanumBarunpenB.ttf"),
    Family("hand", "reserve", "setofont.ttf", "setofont.ttf"),
    Family("sans", "apart", "FreeSans.ttf", "FreeSansBold.ttf"),
    Family("sans", "apart", "AveriaSansGWF-Regular.ttf", "AveriaSansGWF-Bold.ttf"),
    Family("sans", "apart", "GilliusADF-Regular.otf", "GilliusADF-Bold.otf"),
    Family("sans", "apart", "SwitzeraADF-Regular.otf", "SwitzeraADF-Bold.otf"),
    Family("sans", "apart", "Mplus1-Regular.otf", "Mplus1-Bold.otf"),
    Family("sans", "apart", "Loma.ttf", "Loma-Bold.ttf"),
    Family("sans", "apart", "Waree.ttf", "Waree-Bold.ttf"),
    Family("sans", "apart", "allerta_medium.otf", "allerta_medium.otf"),
    Family("sans", "apart", "VL-Gothic-Regular.ttf", "VL-Gothic-Regular.ttf"),
    Family("narrow", "apart", "GilliusADF-Cond.otf", "GilliusADF-BoldCond.otf"),
    Family("narrow", "apart", "SwitzeraADF-Cond.otf", "SwitzeraADF-BoldCond.otf"),
    Family("narrow", "apart", "UniversalisADFStd-Cond.otf", "UniversalisADFStd-BoldCond.otf"),
    Family("narrow", "apart", "routed-gothic-narrow.ttf", "routed-gothic.ttf"),
    Family("narrow", "apart", "osifont.ttf", "osifont.ttf"),
    Family("serif", "apart", "FreeSerif.ttf", "FreeSerifBold.ttf"),
    Family("serif", "apart", "STIX-Regular.otf", "STIX-Bold.otf"),
    Family("serif", "apart", "DoulosSIL-Regular.ttf", "DoulosSIL-Regular.ttf"),
    Family("serif", "apart", "GFSArtemisia.otf", "GFSArtemisiaBold.otf"),
    Family("serif", "apart", "Quattrocento-Regular.otf", "Quattrocento-Regular.otf"),
    Family("mono", "apart", "NotoMono-Regular.ttf", "NotoMono-Regular.ttf"),
    Family("mono", "apart", "Hermit-medium.otf", "Hermit-bold.otf"),
    Family("mono", "apart", "TlwgTypist.ttf", "TlwgTypist-Bold.ttf"),
    Family("mono", "apart", "GWMonospace.ttf", "GWMonospaceBold.ttf"),
    Family("mono", "apart", "LeagueMono-Regular.otf", "LeagueMono-Bold.otf"),
    Family("mono", "apart", "Mplus1Code-Regular.otf", "Mplus1Code-Bold.otf"),
    Family("mono", "apart", "FreeMonoBold.ttf", "FreeMonoBold.ttf"),
    Family("hand", "apart", "UnPilgia.ttf", "UnPilgia.ttf"),
    Family("hand", "apart", "aoyagi-soseki.ttf", "aoyagi-soseki.ttf"),
    Family("hand", "apart", "YOzBAP.ttf", "YOzBAP.ttf"),
    Family("hand", "apart", "YOzRAF.ttf", "YOzRAF.ttf"),
    Family("hand", "apart", "Karumbi-Regular.ttf", "Karumbi-Regular.ttf"),
    Family("hand", "apart", "LXGWWenKai-Regular.ttf", "LXGWWenKai-Bold.ttf"),
    Family("sans", "outside", "VeranaSans-Regular.otf", "VeranaSans-Bold.otf"),
    Family("sans", "outside", "LibrisADFStd-Regular.otf", "LibrisADFStd-Bold.otf"),
    Family("sans", "outside", "IkariusADFStd-Regular.otf", "IkariusADFStd-Bold.otf"),
    Family("sans", "outside", "migmix-2p-regular.ttf", "migmix-2p-bold.ttf"),
    Family("sans", "outside", "ipagp.ttf", "ipagp.ttf"),
    Family("sans", "outside", "BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf"),
    Family("sans", "outside", "sawarabi-gothic-medium.ttf", "sawarabi-gothic-medium.ttf"),
    Family("sans", "outside", "Comfortaa-Regular.ttf", "Comfortaa-Bold.ttf"),
    Family("sans", "outside", "Gayathri-Regular.otf", "Gayathri-Bold.otf"),
    Family("sans", "outside", "eurof55.ttf", "eurof75.ttf"),
    Family("narrow", "outside", "GemunuLibre-Regular.otf", "GemunuLibre-Bold.otf"),
    Family("narrow", "outside", "SmileySans-Oblique.ttf", "SmileySans-Oblique.ttf"),
    Family("narrow", "outside", "TribunADFStd-Cond.otf", "TribunADFStd-BoldCond.otf"),
    Family("narrow", "outside", "JunicodeTwoBeta-Condensed.otf", "JunicodeTwoBeta-Bold.otf"),
    Family("serif", "outside", "AccanthisADFStd-Regular.otf", "AccanthisADFStd-Bold.otf"),
    Family("serif", "outside", "BerenisADFPro-Regular.otf", "BerenisADFPro-Bold.otf"),
    Family("serif", "outside", "RomandeADFStd-Regular.otf", "RomandeADFStd-DemiBold.otf"),
    Family("serif", "outside", "TribunADFStd-Regular.otf", "TribunADFStd-Bold.otf"),
    Family("serif", "outside", "Yrsa-Regular.ttf", "Yrsa-Bold.ttf"),
    Family("serif", "outside", "Cardo104s.ttf", "Cardob101.ttf"),
    Family("serif", "outside", "Norasi.ttf", "Norasi-Bold.ttf"),
    Family("serif", "outside", "AveriaSerifGWF-Regular.ttf", "AveriaSerifGWF-Bold.ttf"),
    Family("serif", "outside", "Prociono.otf", "Prociono.otf"),
    Family("mono", "outside", "ipag.ttf", "ipag.ttf"),
    Family("mono", "outside", "BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf"),
    Family("mono", "outside", "TlwgMono.ttf", "TlwgMono-Bold.ttf"),
    Family("mono", "outside", "TlwgTypo.ttf", "TlwgTypo-Bold.ttf"),
    Family("mono", "outside", "monof55.ttf", "monof55.ttf"),
    Family("mono", "outside", "Monoid-Regular.ttf", "Monoid-Bold.ttf"),
    Family("mono", "outside", "Compagnon-Medium.otf", "Compagnon-Bold.otf"),
    Family("mono", "outside", "OCRA.ttf", "OCRABold.ttf"),
    Family("mono", "outside", "DotGothic16-Regular.ttf", "DotGothic16-Regular.ttf"),
    Family("hand", "outside", "Havana-Regular.otf", "Havana-Regular.otf"),
    Family("hand", "outside", "Bangwool.ttf", "Bangwool.ttf"),
    Family("hand", "outside", "Eunjin.ttf", "Eunjin.ttf"),
    Family("hand", "outside", "EunjinNakseo.ttf", "EunjinNakseo.ttf"),
    Family("hand", "outside", "Ecolier-court.ttf", "Ecolier-court.ttf"),
    Family("hand", "outside", "StayPuft.ttf", "StayPuft.ttf"),
    Family("hand", "outside", "summersby.ttf", "summersby.ttf"),
    Family("hand", "outside", "Lemonada-Regular.otf", "Lemonada-Bold.otf"),
)

_INSTEAD = {
    "narrow": ("narrow", "sans", "serif", "mono"),
    "sans": ("sans", "narrow", "serif", "mono"),
    "serif": ("serif", "sans", "mono"),
    "mono": ("mono", "sans", "serif"),
    "hand": ("hand", "serif", "sans", "mono"),
}
# Letters that no decomposition turns into a plain one.
_PLAIN = str.maketrans("đĐłŁøØəƏıßæÆœŒðÐþÞʻʼ’‘–", "dDlLoOeEisaAoOdDtT''''-")


@dataclass(frozen=True)
class Face:
    """One face of a family at any size; `path` None is Pillow's built-in font."""

    path: Path | None
    style: str

    def at(self, size_px: float) -> Font:
        """Return the font with an em of at most size_px pixels (6 at least)."""
        return _open(self.path, max(6, int(size_px)))

    def spell(self, text: str) -> str:
        """Return the text with letters this face cannot draw replaced by plain ones."""
        if text.isascii():
            return text
        return "".join(c if c.isascii() or _covers(self.path, c) else plain(c) for c in text)


def plain(text: str) -> str:
    """Return the text without diacritics.

    >>> plain("Łukasz Şen")
    'Lukasz Sen'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=512)
def _open(path: Path | None, size_px: int) -> Font:
    if path is None:
        return ImageFont.load_default(size_px)
    return ImageFont.truetype(str(path), size_px)


@lru_cache(maxsize=4096)
def _covers(path: Path | None, char: str) -> bool:
    font = _open(path, 32)
    drawn = bytes(font.getmask(char))
    return any(drawn) and drawn != bytes(font.getmask("\U0010fffd"))


class FontBook:
    """The families of one split that this machine has, in a stable order."""

    def __init__(self, split: str, folders: Sequence[Path] = FOLDERS) -> None:
        found = _find_files(tuple(folders))
        self._faces: dict[str, list[tuple[Face, Face]]] = {}
        for family in FAMILIES:
            if family.split != split or family.regular not in found:
                continue
            regular = found[family.regular]
            bold = found.get(family.bold, regular)
            pair = (Face(regular, family.style), Face(bold, family.style))
            self._faces.setdefault(family.style, []).append(pair)

    @property
    def note(self) -> str | None:
        """What to tell the user when a style had to be replaced, or None."""
        missing = [style for style in _INSTEAD if style not in self._faces]
        if not missing:
            return None
        packages = " ".join(FONT_PACKAGES)
        return (
            f"No {', '.join(missing)} font of this split was found; another stands in. "
            f"For varied photos: apt-get install {packages}"
        )

    def family(self, style: str, pick: float) -> tuple[Face, Face]:
        """Return (regular, bold) of a style; `pick` 0..1 chooses among those installed."""
        for instead in _INSTEAD[style]:
            faces = self._faces.get(instead)
            if faces:
                return faces[min(int(pick * len(faces)), len(faces) - 1)]
        return Face(None, style), Face(None, style)


@lru_cache(maxsize=8)
def _find_files(folders: tuple[Path, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.rglob("*.[ot]tf")):
                found.setdefault(path.name, path)
    return found
