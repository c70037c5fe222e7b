/**
 * The page a run leaves behind: one self-contained XHTML document with plots, pictures and numbers,
 * readable without network, in light and dark, with and without eyes.
 *
 * <p>Fill {@link org.coinage.experiments.report.ReportData} and hand it to {@link
 * org.coinage.experiments.report.Report}. Invariants:
 *
 * <ol>
 *   <li>the page refers to nothing outside itself;
 *   <li>it is well-formed XML, whatever names the data carry;
 *   <li>published reference points never look like measurements.
 * </ol>
 */
package org.coinage.experiments.report;
