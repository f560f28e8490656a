"""Names of the sealed split, put together by hand from forty origins."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from phiscan.synth.countries import listed
from phiscan.synth.people import Person

# Given names / family names, by where they are from. `_` stands for a space within a name.
ORIGINS: dict[str, dict[str, str]] = {
    "north america": {
        "anglo": "Gwendolyn Thaddeus Marcy Clint Darlene Wade Peggy Rusty Loretta Chad Bonnie "
        "Skyler Tammy Brock Verna / Whitaker Stubblefield Kirkpatrick Tidwell Blankenship "
        "Ledbetter "
        "Overstreet Bumgarner Hargrove Pickett Younger Rose Brown May Street Gray Church",
        "african american": "Deshawn Latoya Tyrell Keisha Jamarcus Shaniqua Lavonte Ebony / "
        "Broadnax Gaines Muhammad Pettway Boykin Cheeks Grandberry Washington",
        "cajun": "Thibaut Evangeline Remy Clothilde Alcide Odalie / Boudreaux Thibodeaux Hebert "
        "Arceneaux LeJeune Fontenot D'Aquin",
        "quebecois": "Jean-Guy Marie-Ève Pierre-Luc Mélodie Normand Ghislaine Réjean / Tremblay "
        "Gagnon-Roy St-Onge L'Heureux Bolduc Desrosiers Charlebois",
        "cree inuit": "Tagak Siku Kanen Waneek Joanasie Elisapee / Angutialuk Moosehunter "
        "Kakfwi Many_Grey_Horses Nowdlak Wapachee",
        "navajo lakota": "Shandiin Haskie Winona Wambli Delphine Hoksila / Begay Yazzie "
        "Tsosie Iron_Cloud Two_Bulls Benally Nez",
    },
    "latin america": {
        "mexican": "Xóchitl Guadalupe Chuy Itzel Refugio Socorro Eleazar Yesenia / Zúñiga_Arreola "
        "de_la_Garza Villaseñor Ybarra Cuauhtémoc Tlapa Montemayor_Peña",
        "andean": "Wayra Rumi Nayra Inti Illari Sayri / Quispe_Mamani Condori Huamán Choque "
        "Yupanqui Ticona_Flores",
        "haitian": "Wisly Mirlande Jean-Baptiste Fabiola Dieudonné Guerda / Pierre-Louis "
        "Toussaint Désir Jean-Charles Laguerre Saint-Fleur",
        "jamaican": "Delroy Shanice Winston Marcia Errol Chevelle / Bogle McFarlane Facey "
        "Gayle Powell-Dixon Blagrove",
        "guyanese": "Seeta Ramkissoon Indar Bhagmattie Hemraj / Persaud Singh-Baksh "
        "Ramotar Jagdeo Mohabir",
    },
    "british isles": {
        "welsh": "Rhodri Angharad Gethin Myfanwy Llŷr Carys Eirlys / ap_Gwilym Llewellyn "
        "Prydderch Gwynne-Hughes Bevan Pugh Cadwaladr",
        "scottish": "Hamish Mairi Fergus Catriona Struan Morag / MacGillivray Colquhoun "
        "Dalziel Menzies McKechnie Urquhart Farquharson",
        "irish": "Tadhg Caoimhe Oisín Gráinne Diarmuid Sadhbh / Ó_Súilleabháin Ní_Dhomhnaill "
        "O'Shaughnessy McGillicuddy Mac_Giolla_Phádraig O'Dea",
        "english": "Piers Hermione Nigel Rosalind Barnaby Cordelia / Featherstonehaugh "
        "Cholmondeley Ramsbottom Wigglesworth Thistlethwaite Winterbottom Smythe-Jones Head Day",
    },
    "europe": {
        "basque": "Iñaki Nekane Gorka Amaia Joseba / Etxeberria Goikoetxea Aguirrezabala "
        "Zubizarreta Iturriaga",
        "catalan": "Oriol Montserrat Jordi Laia Meritxell / Puigdemont_i_Coll Ferrer-Bosch "
        "Casadevall Rovira",
        "breton": "Gwenaël Nolwenn Yann Maëlle Erwan / Le_Goff Kermarrec Guivarc'h Le_Bihan",
        "maltese": "Ġorġ Marthese Karmenu Doris / Zammit Caruana_Galea Buttigieg Vella Farrugia",
        "albanian": "Besnik Flutura Arben Drita Shpresa / Hoxhaj Krasniqi Gjonaj Berisha Xhaka",
        "serbian": "Dragoslav Milica Nemanja Vesna Ljubiša / Stojanović Đorđević Milutinović "
        "Živković Obradović",
        "georgian": "Giorgi Nino Zurab Ketevan Vakhtang / Kvirikashvili Gelashvili "
        "Tsereteli Javakhishvili Mkheidze",
        "armenian": "Hovhannes Anahit Garegin Siranush Tigran / Ter-Petrosyan Hakobyan "
        "Mkrtchyan Grigoryan Bagratuni",
        "sami faroese": "Áilu Risten Jógvan Marjun Heini / Eira Joensen_á_Heygum Turi Utsi "
        "Hansen-Poulsen",
        "luxembourgish": "Jang Marie-Josée Fernand Léonie / Schiltz Thill-Weber Hoffmann Reuter",
        "jewish": "Chaim Rivka Mendel Shoshana Yitzhak Bracha / Ben-David Rabinowitz Zilberstein "
        "Bar-On Goldfarb Teitelbaum",
    },
    "africa": {
        "ethiopian": "Tewodros Meseret Abebe Tsehay Girma Hiwot / Gebremariam Woldemichael "
        "Haile_Selassie Tadesse Bekele",
        "somali": "Abdirahman Hodan Warsame Ubax Cabdi Ifrah / Jama_Farah Guled Cali_Nuur "
        "Hirsi_Magan Duale",
        "shona": "Tendai Rutendo Farai Chipo Tinashe / Mutasa Chikerema Nyamande Zvobgo Gumbo",
        "xhosa sotho": "Nomvula Thandeka Lwazi Kagiso Dikeledi Mpho / Mthembu Ngcobo Mokoena "
        "Dlamini Qwabe Moeketsi",
        "afrikaans": "Hendrik Annelize Gert Marietjie Koos / van_der_Merwe Janse_van_Rensburg "
        "du_Plessis Coetzee le_Roux Oosthuizen",
        "senegalese": "Mamadou Aïssatou Ousmane Ndèye Cheikh / Diop N'Diaye M'Baye Thiam Sow Ba",
        "malagasy": "Hery Voahangy Tojo Lalao / Rakotomalala Andrianampoinimerina Razafindrabe",
        "congolese": "Mutombo Espérance Kasongo Nzuzi / Tshisekedi wa_Mulumba Ilunga Mbuyi_Kabeya",
    },
    "middle east": {
        "persian": "Shahrzad Kamran Golnaz Behrouz Parisa Siavash / Mohammadzadeh Tehrani "
        "Farrokhzad Golestani Kermani-Nejad",
        "kurdish": "Rojda Azad Berivan Dilshad / Barzani Zengin Pishdari Haj_Ahmed",
        "iraqi levantine": "Rafif Qusay Suha Mu'ayyad Ghada Haytham / al-Jubouri Abu_Hamdan "
        "bint_Saleh Nasrallah Abd_el-Hadi Bou_Saab",
        "afghan": "Gulalai Najibullah Zarmina Hamidullah / Stanekzai Noorzai Popalzai Ahmadyar",
        "kazakh": "Aigerim Nursultan Zhanna Yerlan / Nurmagambetov Abdrakhmanova Tulegenov",
    },
    "south asia": {
        "tamil": "Kathiravan Ponnammal Senthil Muthulakshmi Arumugam / Subramaniam Velupillai "
        "Chidambaranathan Palanisamy Annadurai",
        "telugu malayalam": "Satyanarayana Padmavathi Unnikrishnan Sreedevi Kuttan / "
        "Venkata_Ramana_Reddy Namboodiripad Kurian Chacko Yellapragada Thekkekara",
        "sinhala": "Chaminda Dilrukshi Nuwan Kumari / Wickramasinghe Jayawardene Gunatilaka "
        "Don_Perera de_Alwis",
        "punjabi": "Harpreet Gurbaksh Jaswinder Manmeet Balwinder / Singh_Dhaliwal Kaur_Gill "
        "Sandhu "
        "Bhullar Ahluwalia",
        "bengali": "Sharmila Debashish Farzana Anwarul Rokeya / Chakladar Begum Sarkar "
        "Bandyopadhyay Mia Khatun",
        "nepali tibetan": "Tenzin Pasang Dawa Sunita Bishnu / Sherpa Tamang Norgay Gurung "
        "Adhikari Lhamo",
        "gujarati parsi": "Hansaben Jayantilal Cyrus Zarin Bhikhubhai / Patel Mistry "
        "Contractor Daruwalla Screwvala Shah",
    },
    "east asia": {
        "cantonese": "Wing-Kei Ka-Ming Siu-Fong Yuk-Ling Chi-Wai / Cheung Tsang Leung Kwok "
        "Au-Yeung Ng Szeto",
        "hmong": "Mai_See Pao Tou_Ger Kia / Vang Xiong Moua Lor Thao",
        "khmer lao": "Sophea Chanthou Bounmy Sokha Khamphan / Prak Sisavath "
        "Souvannaphouma Keo Chhim",
        "thai": "Somchai Pornthip Wichai Siriporn / Rattanakosin Chaiyasarn Suwannaphum Boonmeesuk",
        "burmese": "Khin_Maung Thida Zaw Aye_Aye / Htwe Kyaw_Win Naing Thein_Oo",
        "malay": "Nurul_Huda Hafiz Azizah Zulkifli / binti_Abdullah bin_Haji_Osman Ismail "
        "a/l_Ramasamy",
        "mongolian": "Batbayar Oyunbileg Ganzorig Sarantuya / Dorjsuren Enkhbold Tserendorj",
        "taiwanese": "Chih-Hao Ya-Ting Tzu-Chun Hsiu-Mei / Hsieh Tsai Chiu Lai Ouyang",
    },
    "pacific": {
        "maori": "Hemi Ngaire Wiremu Aroha Tāne Hinemoa / Te_Whaiti Ngata Parata Tūhoe-Walker "
        "Waititi",
        "samoan fijian": "Fa'afetai Sina Ratu Litia Iosefa / Leavai Tuilagi Vakatawabai "
        "Fa'asavalu Tikoirotuma",
        "aboriginal": "Jarrah Lowanna Burnum Kirra / Yunupingu Nampijinpa Tjapaltjarri Marika",
        "hawaiian": "Kalani Pualani Ikaika Noelani / Kamaka Nāone Kealamakia Ka'aihue",
    },
}
SINGLE = [
    "Suharti",
    "Suparno",
    "Wagiman",
    "Sukarmi",
    "Thongchai",
    "Gyaltsen",
    "Nagaraj",
    "Ponni",
    "Batsukh",
    "Zalmai",
]
"""People of one name."""
SHAPES = ("full", "caps", "comma", "comma_caps", "turned", "long", "comma_full", "turned_caps",
          "last_upper", "initials_after", "comma_mid", "all_middle")  # fmt: skip
PATIENT = ("comma_caps", "comma_full", "caps", "comma", "last_upper", "comma_mid", "turned_caps")
"""Shapes that programs print on labels and lists."""


@dataclass(frozen=True)
class SealedPerson(Person):
    """A person whose family name may be missing, and whose middle names may be two."""

    def written(self, shape: str) -> str:
        """Return the name in a shape of Person, or in one more of this split."""
        if not self.family:
            return self.given.upper() if "caps" in shape or "upper" in shape else self.given
        first, middle, family = self.given, self.middle, self.family
        letters = " ".join(w[0] for w in (first, *middle.split()))
        shapes = {
            "last_upper": f"{first} {family.upper()}",
            "initials_after": f"{family} {letters.replace(' ', '')}",
            "dotted": f"{letters.replace(' ', '. ')}. {family}",
            "comma_mid": f"{family.upper()}, {first} {middle[:1]}".strip(),
            "all_middle": " ".join(f"{first} {middle} {family}".split()),
            "caret": f"{family}^{first}^{middle}".rstrip("^").upper(),
            "slash": f"{family}/{first}".upper(),
        }
        return shapes[shape] if shape in shapes else super().written(shape)


def _lists(rng: Random) -> tuple[str, list[str], list[str]]:
    group = rng.choices(tuple(ORIGINS), [5 if g == "north america" else 2 for g in ORIGINS])[0]
    given, family = rng.choice(tuple(ORIGINS[group].values())).split(" / ")
    return group, listed(given), listed(family)


def draw(rng: Random) -> tuple[str, str, str, str]:
    """Return given, middle (may be two or none), family (may be none) name, and the origin."""
    group, given, family = _lists(rng)
    first, last = rng.choice(given), rng.choice(family)
    chance = rng.random()
    if chance < 0.03:
        return rng.choice(SINGLE), "", "", "single"
    if chance < 0.11 and "-" not in last and " " not in last:
        last = f"{last}-{rng.choice(_lists(rng)[2]).split(' ')[-1]}"
    elif chance < 0.15:
        last = f"{last} {rng.choice(('Jr', 'III', 'Sr', 'II'))}"
    middles = rng.sample([g for g in given if g != first], 2)
    count = rng.choices((0, 1, 2), (6, 3, 1))[0]
    return first, " ".join(middles[:count]), last, group
