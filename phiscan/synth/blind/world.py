"""The five countries of the blind split: hospitals, streets, towns, plans, what labels say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from phiscan.synth.blind.numbers import filled

Words = tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """One country's words; `labels` by what they stand before."""

    code: str
    hospitals: Words
    roads: Words
    towns: Words
    plans: Words
    pharmacies: Words
    titles: Words
    labels: Mapping[str, Words]

    def label(self, rng: Random, word: str) -> str:
        """Return one wording of a label; raises KeyError for one that no country has."""
        return rng.choice(self.labels.get(word) or COMMON[word])


COMMON: dict[str, Words] = {
    "name": ("Patient Name", "Patient", "Name", "Pt. Name", "Full Name", "Name of Patient",
             "Patient's Name", "PATIENT NAME"),
    "family": ("Surname", "Last Name", "Family Name", "SURNAME"),
    "given": ("Forename", "First Name", "Given Name(s)", "Forenames"),
    "birth": ("DOB", "D.O.B", "Date of birth", "Birthdate", "Birth Date", "Born", "DoB"),
    "sex": ("Sex", "Gender", "M/F"),
    "age": ("Age", "Age/Sex", "Age / Gender"),
    "phone": ("Phone", "Tel", "Home Ph", "Telephone", "Contact No"),
    "mobile": ("Mobile", "Cell", "Mob.", "Mobile No."),
    "address": ("Address", "Home Address", "Residential Address", "Addr"),
    "email": ("Email", "E-mail", "Email address"),
    "accession": ("Lab Ref", "Accession No.", "Specimen No", "Sample ID", "Lab ID", "Order #"),
    "collected": ("Collected", "Coll. Date/Time", "Sample taken", "Drawn", "Collection Date"),
    "received": ("Received", "Date Received", "Rec'd"),
    "reported": ("Reported", "Report Date", "Authorised", "Date Reported", "Final Report"),
    "doctor": ("Ordering MD", "Requested by", "Referring Dr", "Ref. By", "Consultant",
               "Provider", "Requesting Physician"),
    "relative": ("Next of Kin", "Emergency Contact", "NOK", "Contact Person", "Guardian"),
    "member": ("Member No", "Subscriber ID", "Policy No.", "ID Number", "Member #"),
    "group": ("Group #", "Group No", "Grp", "Scheme No"),
    "admitted": ("Admitted", "Admission Date", "Date of Admission", "Adm Dt", "DOA"),
    "location": ("Location", "Ward", "Unit", "Ward/Clinic"),
}  # fmt: skip

US = Region(
    "US",
    ("Saltgrass Regional Medical Center", "Whitcomb Valley Hospital", "Ironwood Family Medicine",
     "Lakota Bluffs Clinic", "Our Lady of the Pines Health System", "Tidewater Women's Health",
     "Piedmont Heart & Vascular", "Juniper Flats Community Hospital"),
    ("Sycamore Trace", "W Ogden Pkwy", "Old Mill Rd", "SE 14th Ave", "County Road 212",
     "Juniper Pl", "N Magnolia Blvd", "Highland Cir", "E 3rd St", "Persimmon Way"),
    ("Alder Falls, VT 0####", "Casa Linda, NM 87###-####", "Fort Winslow, TN 37###",
     "Bayou Grand, LA 70###", "Prairie Rose, ND 58###-####", "Kettle Point, WI 54###"),
    ("Meridian Blue PPO", "Evergreen Health Plan", "CarePoint Medicaid HMO", "Union Trades Trust"),
    ("Hometown Apothecary", "Sunrise Drugstore #118", "MedPlus Pharmacy", "Old Town Rx Shoppe"),
    ("Mr.", "Mrs.", "Ms.", "Miss"),
    {
        "mrn": ("MRN", "MR #", "Med. Rec. No.", "Patient #", "Chart #", "Unit No", "Medical Rec#",
                "PT ID", "Pat. No."),
        "account": ("FIN", "CSN", "Visit No.", "Acct#", "HAR", "Enc #", "Billing #"),
        "plan": ("Insurance", "Payor", "Primary Ins"),
    },
)  # fmt: skip
UK = Region(
    "UK",
    ("Thornaby Royal Infirmary", "Wealdmoor District General", "Castlegate Surgery",
     "St Aldhelm's NHS Foundation Trust", "Penhallow Community Hospital",
     "Glenorrin University Hospital"),
    ("Church Lane", "Victoria Terrace", "The Crescent", "Mill Hill", "Station Approach",
     "Abbots Close", "Queen's Gardens", "Lower Green"),
    ("Thornaby TH# 4QX", "Wealdmoor WM1# 2BD", "Penhallow PX7 #JR", "Castlegate CG2 #LW"),
    ("Albion Healthcare", "WellCross PMI", "Crownmed"),
    ("Castlegate Chemist", "Day & Nightingale Pharmacy", "Greenway Dispensary"),
    ("Mr", "Mrs", "Ms", "Miss", "Master"),
    {
        "mrn": ("Hosp No", "Hospital No.", "Hospital Number", "Unit Number", "PAS No", "Case No",
                "K Number"),
        "nhs": ("NHS No", "NHS Number", "NHS No."),
        "account": ("Episode No", "Attendance No", "Spell"),
        "doctor": ("Consultant", "GP", "Requester", "Requesting Consultant", "Referred by"),
        "plan": ("Insurer", "Funding"),
        "phone": ("Tel", "Tel. No", "Home Tel", "Telephone"),
    },
)  # fmt: skip
AU = Region(
    "AU",
    ("Wattle Ridge Base Hospital", "Coolabah Private Hospital", "Port Merrin Health",
     "Banksia Medical Centre", "Royal Marlow Children's Hospital"),
    ("Kurrajong Street", "Beach Rd", "Sir Thomas Ave", "Wirra Cres", "Station St",
     "Boundary Road", "Banyan Court"),
    ("Wattle Ridge NSW 2###", "Port Merrin VIC 3###", "Coolabah QLD 4###", "Mt Gower WA 6###"),
    ("Southern Cross Mutual", "Acacia Health Fund", "Medibase Silver"),
    ("Beachside Chemmart", "Wattle Ridge Pharmacy", "Pharmacy on Main"),
    ("Mr", "Mrs", "Ms", "Miss", "Mx"),
    {
        "mrn": ("URN", "UR No", "UR Number", "MRN", "Unit Record No", "HRN"),
        "account": ("Visit No", "Adm No", "Episode"),
        "member": ("Medicare No", "Medicare", "Fund No", "Membership No."),
        "plan": ("Health Fund", "Fund"),
    },
)  # fmt: skip
CA = Region(
    "CA",
    ("Cranberry Portage Hospital", "Hopital Sainte-Agathe-du-Lac", "Blue Heron Health Centre",
     "Sault Ridge General", "Fundy Shores Family Practice"),
    ("Rue des Erables", "Portage Ave", "Maplewood Dr", "Lakeshore Road W", "4th Concession",
     "Chemin du Lac", "Fraser Cres"),
    ("Blue Heron, ON K#A 4T2", "Sainte-Agathe QC J8# 1V#", "Cranberry, MB R0B #K0",
     "Sault Ridge BC V2# 3N1"),
    ("Great Slave Assurance", "Croix-Verte Collective", "Maritime Benefit"),
    ("Pharmacie du Lac", "Heron Drug Mart", "Portage Guardian Rx"),
    ("Mr.", "Mrs.", "Ms.", "Mme", "M."),
    {
        "mrn": ("MRN", "Hospital #", "Chart No", "Dossier No", "Unit #", "J#"),
        "account": ("Visit ID", "Encounter No.", "Account No"),
        "member": ("PHN", "HCN", "Health Card #", "OHIP No", "RAMQ", "Personal Health Number"),
        "plan": ("Coverage", "Extended Benefits"),
        "name": ("Patient Name", "Client Name", "Name / Nom", "Patient", "Nom du patient"),
        "birth": ("DOB", "Date of Birth", "Birth Date", "DDN", "D.O.B."),
    },
)  # fmt: skip
IN = Region(
    "IN",
    ("Sanjeevani Multispeciality Hospital", "Arogya Diagnostics & Imaging",
     "Narmada Institute of Medical Sciences", "Lotus Mother & Child Care",
     "Dhanvantari Nursing Home"),
    ("MG Marg", "Temple Street", "2nd Cross, Jaya Nagar Layout", "Station Road", "Sector 14",
     "Lake View Colony", "Nehru Chowk"),
    ("Anandpur 56#0##", "Suryanagar - 4110##", "Velanur, TN 6###01", "Chandipur 70#0##"),
    ("Suraksha Health TPA", "Bharosa General Insurance", "Jeevan Care"),
    ("Sri Balaji Medicals", "Wellness Forever Chemists", "Apna Medical Store"),
    ("Mr.", "Mrs.", "Ms.", "Smt.", "Shri", "Baby", "Master"),
    {
        "mrn": ("UHID", "UHID No.", "Patient ID", "Reg. No", "MR No.", "CR No", "PID"),
        "account": ("IP No", "IPD No.", "OP No", "Bill No", "Visit ID"),
        "doctor": ("Ref. By", "Referred By", "Consultant", "Ref Doctor", "Under Dr"),
        "name": ("Patient Name", "Name", "Pt. Name", "Name of Patient", "Mr./Mrs./Ms."),
        "age": ("Age/Sex", "Age / Gender", "Age/Gender"),
        "plan": ("TPA", "Insurance Co.", "Payer"),
        "relative": ("S/o", "W/o", "C/o", "Attendant", "Guardian Name"),
    },
)  # fmt: skip
REGIONS = {region.code: region for region in (US, UK, AU, CA, IN)}
SHARES = {"US": 45, "UK": 17, "AU": 12, "CA": 13, "IN": 13}


def street(rng: Random, region: Region) -> str:
    """Return house, street and perhaps a flat, in the country's order."""
    number, road = rng.randint(1, 4800), rng.choice(region.roads)
    shapes = {
        "US": (f"{number} {road}", f"{number} {road}", f"{number} {road} Apt {number % 30}C",
               f"{number} {road} #{number % 400}", f"PO Box {number}"),
        "UK": (f"{number % 180} {road}", f"Flat {number % 20}, {number % 90} {road}",
               f"Rose Cottage, {road}"),
        "AU": (f"{number % 300} {road}", f"Unit {number % 12}/{number % 200} {road}",
               f"{number % 12}/{number % 99} {road}"),
        "CA": (f"{number} {road}", f"{number % 40}-{number} {road}", f"Apt. {number % 900}, "
               f"{number} {road}"),
        "IN": (f"H.No. {number % 200}/A, {road}", f"#{number % 90}, {road}",
               f"Flat {number % 700}, Ganga Residency, {road}", f"Plot {number % 60}, {road}"),
    }  # fmt: skip
    return rng.choice(shapes[region.code])


def town(rng: Random, region: Region) -> str:
    """Return a town with its code."""
    return filled(rng, rng.choice(region.towns))
