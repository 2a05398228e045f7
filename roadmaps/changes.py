class C:
    retired = []

    def lines(self):
        return []


def compare(a, b):
    return C()
