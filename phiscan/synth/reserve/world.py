"""The twelve countries of the reserve split: places, labels and the shapes of their numbers.

Phones come from ranges kept for fiction (555-01xx, Ofcom's, ComReg's and ACMA's drama numbers) or
from exchanges not in use. In a pattern # is a digit, @ a letter, % a year's two digits, {a} an
area code.
"""

from __future__ import annotations

from phiscan.synth.blind.world import Words
from phiscan.synth.countries import Country, World

LABELS: dict[str, Words] = {
    "name": (
        "Patient Name",
        "Patient",
        "Name",
        "PATIENT NAME",
        "Pt Name",
        "Client",
        "Full name",
        "Member name",
        "Name of patient",
    ),
    "family": ("Last name", "Surname", "Family name", "LAST NAME"),
    "given": ("First name", "Forename(s)", "Given name", "FIRST NAME"),
    "birth": ("DOB", "Date of Birth", "Birth Date", "D.O.B.", "Birthdate", "DATE OF BIRTH"),
    "sex": ("Sex", "Gender", "Legal Sex", "M/F"),
    "age": ("Age", "Age/Sex", "Age/Gender"),
    "phone": ("Phone", "Home phone", "Telephone", "Tel", "Tel. No.", "Primary phone"),
    "mobile": ("Cell", "Mobile", "Cell phone", "Mobile No"),
    "address": ("Address", "Home address", "Street address", "Residence", "Permanent address"),
    "email": ("Email", "E-mail address", "Email addr"),
    "mrn": ("MRN", "Medical Record Number", "Chart Number", "Patient ID", "Hospital No"),
    "account": ("Account #", "Visit #", "Encounter #", "Acct No.", "Admission No"),
    "accession": ("Accession", "Specimen #", "Lab No.", "Requisition", "Sample No", "Order No."),
    "collected": ("Collected", "Date collected", "Collection time", "Drawn", "Specimen date"),
    "received": ("Received", "Date received", "Rcvd"),
    "reported": ("Reported", "Date reported", "Resulted", "Final"),
    "admitted": ("Admitted", "Admit date", "Admission", "Arrival"),
    "doctor": (
        "Physician",
        "Ordering provider",
        "Attending",
        "Requesting doctor",
        "PCP",
        "Primary care provider",
        "Doctor",
        "Consultant",
    ),
    "relative": ("Emergency contact", "Next of kin", "Guarantor", "Contact", "Responsible party"),
    "kin_phone": ("Emergency phone", "Contact phone", "Phone (contact)", "Contact tel"),
    "member": ("Member ID", "Policy #", "Subscriber ID", "ID No.", "Identification number"),
    "group": ("Group", "Group #", "Group No.", "GRP #"),
    "plan": ("Insurance", "Primary insurance", "Payer", "Plan", "Insurer"),
    "national": ("National ID",),
    "ssn": ("SSN", "Social Security #", "Soc Sec No"),
    "npi": ("NPI", "NPI #", "Provider NPI"),
    "licence": ("Driver's license", "DL #", "Photo ID no."),
    "location": ("Location", "Unit", "Room", "Ward", "Dept", "Room/Bed"),
}
SHAPES: dict[str, Words] = {
    "mrn": ("########", "00######", "###-##-##", "M########", "######", "A##-##-##", "#########"),
    "account": ("#########", "A#########", "5######-##", "########01"),
    "accession": ("%-###-#####", "W########", "###-%#-####", "L%######", "@@######"),
    "prescription": ("#######", "#######-#####", "RX######", "###### - 00"),
    "member": ("@@@#########", "W#########", "########-01", "#### ##### ##", "U##########"),
    "group": ("#######", "######-###", "@####", "0###### ####"),
    "device": ("@@########", "SN@####-##", "%######@"),
    "licence": ("@###-###-##-###", "########", "@@######"),
    "national": ("###########",),
}


class Land(Country):
    """A country that falls back on this split's labels and shapes."""

    usual_labels, usual_shapes = LABELS, SHAPES


US = Land(
    "US",
    ("Sawtooth Valley Medical Center", "St. Columba's Hospital", "Cypress Landing Family Health",
     "Redbud Orthopedics & Sports Medicine", "Lake Wenona Regional", "Mt. Zion Baptist Hospital",
     "Prairie du Rocher Clinic", "Gulf Breeze Women's Care", "Sandhills County Hospital",
     "Tamarack Health Partners", "Desert Willow Urgent Care", "Children's at Millbrook"),
    ("Walnut Grove Rd", "S Kimball St", "Cattail Ct", "NW 47th Ter", "Hwy 61 S", "Old Post Rd",
     "Meadowlark Dr", "W Jefferson Ave", "Rabbit Run", "Church St", "Pinto Way", "2nd Ave N"),
    ("Hayfield, MN 559##", "Dry Ridge, KY 410##", "Sabinal TX 788##", "Port Orford, OR 974##-####",
     "Elkins, WV 262##", "Marfa, TX 798##", "Bad Axe MI 484##", "Truth or Consequences, NM 879##",
     "Yazoo City, MS 391##", "Brooklyn, NY 112##"),
    ("Cascadia Health Plan", "Great Plains Mutual", "Harbor State Medicaid", "Oak & Union PPO",
     "Federal Workers Benefit Plan"),
    ("Corner Drug #214", "Lakeside Pharmacy", "Valu-Med Pharmacy", "Hometown Family Drug"),
    ("Mr.", "Mrs.", "Ms.", "Miss"),
    {"account": ("FIN", "CSN", "HAR", "Acct #", "Visit #", "Encounter")},
    {},
    ("({a}) 555-01##", "{a}-555-01##", "{a}-555-01##", "({a})555-01##", "1-{a}-555-01##",
     "{a}.555.01##", "{a} 555-01##", "({a}) 555-01## x###", "+1 {a}-555-01##"),
    ("%m/%d/%Y", "%m/%d/%Y", "%m/%d/%y", "{m}/{d}/%Y", "{m}/{d}/%y", "%b {d}, %Y", "%B {d}, %Y",
     "%m-%d-%Y", "%d-%b-%Y!", "%Y-%m-%d", "%b %d %Y"),
    ("{n} {r}", "{n} {r}", "{n} {r} Apt {k}", "{n} {r}, #{k}", "PO Box {n}", "{n} {r} Ste {k}"),
)  # fmt: skip
UK = Land(
    "UK",
    ("Wharfedale General", "The Old Forge Surgery", "Solway Coast NHS Trust", "Queen Maud Hospital",
     "Pendle View Medical Practice", "Lagan Valley Health Centre"),
    ("Chapel Lane", "Mill Brow", "Station Rd", "St Aidan's Terrace", "Harbour View", "Ferry Rd"),
    ("Otley LS21 #QX", "Dumfries DG1 #ZZ", "Clitheroe BB7 #WW", "Lisburn BT28 #QQ",
     "Penzance TR18 #XY"),
    ("Albion Healthcare", "Provident Friendly", "Aldersgate Medical Cover"),
    ("Hargreaves Chemist", "Well Street Pharmacy", "Boyd's Dispensing"),
    ("Mr", "Mrs", "Miss", "Ms"),
    {"mrn": ("Hospital No", "Hosp No", "MRN", "Unit No", "Patient No"),
     "national": ("NHS No", "NHS Number", "NHS No."), "doctor": ("Consultant", "GP", "Named GP",
     "Requested by", "Usual doctor"), "name": ("Patient", "Name", "Patient name")},
    {"mrn": ("#######", "P######", "######@", "D ### ####"),
     "national": ("999 ### ####", "999 ### ####", "999#######")},
    ("01632 960###", "0117 496 0###", "0191 498 0###", "07700 900###", "029 2018 0###",
     "+44 7700 900###", "(0151) 496 0###", "020 7946 0###"),
    ("%d/%m/%Y", "%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "{d} %B %Y", "{d}th", "%d/%m/%y", "%d.%m.%y"),
    ("{n} {r}", "{n} {r}", "Flat {k}, {n} {r}", "{n}A {r}", "The Cottage, {r}"),
)  # fmt: skip
IE = Land(
    "IE",
    ("St Attracta's Hospital", "Corrib Primary Care Centre", "Slieve Bloom Nursing Home"),
    ("Shop St", "The Quays", "Bothar na Tra", "Abbey View", "Patrick St"),
    ("Ballinrobe, Co. Mayo F31 #X##", "Tralee, Co. Kerry", "Dublin 8 D08 ##@#"),
    ("Shannon Health", "Celtic Assurance"), ("Hickey's-on-the-Quay", "O'Donovan Pharmacy"),
    ("Mr", "Mrs", "Ms", "Sr"),
    {"mrn": ("MRN", "Chart No.", "Board No"), "national": ("IHI", "PPS No", "PPSN")},
    {"mrn": ("######", "B######"), "national": ("00#####@", "00##### @@")},
    ("020 91# ####", "(020) 91# ####", "+353 20 91# ####"),
    ("%d/%m/%Y", "%d-%m-%Y", "{d} %b %Y", "%d.%m.%Y"), ("{n} {r}", "{r}", "Apt {k}, {r}"),
)  # fmt: skip
CA = Land(
    "CA",
    ("Bow Crossing Medical Clinic", "Fundy Shore Health", "Hôpital Sainte-Brigide",
     "Kootenay Bend Hospital", "Etobicoke Creek Walk-In"),
    ("Tecumseh Ave W", "rue des Érables", "Lakeshore Dr", "Concession 4", "Granville Mews"),
    ("Nelson BC V1L #R#", "Cochrane, AB T4C #B#", "Sackville NB E4L #G#",
     "Longueuil QC J4H #K#"),
    ("Boreal Benefits", "Maple Shield Life"), ("Rexdale Drug Mart", "Pharmacie du Coin"),
    ("Mr.", "Ms.", "Mrs.", "Mme"),
    {"national": ("PHN", "Health Card No.", "HCN", "OHIP #", "RAMQ")},
    {"national": ("####-###-###-@@", "9### ### ###", "#####-####"), "mrn": ("K#######", "#######")},
    ("{a}-555-01##", "({a}) 555-01##", "1 {a} 555-01##", "{a} 555-01## ext ###"),
    ("%Y-%m-%d", "%Y-%m-%d", "%d-%b-%Y", "%b {d}, %Y", "%Y/%m/%d", "%d/%m/%Y"),
    ("{n} {r}", "{k}-{n} {r}", "{n} {r}, Unit {k}"),
)  # fmt: skip
AU = Land(
    "AU",
    ("Murrumbidgee Base Hospital", "Coral Sands Medical", "Northcote Physio & Rehab"),
    ("Wattle Gr", "Kookaburra Cl", "Princes Hwy", "Lygon Lane", "The Esplanade"),
    ("Wagga Wagga NSW 26##", "Yeppoon QLD 47##", "Northcote VIC 30##", "Broome WA 67##"),
    ("Wombat Mutual Health", "Southern Cross Union"), ("Terry's Chemist", "Bayside Pharmacy"),
    ("Mr", "Mrs", "Ms", "Miss"),
    {"mrn": ("URN", "UR No", "MRN", "U.R. Number"), "national": ("Medicare No", "Medicare", "IHI")},
    {"mrn": ("######", "0######", "#######"), "national": ("9### ##### #", "9### ##### # / #")},
    ("(02) 7010 ####", "0491 570 15#", "(03) 7010 ####", "07 7010 ####", "+61 491 570 15#"),
    ("%d/%m/%Y", "%d/%m/%Y", "{d}/%m/%y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y"),
    ("{n} {r}", "{k}/{n} {r}", "Lot {n} {r}"),
)  # fmt: skip
NZ = Land(
    "NZ",
    ("Kaimai Ranges Medical", "Te Awa Hospital", "Remarkables Dental"),
    ("Kauri St", "Beach Rd", "Domain Tce", "Wakefield Quay"),
    ("Katikati 31##", "Nelson 70##", "Queenstown 93##"), ("Kea Health", "Moana Cover"),
    ("Beach Rd Pharmacy", "Quay Chemist"), ("Mr", "Mrs", "Ms", "Miss"),
    {"mrn": ("NHI", "NHI No", "NHI Number")}, {"mrn": ("Z@@####", "Z@@ ####")},
    ("07 555 01##", "(03) 555 01##", "022 555 01##", "+64 7 555 01##"),
    ("%d/%m/%Y", "{d} %b %Y", "%d-%b-%y", "%d/%m/%y"), ("{n} {r}", "{k}/{n} {r}"),
)  # fmt: skip
IN = Land(
    "IN",
    ("Godavari Diagnostics Pvt. Ltd.", "Shanti Nursing Home", "Lifeline Multispeciality",
     "Malabar Institute of Medical Care"),
    ("M.G. Road", "Station Rd", "Sector 14", "Gandhi Nagar", "2nd Main, 5th Cross"),
    ("Rajahmundry - 5331##", "Kochi 6820##", "Indore 4520##", "New Delhi-1100##"),
    ("Suraksha Health TPA", "Bharat Arogya"), ("Sri Balaji Medicals", "Wellness 24x7"),
    ("Mr.", "Mrs.", "Ms.", "Smt.", "Master"),
    {"mrn": ("UHID", "UHID No", "Reg. No.", "Patient ID", "MR No."),
     "account": ("IP No", "Bill No", "OP No", "Visit ID"), "accession": ("Sample ID", "Lab No",
     "Barcode No", "SID"), "doctor": ("Ref. By", "Referred by", "Ref. Doctor", "Consultant"),
     "relative": ("Attender", "C/O", "S/O", "Guardian"), "national": ("ABHA No", "ABHA Number")},
    {"mrn": ("GDL.########", "10########", "SNH/%/####"), "national": ("91-0000-####-####",)},
    ("+91 884 555 01##", "0484-555 01##", "011-555 01##", "+91-731-55501##", "040 555 01##"),
    ("%d-%b-%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d/%b/%Y"),
    ("H.No. {n}, {r}", "{n}/{k}, {r}", "Flat {k}, {r}", "{n}, {r}"),
)  # fmt: skip
KE = Land(
    "KE",
    ("Mara View Hospital", "Jacaranda Maternity Home", "Tumaini Health Centre"),
    ("Ngong Rd", "Moi Ave", "Oginga St", "Kenyatta Rd"),
    ("Nairobi", "Kisumu 401##", "P.O. Box ## Narok"), ("Simba Medical Fund",),
    ("Uzima Chemist", "Haltons-like Pharmacy"), ("Mr", "Mrs", "Ms", "Mama"),
    {"mrn": ("OP No.", "IP/OP No", "File No."), "national": ("ID No.", "SHA No.", "National ID")},
    {"mrn": ("OP/####/%", "######", "%-#####"), "national": ("00######", "SHA-000####-#")},
    ("020 555 01##", "+254 20 555 01##", "057-555 01##"),
    ("%d/%m/%Y", "%d-%m-%Y", "{d}/{m}/%y", "{d}th"), ("{r}, Hse {n}", "{n} {r}", "Plot {n}, {r}"),
)  # fmt: skip
NG = Land(
    "NG",
    ("Divine Grace Specialist Hospital", "Zuma Rock Medical Centre", "Lekki Mother & Child"),
    ("Adeola Close", "Ahmadu Way", "Aba Rd", "Bode Thomas Cres"),
    ("Surulere, Lagos", "Wuse II, Abuja", "Enugu 4000##"), ("Naija Care HMO", "Zenith Life HMO"),
    ("Mercy Pharmacy", "MediBest Stores"), ("Mr", "Mrs", "Miss", "Alhaji", "Chief"),
    {"mrn": ("Hosp. No", "Card No", "Folder No"), "national": ("NIN", "HMO No.")},
    {"mrn": ("######", "DG/%/####", "0#####"), "national": ("0000#######",)},
    ("+234 1 555 01##", "01-555 01##", "0800 555 01##"),
    ("%d/%m/%Y", "%d-%m-%Y", "{d}th", "%d/%m/%y"), ("{n}, {r}", "No. {n} {r}", "Block {k}, {r}"),
)  # fmt: skip
PH = Land(
    "PH",
    ("Sto. Niño Medical City", "Mayon Provincial Hospital", "Hi-Prec Drug Test & Lab"),
    ("Rizal St.", "Mabini Ext.", "Purok 3", "Sampaguita Ave."),
    ("Brgy. Poblacion, Legazpi City", "Quezon City 11##", "Cebu City 60##"), ("MaxiCare-like HMO",),
    ("Botika ni Aling Nena", "South Star Generics"), ("Mr.", "Ms.", "Mrs."),
    {"mrn": ("Hosp. No.", "Case No.", "Patient No."), "national": ("PhilHealth No.", "PIN")},
    {"mrn": ("%-######", "########", "000###-%"), "national": ("00-#########-#",)},
    ("(02) 8555-01##", "+63 2 8555 01##", "(032) 555-01##"),
    ("%m/%d/%Y", "%b. {d}, %Y", "%B {d}, %Y", "%m-%d-%y"), ("{n} {r}", "Blk {k} Lot 7, {r}"),
)  # fmt: skip
SG = Land(
    "SG",
    ("Kallang Riverside Polyclinic", "Bukit Merah Specialists", "East Strait Hospital"),
    ("Jalan Besar", "Clementi Ave 3", "Hougang St 21", "Marine Parade Rd"),
    ("Singapore 21####", "Singapore 12####", "S(53####)"), ("Merlion Integrated",),
    ("Guardian Angel Rx", "Unity Lane Pharmacy"), ("Mr", "Mdm", "Ms", "Mrs"),
    {"mrn": ("NRIC/MRN", "MRN", "HRN"), "national": ("NRIC", "NRIC/FIN", "ID No.")},
    {"mrn": ("HRN#######", "#######@"), "national": ("S#######K", "S#######N", "S#######W")},
    ("6555 01##", "+65 6555 01##"), ("%d/%m/%Y", "%d-%b-%Y", "%d %b %Y!", "%d %b %Y"),
    ("Blk {n} {r} #{k}-{n}", "{n} {r}", "Blk {n}A {r}"),
)  # fmt: skip
ZA = Land(
    "ZA",
    ("Drakensberg Provincial Hospital", "Kloof Street Dental", "Imbali Community Clinic"),
    ("Voortrekker St", "Long St", "Umlazi Section F", "Loop St", "Steve Biko Rd"),
    ("Cape Town 80##", "Ladysmith 33##", "Durban, 40##"), ("Protea Medical Scheme", "Bankers Med"),
    ("Dis-Chem Corner", "Kloof Apothecary"), ("Mr", "Mrs", "Ms", "Mej"),
    {"mrn": ("Folder no.", "Hospital number", "File"), "national": ("ID no.", "SA ID",
        "ID Number")},
    {"mrn": ("#########", "DPH ######"), "national": ("##00## #### 08#", "##00######08#")},
    ("021 555 01##", "(031) 555 01##", "+27 21 555 01##"),
    ("%Y/%m/%d", "%d/%m/%Y", "%Y-%m-%d", "{d} %B %Y"), ("{n} {r}", "Unit {k}, {n} {r}"),
)  # fmt: skip
LANDS = {land.code: land for land in (US, UK, IE, CA, AU, NZ, IN, KE, NG, PH, SG, ZA)}
SHARES = {"US": 50, "UK": 9, "IE": 4, "CA": 7, "AU": 6, "NZ": 3, "IN": 6, "KE": 3, "NG": 3, "PH": 4,
          "SG": 2, "ZA": 3}  # fmt: skip
_AREAS = {"US": ("208", "307", "319", "432", "507", "606", "785", "828", "906", "985"),
          "CA": ("250", "403", "450", "506", "647")}  # fmt: skip
WORLD = World("reserve", "land", LANDS, SHARES, _AREAS, houses=(2, 1900), flats=(2, 29))
