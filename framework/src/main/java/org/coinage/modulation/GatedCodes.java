package org.coinage.modulation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.SeedTree;
import org.coinage.sparsity.HardConcreteGate;

/**
 * Codes of another space with a hard concrete gate at every entry, which a signal moves too (MSCN:
 * Schwarz and Teh, "Meta-learning sparse compression networks", 2022): {@code z = (v, a, e)}, of
 * three equal parts, is the code {@code v (.) gate(phi + a + e)} of the space behind, where phi,
 * the log alpha that gates start from, is the tensor {@value #TENSOR} of the outer parameters. The
 * noise e is {@code ln u - ln(1 - u)} in learning, drawn once per signal and step, and 0 otherwise,
 * which gives the median; no step moves it.
 *
 * <p>A space for encoders: what is stored is the {@link #sparse} code, whose decoder is the space
 * behind.
 */
public final class GatedCodes implements ModulationSpace {

  /** Name of the tensor of log alpha, {@code [entries]}. */
  public static final String TENSOR = "inner.gate";

  private static final double INITIAL_DEVIATION = 0.01;

  private final ModulationSpace space;
  private final HardConcreteGate gate = HardConcreteGate.STANDARD;
  private final int entries;
  private final double start;

  /**
   * Codes of a space behind gates.
   *
   * @param start log alpha of a gate before learning
   */
  public GatedCodes(ModulationSpace space, double start) {
    this.space = space;
    this.entries = space.codeDim();
    this.start = start;
  }

  /** Entries of a sparse code. */
  public int entries() {
    return entries;
  }

  /** The code of the space behind that a code stands for: what is stored. */
  public double[] sparse(Parameters theta, double[] z) {
    double[] logits = logits(theta, z);
    return each(i -> z[i] * gate.at(logits[i]));
  }

  /** Expected share of gates that are open, whatever the noise. */
  public double open(Parameters theta, double[] z) {
    double[] phi = theta.tensor(TENSOR);
    return IntStream.range(0, entries).mapToDouble(i -> gate.open(phi[i] + z[entries + i])).sum()
        / entries;
  }

  /** Derivative of {@link #open} by each gate's log alpha, phi and a alike. */
  public double[] openSlope(Parameters theta, double[] z) {
    double[] phi = theta.tensor(TENSOR);
    return each(i -> gate.openSlope(phi[i] + z[entries + i]) / entries);
  }

  @Override
  public SirenArchitecture architecture() {
    return space.architecture();
  }

  @Override
  public ParameterLayout layout() {
    return space.layout().plus(List.of(ParameterLayout.tensor(TENSOR, entries)));
  }

  @Override
  public int codeDim() {
    return 3 * entries;
  }

  @Override
  public Set<FieldPart> modulated() {
    return space.modulated();
  }

  @Override
  public boolean keepsZeros() {
    return space.keepsZeros();
  }

  @Override
  public boolean bendsWeights() {
    return modulated().contains(FieldPart.WEIGHTS);
  }

  @Override
  public void initialize(Parameters theta, RandomGenerator random) {
    space.initialize(theta, random);
    double[] phi = theta.tensor(TENSOR);
    Arrays.setAll(phi, i -> start + INITIAL_DEVIATION * random.nextGaussian());
  }

  /** All zeros but the noise. */
  @Override
  public double[] start(SeedTree random) {
    RandomGenerator generator = random.child("gates").generator();
    double[] z = new double[codeDim()];
    for (int i = 2 * entries; i < z.length; i++) {
      z[i] = gate.noise(generator.nextDouble());
    }
    return z;
  }

  @Override
  public FieldTensors apply(Parameters theta, double[] z) {
    return space.apply(theta, sparse(theta, checked(z)));
  }

  @Override
  public FieldTensors pushforward(Parameters theta, double[] z, double[] zdot) {
    return space.pushforward(theta, sparse(theta, checked(z)), sparseTangent(theta, z, zdot));
  }

  @Override
  public double[] pullbackCode(Parameters theta, double[] z, FieldTensors psibar) {
    double[] logits = logits(theta, checked(z));
    double[] bar = space.pullbackCode(theta, sparse(theta, z), psibar);
    return joined(
        each(i -> gate.at(logits[i]) * bar[i]), each(i -> z[i] * gate.slopeAt(logits[i]) * bar[i]));
  }

  @Override
  public void pullbackParameters(
      Parameters theta,
      double[] z,
      FieldTensors psibar,
      double factor,
      ParameterGradient thetabar) {
    space.pullbackParameters(theta, sparse(theta, checked(z)), psibar, factor, thetabar);
    addGates(factor, pullbackCode(theta, z, psibar), thetabar);
  }

  /**
   * With g = gate: {@code d(g vbar)} and {@code d(v g' vbar)} along {@code (vdot, adot + edot)}.
   */
  @Override
  public double[] tangentPullbackCode(
      Parameters theta, double[] z, double[] zdot, FieldTensors psibar, FieldTensors psibardot) {
    double[] logits = logits(theta, checked(z));
    double[] code = sparse(theta, z);
    double[] moved = sparseTangent(theta, z, zdot);
    double[] bar = space.pullbackCode(theta, code, psibar);
    double[] bardot = space.tangentPullbackCode(theta, code, moved, psibar, psibardot);
    return joined(
        each(
            i ->
                gate.slopeAt(logits[i]) * logitDot(zdot, i) * bar[i]
                    + gate.at(logits[i]) * bardot[i]),
        each(
            i ->
                (zdot[i] * gate.slopeAt(logits[i])
                            + z[i] * gate.curvatureAt(logits[i]) * logitDot(zdot, i))
                        * bar[i]
                    + z[i] * gate.slopeAt(logits[i]) * bardot[i]));
  }

  @Override
  public void tangentPullbackParameters(
      Parameters theta,
      double[] z,
      double[] zdot,
      FieldTensors psibar,
      FieldTensors psibardot,
      double factor,
      ParameterGradient thetabardot) {
    space.tangentPullbackParameters(
        theta,
        sparse(theta, checked(z)),
        sparseTangent(theta, z, zdot),
        psibar,
        psibardot,
        factor,
        thetabardot);
    addGates(factor, tangentPullbackCode(theta, z, zdot, psibar, psibardot), thetabardot);
  }

  private double[] sparseTangent(Parameters theta, double[] z, double[] zdot) {
    double[] logits = logits(theta, z);
    return each(
        i ->
            zdot[i] * gate.at(logits[i])
                + z[i] * gate.slopeAt(logits[i]) * logitDot(checked(zdot), i));
  }

  /** The gradient by phi is that by a. */
  private void addGates(double factor, double[] gradient, ParameterGradient to) {
    DenseMatrix.add(factor, Arrays.copyOfRange(gradient, entries, 2 * entries), to.tensor(TENSOR));
  }

  private double[] logits(Parameters theta, double[] z) {
    double[] phi = theta.tensor(TENSOR);
    return each(i -> phi[i] + z[entries + i] + z[2 * entries + i]);
  }

  private double logitDot(double[] zdot, int i) {
    return zdot[entries + i] + zdot[2 * entries + i];
  }

  /** A code whose noise has the part of its log alpha. */
  private double[] joined(double[] ofEntries, double[] ofGates) {
    double[] joined = Arrays.copyOf(ofEntries, 3 * entries);
    System.arraycopy(ofGates, 0, joined, entries, entries);
    System.arraycopy(ofGates, 0, joined, 2 * entries, entries);
    return joined;
  }

  private double[] each(IntToDoubleFunction of) {
    double[] values = new double[entries];
    Arrays.setAll(values, of);
    return values;
  }

  private double[] checked(double[] code) {
    if (code.length != codeDim()) {
      throw new IllegalArgumentException(
          "a code has " + codeDim() + " entries, found " + code.length);
    }
    return code;
  }
}
