"""Pages that identify no patient: chalkboards, posters, signs, novels, receipts, empty forms."""

from __future__ import annotations

from phiscan.synth import numbers as common
from phiscan.synth.blind import numbers
from phiscan.synth.blind.studio import BlindStudio
from phiscan.synth.canvas import Colour, Flat
from phiscan.synth.layout import GREY, WHITE, put

DISHES = ("Pumpkin Gnocchi", "Beef Rendang", "Halloumi Wrap", "Miso Ramen", "Steak & Ale Pie",
          "Paneer Tikka", "Shakshuka", "Fish Chowder", "Chicken Katsu", "Dal Makhani",
          "Sticky Toffee Pudding", "Flat White", "Ginger Beer", "Sourdough & Butter",
          "Banana Bread", "Eggs Benedict")  # fmt: skip
CAFES = ("The Tin Kettle", "Corner Loaf", "Bao & Barrel", "Pepper Lane Kitchen", "Cafe Marisol")
GOODS = ("BANANAS LOOSE", "OAT MILK 1L", "AA BATTERIES 4PK", "WHT TOAST BREAD", "EGGS FR 12",
         "CHEDDAR 400G", "DISHWASH TABS", "COFFEE BEANS", "TISSUES 3PLY", "TOMS VINE 6PK",
         "PAPER TOWEL", "YOGHURT NAT 1KG", "GREETING CARD")  # fmt: skip
NOVEL = (
    "Marta put the lamp on the sill and waited. \u201cHe won't come,\u201d said Jonas without "
    "turning round, \u201cnot in this weather.\u201d The dog lifted its head. Below them the road "
    "lay empty as far as the mill, where old Mr. Hartwig still burned his one candle. Marta "
    "thought of the letter and of what Aunt Philippa would say when she heard. \u201cThen we "
    "shall go to him,\u201d she answered, and took down her coat. Jonas laughed, but he was "
    "already looking for his boots. ",
    "On the second day the ship stood off the cape, and Captain Renwick had the boats swung out. "
    "Nobody spoke. Young Tobias held the tiller as he had been shown, and beside him Ines counted "
    "under her breath. \u201cEleven, twelve,\u201d she said, \u201cnow pull.\u201d The surf took "
    "them sideways, then let them go. Long afterwards, when Tobias told the story to Mrs. Calloway "
    "in the warm kitchen, he left out how loudly he had shouted. ",
    "Professor Lindqvist closed the book. The students, who had expected a lecture on tides, "
    "found that they had heard one on patience. In the third row Amara wrote a single word and "
    "underlined it twice; Felix drew a boat. Outside it had begun to rain again, and the gutters "
    "of the old observatory sang as they always did in October. ",
)


def _price(studio: BlindStudio) -> str:
    sign = {"UK": "\u00a3", "IN": "Rs ", "US": "$", "AU": "$", "CA": "$"}[studio.region.code]
    return f"{sign}{studio.rng.randint(3, 34)}{studio.rng.choice(('.00', '.50', '', '.95'))}"


def chalkboard(studio: BlindStudio) -> Flat:
    """Return a cafe's board in chalk."""
    rng = studio.rng
    canvas = studio.canvas("menu", (420, 600), rng.choice(((26, 28, 28), (30, 44, 36))))
    hand = studio.font("hand")[0]
    chalks: tuple[Colour, ...] = ((240, 238, 230), (250, 214, 120), (190, 226, 240))
    put(canvas, 40, 80, 340, (rng.choice(CAFES),), hand, 54, chalks[1])
    canvas.line(40, 98, 380, 98, chalks[0], 2)
    for row, dish in enumerate(rng.sample(DISHES, 7)):
        y = 160 + row * 56
        put(canvas, 36, y, 260, (dish,), hand, 34, chalks[0])
        put(canvas, 310, y, 84, (_price(studio),), hand, 34, chalks[2])
    put(canvas, 36, 570, 340, ("wifi: ask us   no cards under 5",), hand, 26, chalks[1])
    return canvas.done()


def takeaway(studio: BlindStudio) -> Flat:
    """Return a takeaway's leaflet in two columns, with numbers and a phone."""
    rng = studio.rng
    paper: Colour = rng.choice(((255, 250, 236), (250, 232, 200), (255, 255, 255)))
    accent: Colour = rng.choice(((180, 30, 30), (20, 90, 60), (120, 60, 10)))
    canvas = studio.canvas("menu", (210, 297), paper)
    face, bold = studio.font(rng.choice(("sans", "narrow", "serif")))
    canvas.box(0, 0, 210, 40, fill=accent)
    canvas.text(105, 20, rng.choice(CAFES).upper(), bold, 12, WHITE, "ms")
    phone = numbers.phone(rng, studio.region.code)
    canvas.text(105, 33, f"Order now: {phone}", face, 6.5, WHITE, "ms")
    for column in range(2):
        left = 12 + column * 98
        canvas.text(left, 54, ("STARTERS", "MAINS")[column], bold, 6.4, accent)
        for row, dish in enumerate(rng.sample(DISHES, 9)):
            y = 66 + row * 23
            put(canvas, left, y, 66, (f"{column * 20 + row + 1}. {dish}",), bold, 4.6)
            canvas.text(left + 88, y, _price(studio), bold, 4.6, anchor="rs")
            note = rng.choice(("served with rice and salad", "contains nuts", "(v) mild", "hot!"))
            canvas.text(left, y + 6, note, face, 3.6, GREY)
    canvas.text(105, 287, "Open 7 days 11:30 - 22:00  Free delivery over 20", face, 4.4, accent,
                "ms")  # fmt: skip
    return canvas.done()


def lost_cat(studio: BlindStudio) -> Flat:
    """Return a lost cat's notice with strips to tear off."""
    rng = studio.rng
    canvas = studio.canvas("poster", (210, 297), rng.choice(((255, 255, 255), (255, 244, 140))))
    face, bold = studio.font(rng.choice(("sans", "serif")))
    canvas.text(105, 40, "LOST CAT", bold, 30, (190, 20, 20), "ms")
    canvas.box(45, 52, 165, 142, fill=(168, 160, 150))
    for x0, y0, x1, y1 in ((80, 80, 130, 130), (84, 66, 98, 92), (112, 66, 126, 92)):
        canvas.box(x0, y0, x1, y1, fill=(84, 62, 44), radius=12)
    cat = rng.choice(("Biscuit", "Smokey", "Pumpkin", "Mr Whiskers"))
    canvas.text(105, 162, f"Answers to {cat}", bold, 12, anchor="ms")
    for row, text in enumerate(("Grey tabby, white socks, shy", "Last seen near the duck pond",
                                "REWARD - please check your sheds")):  # fmt: skip
        canvas.text(105, 182 + row * 14, text, face, 9, anchor="ms")
    phone = numbers.phone(rng, studio.region.code)
    canvas.text(105, 232, phone, bold, canvas.fit((phone,), bold, 15, 180), anchor="ms")
    for number in range(7):
        canvas.line(number * 30, 250, number * 30, 297, (150, 150, 150), 0.4)
        canvas.text(number * 30 + 15, 276, cat, face, canvas.fit((cat,), face, 6, 26), anchor="ms")
    return canvas.done()


def concert(studio: BlindStudio) -> Flat:
    """Return a concert's bill."""
    rng = studio.rng
    paper: Colour = rng.choice(((20, 16, 40), (240, 90, 60), (250, 206, 70), (16, 70, 70)))
    ink: Colour = (30, 20, 20) if sum(paper) > 420 else (250, 240, 220)
    canvas = studio.canvas("poster", (420, 594), paper)
    face, bold = studio.font(rng.choice(("narrow", "serif", "sans")))
    bands = ("THE PAPER LANTERNS", "Velvet Tram", "Low Tide Choir", "Brass & Bramble", "NIGHT BUS")
    for row, band in enumerate(rng.sample(bands, 4)):
        size = canvas.fit((band,), bold, 74 - 14 * row, 380)
        canvas.text(210, 110 + row * 90, band, bold, size, ink, "ms")
    canvas.text(210, 470, "SAT 18 OCT - DOORS 7.30 PM", bold, 26, ink, "ms")
    canvas.text(210, 510, "Granary Hall, Dock Street   Tickets 15 / 12", face, 18, ink, "ms")
    canvas.text(210, 545, "www.granaryhall.example.org", face, 16, ink, "ms")
    return canvas.done()


def visiting_hours(studio: BlindStudio) -> Flat:
    """Return a hospital's sign with visiting hours."""
    rng = studio.rng
    canvas = studio.canvas(
        "poster", (600, 420), rng.choice(((0, 84, 150), (0, 110, 90), (96, 30, 90)))
    )
    face, bold = studio.font("sans")
    put(canvas, 30, 60, 540, (studio.hospital(),), bold, 34, WHITE)
    canvas.box(20, 84, 580, 400, fill=WHITE, radius=10)
    canvas.text(40, 134, "VISITING HOURS", bold, 40)
    for row, (ward, hours) in enumerate((("General Wards", "14:00 - 16:00   18:00 - 20:00"),
            ("Maternity", "10:00 - 20:00"), ("Intensive Care", "Please ring the bell"),
            ("Children's Ward", "Parents welcome any time"))):  # fmt: skip
        canvas.text(40, 190 + row * 44, ward, bold, 22)
        put(canvas, 260, 190 + row * 44, 300, (hours,), face, 22)
    switchboard = f"Switchboard {numbers.phone(rng, studio.region.code)}"
    put(canvas, 40, 380, 510, ("Max. two visitors per bed.  ", switchboard), face, 18, GREY)
    return canvas.done()


def timetable(studio: BlindStudio) -> Flat:
    """Return a bus stop's timetable."""
    rng = studio.rng
    canvas = studio.canvas("poster", (210, 297))
    face, bold = studio.font(rng.choice(("narrow", "sans")))
    route = rng.choice(("14", "X27", "N3", "402"))
    canvas.box(0, 0, 210, 30, fill=(20, 20, 24))
    canvas.text(12, 21, route, bold, 18, (255, 210, 60))
    put(canvas, 60, 20, 140, ("Market Square - University - Hospital - Airport",), face, 6.4, WHITE)
    canvas.text(12, 42, "Mondays to Fridays (valid from 1 September 2025)", bold, 5)
    stops = ("Market Square", "Dock Street", "University", "Hospital Main Ent.", "Ring Road",
             "Retail Park", "Airport T1")  # fmt: skip
    for row in range(28):
        y = 54 + row * 8
        if row % 2:
            canvas.box(10, y - 5.6, 200, y + 2.2, fill=(232, 236, 242))
        canvas.text(12, y, stops[row % 7], bold if row % 7 == 0 else face, 4.2)
        for column in range(9):
            minute = 360 + row // 7 * 240 + column * 22 + row % 7 * 6
            canvas.text(72 + column * 14, y, f"{minute // 60 % 24:02d}{minute % 60:02d}", face, 4.0)
    canvas.text(12, 288, "Times in bold are timing points. Enquiries www.bus.example.com", face,
                3.6, GREY)  # fmt: skip
    return canvas.done()


def novel(studio: BlindStudio) -> Flat:
    """Return a page of a novel with speech, a running head and a page number."""
    rng = studio.rng
    canvas = studio.canvas("book_page", (129, 198), rng.choice(((248, 240, 220), (255, 253, 246))))
    face = studio.font("serif")[0]
    head = rng.choice(("THE SALT ROAD", "A Winter in Two Rooms", "What the River Kept"))
    canvas.text(64, 14, head, face, 3.4, GREY, "ms")
    y = 24.0
    for text in rng.sample(NOVEL, 3):
        y = canvas.paragraph(14, y, 101, (text,), face, 3.9, spacing=1.5)
    canvas.text(115, 190, str(rng.randint(8, 412)), face, 3.6, anchor="rs")
    return canvas.done()


def spread(studio: BlindStudio) -> Flat:
    """Return two facing pages of a guide with headings and a list."""
    rng = studio.rng
    canvas = studio.canvas("book_page", (270, 200), (252, 250, 244))
    face, bold = studio.font(rng.choice(("serif", "sans")))
    canvas.box(134, 0, 136, 200, fill=(206, 202, 192))
    for side in range(2):
        left = 16 + side * 134
        title = rng.choice(("Pruning in late winter", "How tides work", "Choosing a tent"))
        canvas.text(left, 22, title, bold, 6.4)
        y = canvas.paragraph(left, 34, 104, (NOVEL[2 - side] * 2,), face, 3.7)
        for row in range(5):
            canvas.text(
                left + 4, y + 6 + row * 7, f"{row + 1}.  Check the ropes and pegs", face, 3.7
            )
        canvas.text(left + 52, 192, str(84 + side), face, 3.6, GREY, "ms")
    return canvas.done()


def till(studio: BlindStudio) -> Flat:
    """Return a supermarket's receipt with its phone, tax number and a code."""
    rng = studio.rng
    canvas = studio.canvas("receipt", (80, 190), (250, 250, 246))
    face, bold = studio.font("mono")
    shop = rng.choice(("FRESHFIELDS", "Corner Basket", "MARKT & CO", "Value Barn"))
    canvas.text(40, 14, shop, bold, 7, anchor="ms")
    canvas.text(40, 21, f"Tel {numbers.phone(rng, studio.region.code)}", face, 3.4, anchor="ms")
    canvas.text(40, 26, f"ABN/VAT {common.digits(rng, 9)}  TILL 0{rng.randint(1, 9)}", face, 3.2,
                anchor="ms")  # fmt: skip
    day = numbers.write_date(studio.seen(), studio.house_date)
    canvas.text(5, 36, f"{day} {studio.clock()} OP 114", face, 3.4)
    total = 0.0
    for row, item in enumerate(rng.sample(GOODS, 9)):
        price = rng.uniform(0.6, 18)
        total += price
        canvas.text(5, 46 + row * 7, item, face, 3.7)
        canvas.text(75, 46 + row * 7, f"{price:.2f}", face, 3.7, anchor="rs")
    for row, (label, value) in enumerate((("SUBTOTAL", total * 0.9), ("TAX", total * 0.1),
                                          ("TOTAL", total), ("CARD ****4417", total))):  # fmt: skip
        canvas.text(5, 116 + row * 7, label, bold, 4.2)
        canvas.text(75, 116 + row * 7, f"{value:.2f}", bold, 4.2, anchor="rs")
    canvas.text(40, 150, "Points today: 18", face, 3.6, anchor="ms")
    canvas.barcode(14, 156, 52, 14, "77" + common.digits(rng, 12), "Code128")
    canvas.text(40, 182, "Please keep for returns", face, 3.6, anchor="ms")
    return canvas.done()


def parking(studio: BlindStudio) -> Flat:
    """Return a pay and display ticket."""
    rng = studio.rng
    canvas = studio.canvas("receipt", (60, 90), rng.choice(((255, 250, 210), (226, 240, 250))))
    face, bold = studio.font(rng.choice(("mono", "narrow")))
    canvas.box(0, 0, 60, 14, fill=(30, 60, 140))
    canvas.text(30, 10, "PAY & DISPLAY", bold, 6, WHITE, "ms")
    canvas.text(30, 24, "Hospital Car Park C", face, 4.2, anchor="ms")
    canvas.text(30, 34, "EXPIRY TIME", face, 3.8, GREY, "ms")
    canvas.text(30, 47, f"{rng.randint(9, 19):02d}:{rng.randint(0, 59):02d}", bold, 14, anchor="ms")
    day = numbers.write_date(studio.seen(), studio.house_date)
    canvas.text(30, 57, day, bold, canvas.fit((day,), bold, 6, 52), anchor="ms")
    canvas.text(30, 67, f"PAID {_price(studio)}  Machine 07", face, 4, anchor="ms")
    canvas.text(30, 76, f"Ticket {common.digits(rng, 6)}", face, 4, anchor="ms")
    canvas.text(30, 85, "Place face up on dashboard", face, 3.2, GREY, "ms")
    return canvas.done()


def intake(studio: BlindStudio) -> Flat:
    """Return an empty intake form in boxes."""
    rng = studio.rng
    canvas = studio.canvas("empty_form", (216, 279), studio.paper())
    face, bold = studio.font(rng.choice(("sans", "narrow")))
    canvas.box(12, 10, 204, 24, fill=(50, 60, 80))
    canvas.text(16, 20, "PATIENT INTAKE QUESTIONNAIRE", bold, 6.4, WHITE)
    labels = ("Last name", "First name", "Middle initial", "Date of birth (mm/dd/yyyy)", "Sex",
              "Street address", "City / State / ZIP", "Home phone", "Mobile phone", "Email",
              "Emergency contact", "Relationship", "Insurance carrier", "Policy / Member ID",
              "Primary care physician", "Preferred pharmacy")  # fmt: skip
    for number, label in enumerate(labels):
        left, top = 12 + number % 2 * 96, 32 + number // 2 * 20
        canvas.box(left, top, left + 96, top + 20, outline=(110, 114, 120))
        canvas.text(left + 2, top + 5, label, face, 3.6, GREY)
    for row, word in enumerate(("Diabetes", "Asthma", "High blood pressure", "Smoker")):
        canvas.box(14, 206 + row * 10, 18, 210 + row * 10, outline=(60, 60, 60))
        canvas.text(22, 210 + row * 10, word, face, 4.2)
    canvas.text(
        14, 262, "Signature ______________________      Date ____ / ____ / ______", face, 4.4
    )
    return canvas.done()


def request(studio: BlindStudio) -> Flat:
    """Return an empty request form with dotted lines and a grid of tests."""
    rng = studio.rng
    canvas = studio.canvas("empty_form", (210, 297), rng.choice(((255, 255, 255), (224, 240, 226))))
    face, bold = studio.font(rng.choice(("serif", "sans", "mono")))
    put(canvas, 14, 18, 182, (studio.hospital(),), bold, 6)
    canvas.text(14, 28, "Pathology Request Form", face, 5, GREY)
    labels = ("Surname", "Forename(s)", "DOB", "Hospital No.", "Ward / GP address", "Consultant",
              "Clinical details", "Date & time of collection", "Requested by (print)")  # fmt: skip
    for row, label in enumerate(labels):
        y = 44 + row * 13
        end = canvas.text(14, y, label, face, 4.4) + 2
        dots = "." * int((194 - end) / max(0.1, canvas.width_of(".", face, 4.4)))
        canvas.text(end, y, dots, face, 4.4, GREY)
    tests = ("FBC", "U&E", "LFT", "CRP", "TFT", "HbA1c", "Ferritin", "B12", "Clotting", "Group")
    for number, test in enumerate(tests):
        left, top = 14 + number % 5 * 37, 172 + number // 5 * 14
        canvas.box(left, top, left + 5, top + 5, outline=(60, 60, 60))
        canvas.text(left + 8, top + 4.4, test, bold, 4.4)
    canvas.text(14, 285, "PATH 21/B  03-24", face, 3.2, GREY)
    return canvas.done()


DESIGNS = {
    "menu": (chalkboard, takeaway),
    "poster": (lost_cat, concert, visiting_hours, timetable),
    "book_page": (novel, spread),
    "receipt": (till, parking),
    "empty_form": (intake, request),
}
