#!/usr/bin/env bash
# Oxigraph as WebAssembly reads a - b + c as a - (b + c), and a / b / c as a / (b / c).
#
# SPARQL 1.1 takes sums and products from left to right. The package for Python does, the one for
# JavaScript, of the same project and nearly the same number, does not: no error, another number.
# "Years from the first to the last, both counted" (?last - ?first + 1) is two too small in the
# browser. With brackets, (a - b) + c, both are right.
# Seen with npm oxigraph 0.4.11 and 0.5.11, pyoxigraph 0.5.13 and Node 20, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet pyoxigraph==0.5.13
npm install --silent --no-fund --no-audit old@npm:oxigraph@0.4.11 oxigraph@0.5.11 >/dev/null
sums="5-2+1 10-3-2 8/2/2 8/2*2 (5-2)+1"
cat >sums.cjs <<'EOF'
const { Store } = require(process.argv[2]);
for (const sum of process.argv.slice(3)) {
  const [row] = new Store().query(`SELECT (${sum} AS ?x) {}`);
  console.log(`npm ${require(process.argv[2] + "/package.json").version}: ${sum} = ${row.get("x").value}`);
}
EOF
{
  # shellcheck disable=SC2086 # one argument a sum
  for name in old oxigraph; do node sums.cjs $name $sums; done
  # shellcheck disable=SC2086
  env/bin/python - $sums <<'EOF'
import sys

import pyoxigraph

for text in sys.argv[1:]:
    (row,) = pyoxigraph.Store().query(f"SELECT ({text} AS ?x) {{}}")
    print(f"pyoxigraph {pyoxigraph.__version__}: {text} = {row['x'].value}")
EOF
} >seen
cat >expected <<'EOF'
npm 0.4.11: 5-2+1 = 2
npm 0.4.11: 10-3-2 = 9
npm 0.4.11: 8/2/2 = 8
npm 0.4.11: 8/2*2 = 2
npm 0.4.11: (5-2)+1 = 4
npm 0.5.11: 5-2+1 = 2
npm 0.5.11: 10-3-2 = 9
npm 0.5.11: 8/2/2 = 8
npm 0.5.11: 8/2*2 = 2
npm 0.5.11: (5-2)+1 = 4
pyoxigraph 0.5.13: 5-2+1 = 4
pyoxigraph 0.5.13: 10-3-2 = 5
pyoxigraph 0.5.13: 8/2/2 = 2
pyoxigraph 0.5.13: 8/2*2 = 8
pyoxigraph 0.5.13: (5-2)+1 = 4
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
