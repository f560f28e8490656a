"""Names of the outside split, gathered by hand from fifty-odd origins; none is another's."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from phiscan.synth.apart.names import ApartPerson
from phiscan.synth.countries import of_origin

# Women's names / men's names / family names; `_` stands for a space within a name.
ORIGINS: dict[str, str] = {
    "ozark": "Oleta / Harlan Elwood / Throgmorton Stockstill Yocham Clevenger",
    "tidewater": "Althea / Linwood Percy / Gwaltney Goodwyn Bagwell Trower",
    "nisei californian": "Fumiye Shizue Haruko / Minoru Tadashi / Tsuchiyama Kawakami Nagareda "
    "Uyeda",
    "basque nevadan": "Arantxa / Gaizka Eneko / Etchegaray Urrutibeascoa Laxalt",
    "navajo": "Desbah Glenabah Yanibah / Hosteen Kee Notah / Begaye Yellowhair",
    "lakota": "Wastewin Zitkala / Chaske / Runs_Above Looking_Horse Brings_Plenty",
    "tlingit haida": "Saanax Kaasgei Jeannelle / Walmer Yakwdeiyi Delbert / Katzeek Dauenhauer "
    "Skultka Demmert",
    "samoan": "Sieni Talosaga Fa'asao / Viliamu Tavita / Leavasa Tuiasosopo Fa'alogo Malietoa",
    "marshallese": "Neimat Litokwa / Jiba Anjain Hertes / Loeak Kabua Debrum Zackhras",
    "garifuna": "Felicita / Santiaguito Crisanto / Norales Arriola Lambey",
    "venezuelan": "Yubirí Coromoto Maigualida / Wuilmer Yorman / Guaicaipuro Urdaneta Bracamonte "
    "Zerpa",
    "curaçaoan": "Rignalda Minguella / Rignald Shurman / Cijntje Koeiman",
    "saint lucian": "Sylma / Cletus Hilarian / Hippolyte Charlemagne St._Ange Edmunds",
    "black country": "Enid / Enoch Horatio / Hingley Tranter Dugmore",
    "manx": "Voirrey Breesha Ealish / Illiam Finlo / Quayle Kermode Corlett Faragher",
    "channel islands": "Ysabel / Hedley Snowdon / Le_Feuvre Renouf De_Garis Brehaut",
    "borders scots": "Elspeth Jessie / Wattie Rab / Oliphant Dalgleish",
    "breton": "Gwenola Soazig / Yannick Loïc / Kerbrat Quéméner",
    "corsican": "Ghjulia Vannina / Ghjuvan Santu / Casabianca Mattei Filippi Colonna",
    "luxembourgish": "Triny Mariette / Jempi Metty / Bettendorff Weyrich",
    "madeiran": "Graça / Agostinho / Nóbrega Gouveia",
    "ligurian": "Ginevra Bice / Giobatta Baciccia / Parodi Canepa Traverso Repetto",
    "friulian": "Nives / Tita Primo / Pasutto Zanier Cescutti Del_Fabbro",
    "sami": "Biret Elle / Niillas Máhtte / Gaup Somby Sarri",
    "kashubian": "Mariczka / Jank / Labuda Formella Stenka Czaja",
    "sorbian": "Hańža Worša Madlena / Měrćin Handrij / Krawc Šołta Wićaz",
    "bosnian": "Emina Senada Fikreta / Mirsad Nedžad Hajrudin / Hadžiosmanović Begić Delić "
    "Softić",
    "albanian": "Vjollca / Agron Ylli / Hoxha Gjoka Dushku",
    "moldovan gagauz": "Anisia / Dionis Afanasii / Topal Çakir Sârbu",
    "georgian": "Tinatin Nestan / Tornike / Kvaratskhelia Beridze Lomidze Chkheidze",
    "ossetian chechen": "Zalina Aset / Soslan Aslanbek Shamil / Dzhioev Tedeev Gakaev Ansorov",
    "kazakh kyrgyz": "Saule Jyldyz / Talgat / Abdrakhmanov Suleimenova Toktogulova Baizakov",
    "mongol": "Oyuntsetseg Sarangerel Bolormaa / Enkhtuya / Dorjpalam Baatarsuren Lkhagva",
    "kurdish": "Berfin Rojîn Zelal / Serhat Rêbîn / Kurdo Çelebi Zebari",
    "assyrian": "Shamiran Ninwa Ludya / Ashur Sargon Youkhana / Bet-Yosip Malek_Odisho "
    "Khoshaba",
    "emirati": "Shaikha Moza Hessa / Sultan / Al_Mazrouei Al_Ketbi Al_Shamsi Bin_Lahej",
    "sudanese": "Tahani / Eltayeb Siddig / Abdelgadir Elamin Babiker",
    "tigrinya": "Abrehet Mihret / Tesfalem Goitom Yemane / Gebremeskel Woldu",
    "oromo": "Chaltu Lelise Bontu / Gemechu Lencho Tolesa / Wakjira Negasa Dibaba",
    "malagasy": "Voahirana Haingo / Solofo Rivo / Andrianarivo Rasoanaivo",
    "beninese ewe": "Akouvi Dédé Afi / Kokou Sossou Yaovi / Agbodjan Houngbédji Amouzou Zinsou",
    "congolese": "Bijou Ndaya / Kalala / Tshibangu Mukendi",
    "tswana": "Keabetswe Onalenna / Tebogo Mothusi / Mogotsi Molefhe Kgosidintsi",
    "shona": "Rudo / Tafadzwa Munashe / Chigumbura Chikowore",
    "sinhala": "Nilmini Kumudini / Lasantha Upul / Jayasuriya Ranatunga Gunawardena",
    "assamese khasi": "Junmoni Ibashisha / Hemanta Pranab Banteidor / Hazarika Lyngdoh "
    "Kharkongor",
    "malayali": "Ammini Thankamma Sosamma / Kuriakose Thommachan / Puthenpurackal Kallarackal "
    "Tharakan",
    "konkani goan": "Perpetua Ermelinda / Agnelo Caetano / Mascarenhas Dinis Colaço",
    "parsi": "Khorshed Dinaz Roshan / Sorab Minocher Keki / Batliwala Engineer-Irani",
    "balinese": "Ni_Wayan Kadek Ni_Ketut / Gede / Sudiarta Wirawan Suastika Astawa",
    "minahasan batak": "Deetje Roida / Jantje Parlindungan Togar / Mandagi Rumokoy",
    "cham khmer": "Sopheap Chanthavy Bopha / Sovann Vuthy / Chhay_Ly Sok_Heng Nhem",
    "teochew": "Guat_Kee / Ah_Huat / Kwek Seah Heng",
    "fijian": "Litiana Sereana / Apisai / Ravouvou Tuisawau Naulivou Vakatawa",
    "kiribati nauruan": "Teretia Tekoua Nei_Tebuka / Ioteba Baraniko Tekinaiti / Tabai Teannaki "
    "Keke",
}  # fmt: skip
SINGLE = ("Suharti", "Pongrat", "Mahinour", "Tsheltrim", "Nagalakshmi", "Gulpari")
"""People of one name."""
SHAPES = ("full", "comma", "comma_caps", "long", "caps", "comma_full", "surname_first",
          "all_middle", "last_upper", "caps_title", "spaced")  # fmt: skip
PRINTED = ("comma_caps", "comma_full", "caps", "comma", "turned_caps", "spaced", "surname_first")
"""Shapes that programs print on labels and lists."""
SPOKEN = ("full", "full", "long", "all_middle", "last_upper")
"""Shapes that people write."""


@dataclass(frozen=True)
class OutsidePerson(ApartPerson):
    """A person, with two more ways to write the name."""

    def written(self, shape: str) -> str:
        """Return the name in a shape of ApartPerson, or in one more of this split."""
        if not self.family:
            return super().written(shape)
        title = "MR" if self.sex == "M" else ("MS", "MRS")[len(self.given) % 2]
        shapes = {
            "caps_title": f"{self.family} {self.given} {title}".upper(),
            "spaced": f"{self.family} , {self.given}".upper(),
        }  # fmt: skip
        return shapes[shape] if shape in shapes else super().written(shape)


def draw(rng: Random, sex: str) -> tuple[str, str, str, str]:
    """Return given, middle (none or one), family (may be none) name, and the origin."""
    origin, given, families = of_origin(rng, ORIGINS, sex)
    first, last = rng.choice(given), rng.choice(families)
    chance = rng.random()
    if chance < 0.02:
        return rng.choice(SINGLE), "", "", "single"
    if chance < 0.10 and not set(" -") & set(last):
        other = rng.choice([f for f in families if f != last])
        last = f"{last}{rng.choice('- ')}{other.split(' ')[-1].split('-')[0]}"
    rest = [g for g in given if g != first]
    middle = rng.choice(rest) if rest and rng.random() < 0.5 else ""
    return first, middle.split(" ")[0], last, origin
