#!/usr/bin/env bash
# reasonable infers nothing from a property chain, although OWL 2 RL has a rule for it.
#
# The rule prp-spo2 of OWL 2 RL (OWL 2 Profiles, section 4.3) is applied by owlrl and not by
# reasonable, which says nothing: not even the chain of two.
# Seen with reasonable 0.4.4 and owlrl 7.6.2, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet reasonable==0.4.4 owlrl==7.6.2 rdflib==7.6.0
env/bin/python - >seen <<'EOF'
import warnings

import owlrl
import rdflib
from reasonable import PyReasoner

warnings.simplefilter("ignore")
TURTLE = """@prefix : <urn:x:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
:cites a owl:ObjectProperty . :uncle a owl:ObjectProperty ;
  owl:propertyChainAxiom ( :cites :cites ) . :a :cites :b . :b :cites :c ."""
wanted = tuple(rdflib.URIRef(f"urn:x:{name}") for name in ("a", "uncle", "c"))
graph = rdflib.Graph().parse(data=TURTLE, format="turtle")
reasoner = PyReasoner()
reasoner.from_graph(graph)
print("reasonable", wanted in {tuple(t) for t in reasoner.reason()})
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
print("owlrl", wanted in graph)
EOF
cat >expected <<'EOF'
reasonable False
owlrl True
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
