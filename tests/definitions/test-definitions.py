# SPDX-License-Identifier: GPL-3.0-or-later
"""test-definitions.py HELPER: the model of audience definitions against their schema, both ways.

What the form makes is valid by the schema. What is valid by the schema is taken and comes back as it
was, or is refused with the path of the member that is the reason. What is not valid is refused."""

import copy
import json
import os
import random
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

HELPER = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "..", "data", "definitions.json")
# Where the public schema lies beside the project, or where the environment says, it judges too.
PUBLIC = os.environ.get(
    "SLUICE_DEFINITION_SCHEMA",
    os.path.join(HERE, "..", "..", "..", "shared", "schemas", "audience-definition-schema.json"),
)
SEED = int(os.environ.get("SLUICE_TEST_SEED", "20261122"))
MADE = 400
FOREIGN = 1200
# The only thing in which we are stricter than the schema: a date has to be one.
DATE = "must be a date"


def load(path):
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def load_validators():
    validators = [jsonschema.Draft7Validator(load(os.path.join(HERE, "schema.json")))]
    if os.path.exists(PUBLIC):
        definitions = load(PUBLIC)["definitions"]
        # The file's root asks for nothing; the audience in it does.
        root = {"$ref": "#/definitions/Audience", "definitions": definitions}
        validators.append(jsonschema.Draft7Validator(root))
    else:
        print("the public schema is not at hand: our own restatement of it judges alone")
    return validators


VALIDATORS = load_validators()
SCHEMA = VALIDATORS[0].schema["definitions"]


def is_valid(definition):
    verdicts = {validator.is_valid(definition) for validator in VALIDATORS}
    assert len(verdicts) == 1, f"the schemas differ on {json.dumps(definition)}"
    return verdicts.pop()


def run(*arguments, lines=""):
    done = subprocess.run([HELPER, *arguments], input=lines, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def judge(definitions):
    verdicts = run("judge", lines="".join(json.dumps(one) + "\n" for one in definitions))
    assert len(verdicts) == len(definitions), "the helper skipped some"
    return verdicts


def same(a, b):
    """Equal, and of the same types: JSON tells 1 from true and from "1"."""
    if isinstance(a, bool) or isinstance(b, bool) or isinstance(a, str) or isinstance(b, str):
        return type(a) is type(b) and a == b
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def generate(rand, rule, depth=0):
    """A random value that the schema's rule allows."""
    if "$ref" in rule:
        return generate(rand, SCHEMA[rule["$ref"].rsplit("/", 1)[1]], depth)
    if "anyOf" in rule:
        choices = rule["anyOf"][:2] if depth > 6 else rule["anyOf"]
        return generate(rand, rand.choice(choices), depth)
    if "enum" in rule:
        return rand.choice(rule["enum"])
    if "const" in rule:
        return rule["const"]
    kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    kind = rand.choice(kinds)
    if kind == "object":
        return {
            name: generate(rand, inner, depth + 1)
            for name, inner in rule["properties"].items()
            if name in rule["required"] or rand.random() < 0.4
        }
    if kind == "array":
        length = 0 if depth > 6 else rand.randrange(4)
        return [generate(rand, rule["items"], depth + 1) for _ in range(length)]
    if kind == "boolean":
        return rand.random() < 0.5
    if kind == "number":
        return rand.choice([0, 1, -1, 30, 0.7, -0.5, 1e300, 2**53 + 1, -(2**63)])
    texts = ["", "user", "events", "event_name", "timestamp", "123", "x y", "“”\\\"\n", "2026-01-31"]
    return rand.choice(texts)


def places(value, path=()):
    """All places in a document, the root first."""
    yield path
    if isinstance(value, dict):
        items = list(value.items())
    else:
        items = list(enumerate(value)) if isinstance(value, list) else []
    for key, inner in items:
        yield from places(inner, path + (key,))


def damage(rand, definition):
    """The definition with one member taken, added or replaced."""
    damaged = copy.deepcopy(definition)
    path = rand.choice([place for place in places(damaged) if place])
    parent = damaged
    for key in path[:-1]:
        parent = parent[key]
    how = rand.randrange(3)
    if how == 0:
        del parent[path[-1]]
    elif how == 1 and isinstance(parent, dict):
        parent[rand.choice(["extra", "queries", "path", "alias", "condition", "model"])] = "x"
    else:
        parent[path[-1]] = rand.choice([None, 7, True, "no_such_word", {}, [], {"model": 1}])
    return damaged


def exists(definition, pointer):
    """Whether a pointer leads to something, or to something that is missing from what is there."""
    value = definition
    names = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
    for index, name in enumerate(names):
        if isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict) and name in value:
            value = value[name]
        else:
            return index == len(names) - 1
    return True


def check_made():
    made = run("random", str(SEED), str(MADE))
    for one in made:
        assert is_valid(one["definition"]), f"the form makes {json.dumps(one['definition'])}"
    # What is complete is never refused, and comes back from the file as it went.
    complete = [one["definition"] for one in made if one["complete"]]
    assert len(complete) > MADE // 8, f"only {len(complete)} of {MADE} are complete"
    for definition, verdict in zip(complete, judge(complete)):
        assert "again" in verdict, f"{verdict} of {json.dumps(definition)}"
        assert same(definition, verdict["again"]), f"{json.dumps(definition)} became {verdict}"


def check_taken(definition, verdict):
    if "again" in verdict:
        assert same(definition, verdict["again"]), f"{json.dumps(definition)} became {verdict}"
        assert verdict["sentence"].startswith("People for whom "), verdict
    else:
        assert DATE in verdict["message"], f"refused for no reason: {verdict} {json.dumps(definition)}"
        assert exists(definition, verdict["pointer"]), f"{verdict} of {json.dumps(definition)}"


def check_foreign():
    rand = random.Random(SEED)
    foreign = [generate(rand, SCHEMA["root"]) for _ in range(FOREIGN)]
    assert all(is_valid(one) for one in foreign)
    verdicts = judge(foreign)
    for definition, verdict in zip(foreign, verdicts):
        check_taken(definition, verdict)
    taken = sum("again" in verdict for verdict in verdicts)
    assert taken > FOREIGN // 2, f"only {taken} of {FOREIGN} are taken"


def check_damaged():
    rand = random.Random(SEED + 1)
    damaged = [damage(rand, generate(rand, SCHEMA["root"])) for _ in range(FOREIGN)]
    wrong = 0
    for definition, verdict in zip(damaged, judge(damaged)):
        if is_valid(definition):
            check_taken(definition, verdict)
            continue
        wrong += 1
        assert "pointer" in verdict, f"taken, and should not be: {json.dumps(definition)}"
        assert exists(definition, verdict["pointer"]), f"{verdict} of {json.dumps(definition)}"
    assert wrong > FOREIGN // 2, f"only {wrong} of {FOREIGN} are wrong"


def check_cases():
    for case in load(CASES):
        assert is_valid(case["definition"]) == case["valid"], json.dumps(case["definition"])


check_cases()
check_made()
check_foreign()
check_damaged()
print(f"{MADE} made, {FOREIGN} foreign and {FOREIGN} damaged definitions, {len(VALIDATORS)} schemas")
