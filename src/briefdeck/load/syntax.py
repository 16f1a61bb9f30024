def explain(text, start, end, fault):
    from briefdeck.load.finding import Finding
    from briefdeck.load.place import place_at

    p = getattr(fault, "pos", 0)
    return Finding(rule="syntax", message=str(fault), place=place_at(text, min(start + p, end - 1)))
