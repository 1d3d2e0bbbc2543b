#!/usr/bin/env bash
# rdf-canonize and pyoxigraph hash a literal in @EN differently.
#
# RDF 1.1 compares language tags without their case. RDFC-1.0 leaves them as they are, pyoxigraph
# writes them in small letters on reading, so that the canonical form, and with it a checksum or
# signature, depends on the tool. Write tags in small letters before hashing.
# Seen with rdf-canonize 5.0.0 and npm oxigraph 0.5.11, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund rdf-canonize@5.0.0 oxigraph@0.5.11 >/dev/null 2>&1
cat >look.cjs <<'EOF'
const canonize = require("rdf-canonize");
const oxigraph = require("oxigraph");
const text = '<urn:a> <urn:p> "x"@EN .\n';
(async () => {
  const options = { algorithm: "RDFC-1.0", inputFormat: "application/n-quads", format: "application/n-quads" };
  console.log("rdf-canonize", (await canonize.canonize(text, options)).trim());
  const [quad] = oxigraph.parse(text, { format: "application/n-quads" });
  console.log("oxigraph", quad.object.language);
})();
EOF
node look.cjs >seen
cat >expected <<'EOF'
rdf-canonize <urn:a> <urn:p> "x"@EN .
oxigraph en
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
