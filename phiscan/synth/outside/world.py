"""The countries of the outside split: places, labels and the shapes of their numbers.

Phones come from ranges kept for fiction (555-01xx, Ofcom's and ACMA's drama numbers) or follow
their example abroad. In a pattern # is a digit, @ a letter, % a year's two digits, {a} an area
code.
"""

from __future__ import annotations

from phiscan.synth.blind.world import Words
from phiscan.synth.countries import Country, World

LABELS: dict[str, Words] = {
    "name": ("Patient Name", "PATIENT", "Name", "Pt", "Patient/Nombre", "Full name", "Nm",
             "Patient's Name", "Member/Patient"),
    "family": ("Last name", "Family name/Apellido", "SURNAME", "Last"),
    "given": ("First name", "Given name", "FIRST & MIDDLE", "First"),
    "birth": ("DOB", "Date of birth", "Birthdate", "BORN", "DOB/Fecha nac.", "Birth Date",
    "D.O.B."),
    "sex": ("Sex", "SEX", "Gender", "M/F", "Legal sex"),
    "age": ("Age", "Age/Sex"),
    "phone": ("Phone", "Tel.", "Daytime phone", "Ph", "Telephone no.", "Contact no.", "HOME"),
    "mobile": ("Cell phone", "Mobile no.", "Cellular", "Text to"),
    "address": ("Address", "Residence", "Home address", "Addr.", "Address/Dirección"),
    "email": ("Email", "E-Mail addr.", "e-mail"),
    "mrn": ("MRN", "Med. Record No.", "Patient #", "MR Number", "Hospital ID", "PID", "Rec. No.",
            "MRN/EID", "Chart no."),
    "account": ("Visit #", "Acct No.", "FIN #", "Encounter ID", "Billing no.", "Episode", "HAR"),
    "accession": ("Accession", "Lab no.", "Order ID", "Sample #", "Spec. No.", "Exam #"),
    "collected": ("Collected on", "Date collected", "Coll.", "Sampled", "Specimen taken"),
    "received": ("Received on", "In lab", "Rec'd"),
    "reported": ("Reported on", "Released", "Result date", "Authorised"),
    "admitted": ("Admission", "Date of service", "Adm.", "Arrival", "DOS", "Check-in"),
    "doctor": ("Provider", "Ordering MD", "Attending MD", "Dr.", "Seen by", "Requesting dr.",
               "Treating physician", "Surgeon"),
    "relative": ("Emergency contact", "Next of kin", "Contact name", "Spouse/Partner", "ICE"),
    "kin_phone": ("Their phone", "Emergency tel.", "Contact phone"),
    "member": ("Member No.", "Subscriber ID", "Insurance ID", "Policy #", "Card No.",
    "Member ID"),
    "group": ("Group No.", "Group", "GRP", "Plan/Group"),
    "plan": ("Insurance", "Insurer", "Payer", "Coverage", "Fund"),
    "national": ("National ID",),
    "ssn": ("SSN", "Soc. Sec. #", "SSN/ITIN"),
    "npi": ("NPI", "Provider NPI"),
    "licence": ("Driver license", "DL #", "License/ID"),
    "location": ("Unit", "Room", "Bed", "Dept", "Area", "Floor/Room"),
}  # fmt: skip
SHAPES: dict[str, Words] = {
    "mrn": ("E#######", "1#######", "00######", "##-##-##", "MR-######", "#########", "### ## ##",
            "@@######", "5#####"),
    "account": ("V########", "6#########", "%-######", "#### #####", "A0########", "10########"),
    "accession": ("@##-%-#####", "%-######", "L########", "########-1", "@@%#####",
    "### #### ##"),
    "prescription": ("6######", "#### ###", "RX######", "##-#####", "8#######", "@ ######"),
    "member": ("@@@#########", "W#########", "### ### ###", "#########01", "@##-####-###",
    "########@"),
    "group": ("#####-###", "G######", "@@####", "00####"),
    "device": ("S/N ####-####", "@@-#######", "########"),
    "licence": ("@###-####-####", "########", "@@ ######"),
    "national": ("##########",),
}  # fmt: skip


class State(Country):
    """A country that falls back on this split's labels and shapes."""

    usual_labels, usual_shapes = LABELS, SHAPES


US = State(
    "US",
    ("Kootenai Valley Hospital", "Tidelands Regional", "Sacred Heart of Brule",
    "Flint Hills Clinic",
     "University Hospitals of Cascadia", "Palisade Orthopedic Institute",
     "Copperline Urgent Care",
     "Red Cedar Children's", "Mesa Verde Dialysis", "Lakeshore Women's Health",
     "Ironwood Dermatology",
     "St. Columba Medical Center", "Tri-Rivers Community Hospital",
     "Bayou Teche Family Medicine"),
    ("Juniper St", "W 46th Pl", "Old Mill Rd", "Cottonwood Ct", "Farm to Market 2201",
    "Peachtree Sq",
     "Shoreline Dr", "Kimball Ave", "NE Alberta St", "US Highway 12", "Vista del Sol",
     "Pump House Ln"),
    ("Coeur d'Alene, ID 838##", "Salina, KS 674##", "Beaufort, SC 299##", "Yakima WA 989##",
     "Grand Junction, CO 815##", "Houma, LA 703##", "Providence RI 029##",
     "Superior, WI 548##-####",
     "El Centro, CA 922##", "Ypsilanti, MI 481##", "Rapid City, SD 577##"),
    ("Cascade Mutual PPO", "Everline Health", "BrightPath Medicaid", "Union Trust Plan 12",
     "Ponderosa Advantage HMO"),
    ("Corner Apothecary", "Prairie Drug #22", "MedMart", "Riverside Rx", "Shoreline Pharmacy"),
    ("Mr.", "Mrs.", "Ms."), {}, {},
    ("({a}) 555-01##", "{a}-555-01##", "{a}.555.01##", "+1 {a} 555 01##", "{a} 555-01##",
     "({a})555-01##", "1-{a}-555-01##"),
    ("%m/%d/%Y", "%m/%d/%Y", "%m/%d/%y", "{m}/{d}/%Y", "{m}-{d}-%y", "%b {d} %Y", "%B {d}, %Y",
     "%m-%d-%Y", "%d-%b-%Y", "%Y-%m-%d", "%m.%d.%Y"),
    ("{n} {r}", "{n} {r}", "{n} {r} #{k}", "{n} {r}, Apt {k}C", "PO Box {n}",
    "{n} {r} Ste {k}00"),
)  # fmt: skip
UK = State(
    "UK",
    ("Fenland District Hospital", "Wharfedale Health Centre", "The Ashdown Surgery",
     "Clydeview Royal Infirmary", "Marches Eye Hospital"),
    ("Station Road", "Chapel Lane", "Mill Hill", "Priory Close", "St Mary's Street", "The Green"),
    ("Ely CB7 #XD", "Otley LS21 #QV", "Greenock PA15 #YR", "Ludlow SY8 #ZN", "Truro TR1 #QH"),
    ("Severn Friendly Society", "Albion Health"),
    ("The Green Pharmacy", "Wharfe Chemists", "Station Road Dispensary"),
    ("Mr", "Mrs", "Miss", "Ms"),
    {"mrn": ("Hospital No", "MRN", "Patient No", "Unit number"), "national": ("NHS No",
    "NHS Number",
     "CHI"), "doctor": ("Consultant", "GP", "Named consultant", "Referrer")},
    {"mrn": ("######@", "M######", "FD#######"), "national": ("999 ### ####", "999 ### ####")},
    ("01632 960###", "0151 496 0###", "028 9018 0###", "07700 900###", "0161 496 0###",
     "+44 (0)151 496 0###"),
    ("%d/%m/%Y", "%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "%d/%m/%y", "{d} %B %Y", "%d.%m.%y",
    "{d}th"),
    ("{n} {r}", "{n} {r}", "{k} {r}", "Rose Cottage, {r}", "Flat {k}, {n} {r}"),
)  # fmt: skip
CA = State(
    "CA",
    ("Kawartha Lakes Hospital", "Clinique de la Rivière", "Saskatoon East Family Health",
     "Halifax Harbour Imaging"),
    ("Lakeshore Blvd", "rue des Érables", "Concession Rd 4", "Barrington St", "16th Ave NW"),
    ("Lindsay ON K9V #X#", "Laval QC H7N #Z#", "Dartmouth NS B2Y #W#", "Kamloops, BC V2C #Y#"),
    ("Maple Shield", "Croix d'Or Assurance"), ("Lakeshore Drug Store", "Pharmacie des Érables"),
    ("Mr.", "Mrs.", "Ms."),
    {"national": ("Health Card", "PHN", "RAMQ", "HCN"), "name": ("Patient / Nom", "Name",
    "Nom / Name",
     "PATIENT"), "birth": ("DOB", "Date de naissance / DOB", "Birth date", "DDN")},
    {"national": ("#### ### ###", "9#########", "@@@@########"), "mrn": ("K######", "########")},
    ("{a}-555-01##", "({a}) 555-01##", "{a} 555-01##"),
    ("%Y-%m-%d", "%Y-%m-%d", "%d-%m-%Y", "%b {d}, %Y", "%Y/%m/%d", "%d/%b/%Y"),
    ("{n} {r}", "{n}, {r}", "{k}-{n} {r}"),
)  # fmt: skip
AU = State(
    "AU",
    ("Murrumbidgee Base Hospital", "Moreton Skin Clinic", "Port Phillip Pathology"),
    ("Wattle Gr", "Esplanade", "Commercial Rd", "Kurrajong Way"),
    ("Wagga Wagga NSW 26##", "Redcliffe QLD 40##", "Geelong VIC 32##", "Hobart TAS 70##"),
    ("Southern Cross Mutual",), ("Wattle Grove Pharmacy", "Commercial Rd Chemist"),
    ("Mr", "Mrs", "Ms"),
    {"mrn": ("MRN", "UR No", "Unit Record No"), "national": ("Medicare", "Medicare no", "DVA")},
    {"mrn": ("M########", "######"), "national": ("4### ##### #", "2#########")},
    ("(03) 5550 ####", "02 5550 ####", "0491 570 1##", "(07) 7010 ####"),
    ("%d/%m/%Y", "%d/%m/%Y", "%d %b %Y", "%d-%m-%Y", "%d/%m/%y"),
    ("{n} {r}", "{k}/{n} {r}", "Lot {n} {r}"),
)  # fmt: skip
HK = State(
    "HK",
    ("Lantau North Hospital", "Wah Shun Medical Centre"),
    ("Nathan Rd", "Tai Po Rd", "Castle Peak Rd", "Electric Rd"),
    ("Sha Tin, NT", "North Point, HK", "Yuen Long, N.T."), ("Harbour Union Life",),
    ("Wah Shun Dispensary",), ("Mr", "Mrs", "Miss", "Ms"),
    {"mrn": ("HN", "Case No.", "Hosp. No."), "national": ("HKID", "HKIC No.")},
    {"mrn": ("HN##-######-@", "HN########@"), "national": ("@######(#)",)},
    ("2555 01##", "+852 2555 01##", "(852) 6555 01##"),
    ("%d/%m/%Y", "%d-%b-%Y", "%Y/%m/%d", "%d %b %Y"),
    ("Flat {k}A, {n} {r}", "{k}/F, {n} {r}", "{n} {r}"),
)  # fmt: skip
MY = State(
    "MY",
    ("Hospital Sungai Perak", "Klinik Keluarga Bestari"),
    ("Jalan Ampang", "Lorong Maarof", "Jln Gasing", "Persiaran Barat"),
    ("31350 Ipoh, Perak", "46000 Petaling Jaya", "93100 Kuching"), ("Takaful Sihat",),
    ("Farmasi Bestari",), ("Mr", "Mdm", "Ms"),
    {"mrn": ("RN", "MRN", "No. Pendaftaran"), "national": ("IC No.", "NRIC", "No. K/P"),
     "name": ("Name", "Nama/Name", "Nama Pesakit")},
    {"mrn": ("SP######", "%-######"), "national": ("######-0#-####",)},
    ("03-7555 01##", "+60 5 555 01##", "05-555 01##"), ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y",
    "%d/%m/%y"),
    ("No. {n}, {r}", "{n}, {r}", "B-{k}-{n}, {r}"),
)  # fmt: skip
AE = State(
    "AE",
    ("Al Noor Creek Hospital", "Palm Jebel Polyclinic"),
    ("Al Wasl Rd", "Khalifa St", "Corniche Rd", "Sheikh Hamdan St"),
    ("Dubai, P.O. Box 55##", "Abu Dhabi, UAE", "Sharjah"), ("Gulf Takaful Care",),
    ("Corniche Pharmacy LLC",), ("Mr.", "Mrs.", "Ms."),
    {"mrn": ("MRN", "File No.", "UHID"), "national": ("Emirates ID", "EID No.")},
    {"mrn": ("F-######", "1000####"), "national": ("784-19##-#######-#",)},
    ("04 555 01##", "+971 4 555 01##", "050 555 01##"), ("%d/%m/%Y", "%d-%b-%Y", "%d/%m/%y"),
    ("Villa {n}, {r}", "Flat {n}, {r}", "{n} {r}"),
)  # fmt: skip
MT = State(
    "MT",
    ("Sliema Seafront Clinic", "Mater Vallettae Hospital"),
    ("Triq il-Kbira", "Republic Street", "Triq San Pawl"),
    ("Mosta MST 3###", "Victoria VCT 2###"), ("Melita Cover",), ("Triq San Pawl Pharmacy",),
    ("Mr", "Mrs", "Ms"), {"national": ("ID Card No.", "I.D. No."), "mrn": ("Hosp. no.", "MRN")},
    {"national": ("#####68M", "0######M"), "mrn": ("V######",)},
    ("2555 01##", "+356 2555 01##"), ("%d/%m/%Y", "%d.%m.%Y", "{d} %B %Y"),
    ("{n}, {r}", "{k} {r}"),
)  # fmt: skip
GH = State(
    "GH",
    ("Ridge Volta Hospital", "Nkwanta Mission Clinic"),
    ("Ring Rd East", "Liberation Ave", "Hospital Rd"), ("Ho, Volta Region", "Kumasi", "Tema C#"),
    ("Adom Mutual Health",), ("Nkwanta Chemical Shop",), ("Mr.", "Mrs.", "Miss"),
    {"mrn": ("Folder No.", "OPD No.", "Reg. no."), "national": ("Ghana Card", "NHIS No.")},
    {"mrn": ("###/%", "VR-#####"), "national": ("GHA-#########-#", "########")},
    ("0302-555 01#", "+233 302 555 01#"), ("%d/%m/%Y", "%d-%m-%y", "{d}/{m}/%Y"),
    ("H/No. {n}, {r}", "Plot {n} {r}", "{n} {r}"),
)  # fmt: skip
TT = State(
    "TT",
    ("Caroni Regional Hospital", "Maracas Bay Health Centre"),
    ("Frederick St", "Eastern Main Rd", "Cipero St"), ("Port of Spain", "San Fernando", "Arima"),
    ("Scarlet Ibis Health",), ("Cipero Drugs Ltd",), ("Mr.", "Mrs.", "Ms."),
    {"mrn": ("Hosp. Reg. No.", "Clinic No."), "national": ("ID #", "CDAP No.")},
    {"mrn": ("C######", "##/####"), "national": ("19#########",)},
    ("868-555-01##", "(868) 555-01##", "1 868 555 01##"), ("%d/%m/%Y", "%d-%b-%y", "{d}/{m}/%y"),
    ("{n} {r}", "LP {n} {r}"),
)  # fmt: skip
STATES = {n.code: n for n in (US, UK, CA, AU, HK, MY, AE, MT, GH, TT)}
SHARES = {"US": 54, "UK": 11, "CA": 8, "AU": 7, "HK": 4, "MY": 4, "AE": 4, "MT": 2, "GH": 3,
    "TT": 3}  # fmt: skip
_AREAS = {"US": ("208", "785", "843", "509", "970", "985", "401", "715", "734", "605"),
          "CA": ("705", "450", "902", "250")}  # fmt: skip
WORLD = World("outside", "state", STATES, SHARES, _AREAS, houses=(3, 2400), flats=(2, 9))
