import java.io.File;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.RDFDataMgr;

/** Ask each .rq file of a folder of an N-Quads file: answers as .srj, median seconds printed. */
public class AskAll {
    public static void main(String[] args) throws Exception {
        Dataset data = DatasetFactory.createTxnMem();
        RDFDataMgr.read(data, args[0]);
        data.begin(ReadWrite.READ);
        Dataset whole = DatasetFactory.create(data.getUnionModel());
        data.listNames().forEachRemaining(n -> whole.addNamedModel(n, data.getNamedModel(n)));
        int runs = Integer.parseInt(args[2]);
        for (File file : new File(args[1]).listFiles((folder, name) -> name.endsWith(".rq"))) {
            Query query = QueryFactory.create(Files.readString(file.toPath()));
            File answer = new File(file.getPath().replaceAll("rq$", "srj"));
            double[] seconds = new double[runs];
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                try (QueryExecution asked = QueryExecutionFactory.create(query, whole);
                        OutputStream out = new FileOutputStream(answer)) {
                    ResultSetFormatter.outputAsJSON(out, asked.execSelect());
                }
                seconds[run] = (System.nanoTime() - start) / 1e9;
            }
            Arrays.sort(seconds);
            System.out.println(file.getName() + "\t" + seconds[runs / 2]);
        }
    }
}
