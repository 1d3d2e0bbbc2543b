#!/usr/bin/env bash
# Jena 4.5 refuses the numbers -.5e-3 and -.5 in Turtle, and takes .5e-3 and -0.5e-3.
#
# DECIMAL and DOUBLE in the grammar of Turtle (section 6.5, rules 20 and 21) begin with an optional sign, whatever
# follows; the zero before the point may be left out. Programs that write numbers as C or awk do
# produce such files; rdflib, pyoxigraph and rapper read them.
# Seen with Jena 4.5.0 (Debian 12's libapache-jena-java), November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
[ -e /usr/share/java/jena-arq.jar ] || { echo "apt-get install libapache-jena-java default-jre-headless" >&2; exit 2; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
cat >Look.java <<'EOF'
import org.apache.jena.rdf.model.*;
import org.apache.jena.riot.*;
import java.io.StringReader;

public final class Look {
    public static void main(String[] numbers) {
        org.apache.jena.query.ARQ.init();
        for (String number : numbers) {
            Model model = ModelFactory.createDefaultModel();
            String text = "<http://e/a> <http://e/p> " + number + " .";
            try {
                RDFParser.create().source(new StringReader(text)).lang(Lang.TURTLE).errorHandler(
                    org.apache.jena.riot.system.ErrorHandlerFactory.errorHandlerStrictNoLogging).parse(model);
                System.out.println(number + " read");
            } catch (RiotException refused) {
                System.out.println(number + " " + refused.getMessage().replaceAll("^\\[.*?\\] ", ""));
            }
        }
    }
}
EOF
jars=$(printf '/usr/share/java/%s.jar:' jena-arq jena-base jena-core jena-iri dexx.collection slf4j-api \
  slf4j-nop commons-lang3 commons-io commons-csv commons-codec commons-compress httpclient httpcore \
  jsonld-java jackson-core jackson-databind jackson-annotations gson protobuf guava thrift \
  titanium-json-ld jakarta.json-api commons-cli httpclient-cache)
# Debian's jena-core has the messages of its XML parser under a name at which it does not look.
python3 - <<'EOF'
from pathlib import Path
from zipfile import ZipFile

with ZipFile("/usr/share/java/jena-core.jar") as jar:
    for name in jar.namelist():
        if "/ext/xerces/" in name and name.endswith(".properties"):
            place = Path("classes", name.split("/ext/")[1])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(jar.read(name))
EOF
java -cp "classes:$jars" Look.java -0.5e-3 .5e-3 -.5e-3 +.5e-3 -.5 >seen
cat >expected <<'EOF'
-0.5e-3 read
.5e-3 read
-.5e-3 Unrecognized (expected an RDF Term): [MINUS]
+.5e-3 Unrecognized (expected an RDF Term): [PLUS]
-.5 Unrecognized (expected an RDF Term): [MINUS]
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
