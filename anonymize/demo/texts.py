"""stub"""


class TextFiles:
    def __init__(self, *a):
        pass

    def write(self, *a):
        pass

    def close(self):
        pass

    def counts(self):
        return {}
