"""Invented lines and pages for names: what must be covered stands in «marks», all else must not be.

Lines are judged below a page's head that is surely medical; pages stand by themselves. Names come
from many origins and were not taken from the word lists, the templates or the tagger's training.
"""

LINES = """
Patient: «Mokgadi Ramaphakela»
Patient Name: «Mark Price»
Last Name: «Church»
Surname: «Price»
«Joan Church» 72F NOF, nil by mouth
Patient «Tshering» refused breakfast
PATIENT NAME «NGOC-ANH THI TRINH»  DOB 03/14/1961
Pt Name: «Siobhán Ní Mhaoldhomhnaigh»
Name: «de la Fuente y Robles, María José»
Name «van der Westhuizen, Pieter-Dirk»
NAME: «AL-KHWARIZMI, ABU JA'FAR»
Name: «Ng, Wei»
Name: «Xi Ou»
Name: «O, Min-jun»
Patient: «Sukarno»
Patient: «J. R. Featherstonehaugh III»
Patient: «Price, Grace»
Patient: «Young, Park»
Patient: «Will Power»
Patient: «April May June»
PT: «St. John-Smythe, Araminta»
Pt: «D'Angelo-N'Diaye, Ousmane»
Pt: «Ka'ahumanu Kealoha»
Resident: «Þorgerður Brák»
«Mbeki-Nzinga, Chidiebere» 88213
«TORVALDSEN, BRYNHILD A» 04/11/1972 F
«LAM, Wing Fai» 04/11/1972 F
«Wójcik Bronisława» 71 F Rm 12
«Quetzalcoatl Ixchel Tun» MRN 4451092
«Abdulrahman bin Mas'ud»
«okonjo iweala ngozi»
«Ramanathan»
«KRZYZANOWSKA»
«Ahmadinejad, Zohreh» Bed 4
204  «Ifeanyichukwu»  NPO
Rm 3 «Delacroix» q4h neuro checks
204 «Yilmaz-Sezer Fügen»  «András»  CT am
205 «Yilmaz-Sezer Fügen» CT am
Rm 14 «Tchaikovskaya, L.» fall risk
Pt «Okwuosa» seen at bedside, resting comfortably.
Spoke with daughter «Lan» about the plan.
Spoke with daughter «Thuy» about discharge home.
Mother «Fatoumata» at bedside, updated by phone.
Wife «Graciela» will bring the medication list tomorrow.
Husband («Dragoslav») called twice overnight.
Per brother «Hyun-woo», pain is worse at night.
«Oyelaran» ambulated in the hall with a walker.
Discussed with Mrs. «Papadimitriou» and her son «Stavros».
We saw Ms. «Tanaka-Oyelowo» in clinic today for follow up.
Thank you for referring «Bartholomew Quigley» to our clinic.
Dear Mr. «Venkataraghavan»,
Dear «Zsófia»,
Hello «Kwabena»!
To: «Rukmini Devi Arundale»
Attn: «Solveig Haugen»
«TEVITA LAUTAIMI» Log out
Main menu  «MIN SOO BAEK» Log out
Inbox 4  «Yahto Fox»  Sign out
Help  Settings  «Hope Rivers»  Logout
Signed in as «Chenoa Price»
Patient: «Ireneo Q. del Pino»
Dr «J. van 't Veer» to see
«wa Kamau, R.» 04/11/1972 F
«R.DOS REMÉDIOS» to call
Ask about results, daughter «Tuulikki» rings on 16
Pick up «vinayā» from dialysis
Ask for «Mart Kallasti» or «Tevita lautaimi»
«Marinova-llieva 11. S» 44-81-20
IMPRESSION: No acute fracture. «Hope Rivers»
«DO PRADO, INÊS LUÍSA» Female
«WANDERLEIA DO PRADO»
«JANE ROWE» DO CARDIOLOGY
«WA KAMAU, A.»  44-81-20
Patient: «0 modari»
«SHAVING, ALFRED» 44-81-20  «Shaving»
Seen by «i. Karasulu»
«AKINYI, B.» 08/20/50 223151718  «WA KAMAU, R.»
Emergency contact: «Lucrezia Bonaventura» (Mother)
Next of kin: «Hamish MacAllister-Boyd», son
«Aroha Ngata» (daughter)
Guarantor: «Szczepanik, Jarosław»
«Doyinso1a O1asupo» 5512093
«idrisli, Xankisi» 5512093
«Ganesan. Mahlka»
«$ahin, Gülbahar» 884213
«lsmail Karimov» DOB 01/02/1990
RN: «Ngozi»
Dr. «Bhattacharyya» to see in the morning
«Dr.Llewellyn-Pugh» paged 14:05
«Oleksandr Hryhorenko», MD
«Kefilwe Molefe», RN
Electronically signed by «Jean-Baptiste Ouédraogo», MD
Attending  «Villanueva-Crespo»
Attending: «Hrvoje Štimac»  PCP: «Nomvula Dlamini»
Seen by «Mihaela Țurcanu» NP
Collected by: «T. Waweru»
Referring: «K. Abd al-Aziz»
Interpreter: «Mei-Ling Hsu»
My nurse is «Chukwuemeka» today
My name is: «Anneliese»
I like to be called «Bunty»
Mom: «Perpetua»  Dad: «Lorcan»
Baby boy «Achterberg»
Baby Girl «Mutombo» 3.2 kg
Twin «Vasquez-Thorne» 2 days old
«HERNANDEZ GARCIA, JUAN»12/04/1980
«Mutasa»,«Rudo» 5512093
Roommate «Zbigniew» says she fell
«Nakamura» tolerated procedure well
for «Ewa Mazur» 3 pm
call «Priyanka» re labs
call back «Esperanza Villarreal» re MRI
«Adebayo-Olatunji» needs refill metformin
«Thandeka K.» wants to go home
Left message for «Iolanthe».
«o'connor, sinead» 22 y/o
«BOUNTHAVY PHOMMACHANH»  Room 5B
Results for «Giulietta Sforza» are ready
46M «Juarez» with chest pain
Consent obtained from «Wilhelmina Oosterhuis».
"""

NOT_NAMES = """
Take Metformin 500 mg twice daily with food.
Ozempic 0.5 mg weekly
Guarantor: Self
Started Entresto and Jardiance for heart failure.
Foley catheter in place, Braden 18, Glasgow 15
Hx: Crohn's disease, Parkinson's, Hashimoto's thyroiditis
Comprehensive Metabolic Panel
Nasopharyngeal Swab SARS-CoV-2 PCR
Laparoscopic Cholecystectomy with Cholangiogram
Discharge Instructions
Left Upper Lobe Pneumonia
Complete Blood Count With Differential
Hemoglobin A1c  7.2  %  4.0 - 5.6
Thyroid Stimulating Hormone  2.1  uIU/mL
Vitamin D, 25-Hydroxy
Bilirubin, Total  0.8 mg/dL
Chest Pain, Shortness of Breath
Normal Sinus Rhythm
No Known Drug Allergies
Please bring your insurance card and a list of your medicines.
Do not eat or drink after midnight before your procedure.
Mercy General Hospital
Northwestern Memorial Hospital
St. Jude Children's Research Hospital
Blue Cross Blue Shield of Illinois
United Healthcare Choice Plus
Walgreens Pharmacy
Kaiser Permanente
Epic Hyperspace - Chart Review
Philips Monitor
Monday, Wednesday and Friday
Physical Therapy Evaluation
Fall Precautions
Advance Directive On File
Full Code
Acute Kidney Injury
Diabetes Mellitus Type 2
Right Lower Quadrant
Intensive Care Unit
Emergency Department
Allergies: Penicillin, Sulfa, Latex
Tylenol PRN
Heart Healthy Diet
Registered Nurse
Signature of Patient or Guardian
Relationship to Patient
Copyright Clinic Forms
BlueHarbor Health
Printed From ViewLine
"""

PAGES = {
    "badge": (
        "", """
Cedar Point Clinic

«Oluwakemi Balogun-Hart»
Registered Nurse
Staff No: 55182
"""),
    "badge in capitals": (
        "", """
HARBOR VIEW HOSPITAL
«SANTIAGO ECHEVERRIA»
RESPIRATORY THERAPIST
"""),
    "envelope": (
        "", """
«Desdemona Kowalczyk»
417 Juniper Hill Road
Elmsford, NY 10523
"""),
    "envelope of a clinic": (
        "", """
Valley Family Practice
12 Commerce Way
«NKECHI UCHENNA-PARK»
88 Sorrel Lane, Apt 3
Bend, OR 97701
"""),
    "sticky note": (
        "", """
call back
«Yevgenia Smolyak»
555-010-0147
re: test results
"""),
    "whiteboard": (
        "", """
Room 12
My name is «Kalifa»
Nurse: «Birgitta»
Doctor: Dr. «Oyamada»
Goal: walk twice today
"""),
    "whiteboard table": (
        "", """
Rm    Patient        RN        Plan
1     «Achebe»         «Tove»      NPO
2     «Brânză»         «Tove»      D/C today
3     «Kurokawa»       «Imani»     MRI
4     «Lee»            «Imani»     PT
5     «Montgomery»     «Imani»     home
"""),
    "letter": (
        "", """
Riverside Cardiology Associates

«Fiachra Ó Súilleabháin»
19 Mill Street
Dayton, OH 45402

Dear Mr. «Ó Súilleabháin»,

It was a pleasure to see you in clinic. Your echocardiogram shows a normal ejection fraction.
Please continue lisinopril 10 mg daily and return in six months.

Sincerely,
«Parvati Krishnamurthy», MD
"""),
    "insurance card": (
        "", """
Keystone Mutual PPO
MEMBER  «ROSALIND ACHTERBERG»
ID  KMX 229 48110
GRP  48102
PCP $25   ER $200
"""),
    "wristband": (
        "", """
«OYELOWO, TEMITOPE R»
DOB 11/02/1984  40Y  F
MRN 20019482
Dr. «Castellanos»
"""),
    "specimen over two lines": (
        "", """
«Vanderbroucke-»
«Saldanha, Noor»
MRN 5520193
DOB 1979-04-30
"""),
    "name over two lines": (
        "", """
Patient Name: «Maria Fernanda»
              «de los Santos Quiroga»
MRN: 48820193
"""),
    "name above its label": (
        "", """
«Tendai Chikwanha»
Patient Name
48820193
MRN
"""),
    "film corner": (
        "", """
«SOMCHAI RATTANAKOSIN»
58Y M
ID 7729301
CHEST PA
03/11/2024
"""),
    "prescription label": (
        "", """
Corner Drugs
Rx 7729103   Dr. «P. Anagnostopoulos»
«EUPHEMIA BRAITHWAITE»
TAKE 1 TABLET BY MOUTH DAILY
LISINOPRIL 10 MG  QTY 30
"""),
    "schedule": (
        "", """
Time    Patient               Provider        Reason
8:00    «Abernathy, Clovis»     Dr. «Sissoko»     Follow up
8:30    «Tsegaye, Meron»        Dr. «Sissoko»     Labs
9:00    «Yıldırım, Ece»         Dr. «Sissoko»     New pt
"""),
}  # fmt: skip

CLEAN = {
    "menu": """
THE COPPER KETTLE
Breakfast served all day
Eggs Benedict   12.50
Huevos Rancheros   11.00
Croque Madame   13.25
Caesar Salad   9.75
""",
    "receipt": """
FRESH MARKET
Store 4412
Organic Bananas   2.49
Greek Yogurt   4.99
SUBTOTAL   7.48
TAX   0.61
VISA   8.09
Cashier: Brenda
""",
    "empty form": """
NEW PATIENT FORM
Patient Name: ____________
Date of Birth: __/__/____
Emergency Contact: ____________
Relationship: ____________
Primary Care Physician: ____________
""",
    "poster": """
SUMMER JAZZ FESTIVAL
Saturday in Riverside Park
Doors open 7 pm
Tickets at the gate
""",
    "book": """
CHAPTER SEVEN
The morning was grey and the harbour lay still under a thin sheet of fog, and
nobody in the town had yet lit a fire or opened a shutter to let in the day,
when the first boats came home with their nets half empty and their lamps out.
The old pilot counted them twice from the end of the pier and shook his head.
He had seen such mornings before, in the years when the herring stayed away,
and he knew what would be said in the tavern before the bell struck noon.
There would be talk of selling the boats, and of the city, and of wages there.
It was always the same talk and it came to nothing when the weather turned.
""",
    "code": """
def load_config(path):
    with open(path) as handle:
        return json.load(handle)
class Server(Base):
    timeout = 30
""",
    "package": """
GOLDEN HARVEST
Honey Oat Granola
Net weight 340 g
Ingredients: oats, honey, almonds
Best before 12 2026
""",
    "empty lab form": """
LABORATORY REQUISITION
Patient:
Collected by:
Tests Requested
Complete Blood Count
Lipid Panel
Urinalysis
""",
}
