import java.util.Iterator;
import org.apache.jena.query.ARQ;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;

/** Prints how many distinct statements Jena reads of each file, one number a line. */
public final class Count {
    public static void main(String[] files) {
        ARQ.init();
        for (String file : files) {
            DatasetGraph read = DatasetGraphFactory.create();
            // Debian has no provider for the reader of JSON-LD 1.1, so that of 1.0 is used.
            Lang lang = file.endsWith(".jsonld") ? Lang.JSONLD10 : RDFLanguages.filenameToLang(file);
            RDFParser.create().source(file).forceLang(lang).parse(read);
            long count = 0;
            for (Iterator<Quad> each = read.find(); each.hasNext(); each.next()) {
                count++;
            }
            System.out.println(count);
        }
    }
}
