"""The countries of the apart split: places, labels and the shapes of their numbers.

Phones come from ranges kept for fiction (555-01xx, Ofcom's, ComReg's and ACMA's drama numbers) or
from exchanges not in use. In a pattern # is a digit, @ a letter, % a year's two digits, {a} an
area code.
"""

from __future__ import annotations

from phiscan.synth.blind.world import Words
from phiscan.synth.countries import Country, World

LABELS: dict[str, Words] = {
    "name": ("Patient", "Patient name", "NAME", "Pt. Name", "Name of Patient", "PATIENT NAME",
             "Patient Name (Last, First)", "Legal name", "Pat Nm"),
    "family": ("Last Name", "Surname", "LAST", "Family Name"),
    "given": ("First Name", "Given Name(s)", "FIRST", "Forenames", "First / MI"),
    "birth": ("DOB", "Date of Birth", "Birth date", "BIRTHDATE", "D.O.B", "DOB (mm/dd/yyyy)"),
    "sex": ("Sex", "Gender", "SEX", "Sex at birth", "Admin Sex"),
    "age": ("Age", "AGE/SEX", "Age / Sex"),
    "phone": ("Phone", "Home Ph", "Telephone", "Phone No.", "Contact #", "Preferred phone"),
    "mobile": ("Mobile", "Cell", "Cell #", "Mobile phone"),
    "address": ("Address", "Mailing address", "Home Address", "Street/City/ZIP", "ADDRESS"),
    "email": ("Email", "E-mail", "Email address"),
    "mrn": ("MRN", "MR #", "Med Rec No.", "Unit #", "Patient No.", "Medical Record #", "Chart #",
            "Patient ID"),
    "account": ("Account", "Acct#", "Encounter No.", "Visit ID", "Case #", "Stay #"),
    "accession": ("Accession No.", "Acc #", "Lab ID", "Specimen ID", "Order #", "Control #",
                  "Req. No."),
    "collected": ("Collected", "Coll. Date/Time", "Collection Date", "Date of specimen", "Drawn"),
    "received": ("Received", "Rec'd in lab", "Date Received"),
    "reported": ("Reported", "Report date", "Final Report", "Verified", "Date of report"),
    "admitted": ("Admit Date", "Admitted", "Adm Dt", "Date of admission", "Visit date"),
    "doctor": ("Attending", "Physician", "Ordering Dr", "Requested by", "Provider", "PCP",
               "Referring physician", "Admitting MD"),
    "relative": ("Emergency Contact", "Next of Kin", "Notify", "Contact person", "Guarantor"),
    "kin_phone": ("Contact Ph", "Phone of contact", "Emerg. Phone", "NOK phone"),
    "member": ("Member ID", "Policy No.", "Subscriber #", "ID #", "Insured's ID", "Cert. #"),
    "group": ("Group", "Grp No.", "Group Number", "GROUP #"),
    "plan": ("Payor", "Insurance Co.", "Primary Ins.", "Carrier", "Health plan"),
    "national": ("ID No.",),
    "ssn": ("SSN", "SS #", "Social Sec. No.", "Social Security Number"),
    "npi": ("NPI", "NPI No."),
    "licence": ("Driver Lic.", "DL/State ID", "State ID #"),
    "location": ("Location", "Unit/Bed", "Ward", "Service", "Nurse Station", "Rm/Bed"),
}  # fmt: skip
SHAPES: dict[str, Words] = {
    "mrn": (
        "7######",
        "0#######",
        "##-####",
        "####-####",
        "R######",
        "########",
        "CH-#####",
        "###.###.###",
        "N########",
    ),
    "account": ("3########", "H#########", "#######-0##", "0######00#", "%0#######"),
    "accession": ("%########", "@%-####", "C#######", "###-##-####", "%-@@-#####", "#######.1"),
    "prescription": ("0######", "#######", "C#######", "####-####", "N#######-00", "2 ######"),
    "member": ("@@@ ###@#####", "###-##-####-A", "H########", "#### #### ####", "@########00"),
    "group": ("G-#####", "0#####", "####### ##", "@@@##"),
    "device": ("SN-######", "@#####-###", "##@@#####"),
    "licence": ("@#######", "## ### ###", "@@@-##-####"),
    "national": ("#########",),
}


class Nation(Country):
    """A country that falls back on this split's labels and shapes."""

    usual_labels, usual_shapes = LABELS, SHAPES


US = Nation(
    "US",
    ("Bitterroot Community Hospital", "Good Shepherd Health", "Allegheny Crossing Medical Center",
     "Pine Barrens Family Practice", "Mercy-Delta Medical", "Okefenokee Regional",
     "Harmon County Memorial Hospital", "The Women's Pavilion at Elm Fork", "Northshore Imaging",
     "Chesapeake Heart & Vascular", "Sunflower Pediatrics", "St. Jude's of the Lakes",
     "Veterans Health - Fort Ashby", "Sierra Foothills Urgent Care"),
    ("Sycamore Ln", "E 9th St", "County Road 340", "Magnolia Blvd", "Quail Hollow Dr",
     "N Main St", "Thunderbird Trl", "Lincoln Hwy", "Orchard Pl", "SW Barbur Way", "Elm Ave",
     "State Route 7"),
    ("Hamilton, MT 598##", "Waycross, GA 315##", "Toms River NJ 087##", "Fresno, CA 937##",
     "Duluth, MN 558##-####", "Natchez MS 391##", "Bangor, ME 044##", "Las Cruces, NM 880##",
     "Cleveland, OH 441##", "Tulsa OK 741##", "Baltimore, MD 212##"),
    ("Summit Choice HMO", "Piedmont BlueLine", "Heartland Employees Trust", "Medi-State Plus",
     "Guardian Pacific PPO", "Tri-County Teamsters Fund"),
    ("Main Street Drugs", "RxExpress #0417", "Family Care Pharmacy", "Harvest Foods Pharmacy"),
    ("Mr.", "Mrs.", "Ms."),
    {"account": ("HSP", "CSN", "FIN", "Acct#", "Encounter No.", "Patient Acct")},
    {},
    ("({a}) 555-01##", "{a}-555-01##", "{a}.555.01##", "{a} 555 01##", "1 ({a}) 555-01##",
     "({a}) 555-01## ext. ##", "{a}/555-01##", "{a}-555-01##"),
    ("%m/%d/%Y", "%m/%d/%Y", "%m/%d/%y", "{m}/{d}/%Y", "{m}/{d}/%y", "%b {d}, %Y", "%B {d}, %Y",
     "%m-%d-%y", "%d%b%Y!", "%Y-%m-%d", "%d %b %y"),
    ("{n} {r}", "{n} {r}", "{n} {r}, Apt {k}", "{n} {r} Unit {k}", "P.O. Box {n}",
     "{n} {r} Lot {k}"),
)  # fmt: skip
UK = Nation(
    "UK",
    ("Cairnmoor Infirmary", "Trent Vale NHS Foundation Trust", "Lark Hill Surgery",
     "Severnside Community Hospital", "Princess Maude Eye Unit"),
    ("Albert Road", "The Crescent", "Bridge Street", "Hawthorn Avenue", "Castle View", "Kirkgate"),
    ("Worksop S80 #QZ", "Oban PA34 #ZX", "Newport NP20 #QW", "Grimsby DN31 #XQ",
     "Omagh BT78 #ZZ"),
    ("Beacon Mutual", "Royal Pennine Health"),
    ("Lark Hill Pharmacy", "Kirkgate Chemist", "Day & Knight Ltd"),
    ("Mr", "Mrs", "Miss", "Ms"),
    {"mrn": ("Hospital Number", "Hosp. No.", "Unit No.", "CRN", "District No"),
     "national": ("NHS Number", "NHS no.", "CHI No", "H&C No"),
     "doctor": ("Consultant", "Cons", "GP", "Requesting clinician", "Registered GP"),
     "relative": ("Next of kin", "NOK", "Carer")},
    {"mrn": ("@######", "K#######", "### ####", "X######@"),
     "national": ("999 ### ####", "999 ### ####", "999#######")},
    ("01632 960 ###", "0118 496 0###", "0141 496 0###", "07700 900 ###", "029 2018 0###",
     "(0113) 496 0###", "+44 113 496 0###"),
    ("%d/%m/%Y", "%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "{d} %B %Y", "%d.%m.%Y", "%d/%m/%y",
     "{d}th"),
    ("{n} {r}", "{n} {r}", "Flat {k}, {n} {r}", "{n}b {r}"),
)  # fmt: skip
IE = Nation(
    "IE",
    ("St Ciaran's University Hospital", "Boyne Medical Centre", "Mater Deirdre"),
    ("Main St", "Harbour Rd", "Church View", "Ard na Mara"),
    ("Navan, Co. Meath C15 #XQ#", "Ennis, Co. Clare", "Cork T12 #@##"),
    ("Liffey Health",), ("Boyne Valley Pharmacy", "McCabe's Late Night"),
    ("Mr", "Mrs", "Ms"),
    {"mrn": ("MRN", "Hospital No", "PAS No"), "national": ("IHI No", "PPS Number", "GMS No")},
    {"mrn": ("#######", "M00####"), "national": ("00#####@", "@######@")},
    ("020 91# ####", "(020) 91# ####", "+353 20 91# ####"),
    ("%d/%m/%Y", "%d/%m/%y", "{d} %B %Y", "%d-%b-%y"), ("{n} {r}", "{r}", "No. {n} {r}"),
)  # fmt: skip
CA = Nation(
    "CA",
    ("Peace Arch Walk-in Clinic", "Gaspé Bay Hospital", "Prairie Rose Health Centre",
     "Humber Valley Oncology"),
    ("Queen St W", "rue Principale", "Sideroad 10", "Dundas Cres", "4th Avenue NE"),
    ("Surrey BC V3T #Y#", "Brandon, MB R7A #W#", "Gaspé QC G4X #T#", "Barrie ON L4M #H#"),
    ("Northern Lights Benefits", "Great Slave Life"), ("Sideroad Drug Mart", "Pharmacie Rivage"),
    ("Mr.", "Ms.", "Mrs."),
    {"national": ("PHN", "HCN/VC", "Health Card #", "MHSC/PHIN", "NAM")},
    {"national": ("9### ### ###", "####-###-###-@@", "@@@@ #### ####"), "mrn": ("J#######",
     "00######")},
    ("{a}-555-01##", "({a}) 555-01##", "{a} 555-01##", "1-{a}-555-01##"),
    ("%Y-%m-%d", "%Y-%m-%d", "%Y/%m/%d", "%d-%b-%Y!", "%B {d}, %Y", "%d/%m/%Y"),
    ("{n} {r}", "{k}-{n} {r}", "RR {k}, {r}"),
)  # fmt: skip
AU = Nation(
    "AU",
    ("Kimberley District Health", "Yarra Glen Radiology", "Barossa Family Practice"),
    ("Banksia St", "Pacific Pde", "Gum Tree Rd", "King William St"),
    ("Derby WA 67##", "Yarra Glen VIC 37##", "Nuriootpa SA 53##", "Cairns QLD 48##"),
    ("Federation Health Fund",), ("Blooms-on-Pacific", "Gum Tree Chemist"),
    ("Mr", "Mrs", "Ms"),
    {"mrn": ("UMRN", "URN", "UR Number", "MRN"), "national": ("Medicare No.", "DVA No", "IHI No")},
    {"mrn": ("@#######", "#######"), "national": ("2### ##### #", "5### ##### # #")},
    ("(08) 7010 ####", "0491 570 15#", "08 7010 ####", "(02) 7010 ####"),
    ("%d/%m/%Y", "%d/%m/%Y", "%d/%m/%y", "%d-%b-%y", "{d} %B %Y"),
    ("{n} {r}", "U{k}/{n} {r}", "{k}/{n} {r}"),
)  # fmt: skip
NZ = Nation(
    "NZ",
    ("Otago Plains Hospital", "Rimu Road Health Centre"),
    ("Rata St", "Marine Pde", "High St"), ("Timaru 79##", "Napier 41##"),
    ("Pounamu Health Cover",), ("Rimu Road Pharmacy",), ("Mr", "Mrs", "Ms"),
    {"mrn": ("NHI", "NHI:")}, {"mrn": ("Z@@####", "Z@@##@@")},
    ("06 555 01##", "(03) 555 01##", "021 555 01##"),
    ("%d/%m/%Y", "%d %b %Y", "{d}/%m/%y"), ("{n} {r}", "{n}A {r}"),
)  # fmt: skip
IN = Nation(
    "IN",
    ("Narmada Pathlabs", "Sanjeevani Hospital & Research Centre", "Dr. Rao's Child Clinic"),
    ("Ring Road", "Nehru Marg", "Anna Salai", "Lake View Colony"),
    ("Bhopal 4620##", "Chennai - 6000##", "Jaipur-3020##"),
    ("Jeevan Raksha TPA",), ("Sanjeevani Medicos", "Apna Chemist"),
    ("Mr.", "Mrs.", "Ms.", "Smt."),
    {"mrn": ("UHID", "MRD No", "Pt. ID", "Reg No"), "account": ("IPD No.", "Bill No.", "Adm. No"),
     "accession": ("Lab No.", "Sample No.", "SRF ID"), "doctor": ("Ref. By Dr.", "Consultant",
     "Ref Dr"), "relative": ("W/O", "S/O", "Attendant"), "national": ("ABHA ID",)},
    {"mrn": ("NPL/######", "SH%######", "1#######"), "national": ("91-0000-####-####",)},
    ("+91 755 555 01##", "044-555 01##", "0755 55501##"),
    ("%d/%m/%Y", "%d-%b-%y", "%d-%m-%Y", "%d/%m/%y", "%d %b, %Y"),
    ("{n}, {r}", "Flat No. {k}, {r}", "Plot {n}, {r}"),
)  # fmt: skip
SG = Nation(
    "SG",
    ("Bedok Court Family Clinic", "Straits General Hospital"),
    ("Toa Payoh Lor 4", "Bedok North Ave 2", "River Valley Rd"),
    ("Singapore 31####", "S(46####)"), ("Raffles Life Shield",), ("Court Pharmacy",),
    ("Mr", "Mdm", "Ms"),
    {"mrn": ("MRN", "Pt No."), "national": ("NRIC No.", "NRIC/Passport No.")},
    {"mrn": ("#######", "SGH-######"), "national": ("S#######L", "T#######P")},
    ("6555 01##", "+65 6555 01##"), ("%d/%m/%Y", "%d-%b-%Y", "%d %b %Y"),
    ("Blk {n} {r} #0{k}-{n}", "{n} {r}"),
)  # fmt: skip
ZA = Nation(
    "ZA",
    ("Umfolozi District Hospital", "Table View Day Clinic"),
    ("Nelson Mandela Dr", "Kerk St", "Blaauwberg Rd"), ("Vryheid 31##", "Table View, 74##"),
    ("Springbok Medical Aid",), ("Kerkstraat Apteek",), ("Mr", "Mrs", "Ms"),
    {"mrn": ("Hospital No.", "Folder No", "Pt Folder"), "national": ("RSA ID", "ID Nr."),
     "member": ("Med Aid No.", "Membership no.")},
    {"mrn": ("UMF######", "########"), "national": ("##00######08#",)},
    ("034 555 01##", "(021) 555 01##", "+27 34 555 01##"),
    ("%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d"), ("{n} {r}", "{k} {r}"),
)  # fmt: skip
JM = Nation(
    "JM",
    ("Blue Mountain Regional Hospital", "Negril Road Health Centre"),
    ("Hope Road", "Barnett St", "Old Harbour Rd"), ("Kingston 6", "Montego Bay, St. James"),
    ("Island Care Group",), ("Hope Road Pharmacy",), ("Mr.", "Mrs.", "Miss"),
    {"mrn": ("Docket No.", "Reg. No.", "Docket #"), "national": ("TRN", "NHF Card #")},
    {"mrn": ("######", "%/#####"), "national": ("000-###-###",)},
    ("876-555-01##", "(876) 555-01##", "1-876-555-01##"),
    ("%d/%m/%Y", "{d}/{m}/%y", "%d-%m-%y"), ("{n} {r}", "Lot {n} {r}"),
)  # fmt: skip
NATIONS = {n.code: n for n in (US, UK, IE, CA, AU, NZ, IN, SG, ZA, JM)}
SHARES = {"US": 54, "UK": 10, "IE": 4, "CA": 8, "AU": 6, "NZ": 3, "IN": 6, "SG": 3, "ZA": 3,
          "JM": 3}  # fmt: skip
_AREAS = {"US": ("201", "229", "330", "406", "410", "559", "575", "601", "732", "918"),
          "CA": ("204", "236", "418", "705", "289")}  # fmt: skip
WORLD = World("apart", "nation", NATIONS, SHARES, _AREAS, houses=(3, 2400), flats=(2, 9))
