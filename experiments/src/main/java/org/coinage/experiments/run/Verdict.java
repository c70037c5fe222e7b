package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coinage.experiments.evaluation.BootstrapInterval;
import org.coinage.experiments.evaluation.SignalShare;
import org.coinage.experiments.report.ReportData.Origin;
import org.coinage.kernel.SeedTree;

/**
 * What a trial found.
 *
 * @param entries measurements of every codec, ours first
 * @param comparisons everything of ours against everything after it
 * @param networks the base networks that were judged
 * @param facts further measurements, a sentence each
 */
record Verdict(
    List<Judgement.Entry> entries,
    List<Comparison> comparisons,
    List<NetworkResult> networks,
    List<String> facts) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  Verdict {
    entries = List.copyOf(entries);
    comparisons = List.copyOf(comparisons);
    networks = List.copyOf(networks);
    facts = List.copyOf(facts);
  }

  /** Compares everything of ours with everything after it, the best of ours being first. */
  static Verdict of(
      List<Judgement.Entry> entries, List<NetworkResult> networks, List<String> facts) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      for (int j = i + 1; j < entries.size(); j++) {
        if (entries.get(i).origin() == Origin.OURS) {
          comparisons.add(compare(entries.get(j), entries.get(i)));
        }
      }
    }
    return new Verdict(entries, comparisons, networks, facts);
  }

  private static Comparison compare(Judgement.Entry anchor, Judgement.Entry test) {
    Comparison plain = Comparison.of(anchor.results().curve(), test.results().curve());
    if (anchor.outcomes().isEmpty() || Double.isNaN(plain.percent())) {
      return plain;
    }
    RandomGenerator random = SeedTree.root(0).child("bootstrap").generator();
    return BootstrapInterval.of(shares(anchor), shares(test), random)
        .map(plain::with)
        .orElse(plain);
  }

  private static List<List<SignalShare>> shares(Judgement.Entry entry) {
    return entry.outcomes().stream().map(MintEvaluation.Outcome::shares).toList();
  }

  /** Writes comparisons and facts; the entries have files of their own. */
  void write(Path file, Map<String, String> provenance) throws IOException {
    ObjectNode summary = JSON.createObjectNode();
    ArrayNode deltas = summary.putArray("comparisons");
    comparisons.forEach(comparison -> deltas.add(comparison.toJson()));
    ArrayNode judged = summary.putArray("networks");
    networks.forEach(network -> judged.add(network.toJson()));
    ArrayNode sentences = summary.putArray("facts");
    facts.forEach(sentences::add);
    summary.set("provenance", JSON.valueToTree(provenance));
    Files.writeString(file, JSON.writeValueAsString(summary));
  }
}
