"""The eight countries of the sealed split: places, labels and the shapes of their numbers.

Phones come from ranges kept for fiction (555-01xx, Ofcom's and ComReg's drama numbers) or from
exchanges not in use. In a pattern # is a digit, @ a letter, % a year's two digits.
"""

from __future__ import annotations

from random import Random

from phiscan.synth import countries
from phiscan.synth.blind.numbers import filled
from phiscan.synth.blind.world import Words

LABELS: dict[str, Words] = {
    "name": (
        "Pt",
        "Patient/Client",
        "Name (Last, First)",
        "Resident",
        "Client name",
        "PATIENT",
        "Pat. Name",
        "Legal Name",
        "Patient Identity",
        "NAME",
    ),
    "family": ("Last", "Surname/Family name", "LAST NAME", "Fam. name", "Surname"),
    "given": ("First", "Other names", "FIRST/MI", "Given names", "1st name(s)"),
    "birth": (
        "Birth",
        "B/D",
        "DoB",
        "BIRTHDATE",
        "Date Of Birth (d/m/y)",
        "b.",
        "Birth dt",
        "D/O/B",
    ),
    "sex": ("Gender ID", "Sex at birth", "SEX", "G"),
    "age": ("AGE", "Age (yrs)", "Age & sex", "A/S"),
    "phone": ("Ph.", "Tel #", "Contact", "Daytime tel", "Ph (H)", "T:", "Phone no"),
    "mobile": ("Cellphone", "Mob", "M:", "Ph (M)", "Text to"),
    "address": ("Addr.", "Lives at", "Postal address", "Res.", "ADDRESS", "Mailing addr"),
    "email": ("e-mail", "Mail", "E:", "Contact email"),
    "accession": ("Acc #", "Order ID", "Lab #", "Request no", "Spec. ID", "Episode/Lab No"),
    "collected": ("Coll", "Drawn on", "Taken", "Collected at", "Sample date"),
    "received": ("Rec", "In lab", "Logged"),
    "reported": ("Rep", "Printed", "Issued", "Verified", "Released"),
    "doctor": ("MD", "Dr", "Under care of", "Attn", "Clinician", "Practitioner", "Req. by", "PCP"),
    "relative": ("ICE", "NOK name", "Emergency", "Carer", "Support person", "Spouse/partner"),
    "kin_phone": ("ICE tel", "NOK ph", "Carer tel", "Phone of contact"),
    "member": ("Cert. no", "Member", "ID#", "Insured ID", "Subscr #"),
    "group": ("Grp no", "Plan code", "Employer grp", "GRP"),
    "plan": ("Cover", "Carrier", "Ins. co", "Payer"),
    "admitted": ("Adm", "In since", "Date adm.", "Admit dt/tm", "DOA"),
    "location": ("Bed", "Loc", "Nursing unit", "Room/Bed"),
    "account": ("Acct no", "Encounter", "Vis#", "Admission #", "Bill to acct"),
    "mrn": ("MRN", "M.R.N.", "Med rec no", "Record #", "File no", "Pt No", "Chart no", "ID"),
    "national": ("National ID",),
    "ssn": ("SSN", "Soc. Sec.", "SS No", "Social"),
    "npi": ("NPI", "Prov. NPI", "Natl Prov ID"),
    "licence": ("DL", "Lic. no", "Driver lic"),
}
SHAPES: dict[str, Words] = {
    "mrn": (
        "K####-####",
        "###-##-####@",
        "P0#######",
        "########",
        "#####",
        "@@#####",
        "10#######",
        "##.##.##",
        "7-#####-#",
    ),
    "account": ("4#########", "##-######", "E%######", "VN#####-%", "######/#", "5####-####"),
    "accession": ("%@#####", "CH-%-#####", "##:HM####", "%-@@-#####", "#########", "B%.####"),
    "prescription": ("#######", "C ######", "##-#####", "4######-##", "N#####/#"),
    "member": ("@@#########", "### ## #### @", "H#########", "#####-#####", "XU#-####-###"),
    "group": ("8####-##", "@@@##", "#####", "0##-##-@", "G#####"),
    "device": ("@@@-######", "S/#######", "%##-@####", "#@##-####"),
    "licence": ("@#######", "#########", "@@-####-##"),
    "national": ("###########",),
}


class Country(countries.Country):
    """A country that falls back on this split's labels and shapes."""

    usual_labels, usual_shapes = LABELS, SHAPES


US = Country(
    "US",
    ("Copperfield Memorial Hospital", "Bitterroot Clinic", "St. Odalric Health", "Three Forks "
     "Family Practice", "Okefenokee County Hospital", "Mount Hebron Medical Group",
     "Chinook Pass VA Clinic", "Lowcountry Children's Hospital"),
    ("Mockingbird Ln", "Farm Rd 1188", "N 82nd Pl", "Larimer Sq", "Peachtree Bnd", "Rte 9W",
     "Quail Hollow Trl", "E Colfax Ter", "Bayview Aly"),
    ("Cold Spring, MT 59###", "Ruston, LA 712##", "Elko NV 898##-####", "Nahunta, GA 315##",
     "Sag Harbor NY 119##", "Pocatello, ID 832##"),
    ("Granite State Select", "Tricare-style Plus", "Lone Pine HMO", "Heartland Coop Health"),
    ("Main St. Drugs", "Hy-Way Pharmacy 0417", "QuickRx", "Brewer's Apothecary"),
    ("Mr.", "Ms.", "Mrs.", "Mx.", "Rev."),
    {"mrn": ("MRN", "MR No.", "Med Rec", "Pt #", "EMPI", "Chart", "MPI", "UNIT#", "Hx#"),
     "account": ("HSP", "Acct", "Encntr", "FIN NBR", "Visit ID", "PAN")},
    {},
    ("###.555.01##", "(###)-555-01##", "### 555-01##", "1.###.555.01##", "###-555-01## ext ##",
     "+1-###-555-01##", "###555-01##"),
    ("%m/%d/%Y", "{m}-{d}-%y", "%d%b%Y!", "%b-%d-%Y", "%a {m}/{d}/%y", "%Y.%m.%d", "%B {d} %Y",
     "%m/%d/%y", "%m %d %Y"),
    ("{n} {r}", "{n} {r}, Unit {k}", "{n} {r} Lot {k}", "{n}-B {r}", "General Delivery, {n} {r}"),
)  # fmt: skip
CA = Country(
    "CA",
    ("Grouse Creek Hospital", "CISSS de la Rivière-aux-Loups", "Annapolis Basin Health Centre",
     "Qu'Appelle Valley Clinic", "Sioux Narrows Nursing Station"),
    ("Range Road 224", "rue Saint-Urbain", "Bonaventure Cres", "Old Ferry Rd", "boul. du Fleuve"),
    ("Qu'Appelle SK S0G 1#0", "Digby, NS B0V #A0", "Rimouski (Québec) G5L #M4",
     "Sioux Narrows ON P0X #N0"),
    ("Prairie Sky Benefits", "Sentinelle Vie", "Pacific Drift Health"),
    ("Loon Lake I.D.A.", "Pharmacie Bélisle", "Shorewood Drugs"),
    ("Mr", "Ms", "Mme", "Dr", "M."),
    {"mrn": ("Chart #", "Hosp. ID", "MRN", "No de dossier", "Unit no"),
     "national": ("PHN", "Health card", "HC#", "NAM", "MHSC"),
     "birth": ("DOB", "D.D.N.", "Born (y/m/d)", "Naissance", "DoB"),
     "name": ("Client", "Nom, prénom", "Patient", "Name on card", "Legal name")},
    {"national": ("#### ### ###", "@@@@ %## ####", "##### ####", "#########-@@")},
    ("###-555-01##", "(###) 555 01##", "###.555.01##", "1-###-555-01## #####"),
    ("%Y-%m-%d", "%Y-%b-%d", "%d/%m/%y", "%Y/%m/%d", "{d} %B %Y", "%d%b%y!"),
    ("{n}, {r}", "{k}-{n} {r}", "{n} {r} app. {k}", "RR#{k}, {r}"),
)  # fmt: skip
UK = Country(
    "UK",
    ("Lindisfarne Road Surgery", "Ravenscar Infirmary", "Cwm Ebbw Hospital", "Loch Fyne Health "
     "Centre", "Royal Severnside NHS Trust"),
    ("Bramble Rise", "Heol y Parc", "Wynd Street", "The Old Maltings", "Cooper's Yard", "High St"),
    ("Ravenscar YO1# 4LW", "Ebbw NP23 #TD", "Inveraray PA32 #XT", "Berwick TD15 #HB"),
    ("Bulwark Health", "Simplyhale", "Freemasons' Benefit"),
    ("Lloyd & Penney Chemist", "Cohen's on the Green", "The Dispensary, Wynd St"),
    ("Mr", "Mrs", "Miss", "Ms", "Sir", "Lady"),
    {"mrn": ("CRN", "Hosp. No:", "PAS", "Unit no.", "Dist. No", "MRN/Hosp"),
     "national": ("NHS no", "NHS#", "CHI", "CHI No", "N.H.S. Number"),
     "phone": ("Tel", "Landline", "Home tel.", "Tel (h)")},
    {"mrn": ("RV#######", "@######", "##/#####", "H&C ### ###", "#######@"),
     "national": ("999 ### ####", "999#######", "999-###-####")},
    ("01632 960###", "0113 496 0###", "07700 900###", "028 9649 6###", "+447700900###",
     "0114 4960###"),
    ("%d.%m.%Y", "{d}/{m}/%y", "%d %B %Y", "%d-%m-%y", "%a %d %b %Y", "{d}th", "%d%b%y!"),
    ("{n} {r}", "{r} House, {n} {r}", "Flat {k}, {r}", "{k} {r}"),
)  # fmt: skip
IE = Country(
    "IE",
    (
        "Mater Brigid Hospital",
        "Sliabh Mis Clinic",
        "St Gobnait's University Hospital",
        "Connemara Primary Care",
    ),
    ("Sráid an Chuain", "Mill Lane", "Upper Abbey St", "Cois Abhann", "Ballyroe"),
    ("Tralee, Co. Kerry V92 X#P#", "Clifden, Co. Galway", "Dublin 8 D08 @#@#", "Birr, Co. Offaly"),
    ("Laochra Health", "Emerald Assurance", "GloVita"),
    ("Hickey's-on-Quay", "O'Meara Pharmacy", "Cara Chemist"),
    ("Mr", "Mrs", "Ms", "Sr", "Fr"),
    {
        "mrn": ("MRN", "Chart No", "Hosp No", "BN"),
        "national": ("PPSN", "IHI", "GMS No", "PPS No"),
        "name": ("Patient", "Name / Ainm", "Pt name", "Surname, forename"),
    },
    {
        "national": ("#######@@", "@###### @", "00##########"),
        "mrn": ("B######", "0#####", "M###### "),
    },
    ("020 91# ####", "(020) 917 ####", "+353 20 91# ####", "020-915####"),
    ("%d/%m/%Y", "{d} %b %Y", "%d-%b-%y!", "%d.%m.%y", "{d}th"),
    ("{n} {r}", "{r}", "Apt {k}, {r}", "Teach na Trá, {r}"),
)
AU = Country(
    "AU",
    ("Mallee Fowl District Hospital", "Larrakeyah Health Service", "St Ita's Private",
     "Nullarbor Skin Clinic", "Quokka Bay Medical"),
    ("Bottlebrush Dr", "Mitchell Hwy", "The Esplanade", "Gidgee Ct", "Jacaranda Pde"),
    ("Larrakeyah NT 08##", "Ouyen VIC 34##", "Quokka Bay WA 65##", "Cessnock NSW 23##"),
    ("Billabong Health", "Teachers & Nurses Fund", "Outback Mutual"),
    ("Nightcliff Pharmacy", "Chemist Depot", "Soul Coast Chemist"),
    ("Mr", "Mrs", "Ms", "Miss", "Mx"),
    {"mrn": ("UR", "URN:", "HRN", "U.R. Number", "MRN"),
     "national": ("Medicare", "M'care no", "IHI", "DVA file", "Medicare #"),
     "member": ("Fund member", "Member no.", "HI no")},
    {"national": ("2### ##### # / #", "3#########", "N@@####@", "8003 60## #### ####"),
     "mrn": ("UR ######", "@@@#####", "##-##-##", "M0######")},
    ("1800 975 7##", "(08) 7010 1###", "03 7010 1###", "0491 578 ###", "+61 491 578 ###"),
    ("%d/%m/%Y", "%d-%b-%Y", "{d}.{m}.%y", "%a {d} %b %y", "%d %B %Y", "%d%m%Y"),
    ("{n} {r}", "{k}/{n} {r}", "Lot {n}, {r}", "Site {k}, {r}"),
)  # fmt: skip
NZ = Country(
    "NZ",
    ("Te Awa Roa Hospital", "Kererū Medical Centre", "Southern Alps District Health",
     "Ōhope Beach Surgery"),
    ("Pōhutukawa Ave", "Great North Rd", "Tasman St", "Rimu Grove", "Marine Pde"),
    ("Whakatāne 31##", "Ōamaru 94##", "Thames 35##", "Hokitika 78##"),
    ("Tūī Mutual", "Southern Star Health", "Unicare Aotearoa"),
    ("Unichem Marine Pde", "Kererū Pharmacy", "Life Chemist Thames"),
    ("Mr", "Mrs", "Ms", "Miss", "Whaea"),
    {"mrn": ("NHI", "NHI No.", "NHI number", "National Health Index", "NHI:"),
     "account": ("Event", "Visit", "ACC45 no", "Claim")},
    {"mrn": ("@@@####", "@@@ ####", "@@@##@@"), "account": ("#######", "@@#####", "%/####")},
    ("09 555 01##", "(03) 555 01##", "021 555 01##", "+64 27 555 01##", "07-555 01##"),
    ("%d/%m/%Y", "%d %b %Y", "%d-%m-%Y", "{d} %B %Y", "%d.%m.%y", "{d}/{m}/%y"),
    ("{n} {r}", "{k}/{n} {r}", "{n}A {r}", "RD {k}, {r}"),
)  # fmt: skip
IN = Country(
    "IN",
    ("Kaveri Superspeciality Centre", "Dr. Rao's Path Labs", "Himagiri Polyclinic & Scans",
     "Sahyadri Mission Hospital", "Aravali Eye & ENT"),
    ("Brigade Rd Cross", "Tilak Path", "Anna Salai 3rd St", "Civil Lines", "GT Road", "Phase II"),
    ("Mysuru - 5700##", "Nashik 4220## (MH)", "Coimbatore-6410##", "Siliguri WB 7340##"),
    ("Vajra Mediclaim", "Ayushya TPA Pvt Ltd", "Nav Bharat General"),
    ("New Krishna Medicos", "Apex Pharma & General", "Janaushadhi Kendra 118"),
    ("Mr.", "Mrs.", "Ms.", "Smt", "Sri", "Kum.", "Baby"),
    {"mrn": ("UHID", "Regn No", "MRD No", "OPD Regn", "Pt. UID", "HRN", "CRNO"),
     "account": ("IP#", "Bill #", "OPD No", "Receipt No", "Case no"),
     "doctor": ("Refd By", "Ref. Dr", "Consultant Name", "Ref By Dr.", "Treating Dr"),
     "relative": ("D/o", "H/o", "Father/Husband", "Attendant", "W/o"),
     "national": ("ABHA No", "ABHA")},
    {"mrn": ("KSC%-######", "@@@/%/####", "#######", "HP/OPD/####", "RPL.#######"),
     "account": ("IP%######", "B-####/%", "OPD-####"), "national": ("91-####-####-####",)},
    ("+91 821 555 01##", "0253-55501##", "022-555 01 ##", "+91-80-555-01##", "(0422) 555 01##"),
    ("%d-%m-%Y", "%d/%b/%Y", "%d.%m.%y", "%d %b, %Y", "%d-%b-%y!", "{d}/{m}/%Y"),
    ("D.No {n}/{k}, {r}", "#{n}, {r}", "Qtr {k}-B, {r}", "{n}, {r}, Opp. Temple"),
)  # fmt: skip
ZA = Country(
    "ZA",
    (
        "Umhlanga Ridge Clinic",
        "Karoo Netcare-style Hospital",
        "Baobab Day Hospital",
        "Groot Marico Kliniek",
    ),
    ("Protea Rd", "Nelson Mandela Dr", "Kerkstraat", "Umgeni Park", "Jan Smuts Weg"),
    ("Umhlanga 43##", "Beaufort West 69##", "Polokwane 07##", "Upington, 88##"),
    ("Discoverer KeyPlan", "Bonsai Med", "Umvuzo-style Scheme"),
    ("Clicks Corner", "Karoo Apteek", "Baobab Dispensary"),
    ("Mr", "Mrs", "Ms", "Mnr", "Mev", "Me"),
    {
        "mrn": ("Folder No", "Hosp. Nr", "File Nr", "PMI", "Lêer Nr"),
        "national": ("ID No", "RSA ID", "ID number", "Identity Nr"),
        "member": ("Scheme no", "Med aid no", "M/A No", "Membership"),
        "name": ("Patient", "Pasiënt", "Member/Dependant", "Full names", "Naam"),
    },
    {
        "national": ("00#### #### 08#", "99########08#"),
        "mrn": ("GF######", "########", "##/####/#"),
    },
    ("011 555 01##", "(021) 555-01##", "082 555 01##", "+27 31 555 01##", "+27825550 1##"),
    ("%Y/%m/%d", "%Y-%m-%d", "%d/%m/%Y", "{d} %b %Y", "%d-%m-%y"),
    ("{n} {r}", "{k} {n} {r}", "Unit {k}, {n} {r}", "Posbus {n}, {r}"),
)
COUNTRIES = {c.code: c for c in (US, CA, UK, IE, AU, NZ, IN, ZA)}
SHARES = {"US": 38, "CA": 10, "UK": 13, "IE": 7, "AU": 9, "NZ": 6, "IN": 10, "ZA": 7}
_AREAS = ("207", "231", "406", "423", "541", "580", "619", "731", "814", "910")


class _World(countries.World):
    def phone(self, rng: Random, country: countries.Country) -> str:
        """Return a phone number of the country, its first three digits one of the area codes."""
        shape = rng.choice(country.phones)
        if country.code in self.areas:
            shape = shape.replace("###", rng.choice(self.areas[country.code]), 1)
        return filled(rng, shape)


WORLD = _World("sealed", "country", COUNTRIES, SHARES, {"US": _AREAS, "CA": _AREAS},
               houses=(2, 2900), flats=(1, 38))  # fmt: skip
