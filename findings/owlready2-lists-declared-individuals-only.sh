#!/usr/bin/env bash
# owlready2 lists no individual that is not declared an owl:NamedIndividual.
#
# A thing typed with a declared class is found through the class, but the world and the ontology
# say that there are no individuals; iterating over them silently does nothing on data of most
# SPARQL endpoints.
# Seen with owlready2 0.51, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet owlready2==0.51
env/bin/python - >seen <<'EOF'
import io

import owlready2

RDF, OWL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2002/07/owl#"
plain = f"<urn:x:C> <{RDF}type> <{OWL}Class> .\n<urn:x:a> <{RDF}type> <urn:x:C> .\n"
for text in (plain, f"{plain}<urn:x:a> <{RDF}type> <{OWL}NamedIndividual> .\n"):
    world = owlready2.World()
    world.get_ontology("urn:x").load(fileobj=io.BytesIO(text.encode()))
    print(len(list(world.individuals())), [len(c.instances()) for c in world.classes()])
EOF
cat >expected <<'EOF'
0 [1]
1 [1]
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
