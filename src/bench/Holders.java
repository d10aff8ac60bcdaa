import java.nio.file.Path;
import java.util.Optional;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.privilege.Access;
import org.pgevidence.privilege.AccessQuery;
import org.pgevidence.privilege.Estate;

/** Prints how long it takes to load a snapshot's estate and to find all holders of all rights. */
final class Holders {
  private Holders() {}

  public static void main(String[] args) {
    AccessQuery all =
        new AccessQuery(Optional.empty(), Optional.empty(), Optional.empty(), false, false);
    long from = System.nanoTime();
    Estate estate = Estate.read(Snapshot.open(Path.of(args[0])), all.selection());
    long loaded = System.nanoTime();
    long triples = new Access(estate, all).count();
    long counted = System.nanoTime();
    System.out.printf(
        "%.2f %.2f %d %d%n",
        (loaded - from) / 1e9, (counted - loaded) / 1e9, triples, estate.securables().size());
  }
}
