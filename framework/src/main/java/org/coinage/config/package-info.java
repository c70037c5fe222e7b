/**
 * Configuration as users of Hydra know it: one folder per choice, a {@code defaults} list,
 * overrides as arguments, and records that a run reads its settings from.
 *
 * <p>Read {@link org.coinage.config.ConfigComposer} first: it makes a {@link
 * org.coinage.config.ComposedConfig} of a folder and a list of arguments, and {@link
 * org.coinage.config.RecordBinder} turns that into typed records. What holds here:
 *
 * <ul>
 *   <li>This package knows no setting of any other: groups are the folders that are there, keys are
 *       the components of the records that are bound.
 *   <li>Every value stands in a file or in an argument, and knows which: there are no defaults in
 *       code, no environment variables, no system properties, no includes. The same folder and
 *       arguments give the same configuration on every machine.
 *   <li>Every mistake is a {@link org.coinage.config.ConfigException} whose message is one line
 *       that begins with the file and line, or the argument, at fault.
 *   <li>Typesafe Config (the HOCON syntax) is seen by no other package and by no public signature.
 * </ul>
 */
package org.coinage.config;
