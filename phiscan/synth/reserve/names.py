"""Names of the reserve split, gathered by hand from fifty origins."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from phiscan.synth.countries import listed, of_origin
from phiscan.synth.sealed.names import SealedPerson

# Women's names / men's names / family names; `_` stands for a space within a name.
ORIGINS: dict[str, str] = {
    "appalachian": "Maybelle Jolene Opal / Virgil Dwight Clete / Combs Hatfield Sizemore Stacy "
    "Fugate Cook Banks",
    "new england": "Prudence Abigail Hope / Silas Winthrop Ezra / Thayer Peabody Coffin Alden "
    "Lovejoy Page Snow",
    "texan german": "Hildegard Lorene Trudie / Otto Weldon Burnell / Schulze Fuchs Kneupper "
    "Oehler Weinheimer",
    "gullah": "Yakini Rosetta Ernestine / Cornelius Isaiah Lucius / Gadsden Simmons Prioleau "
    "Heyward Mazyck Frazier",
    "mormon": "LaRue Emmalyn Brinlee / Braxton Ammon Kimball / Christensen Call Tanner "
    "Bagley Jolley",
    "pennsylvania dutch": "Lovina Barbie Fannie / Amos Eli Jonas / Stoltzfus Yoder Zook "
    "Beiler Hershberger",
    "cherokee choctaw": "Ahyoka Salali Nanye / Degataga Levi Tahchee / Mankiller Wolfe "
    "Big_Mountain Battiest Tubby",
    "alaska native": "Nukka Agnes Aluki / Panigkaq Moses Nels / Kawagley Ahtuangaruak John "
    "Demientieff Shavings",
    "metis ojibwe": "Waseya Marie-Rose Bineshii / Gabriel Migizi Elzear / Laframboise "
    "Kinoshameg McKay Beardy Bird",
    "newfoundland": "Philomena Bride Gertie / Leander Gus Ambrose / Tobin Pinsent Puddister "
    "Snook Hynes",
    "acadian": "Zélie Anne-Marie Ozite / Placide Télesphore Zoël / Cormier Doucet_LeBlanc "
    "Gaudet Poirier d'Entremont",
    "puerto rican": "Marisol Yaritza Milagros / Efraín Wilfredo Ángel_Luis / Maldonado_Ortiz "
    "Collazo Vélez Figueroa_Rosado Nieves",
    "cuban": "Yamilé Caridad Odalys / Lázaro Yosvany Reinier / Pérez-Roura Urrutia Batista "
    "del_Pino Fonseca",
    "guatemalan maya": "Ixchel Juana Candelaria / Pascual Mateo Balam / Xicay Tzoc_Ajpop Chávez_Pu "
    "Ixcoy Us",
    "salvadoran": "Rosa_Elena Blanca Dinora / Óscar Romualdo Saúl / Menjívar Portillo_Cruz "
    "Alas Guardado",
    "brazilian": "Thaís Janaína Lurdes / Wanderley Josué Ubiratã / dos_Anjos Cavalcanti "
    "Teixeira_Lopes Assunção do_Carmo",
    "argentine italian": "Graciela Renata Mora / Gianluca Rodolfo Fausto / Bertolucci Zanetti "
    "Di_Marzio Scarpelli Fiorentino",
    "trinidadian": "Shivanie Cheryl-Ann Kizzy / Kerwin Anil Machel / Ramsaroop Joefield "
    "Mohammed-Ali Ali Baptiste",
    "barbadian": "Ophelia Undine Cicely / Wendell Garfield Errington / Brathwaite Clarke "
    "Gittens Holder Best",
    "cornish": "Demelza Loveday Tamsin / Jago Denzil Petroc / Trevithick Penhaligon Nancarrow "
    "Pascoe Angove",
    "geordie": "Thelma Denise Bev / Kenny Alf Jarrow / Charlton Robson Armstrong Hall Bell",
    "ulster": "Sinéad Ethel Roisin / Cathal Norman Trevor / McIlroy Ó_Néill Paisley "
    "Heaney McAleese-Orr",
    "hebridean": "Peigi Effie Seonaid / Ruairidh Murdo Calum / MacAulay Nic_Leòid Morrison "
    "MacNeacail",
    "traveller roma": "Kathleen Mirela Bridget / Django Paddy Florin / Connors Ward Lăcătuș "
    "Ciobanu Maughan",
    "dutch frisian": "Sjoukje Margreet Anneke / Wiebe Joost Sietse / Hoekstra van_'t_Hof "
    "ten_Broek Dijkstra-Postma ter_Horst",
    "norwegian": "Solveig Ragnhild Turid / Torbjørn Gunnar Odd / Ødegård Haugland Bakke "
    "Skjelbred Vik",
    "finnish": "Aino Päivi Tuulikki / Väinö Eero Kalevi / Hämäläinen Koskinen Pöysti Yli-Harja Aho",
    "estonian latvian": "Liis Ilze Kärt / Märt Aivars Guntis / Kallaste Bērziņš Ozoliņa Tamm Saar",
    "lithuanian": "Rasa Jūratė Birutė / Vytautas Gintaras Algis / Žukauskas Paulauskienė "
    "Kazlauskaitė Grybas",
    "ukrainian": "Oksana Halyna Nadiya / Taras Bohdan Ostap / Shevchuk Kovalenko-Bilyk Petrenko "
    "Tkach Zadorozhny",
    "slovak": "Zuzana Ľudmila Jarka / Vladimír Štefan Ľuboš / Hlaváčová Kováčik Šimko Novotný Dub",
    "slovene": "Mojca Špela Alenka / Janez Boštjan Žiga / Krajnc Zupančič Pahor Hribar",
    "macedonian bulgarian": "Snezhana Tsvetelina Biljana / Goce Plamen Zhivko / Trajkovski "
    "Dimitrova-Ilieva Stoyanov Georgieva",
    "greek cypriot": "Despina Eleni Chrystalla / Panagiotis Stavros Xenophon / "
    "Papadimitriou-Gray Hadjigeorgiou Katsaros Economou Vlachos",
    "turkish": "Gülşen Nurhan Çiğdem / Tuncay İsmail Orhan / Yıldırım Özdemir-Kaya Karabulut Akçay",
    "lebanese": "Marie-Thérèse Randa Noura / Elias Charbel Toufic / El-Khoury Abi_Nader Haddad "
    "Daher Geagea",
    "egyptian copt": "Mariam Demiana Nagwa / Mina Bishoy Gamal / Ghobrial Abdel-Malak Boutros "
    "El-Sayed",
    "moroccan": "Fatima-Zahra Khadija Zineb / Driss Youness Abdelilah / Benjelloun Aït_Lahcen "
    "Bouazza El_Fassi Tazi",
    "sudanese": "Awadia Ihsan Amna / Mustafa El-Tayeb Deng / Eltigani Majok Osman_Digna Idris",
    "eritrean": "Letebrhan Selam Azieb / Yohannes Kidane Filmon / Tesfamariam Ghebremeskel "
    "Habte Zerai",
    "kikuyu luo": "Wanjiru Akinyi Nyambura / Kamau Otieno Mwangi / Wa_Thiong'o Oduor "
    "Njoroge Achieng' Kariuki",
    "yoruba igbo": "Folasade Ngozi Chiamaka / Babatunde Obinna Oluwaseun / Adeyemi-Cole "
    "Okonkwo Nwachukwu Olatunji Eze",
    "hausa fulani": "Hauwa Rabi A'isha / Sanusi Garba Bello / Danjuma Tafawa Dantata Sani",
    "akan ewe": "Abena Efua Esi / Kwabena Kojo Yaw / Osei-Bonsu Asante Agyeman Dzokoto Boateng",
    "cape malay": "Faiza Ruwayda Zulayga / Igsaan Riedwaan Achmat / Adams September Davids "
    "Salie Jacobs",
    "zulu tswana": "Nokuthula Boitumelo Busisiwe / Sibusiso Thabo Mandla / Buthelezi Zwane "
    "Mahlangu Seretse Ndlovu",
    "marathi konkani": "Sushama Philomina Vasanti / Vinayak Savio Dattatray / Deshpande Kulkarni "
    "D'Souza Chavan Lobo",
    "kannada": "Lakshmamma Vijaya Roopa / Manjunath Basavaraj Girish / Hegde Gowda Shetty "
    "Nanjundappa B._R.",
    "assamese naga": "Runumi Atula Vizo / Bhupen Khriezo Dipankar / Baruah Angami Saikia Longkumer",
    "pashtun urdu": "Shaista Bibi_Gul Rukhsana / Imtiaz Sher_Khan Liaquat / Afridi Malik Qureshi "
    "Chaudhry Bhatti",
    "filipino": "Maricel Lourdes Jhoanna / Rommel Jun-Jun Benigno / Magbanua Dela_Cruz "
    "Macapagal de_los_Reyes Tan Catacutan",
    "indonesian batak": "Ratna Tiurma Sri / Bambang Poltak Agus / Simatupang Wijaya Hutagalung "
    "Siregar",
    "vietnamese": "Ngoc_Anh Tuyet Bich / Quoc Dung Minh_Tri / Nguyen Huynh Trinh-Vu Doan Ly",
    "korean": "Soon-Ja Eun-Young Hye_Rim / Sung-Ho Dae-Jung Jin_Woo / Yoon Noh Seo Ahn Ryu",
    "japanese": "Michiko Fumie Ayane / Shigeru Kazuo Renji / Nakagawa Ueda Ōmori Shimizu Kobayashi",
    "hokkien": "Siew_Lan Ah_Moi Poh_Choo / Boon_Keng Kok_Wah Teck_Seng / Ong Goh Lim Chua Quek",
    "mandarin": "Xiuying Meifang Yulan / Jianguo Zhiqiang Haoran / Xu Ouyang Zhao Qian Jiang",
    "tongan fijian": "Mele Lupe Salote / Sione Viliami Tevita / Taufa'ahau Fonoti Moala "
    "Naivalu Tupou",
    "chamorro palauan": "Chalan Dolores Ilebrang / Tun Vicente Kuartei / Taitano Remengesau "
    "Perez_Camacho Quitugua",
}
SINGLE = ("Sukarno", "Wulandari", "Mahadevi", "Tashi", "Gulbano", "Htay", "Nurjanah", "Veerappa")
"""People of one name."""
SHAPES = ("full", "comma", "comma_caps", "long", "caps", "comma_full", "last_upper", "all_middle",
          "tight", "comma_dot", "initials_last")  # fmt: skip
PRINTED = ("comma_caps", "tight", "comma_full", "comma_dot", "caps", "comma")
"""Shapes that programs print on labels and lists."""
SPOKEN = ("full", "full", "long", "initial", "all_middle")
"""Shapes that people write."""


@dataclass(frozen=True)
class ReservePerson(SealedPerson):
    """A person, with some more ways to write the name."""

    def written(self, shape: str) -> str:
        """Return the name in a shape of SealedPerson, or in one more of this split."""
        if not self.family:
            return super().written(shape)
        first, middle, family = self.given, self.middle, self.family
        shapes = {
            "tight": f"{family},{first}{' ' + middle[0] if middle else ''}".upper(),
            "comma_dot": f"{family}, {first}{' ' + middle[0] + '.' if middle else ''}",
            "initials_last": f"{first[0]}.{middle[0] + '.' if middle else ''} {family}",
            "surname_first": f"{family.upper()} {first}",
            "bar": f"{family.upper()} | {first}",
        }
        return shapes[shape] if shape in shapes else super().written(shape)


def draw(rng: Random, sex: str) -> tuple[str, str, str, str]:
    """Return given, middle (none, one or two), family (may be none) name, and the origin."""
    origin, given, families = of_origin(rng, ORIGINS, sex)
    first, last = rng.choice(given), rng.choice(families)
    chance = rng.random()
    if chance < 0.02:
        return rng.choice(SINGLE), "", "", "single"
    if chance < 0.08 and "-" not in last and " " not in last:
        other = rng.choice(listed(ORIGINS[rng.choice(tuple(ORIGINS))].split(" / ")[2]))
        last = f"{last}-{other.split(' ')[-1]}"
    elif chance < 0.11 and sex == "M":
        last = f"{last} {rng.choice(('Jr.', 'Sr', 'II', 'IV'))}"
    others = [g for g in given if g != first]
    rng.shuffle(others)
    count = rng.choices((0, 1, 2), (5, 4, 1))[0]
    return first, " ".join(others[:count]), last, origin
