"""Elements as packed screens have them."""


def element(box, text="", picture="", role="button"):
    return {
        "box": box,
        "role": role,
        "text": text,
        "label": "",
        "value": "",
        "states": [],
        "true": [role, text, picture, ""],
    }
