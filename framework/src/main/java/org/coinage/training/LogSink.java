package org.coinage.training;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes the turning points of a run to the log: a few lines, however many steps there are. */
public final class LogSink implements EventSink {

  private static final Logger LOG = LogManager.getLogger(LogSink.class);

  @Override
  public void accept(TrainingEvent event) {
    long step = event.position().step();
    if (event instanceof TrainingEvent.RunStarted started) {
      LOG.info(
          "{} after step {} of {}; stages: {}",
          started.resumed() ? "going on" : "starting",
          step,
          started.totalSteps(),
          String.join(", ", started.stages()));
    } else if (event instanceof TrainingEvent.StageStarted started) {
      LOG.info("stage '{}' begins after step {}: {} steps", started.stage(), step, started.steps());
    } else if (event instanceof TrainingEvent.Validated validated) {
      LOG.info("validation after step {}: {}", step, text(validated.metrics()));
    } else if (event instanceof TrainingEvent.CheckpointWritten written) {
      LOG.debug("checkpoint after step {}: {}", step, written.directory());
    } else if (event instanceof TrainingEvent.RolledBack back) {
      LOG.warn(
          "step {} refused: {}; going on from step {} with the learning rate at {} of its schedule",
          step,
          back.reason(),
          back.toStep(),
          back.learningRateScale());
    } else if (event instanceof TrainingEvent.RunEnded ended) {
      LOG.info(ended.finished() ? "finished after step {}" : "stopped after step {}", step);
    }
  }

  private static String text(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .map(metric -> String.format(Locale.ROOT, "%s %.5g", metric.getKey(), metric.getValue()))
        .collect(Collectors.joining(", "));
  }
}
