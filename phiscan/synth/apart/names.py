"""Names of the apart split, gathered by hand from fifty-odd origins."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from phiscan.synth.countries import listed, of_origin
from phiscan.synth.reserve.names import ReservePerson

# Women's names / men's names / family names; `_` stands for a space within a name.
ORIGINS: dict[str, str] = {
    "midwestern": "Joanne Kristi Marlys Deb / Gary LeRoy Duane Curtis / Halvorson Dahlke Rasmussen "
    "Vandeventer Krueger Olmstead",
    "low country": "Hattie Queenie Tamika / Reginald Marquis Otis / Singletary McCutchen Manigault "
    "Rembert Pinckney Toomer",
    "texan anglo": "Lacey Randa_Jo Charlene / Travis Garrett Billy_Joe / Crockett Landrum Maddox "
    "Hollis Ragsdale",
    "californian": "Brooke Kendra Sierra / Tanner Logan Dylan / Albright Cantrell Mayfield Sutter "
    "Forrester",
    "italian american": "Concetta Angela Rosemarie / Vincent Dominic Carmine / DeLuca Iannuzzi "
    "Pellegrino LoPresti Santangelo D'Amico",
    "polish american": "Wanda Bernice Irene / Stanley Casimir Chester / Kowalczyk Wisniewski "
    "Jablonski Nowakowski Pietrzak",
    "irish american": "Maureen Eileen Colleen / Brendan Kevin Timothy / Gallagher Donohue Mulcahy "
    "O'Rourke Fitzsimmons McInerney",
    "portuguese american": "Fernanda Natália Deolinda / Manuel Joaquim Adelino / Furtado Medeiros "
    "Raposo Pacheco da_Ponte Botelho",
    "armenian american": "Araxie Lusine Takouhi / Vahe Krikor Sarkis / Kassabian Boyajian "
    "Nalbandian Tashjian",
    "chaldean": "Nidhal Basima Ikhlas / Salwan Faris Raad / Kashat Yono Jabero Kizy Shamoun",
    "creek seminole": "Wynema Lena Neosho / Chebon Woodrow Sampson / Harjo Tiger Deere Billie "
    "Fixico Micco",
    "hopi zuni": "Talayumptewa Nova Charlotte / Wilmer Leigh Ferrell / Lomahaftewa Kootswatewa "
    "Panteah Secakuku Laate",
    "inupiat yupik": "Ahnaughuq Olga Nastasia / Evon Wassilie Oscar / Kingeekuk Nashoanak Ahgupuk "
    "Ivanoff Hopson",
    "hawaiian portuguese": "Leinaala Haunani Momi / Keoni Kimo Alika / Kahalewai Kekauoha Freitas "
    "Makanui Souza-Kalama",
    "dominican": "Altagracia Yudelka Mercedes / Rafelito Leonel Ramón / Polanco Rosario Almonte "
    "Santana_Mejía Tavárez De_Óleo",
    "honduran": "Suyapa Karla_Patricia Wendy / Darwin Elvin Rigoberto / Zelaya Bonilla Amaya "
    "Paz_Mendoza Varela",
    "colombian": "Luz_Dary Adriana Liliana / Hernán Álvaro Jhon_Jairo / Ospina Londoño Quintero "
    "Uribe_Restrepo Giraldo",
    "peruvian": "Flor_de_María Rocío Maruja / Segundo Edilberto Teófilo / Ccahuana Cárdenas "
    "Saavedra Tello_Ríos Chumpitaz",
    "chilean": "Macarena Ximena Pía / Cristóbal Benjamín Patricio / Fuentealba Sepúlveda "
    "Valdebenito Pizarro_Soto Henríquez",
    "surinamese": "Chandra Wonny Soewarni / Ronald Dewperkash Armand / Bouterse Ramdin Pinas "
    "Kartosen Kross",
    "belizean": "Zelda Leolin Ianthe / Lyndon Emory Godsman / Usher Nuñez Flowers Castillo-Young "
    "Arana",
    "bahamian": "Mizpah Lashanda Portia / Ishmael Rolle Cedric / Knowles Stubbs Ferguson Bethel "
    "Moss Cartwright",
    "yorkshire": "Hilda Elsie Glenys / Arthur Clifford Ernest / Sutcliffe Illingworth Hepworth "
    "Ackroyd Barraclough Oldroyd",
    "east anglian": "Daphne Muriel Pru / Rex Horace Barney / Thirkettle Bullard Gooderham Mayhew "
    "Larter Cubitt",
    "valleys welsh": "Eluned Nerys Blodwen / Emlyn Gwilym Iestyn / Prosser Rosser Beynon Gwyther "
    "Parry-Williams",
    "orcadian": "Inga Thora Maisie / Magnus Sigurd Edwin / Flett Linklater Drever Isbister Rendall",
    "kerry": "Bríd Nóirín Gobnait / Donncha Mícheál Páidí / Ó_Sé Moynihan Brosnan Horgan "
    "Ní_Chonchúir Lyne",
    "french norman": "Solène Bérengère Odile / Thierry Gaspard Aurélien / Lecointe Duhamel "
    "Vauquelin Lefrançois Hérisson",
    "walloon flemish": "Godelieve Lutgarde Francine / Wouter Baudouin Luc / Vandenbroucke "
    "Claeys Verstraete De_Smedt Delvaux",
    "swiss": "Vreni Annelies Regula / Urs Beat Reto / Zurbriggen Aebischer Brunner-Keller "
    "Wüthrich Inderbitzin",
    "bavarian": "Kreszenz Waltraud Veronika / Xaver Alois Korbinian / Obermeier Huber Stadlbauer "
    "von_Poschinger Grünwald",
    "danish": "Bodil Kirsten Mette / Preben Søren Asger / Kjærgaard Bech Nørgaard Lauritzen Holm",
    "swedish": "Gunilla Märta Ulla-Britt / Göran Håkan Torsten / Lindqvist Åkerblom Hedlund "
    "af_Klercker Sjöström",
    "icelandic": "Guðrún Sigríður Ásdís / Þorsteinn Ragnar Bjarni / Jónsdóttir Gunnarsson "
    "Hallgrímsson Ólafsdóttir",
    "hungarian": "Ildikó Piroska Zsuzsanna / Gyula Zoltán Béla / Szabó Horváth-Nagy Kelemen "
    "Gyöngyösi Vörös",
    "romanian": "Ileana Ruxandra Floarea / Dumitru Costel Ionuț / Munteanu Dragomir "
    "Țurcanu Stănescu Ungureanu",
    "croatian": "Dubravka Katica Željka / Hrvoje Ante Dražen / Babić Jurić-Horvat Vuković Šarić",
    "belarusian": "Alesya Yadviha Hanna / Vital Ryhor Kastus / Lukashevich Zhuk Hryshkevich "
    "Kazlou Sinkevich",
    "tatar bashkir": "Gulnara Alsu Rezeda / Rinat Ildar Marat / Khabibullin Galeeva Safin "
    "Nurgaliev",
    "sicilian sardinian": "Agata Assunta Gavina / Calogero Efisio Salvatore / Piras Lo_Monaco "
    "Cannizzaro Deiana La_Rosa",
    "galician": "Sabela Uxía Carme / Xoán Anxo Brais / Castiñeira Seoane Loureiro Fraga_Otero",
    "palestinian": "Suhair Inam Rawan / Jamal Ziad Nidal / Abu_Ghazaleh Dajani Barghouti "
    "Al-Masri Nusseibeh",
    "syrian": "Roula Hanan Maysoon / Bassel Anas Ghassan / Al-Atassi Sabbagh Qabbani Kabbara "
    "Hariri",
    "yemeni": "Arwa Bilqis Taqiyah / Abdulmalik Saleh Muthanna / Al-Hakimi Nasser Saleh_Ahmed "
    "Muflahi",
    "azeri": "Sevinj Aygun Leyla / Elchin Rauf Vugar / Mammadova Huseynov Aliyev Guliyeva",
    "uzbek uyghur": "Dilnoza Gulchehra Patigul / Otabek Shavkat Erkin / Rakhimova Yusupov "
    "Tursun Karimova Abliz",
    "gambian mandinka": "Binta Fatoumata Isatou / Lamin Ebrima Modou / Jallow Ceesay Touray "
    "Sanneh Darboe",
    "liberian": "Comfort Garmai Patience / Prince Varney Roosevelt / Kollie Weah Tubman-Gray "
    "Sirleaf Flomo",
    "cameroonian": "Ngwe Solange Bernadette / Emile Tabe Achille / Njoya Fokou Mbarga Tchamba "
    "Ayuk_Etta",
    "rwandan": "Uwimana Immaculée Clémentine / Habimana Jean_Bosco Innocent / Nshimiyimana "
    "Mukamana Ndayisaba Bizimana",
    "ugandan": "Nakato Apio Robinah / Okello Ssali Kato / Nabukenya Mugisha Opio Byaruhanga "
    "Namutebi",
    "tanzanian": "Neema Rehema Asha / Juma Baraka Athumani / Mwakyusa Kimaro Mushi Shayo Massawe",
    "zambian malawian": "Chanda Mwiza Thokozani / Mulenga Chisomo Gift / Banda Phiri Tembo "
    "Kapwepwe Nkhoma",
    "venda tsonga": "Mulalo Rirhandzu Tsakani / Rudzani Vutomi Phathutshedzo / Ramaphosa "
    "Nemukula Maluleke Shivambu Baloyi",
    "natal indian": "Kogie Saras Priscilla / Logan Dhanapalan Yusuf / Govender Naidoo Moodley "
    "Pillay Essack",
    "rajasthani": "Kamla_Devi Sunita Manju / Bhanwar Ghanshyam Ramkishan / Rathore Shekhawat "
    "Meena Jangid Choudhary",
    "odia": "Sabita Kuntala Jhunu / Prasanta Bijay Ranjan / Mohapatra Pattnaik Behera Sahoo Das",
    "kashmiri": "Shameema Haseena Naseema / Ghulam_Nabi Farooq Aijaz / Bhat Wani Mattoo Lone Dar",
    "sylheti": "Rahela Momtaz Shirin / Abdul_Mukit Shamsul Kamrul / Miah Choudhury Uddin "
    "Khanam Ullah",
    "sindhi": "Kavita Duru Mohini / Gope Lachman Kishinchand / Motwani Advani Bhojwani Ramchandani",
    "hui hakka": "Fengying Guizhen Lanfang / Yonglin Deming Weiguo / Lai Chung Hiew Tsen Liau",
    "shanghainese": "Pei_Fen Soong Zhilan / Bingkun Shao-Lin Ziyang / Shen Zhu Yao Lu Xia Dai",
    "northern thai lao": "Kanya Bouakham Ladda / Somphone Anucha Prasert / Inthavong Phommachanh "
    "Saelee Panyasak",
    "karen chin": "Naw_Paw Hser_Ku Ngun_Sui / Saw_Eh Van_Lian Thang / Htoo Lian Tluang Paw_Wah",
    "iban kadazan": "Dayang Juliana Rungkat / Jugah Jelani Peter / anak_Ungkok Gimbad Mojuntin "
    "Kalong",
    "ilocano": "Norma Erlinda Cresencia / Artemio Fidel Conrado / Agcaoili Bumanglag Pascua "
    "Cabuyadao Dumlao",
    "javanese": "Endang Wahyuni Lestari / Slamet Joko Budi / Prasetyo Kusumawardani Santoso "
    "Hadiwibowo",
    "okinawan": "Tomi Chiyo Hatsue / Seiko Masao Choei / Higa Shimabukuro Oshiro Miyagi Arakaki",
    "busan": "Mi-Kyung Young-Ae Sook_Hee / Ki-Tae Byung-Chul Hyun_Woo / Bang Chung Hwangbo Moon "
    "Shim",
    "hue": "Kim-Loan Diem Thanh_Thuy / Van_Hai Tan Duc_Minh / Tôn-Thất Phan Dang Ho_Le Bui",
    "papuan": "Kila Serah Naomi / Kapi Wari Joseph / Kaupa Tau-Vali Somare Bogan",
    "rarotongan": "Tepaeru Ngatokorua Moana / Tangi Teariki Papa / Marsters Tuakana Puna "
    "Strickland Henry",
    "torres strait": "Dulcie Ellie Rita / Eddie Getano Koiki / Mabo Nona Passi Akiba Bon",
    "jewish sephardi": "Fortuna Allegra Reina / Nissim Albert Moïse / Benveniste Toledano "
    "Abravanel Cohen-Sasson Azoulay",
}
SINGLE = ("Widodo", "Sumarni", "Thamilselvi", "Dolma", "Zarghuna", "Muthamma", "Yangchen")
"""People of one name."""
SHAPES = ("full", "comma", "comma_caps", "long", "caps", "comma_full", "surname_first",
          "all_middle", "comma_dot", "last_upper", "comma_mr")  # fmt: skip
PRINTED = ("comma_caps", "comma_full", "comma_dot", "caps", "comma", "tight", "turned_caps")
"""Shapes that programs print on labels and lists."""
SPOKEN = ("full", "full", "long", "all_middle", "first_dot")
"""Shapes that people write."""
TITLED = {"F": ("Mrs", "Ms", "Miss"), "M": ("Mr",)}


@dataclass(frozen=True)
class ApartPerson(ReservePerson):
    """A person, with some more ways to write the name."""

    def written(self, shape: str) -> str:
        """Return the name in a shape of ReservePerson, or in one more of this split."""
        if not self.family:
            return super().written(shape)
        first, family = self.given, self.family
        title = TITLED[self.sex][len(first) % len(TITLED[self.sex])]
        shapes = {
            "comma_mr": f"{family.upper()}, {first} ({title})",
            "first_dot": f"{first} {family[0]}.",
        }
        return shapes[shape] if shape in shapes else super().written(shape)


def draw(rng: Random, sex: str) -> tuple[str, str, str, str]:
    """Return given, middle (none or one), family (may be none) name, and the origin."""
    origin, given, families = of_origin(rng, ORIGINS, sex)
    first, last = rng.choice(given), rng.choice(families)
    chance = rng.random()
    if chance < 0.02:
        return rng.choice(SINGLE), "", "", "single"
    if chance < 0.07 and "-" not in last and " " not in last:
        other = rng.choice(listed(ORIGINS[rng.choice(tuple(ORIGINS))].split(" / ")[2]))
        last = f"{last}-{other.split(' ')[-1].split('-')[0]}"
    elif chance < 0.10 and sex == "M":
        last = f"{last} {rng.choice(('Jr', 'Jr.', 'III', 'Sr.'))}"
    middle = rng.choice([g for g in given if g != first]) if rng.random() < 0.42 else ""
    return first, middle.split(" ")[0], last, origin
